import * as m from '../messages';
import { MAX_QUESTIONS_PER_INCIDENT } from '$lib/domain/model/model-use';
import type { Words } from '$lib/i18n/words';
import { refusalWords } from './refusal-words';
import { RequestRefused } from './sync/request';

const problems = ['away', 'slow', 'busy', 'unusable', 'nothing'] as const;

/** One sentence why the language model gave no answer. Any unknown error counts as unreachable. */
export function modelProblem(error: unknown, words: Pick<Words, 't'>): string {
	const code = error instanceof RequestRefused ? error.code : null;
	if (code === 'model.budget' || code === 'incident.closed')
		return refusalWords(words, { code, details: { most: MAX_QUESTIONS_PER_INCIDENT } });
	const known = problems.find((problem) => code === `model.${problem}`);
	return words.t(m.model.problems[known ?? (isTimeout(error) ? 'slow' : 'away')]);
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError';
