import { refusalSentence } from '$lib/desk/refusal-words';
import { refusals } from '$lib/domain/refusal';
import type { Words } from '$lib/i18n/words';
import { problemWords } from '../../standing';

/** Beside which field a problem belongs; null is above the form. */
export type ProblemField = 'address' | 'key' | 'price' | null;

const ofKey: readonly string[] = ['token', 'tokenMissing', 'forbidden'];
const ofForm: readonly string[] = ['timelines', 'tooMany', 'budget', 'profileEmpty', 'rules', 'xCredit', 'xOtherLine'];

/** What is wrong with what was given, and where to say it. */
export function connectProblem(
	{ code, status }: { code: string; status: number | null },
	words: Words
): { field: ProblemField; sentence: string } {
	if (code === 'price') return { field: 'price', sentence: words.t('sources.connect.priceWrong') };
	const refusal = refusals.find((each) => each === code);
	if (refusal) return { field: null, sentence: refusalSentence({ code: refusal, details: {} }, words) };
	return {
		field: ofKey.includes(code) ? 'key' : ofForm.includes(code) ? null : 'address',
		sentence: problemWords(words, { code, status })
	};
}
