import { boardSteps, type BoardCard, type BoardStep } from './rumour-board';

/**
 * The form that moving a card to a column opens. `ask`: whom and by when; `judge`: with a fact; `approach`: choose again
 * after watching; `end`: watch or close; `reopen`: no form.
 */
export type Move = 'ask' | 'judge' | 'approach' | 'end' | 'reopen';

/**
 * The move that brings a card to a column; null if it cannot be moved there by hand. *Waiting for approval* and
 * *published* follow from the text. A card cannot be moved back: an inquiry or verdict stays recorded.
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
