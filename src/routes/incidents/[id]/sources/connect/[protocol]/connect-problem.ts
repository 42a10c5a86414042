import * as m from '$lib/messages';
import { refusalSentence } from '$lib/desk/refusal-words';
import { refusals } from '$lib/domain/core/refusal';
import { fieldOfProblem, ProblemCode } from '$lib/domain/posts/source-problem';
import type { Words } from '$lib/i18n/words';
import { problemWords } from '$lib/desk/views/source-health';

/** The field that a problem is shown beside; null is above the form. */
export type ProblemField = ReturnType<typeof fieldOfProblem> | 'price';

/** What is wrong with the input, and where to show it. */
export function connectProblem(
	{ code, status }: { code: string; status: number | null },
	words: Words
): { field: ProblemField; sentence: string } {
	if (code === 'price') return { field: 'price', sentence: words.t(m.sources.connect.priceWrong) };
	const refusal = refusals.find((each) => each === code);
	if (refusal) return { field: null, sentence: refusalSentence({ code: refusal, details: {} }, words) };
	const problem = ProblemCode.safeParse(code);
	return {
		field: problem.success ? fieldOfProblem(problem.data) : null,
		sentence: problemWords(words, { code, status })
	};
}
