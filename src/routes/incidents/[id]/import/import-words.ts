import * as m from '$lib/messages';
import { refusalSentence } from '$lib/desk/refusal-words';
import { fileRefusals, type ImportView } from '$lib/domain/posts/entry/file-import';
import { refusals } from '$lib/domain/core/refusal';
import type { Words } from '$lib/i18n/words';

const own = ['absent', 'started', 'over', 'noText', 'storing'] as const;

/** The reason of a failure, in a sentence. */
export function failureWords(code: string, words: Pick<Words, 't'>): string {
	const bare = code.replace(/^(file|import)\./, '');
	const ofFile = fileRefusals.find((each) => each === bare);
	if (ofFile) return words.t(m.ingest.file.refused[ofFile]);
	if (refusals.some((each) => each === code)) return refusalSentence({ code, details: {} }, words);
	return words.t(m.import.problems[own.find((each) => each === bare) ?? 'unreachable']);
}

/** The outcome of the rows, each as a part of a sentence; zero counts are left out, except that nothing was new. */
export function resultParts(
	{ stored, backlog, known, edited, refused, undated }: ImportView,
	{ t }: Pick<Words, 't'>
): string[] {
	return [
		t(m.import.result.new, { count: stored }),
		...(backlog > 0 ? [t(m.import.result.older, { count: backlog })] : []),
		...(known > 0 ? [t(m.import.result.known, { count: known })] : []),
		...(edited > 0 ? [t(m.import.result.edited, { count: edited })] : []),
		...(undated > 0 ? [t(m.import.result.undated, { count: undated })] : []),
		...(refused > 0 ? [t(m.import.result.refused, { count: refused })] : [])
	];
}
