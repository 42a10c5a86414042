import { agoOf, relativeMoment } from '../moments/relative-moment';
import { readMoment } from '../moments/moment-text';

/* What networks show around a post, line by line. */

const words = (...alternatives: string[]): RegExp => new RegExp(`^(?:${alternatives.join('|')})$`, 'iu');
const COUNT = '\\d+(?:[.,]\\d+)*\\s*(?:k|m|dzd\\.?|mln\\.?|tsd\\.?|mio\\.?)?';

/** The button under a comment with which one answers it: the end of each. */
const REPLY = words('beantwoorden|reageren|reageer|antwoorden|reply|respond|antworten');
/** What networks show with a name, before the moment. */
const BADGES = [
	'[·•|.…]+|[·•\\s]*(?:volgen|volgend|volg|follow|following|folgen|abonneren|subscribe|abonnieren)[·•\\s]*',
	'bewerkt|edited|bearbeitet|\\((?:bewerkt|edited|bearbeitet)\\)|vastgezet(?: door .*)?|pinned(?: by .*)?|angepinnt(?: von .*)?|openbaar|public|öffentlich|gedeeld met .*|shared with .*|geteilt mit .*',
	'(?:top|populairste)[ -]?fan|topbijdrager|top contributor|rijzende fan|rising fan|aufsteigender fan|auteur|author|autor|verfasser(?:in)?|maker|creator|ersteller(?:in)?|op|beheerder|admin|administrator|moderator|groepsexpert|group expert|geverifieerd(?: account)?|verified(?: account)?|verifiziert(?:es konto)?|premium',
	"u\\/\\S+ avatar|(?:profielfoto|avatar|profilbild) (?:van|von|of) .*|.{1,60}['’]s? (?:profile (?:picture|photo)|profielfoto)|(?:bekijk(?: het)? profiel van|view profile (?:of|for)|profil (?:von|anzeigen für)) .*|view .*['’]s?\\s+(?:profile|graphic link).*|feed ?(?:post|bericht|-beitrag) .*",
	'zichtbaar voor iedereen.*|visible to anyone.*|für alle .*sichtbar.*'
];
const BADGE = words(...BADGES);
/** Interface text that networks put around a post. Whole lines, in Dutch, English and German. */
const INTERFACE = words(
	'vind ik leuk|leuk|like|haha|gefällt mir|interessant|upvote|downvote|award|save|report|hide|rapporteren|opslaan|melden|speichern',
	'reageren|reageer|opmerking plaatsen|beantwoorden|antwoorden|reply|respond|comment|antworten|kommentieren|commentaar|kommentar',
	'delen|deel|share|teilen|verzenden|versturen|send|senden|reposten|repost|boost|boosten|citeren|citaat|quote|zitieren|zitat|bladwijzer|favoriet|bookmark|meer|more|mehr|dank(?: je)?|thank|danke',
	'(?:vertaling|originele?|bericht) (?:weergeven|bekijken|tonen|vertalen)|vertalen|translate(?: post)?|übersetzen|meer (?:weergeven|bekijken|lezen|tonen)|minder weergeven|…?\\s*(?:meer|more)|see (?:more|less|translation|original)|show (?:more|less|this thread)|read (?:more|less)|translate to .*|übersetzung anzeigen|beitrag übersetzen|mehr (?:anzeigen|lesen|ansehen)|weniger anzeigen|(?:deze )?(?:thread|draad) (?:weergeven|tonen)',
	...BADGES,
	'weergaven|views|aufrufe|reposts|citaten|quotes|vind-ik-leuks|likes|bladwijzers|bookmarks',
	'meest relevant|alle reacties|nieuwste(?: eerst)?|topreacties|most relevant|all comments|newest(?: first)?|top comments|relevanteste|alle kommentare|neueste zuerst|sorteren op|sort by|sortieren nach',
	`${COUNT}\\s*(?:reacties?|antwoorden|antwoord|vind-ik-leuks?|likes?|comments?|replies|reply|keer gedeeld|shares?|weergaven|views?|upvotes?|reposts?|citaten|quotes?|bookmarks?|bladwijzers?|favorieten|favou?rites?|boosts?|antworten?|kommentare?|mal geteilt|aufrufe|commentaren|opmerkingen|„?gefällt mir“?(?:-angaben?)?)`,
	'(?:bekijk|alle|nog|meer|view|all|see|verberg|hide|more|show|toon|weitere|mehr)\\s.{0,20}(?:reacties?|antwoorden|antwoord|replies|reply|comments?|antworten?|kommentare?)(?:\\s.{0,20})?',
	`(?:bekijk|toon|view|show) (?:alle |all )?${COUNT} \\S+|${COUNT} antworten? anzeigen|alle ${COUNT} kommentare ansehen`,
	'(?:schrijf een|write a|laat een|leave a|schreibe? einen?) (?:openbare |public |öffentlichen )?(?:reactie|comment|reply|antwoord|kommentar|antwort).*',
	`[·•|.…]+|${COUNT}(?:\\s*[·•|]\\s*${COUNT})*`
);
/** What a network says about other people: never somebody's own words. */
const NOTE = words(
	'.{1,80} (?:heeft|hebben) (?:dit |een bericht )?(?:gerepost|geboost|opnieuw gepost|gedeeld|geciteerd)|.{1,80} (?:reposted|boosted|retweeted|quoted|commented on this|likes this|vindt dit interessant|reageerde hierop|hat (?:dies |das )?(?:repostet|geteilt|gepostet|kommentiert))(?: this)?',
	'(?:gerepost|opnieuw gepost|geboost) door .{1,80}|(?:reposted|boosted|liked) by .{1,80}|(?:repostet|geteilt|gefällt) (?:von )?.{1,80} und .{1,80}|vind-ik-leuks: .{1,80}|leuk gevonden door .{1,80}|(?:geliket|gelikt) door .{1,80}'
);
/** The accounts that a post answers may be on the lines below. */
const ANSWERS =
	/^(?:(?:\s*[·•])?\s*(?:replying to|replied to|als antwoord op|in antwoord op|antwoord op|in reply to|antwort an|als antwort auf|in antwort auf)\b:?)(.{0,200})$/iu;
