import { z } from 'zod';
import { command, type CommandStep } from '../core/command';
import { event } from '../core/event';
import { LearningPointId, Moment, PersonId } from '../core/ids';
import { coordinators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/** What became of a learning point: carried out, or dropped on second thoughts. */
export const PointOutcome = z.enum(['done', 'dropped']);
export type PointOutcome = z.infer<typeof PointOutcome>;

/** What people will do differently next time, and who is responsible for it. Moments are on the wall clock. */
export const LearningPoint = z.object({
	id: LearningPointId,
	text: LooseText(500, 'quotedWords'),
	/** A person or a body, in people's words; empty as long as nobody took it. */
	owner: LooseText(160, 'ownWords'),
	until: z.iso.date().nullable(),
	by: PersonId,
	at: Moment,
	/** Null as long as it is open. */
	settled: z.object({ outcome: PointOutcome, by: PersonId, at: Moment }).nullable(),
	/** The number of the event that wrote its words. */
	seq: z.int().nonnegative()
});
export type LearningPoint = z.infer<typeof LearningPoint>;

declare module '../core/state' {
	interface Collections {
		learningPoints: [LearningPointId, LearningPoint];
	}
}

/** Open ones first, those with the nearest day before the others; then what was settled, the last first. */
export const learningPoints = ({ learningPoints: points }: Pick<ReadState, 'learningPoints'>) =>
	[...points.values()].sort(
		(a, b) =>
			Number(a.settled !== null) - Number(b.settled !== null) ||
			(b.settled?.at ?? '').localeCompare(a.settled?.at ?? '') ||
			(a.until ?? '9').localeCompare(b.until ?? '9') ||
			a.at.localeCompare(b.at) ||
			(a.id < b.id ? -1 : 1)
	);

/** Writes a learning point (`over` null), or rewrites the one that was read. */
export const writeLearningPoint = command('learningPoint.write', {
	input: () =>
		z.strictObject({
			id: LearningPointId,
			text: Text(500, 'quotedWords'),
			owner: LooseText(160, 'ownWords'),
			until: z.iso.date().nullable(),
			over: z.int().nonnegative().nullable()
		}),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	afterExercise: true,
	refusals: ['learningPoint.absent', 'learningPoint.changed'],
	decide({ over, owner, ...input }, { state, actor, wallNow }) {
		const before = state.learningPoints.get(input.id);
		if (!before && over !== null) throw new Refusal('learningPoint.absent');
		if (before && before.seq !== over) throw new Refusal('learningPoint.changed');
		return learningPointWritten({ ...input, owner: owner.trim(), by: actor.id, at: wallNow });
	}
});
export const learningPointWritten = event('learningPoint.written', {
	data: () => LearningPoint.omit({ settled: true, seq: true }),
	evolve(state, point, { seq }) {
		const before = state.learningPoints.get(point.id);
		const { by, at } = before ?? point;
		if (before?.seq !== seq)
			state.learningPoints.set(point.id, { ...point, by, at, settled: before?.settled ?? null, seq });
	}
});

/** Records the outcome; null opens it again. */
export const settleLearningPoint = command('learningPoint.settle', {
	input: () => z.strictObject({ point: LearningPointId, outcome: PointOutcome.nullable() }),
	allow: coordinators,
	during: 'openOrClosed',
	delivery: 'now',
	afterExercise: true,
	refusals: ['learningPoint.absent'],
	undo: {
		steps({ point }, state): CommandStep[] {
			const before = state.learningPoints.get(point);
			return before ? [settleLearningPoint({ point, outcome: before.settled?.outcome ?? null })] : [];
		},
		isCurrent: ({ point, outcome }, state, person) => {
			const settled = state.learningPoints.get(point)?.settled ?? null;
			return (settled?.outcome ?? null) === outcome && (settled === null || settled.by === person);
		}
	},
	decide({ point, outcome }, { state, actor, wallNow }) {
		if (!state.learningPoints.has(point)) throw new Refusal('learningPoint.absent');
		return learningPointSettled({ point, settled: outcome && { outcome, by: actor.id, at: wallNow } });
	}
});
export const learningPointSettled = event('learningPoint.settled', {
	data: () => z.object({ point: LearningPointId, settled: LearningPoint.shape.settled }),
	evolve: (state, { point, settled }) => change(state.learningPoints, point, { settled })
});
