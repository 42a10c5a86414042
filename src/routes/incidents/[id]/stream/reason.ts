import type { MachineHint } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';

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
	const signs = reason.split(';').map((sign) => {
		const [code = '', ...rest] = sign.split(':');
		return { code: code.trim(), words: rest.join(':').trim() };
	});
	const alike = signs.find(({ code }) => code === 'alike');
	if (alike) return t('stream.reasons.alike', { count: Number(alike.words) || 1 });
	const found = signs.filter(({ code, words }) => words !== '' && !against.has(code)).map(({ words }) => `‘${words}’`);
	return found.length > 0 ? t('stream.reasons.words', { words: list([...new Set(found)].slice(0, 4)) }) : reason;
}