const ACCOUNT = '(?:@[\\p{L}\\d_](?:[\\p{L}\\d_.-]*[\\p{L}\\d_])?(?:@[a-z\\d][a-z\\d.-]*[a-z\\d])?|\\/?u\\/[\\w-]+)';
const HANDLE = words(ACCOUNT);
/** Accounts, and words between them. */
const JOINED = `(?:\\s|,|&|en|and|und|${ACCOUNT}|\\d+ (?:others?|anderen?|meer|more|weitere))+`;
const ACCOUNTS = words(JOINED);
/** `Marloes Zwart @marloes`, with or without a moment. */
const NAME_HANDLE = new RegExp(`^(.{0,60}?)\\s*(${ACCOUNT})(?:\\s*[·•-]\\s*|\\s+|$)(.*)$`, 'iu');
const NAME_MOMENT = /^(.{1,60}?)\s*[·•]\s*(\S.*)$/u;
/** On LinkedIn, how many people are between an author and the reader; a job description follows. */
const DEGREE = /^[·•\s]*(?:[123](?:e|de|st|nd|rd|\.)\+?|jij|you|sie)(?:[·•\s].*)?$/iu;
/** A moment at the start of a line, followed by nothing, a mark, or buttons: `2 u`, `1 uur geleden Leuk Reageren`. */
const MOMENT_START =
	/^((?:ongeveer |about |vor )?(?:zojuist|just now|gerade eben|(?:\d{1,3}|een|an?|eine[mr]?)\s*\p{L}{1,8}(?!\p{L})\.?(?:\s+(?:geleden|ago))?|(?:gisteren|eergisteren|vandaag|yesterday|today|heute|gestern|vorgestern)(?:\s+(?:om|at|um)?\s*\d{1,2}[:.]\d{2}(?:\s*uu?h?r|\s*[ap]m)?)?))(?:\s*\((?:bewerkt|edited|bearbeitet)\))?(.*)$/iu;
