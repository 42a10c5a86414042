import { boardSteps, type BoardCard, type BoardStep } from './rumour-board';

/**
 * What moving a card to a column takes: `ask` whom, until when; `judge` with a fact; `approach` again after watching;
 * `end`: watch or close; `reopen` asks nothing.
 */
export type Move = 'ask' | 'judge' | 'approach' | 'end' | 'reopen';

/**
 * What puts a card into a column; null where it cannot be moved by hand. No card is moved to *waiting for approval* or
 * *published*: those follow from the text. No card is moved back: a question or verdict stays.
 */
export function moveTo({ seen, step, open }: Pick<BoardCard, 'seen' | 'step' | 'open'>, to: BoardStep): Move | null {
	if (to === step) return null;
	if (step === 'closed') return to === open ? (seen.rumour.closed ? 'reopen' : 'approach') : null;
	if (to === 'approval' || to === 'published') return null;
	if (to === 'closed') return step === 'approval' ? null : 'end';
	const at = boardSteps.indexOf(step);
	if (boardSteps.indexOf(to) <= at || at > boardSteps.indexOf('verifying')) return null;
	return to === 'verifying' ? 'ask' : 'judge';
}
