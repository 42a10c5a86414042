import * as m from '$lib/messages';
import { refusalWords } from '$lib/desk/refusal-words';
import type { Words } from '$lib/i18n/words';
import type { FormProblem } from '$lib/server/people/accounts/form-problem';

/** The sentence for a problem with a form: what happened and what to do. */
export function problemWords(words: Words, problem: FormProblem): string {
	if ('refusal' in problem) return refusalWords(words, { code: problem.refusal, details: problem.details });
	const duration = words.t(m.account.seconds, { seconds: problem.seconds });
	return words.t(m.account.errors[problem.account], { duration });
}