const BUTTON_WORDS =
	/(?<!\p{L})(?:vind ik leuk|leuk|like|gefällt mir|beantwoorden|reageren|reageer|antwoorden|reply|antworten|delen|share|teilen|bewerkt|edited|bearbeitet|(?:\d+\s*)?(?:vind-ik-leuks?|likes?))(?!\p{L})|[·•|\d\s\p{Cf}\p{So}\ufe0f]/giu;
/** A time with its date, below a post that was opened: `10:03 p.m. · 30 nov. 2026`. */
const TIME_THEN_DATE = /^(\d{1,2}[:.]\d{2}(?:\s?[ap]\.?\s?m\.?)?)\s*[·•]\s*([^·•]{5,30}?)(?:\s*[·•].*)?$/iu;

/** No network shows a longer line with a name or a moment. */
export const LONGEST_SHOWN = 200;

/** Without marks that networks put around handles. */
const shown = (line: string): string =>
	line.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g, '').trim();
export const isInterface = (line: string): boolean => INTERFACE.test(withoutDots(line));
const withoutDots = (line: string): string => line.replace(/^[·•\s]+(?=[^·•\s])/, '').trim();

/**
 * The moment that a line shows, as it is written; null when the line shows anything else than a moment and buttons.
 * Absolute dates count too: `20 november om 14.03 uur`.
 */
export function momentLine(line: string): string | null {
	const trimmed = line.trim();
	if (trimmed.length > LONGEST_SHOWN || !MAY_BE_MOMENT.test(trimmed) || /^\d+M$/.test(trimmed)) return null;
	const bare = trimmed.replace(BUTTONS_BEFORE, '');
	const [, start, rest = ''] = MOMENT_START.exec(bare) ?? [];
	if (start !== undefined && (agoOf(start) !== null || (/^\D/.test(start) && isRelative(start))))
		return rest.replace(BUTTON_WORDS, '') === '' ? start.trim() : null;
	const [, time, date] = TIME_THEN_DATE.exec(bare) ?? [];
	if (date !== undefined && readMoment(`${date} ${time ?? ''}`) !== null) return `${date} ${time ?? ''}`;
	const written = bare.replace(/\s*[·•].*$/, '').replace(/\s*\((?:bewerkt|edited|bearbeitet)\)$/i, '');
	if (written.length > 40 || !/\d/.test(written) || /^\d+$/.test(written)) return null;
	return readMoment(written) !== null || isRelative(written) ? written : null;
}
const MAY_BE_MOMENT =
	/\d|^(?:zo|net|nu|just|now|jetzt|ger|gis|eer|van|yes|tod|heu|ges|vor|een|ein|an?\s|about|onge|[·•|])/i;
const isRelative = (written: string): boolean =>
	(agoOf(written) ?? relativeMoment(written, Date.UTC(2100, 0, 1))) !== null;
const BUTTONS_BEFORE =
	/^(?:[·•|\s]*(?:vind ik leuk|leuk|like|gefällt mir|reageren|beantwoorden|reply|antworten)?\s*[·•|]\s*)+/i;

const isBadge = (line: string): boolean => BADGE.test(withoutDots(shown(line)));
const isHandle = (line: string): boolean => HANDLE.test(shown(line));
/** Whether a button ends here with which one answers a comment. */
export function endsComment(line: string): boolean {
	const trimmed = line.trim();
	return REPLY.test(trimmed) || (momentLine(trimmed) !== null && HAS_REPLY.test(trimmed));
}
const HAS_REPLY = /(?<!\p{L})(?:beantwoorden|reageren|reageer|antwoorden|reply|antworten)(?!\p{L})/iu;

/** The lines as one text, with at most one empty line between paragraphs. */
export const joined = (lines: readonly string[]): string =>
	lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

/** A few words without sentence punctuation. */
export const isName = (line: string): boolean =>
	line.length <= 60 &&
	line.split(/\s+/).length <= 6 &&
	(!/[.!?:;]$/.test(line) || /\p{L} \p{Lu}\.$/u.test(line)) &&
	!/^https?:/i.test(line);

