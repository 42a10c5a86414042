import type { MachineHint } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';

/** What the models name as a sign (stream.hints.signs); a sign that is not here says nothing to a person. */
const signs = [
	'asks',
	'hearsay',
	'doubt',
	'secrecy',
	'gravity',
	'rebuts',
	'denies',
	'safe',
	'authority',
	'company',
	'advice',
	'blame',
	'complaint',
	'anger',
	'thanks',
	'grief',
	'solidarity',
	'callToAct',
	'political',
	'watching',
	'hoarding',
	'ownAction',
	'sheltering',
	'fear',
	'unsure',
	'commerce',
	'sport',
	'leisure',
	'joke',
	'laughs',
	'weatherTalk',
	'mocks',
	'hedged'
] as const;
const isSign = (code: string): code is (typeof signs)[number] => signs.some((known) => known === code);

/** Signals against danger: they are no reason to look at a story. */
const against: ReadonlySet<string> = new Set([
	'official',
	'offer',
	'report',
	'advice',
	'joke',
	'over',
	'calm',
	'laughs'
]);

/**
 * The machine's reason in one line of plain words. Its own format is `code: words; code: words`; an unknown code is
 * left out, the words found in the text are always shown.
 */
export function reasonOf({ reason }: Pick<MachineHint, 'reason'>, { t, list }: Words): string {
	const parts = reason.split(';').map((part) => {
		const [code = '', ...rest] = part.split(':');
		return { code: code.trim(), words: rest.join(':').trim() };
	});
	const alike = parts.find(({ code }) => code === 'alike');
	if (alike) return t('stream.reasons.alike', { count: Number(alike.words) || 1 });
	const looks = parts.find(({ code }) => code === 'looks');
	if (looks) {
		const said = looks.words.split(',').map((sign) => sign.trim());
		return said.flatMap((sign) => (isSign(sign) ? t(`stream.hints.signs.${sign}`) : [])).join(', ');
	}
	const found = parts.filter(({ code, words }) => words !== '' && !against.has(code)).map(({ words }) => `‘${words}’`);
	return found.length > 0 ? t('stream.reasons.words', { words: list([...new Set(found)].slice(0, 4)) }) : reason;
}
