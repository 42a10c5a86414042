import leakedFilter from './common-passwords.json';
import { isInFilter, readPasswordFilter } from './password-filter';

/**
 * What people in the Netherlands and elsewhere choose when they have to choose: words, names, clubs, seasons,
 * keyboards. Our own list, made by hand. Lower case, without digits: passwords.ts removes those before comparing.
 */
const COMMON_WORDS: readonly string[] = `
wachtwoord welkom geheim hallo inloggen toegang beheer beheerder gebruiker gemeente gemeentehuis stadhuis burgemeester wethouder veiligheid
veiligheidsregio brandweer politie ambulance crisis voelspriet omgevingsanalyse communicatie woordvoerder nederland holland oranje amsterdam
rotterdam utrecht denhaag eindhoven groningen tilburg almere breda nijmegen arnhem haarlem enschede amersfoort apeldoorn zwolle leiden maastricht
dordrecht zoetermeer ajax feyenoord psv lente zomer herfst winter voorjaar najaar januari februari maart april mei juni juli augustus september
oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag liefde schatje lieverd liefje mama papa moeder vader oma opa
broer zusje poes kat hond hondje paard konijn vogel vis bloem bloemen roos zon maan ster sterren huis thuis werk kantoor school auto fiets voetbal
muziek vakantie koffie kaas bier pizza chocola appel appeltaart stroopwafel pannenkoek verjaardag gezellig lekker mooi groot klein nieuw oud
jan piet kees klaas henk ingrid anna emma sophie lisa sanne eva daan bram sem lucas thomas mark peter johan marieke anouk jeroen wilhelmina willem
alexander maxima beatrix jezus god sinterklaas zwartepiet kerst kerstmis pasen koningsdag elfstedentocht
password passwort motdepasse passphrase welcome letmein secret login logon access admin administrator root user guest test testing demo default
changeme temp temporary master monkey dragon sunshine princess football baseball basketball soccer superman batman starwars pokemon shadow michael
jennifer jordan hunter ranger buster killer trustno iloveyou loveyou love lover hello freedom whatever ninja mustang harley summer spring autumn
fall monday friday january march october cheese cookie flower orange banana purple yellow silver golden diamond angel heaven jesus christ charlie
daniel jessica ashley nicole andrew joshua matthew robert william george computer internet google facebook twitter instagram apple samsung
microsoft windows office company business server database system network security correct horse battery staple
qwerty qwertyuiop azerty azertyuiop asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc poiuytrewq lkjhgfdsa mnbvcxz
abc abcd abcde abcdef abcdefg abcdefgh abcdefghij abcdefghijkl
een twee drie vier vijf mijn jouw ons onze het van voor met aan een ik ben jij bent wij zijn hou the my our your for and this that you are new
`
	.trim()
	.split(/\s+/);

const MIN_PASSWORD_LENGTH = 12;
const MAX_PASSWORD_LENGTH = 200;

/** Why a password is refused; null when it is accepted. The sentences are in messages under `account.password`. */
export type PasswordProblem = 'short' | 'long' | 'common' | 'own';

const segmenter = new Intl.Segmenter('nl', { granularity: 'grapheme' });
const charactersOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** Substitutes for letters that satisfy a rule. */
const LOOKALIKES: Readonly<Record<string, string>> = {
	'@': 'a',
	'4': 'a',
	'0': 'o',
	'1': 'i',
	'!': 'i',
	'3': 'e',
	$: 's',
	'5': 's',
	'7': 't'
};
const normalise = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const unmasked = (text: string): string => Array.from(text, (character) => LOOKALIKES[character] ?? character).join('');

const longestFirst = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => b.length - a.length);
const COMMON_BY_LENGTH = longestFirst(COMMON_WORDS);

/** Keyboard and alphabet runs: 12345, 54321, abcde, aaaa. At least three. */
function withoutRuns(text: string): string {
	const characters = Array.from(text);
	const remaining: string[] = [];
	for (let at = 0; at < characters.length;) {
		let longestRun = 1;
		for (const step of [-1, 0, 1]) {
			let length = 1;
			while (codeAt(characters, at + length) === codeAt(characters, at + length - 1) + step) length += 1;
			longestRun = Math.max(longestRun, length);
		}
		if (longestRun < 3) remaining.push(characters[at] ?? '');
		at += longestRun < 3 ? 1 : longestRun;
	}
	return remaining.join('');
}
const codeAt = (characters: readonly string[], at: number): number => characters[at]?.codePointAt(0) ?? NaN;

const without = (text: string, words: readonly string[]): string =>
	words.reduce((remaining, word) => remaining.split(word).join(' '), text).replace(/\s+/g, ' ');

/** How many different characters remain once years, runs and common words are removed, with and without substitutes. */
function unguessedCharacters(password: string, words: readonly string[]): number {
	const ended = normalise(password).replace(/[!-/:-@[-`{-~\s]+$/, '');
	const dated = withoutRuns(without(ended, words).replace(/(19|20)\d\d/g, ' '));
	const remainders = [dated, unmasked(dated)].map((text) => without(withoutRuns(without(text, words)), words));
	return Math.min(...remainders.map((remainder) => new Set(remainder.replaceAll(' ', '')).size));
}

/** With fewer different characters besides the common parts, it is on the lists of attackers. */
const MIN_DIFFERENT_CHARACTERS = 4;

/** Some 49,000 passwords that leaked most often. */
const leaked = readPasswordFilter(leakedFilter);
/** Shorter ones occur in many good passwords. */
const MIN_LEAKED_LENGTH = 5;

/** Whether it is a leaked password, alone, twice, or with a year, a run or some signs around it. */
function isLeaked(password: string): boolean {
	const text = normalise(password);
	return [text, unmasked(text)].some((form) => {
		const half = form.slice(0, form.length / 2);
		const base = form.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
		const around = withoutRuns(form.replace(base, ' ').replace(/(19|20)\d\d/g, ' ')).replace(/[!-/:-@[-`{-~\s]/g, '');
		return (
			isInFilter(leaked, form) ||
			(half + half === form && half.length >= MIN_LEAKED_LENGTH && isInFilter(leaked, half)) ||
			(base.length >= MIN_LEAKED_LENGTH && new Set(around).size < MIN_DIFFERENT_CHARACTERS && isInFilter(leaked, base))
		);
	});
}

/**
 * Whether a new password is acceptable: long enough, and not a common one. No rules about which characters (NIST SP
 * 800-63B §3.1.1.2).
 * @param own the person's name, e-mail address and organisation
 */
export function passwordProblem(password: string, own: readonly string[] = []): PasswordProblem | null {
	if (password.length > MAX_PASSWORD_LENGTH * 16) return 'long';
	const length = charactersOf(password).length;
	if (length < MIN_PASSWORD_LENGTH) return 'short';
	if (length > MAX_PASSWORD_LENGTH) return 'long';
	if (unguessedCharacters(password, COMMON_BY_LENGTH) < MIN_DIFFERENT_CHARACTERS || isLeaked(password)) return 'common';
	const ownWords = own.flatMap((text) => normalise(text).split(/[\s@.,'-]+/)).filter((word) => word.length >= 3);
	const words = longestFirst([...COMMON_WORDS, ...ownWords]);
	return unguessedCharacters(password, words) < MIN_DIFFERENT_CHARACTERS ? 'own' : null;
}