/** Each word with a capital, or one word as accounts are named: seldom somebody's words. */
const isStrictName = (line: string): boolean =>
	isName(line) && (STRICT_NAME.test(line) || /^[a-z\d._-]*[._\d][a-z\d._-]*$/.test(line));
const STRICT_NAME =
	/^(?!\d)(?:(?:de|den|der|van|von|el|al|la|le|da|di|ten|ter|te|in|bin|ibn|zu|[’']t|[’']s)\s+)*[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.’'()_-]*(?:\s+(?:(?:de|den|der|van|von|el|al|la|le|da|di|ten|ter|te|en|in|bin|ibn|zu|[’']t|[’']s|[^\p{L}\s]+)\s+)*(?:[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.’'()_-]*|[\p{So}\p{Sk}\p{Cf}\p{M}]+))*$/u;

/** The author and moment that a network shows with a post; its words start at line `end`. `isSure`: there is a handle. */
export interface PostHead {
	readonly start: number;
	readonly end: number;
	readonly author: string;
	readonly when: string | null;
	readonly isSure: boolean;
}

/** All heads in these lines, in order. */
export function headsIn(lines: readonly string[]): PostHead[] {
	const heads: PostHead[] = [];
	for (let at = 0; at < lines.length; at++) {
		const head = new HeadReader(lines, heads.at(-1)?.end ?? -1).at(at);
		if (!head) continue;
		heads.push(head);
		at = head.end - 1;
	}
	return heads;
}

class HeadReader {
	readonly #lines: readonly string[];
	constructor(
		lines: readonly string[],
		/** Where the words of the post above begin: they are not taken for a name. */
		readonly words: number
	) {
		this.#lines = lines;
	}

	at(start: number): PostHead | null {
		const line = this.#line(start);
		if (line === '' || line.length > LONGEST_SHOWN || endsComment(line)) return null;
		const moment = momentLine(line);
		if (moment !== null) return this.#afterMoment(start, moment);
		const { name, handle, when } = partsOf(line);
		if (name !== '' && (isInterface(name) || name.length > 100)) return null;
		const isHead = handle !== '' || when !== null;
		const author = name || handle;
		if (when !== null)
			return handle !== '' || this.#mayStart(start, name)
				? this.#head(start, start, author, when, handle !== '')
				: null;
		return this.#below(start, author, isHead);
	}

