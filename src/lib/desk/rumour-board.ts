import { findingSeen, type FindingSeen } from './findings';
import type { FindingFigures } from '$lib/domain/figures';
import type { FindingId, Moment } from '$lib/domain/ids';
import { textState, type OfficialText } from '$lib/domain/official-text';
import { clockOf, minutesLate, type RumourClock } from '$lib/domain/rumour-clock';
import type { ReadState } from '$lib/domain/state';
import { rumourOf } from '$lib/domain/text-basis';

/** The columns of the board, in the order of the road. */
export const boardSteps = ['signalled', 'verifying', 'judged', 'approval', 'published', 'closed'] as const;
export type BoardStep = (typeof boardSteps)[number];

export interface BoardCard {
	readonly seen: Extract<FindingSeen, { kind: 'rumour' }>;
	readonly step: BoardStep;
	readonly figures: FindingFigures | undefined;
	readonly clock: RumourClock | null;
	/** Minutes past its aim. */
	readonly late: number;
}

/** Where a rumour is on the road, its texts counted in: waiting for approval and published follow from those alone. */
function stepOf({ rumour, step }: BoardCard['seen'], texts: readonly Readonly<OfficialText>[]): BoardStep {
	if (rumour.closed || rumour.approach === 'watch') return 'closed';
	const states = texts.filter(({ kind }) => kind !== 'holding').map(textState);
	if (texts.map(textState).includes('submitted')) return 'approval';
	if (states.includes('published')) return 'published';
	if (step === 'decided' || step === 'judged' || states.includes('approved')) return 'judged';
	return step === 'verifying' ? 'verifying' : 'signalled';
}

const risks = { danger: 3, high: 2, middle: 1, low: 0 } as const;

/** All rumours that live on by themselves, as cards: what is latest first, then by risk, then by how much is said. One pass over texts and rumours. */
export function boardOf(state: ReadState, measured: (id: FindingId) => FindingFigures | undefined, now: Moment): BoardCard[] {
	const byRumour = new Map<FindingId, Readonly<OfficialText>[]>();
	for (const text of state.texts.values()) {
		const id = rumourOf(state, text)?.id;
		if (id) byRumour.set(id, [...(byRumour.get(id) ?? []), text]);
	}
	const aims = state.incident?.aims;
	return [...state.rumours.values()]
		.filter(({ mergedInto }) => mergedInto === null)
		.flatMap(({ id }): BoardCard[] => {
			const seen = findingSeen(state, measured, 'rumour', id);
			if (seen?.kind !== 'rumour') return [];
			const texts = byRumour.get(id) ?? [];
			const clock = aims ? clockOf(seen.rumour, texts, aims) : null;
			return [{ seen, step: stepOf(seen, texts), figures: measured(id), clock, late: clock ? minutesLate(clock, now) : 0 }];
		})
		.sort((a, b) => b.late - a.late || risks[b.seen.risk.level] - risks[a.seen.risk.level] || (b.seen.posts ?? 0) - (a.seen.posts ?? 0));
}