	/** What is below a name, or a handle. */
	#below(start: number, author: string, hasHandle: boolean): PostHead | null {
		const [next, hasDegree] = this.#next(start, author);
		let at = next;
		let last = start;
		let isSure = hasHandle || hasDegree;
		const below = partsOf(this.#line(at));
		if (!hasHandle && below.name === '' && below.handle !== '') {
			if (below.when !== null && (isName(author) || this.#isFirst(start)))
				return this.#head(start, at, author, below.when, true);
			isSure = true;
			last = at;
			[at] = this.#next(at, author);
		}
		const mayStart = this.#mayStart(start, author);
		const when = momentLine(this.#line(at));
		if (isSure && !isName(author) && (when === null || !this.#isFirst(start))) return null;
		if (when !== null) return isSure || mayStart ? this.#head(start, at, author, when, isSure) : null;
		if (last > start || (hasHandle && author.includes(' ')))
			return mayStart ? this.#head(start, last, author, null, true) : null;
		// A job description on LinkedIn; elsewhere a place, or a person below a group, where a post begins.
		if (hasHandle || (!hasDegree && !(this.#isFirst(start) && isStrictName(author)))) return null;
		for (let count = 0; count < (hasDegree ? 4 : 1); count++) {
			const place = partsOf(this.#line(at));
			if (!hasDegree && !isStrictName(place.name)) return null;
			if (place.when !== null && place.handle === '') return this.#head(start, at, author, place.when, hasDegree);
			[at] = this.#next(at, author);
			const moment = momentLine(this.#line(at));
			const both = hasDegree ? author : `${author}, ${place.name}`.slice(0, 120);
			if (moment !== null) return this.#head(start, at, both, moment, hasDegree);
		}
		return null;
	}

	/** Mastodon shows the moment first. */
	#afterMoment(start: number, when: string): PostHead | null {
		const [at] = this.#next(start, '');
		const { name, handle, when: own } = partsOf(this.#line(at));
		if (name === '' || own !== null || momentLine(name) !== null || isInterface(name)) return null;
		const [below] = handle === '' ? this.#next(at, name) : [at];
		if (handle === '' && !isHandle(this.#line(below))) return null;
		const [after] = this.#next(below, '');
		return partsOf(this.#line(after)).when !== null || momentLine(this.#line(after)) !== null
			? null
			: this.#head(start, below, name, when, true);
	}

	/** Null where no words are below: then the moment is that of the words above. */
	#head(start: number, last: number, author: string, when: string | null, isSure: boolean): PostHead | null {
		let end = last + 1;
		while (
			end < this.#lines.length &&
			(this.#line(end) === '' || isBadge(this.#line(end)) || (when !== null && momentLine(this.#line(end)) === when))
		)
			end++;
		const next = this.#line(end);
		if (!isSure && (end >= this.#lines.length || isInterface(next))) return null;
		if (isSure && when !== null && endsComment(next)) return null;
		return { start, end, author, when, isSure };
	}

	/** The next line with more than a badge, and whether a degree was passed. */
	#next(from: number, author: string): [number, boolean] {
		let at = from + 1;
		let hasDegree = false;
		for (; at < Math.min(this.#lines.length, from + 12); at++) {
			const line = this.#line(at);
			const isDegree = DEGREE.test(line) && momentLine(line) === null;
			hasDegree ||= isDegree;
			if (line !== '' && line !== author && !isDegree && !isBadge(line)) break;
		}
		return [at, hasDegree];
	}

	#mayStart(at: number, name: string): boolean {
		return at !== this.words && isName(name) && (this.#isFirst(at) || isStrictName(name));
	}
	#isFirst(at: number): boolean {
		const before = this.#line(at - 1);
		return at !== this.words && (before === '' || isInterface(before) || momentLine(before) !== null);
	}
	#line = (at: number): string => shown(this.#lines[at] ?? '');
}

const MAIL = /^[^@\s]+@\S+$/;
/** Name, handle and moment on one line; a line with only a name is all name. */
function partsOf(line: string): { name: string; handle: string; when: string | null } {
	const [, before = '', handle = '', after = ''] = MAIL.test(line) ? [] : (NAME_HANDLE.exec(line) ?? []);
	const when = after === '' ? null : momentLine(after);
	if (handle !== '' && (after === '' || when !== null) && (before === '' || isStrictName(before.trim())))
		return { name: before.trim(), handle, when };
	const [, name = '', rest = ''] = NAME_MOMENT.exec(line) ?? [];
	const moment = name === '' || !isName(name) ? null : momentLine(rest);
	return moment === null ? { name: line, handle: '', when: null } : { name, handle: '', when: moment };
}

/** Without what a network adds: interface text, accounts that a post answers, and handles on lines of their own. */
export function ownWords(lines: readonly string[]): string[] {
	let answers = false;
	let isFirst = true;
	return lines.filter((line) => {
		const plain = shown(line);
		const [, accounts] = ANSWERS.exec(plain) ?? [];
		const isAnswer =
			accounts !== undefined &&
			(accounts.trim() === '' || ACCOUNTS.test(accounts) || (isFirst && isStrictName(accounts.trim())));
		isFirst &&= plain === '';
		answers = isAnswer || (answers && (plain === '' || ACCOUNTS.test(plain)));
		return !answers && (momentLine(plain) !== null || !isInterface(plain)) && !isHandle(plain);
	});
}
/** The lines above a head, without a remark on who passed the post on. */
export function withoutNote(lines: readonly string[]): readonly string[] {
	const last = lines.findLastIndex((line) => line.trim() !== '');
	return last >= 0 && NOTE.test(shown(lines[last] ?? '')) ? lines.slice(0, last) : lines;
}
