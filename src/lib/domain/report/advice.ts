import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { AdviceId, Moment, PersonId } from '../core/ids';
import { analysts, deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { assertFindings, RestsOn } from '../findings/finding';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/** The three goals of crisis communication (docs/domain.md, goals). */
export const Goal = z.enum(['informing', 'limiting', 'meaning']);
export type Goal = z.infer<typeof Goal>;

export const Advice = z.object({
	id: AdviceId,
	goal: Goal,
	/** What to say, to do or not to do. */
	what: Text(500, 'ownWords'),
	who: LooseText(160, 'ownWords'),
	channel: LooseText(160, 'ownWords'),
	audience: LooseText(160, 'ownWords'),
	tone: LooseText(160, 'ownWords'),
	urgency: z.enum(['high', 'middle', 'low']),
	/** Who decides on it: the crisis team, the mayor, the spokesperson. */
	decider: LooseText(160, 'ownWords').default(''),
	/** By when it must be decided, on the incident's clock. */
	deadline: Moment.nullable().default(null),
	/** The findings that it rests on, where its writer chose any. */
	rests: RestsOn.optional(),
	by: PersonId,
	at: Moment,
	/** The number of the event that wrote it: later edits and decisions refer to the words that the sender read. */
	seq: z.int().nonnegative(),
	/** The crisis team's decision on it. */
	decision: z
		.object({
			outcome: z.enum(['adopted', 'declined', 'postponed']),
			why: LooseText(300, 'ownWords'),
			/** What it brought about, as far as anybody saw, and when these words were written. */
			effect: LooseText(300, 'ownWords').default(''),
			effectAt: Moment.nullable().default(null),
			/** Who carries it out, and by when, on the incident's clock. */
			who: LooseText(160, 'ownWords').default(''),
			due: Moment.nullable().default(null),
			by: PersonId,
			at: Moment
		})
		.nullable()
});
export type Advice = z.infer<typeof Advice>;

const urgencies = Advice.shape.urgency.options;
interface Urgent {
	readonly urgency: Advice['urgency'];
	readonly deadline?: Moment | null | undefined;
}
/** The most urgent first, then the nearest moment by which to decide. */
export const byUrgency = (a: Urgent, b: Urgent): number =>
	urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) || (a.deadline ?? '9').localeCompare(b.deadline ?? '9');

/**
 * The line, if it still has the words that the sender read. @param over the number of the line as read @throws Refusal
 */
function findRead(state: ReadState, id: AdviceId, over: number | null): Readonly<Advice> {
	const found = state.advice.get(id);
	if (!found) throw new Refusal('advice.absent');
	if (found.seq !== over) throw new Refusal('advice.changed');
	return found;
}

declare module '../core/state' {
	interface Collections {
		advice: [AdviceId, Advice];
	}
}

/** Writes a line of advice (`over` null), or rewrites the one that was read; a decision on other words is dropped. */
export const writeAdvice = command('advice.write', {
	input: () =>
		Advice.omit({ by: true, at: true, seq: true, decision: true })
			.extend({ over: z.int().nonnegative().nullable().default(null) })
			.strict(),
	allow: analysts,
	refusals: ['advice.absent', 'advice.changed', 'finding.absent'],
	decide({ over, ...input }, { state, actor, now }) {
		if (over !== null || state.advice.has(input.id)) findRead(state, input.id, over);
		assertFindings(state, input.rests ?? []);
		return adviceWritten({ ...input, by: actor.id, at: now, decision: null });
	}
});
export const adviceWritten = event('advice.written', {
	data: () => Advice.omit({ seq: true }),
	evolve(state, advice, { seq }) {
		if (state.advice.get(advice.id)?.seq !== seq) state.advice.set(advice.id, { ...advice, seq });
	}
});

/**
 * Records the crisis team's decision, and later its effect, which does not change when and by whom it was decided;
 * declining needs a reason.
 */
export const decideAdvice = command('advice.decide', {
	input: () =>
		z.strictObject({
			advice: AdviceId,
			outcome: z.enum(['adopted', 'declined', 'postponed']),
			why: LooseText(300, 'ownWords'),
			effect: LooseText(300, 'ownWords').default(''),
			who: LooseText(160, 'ownWords').default(''),
			due: Moment.nullable().default(null),
			/** The number of the words that were decided on. */
			over: z.int().nonnegative()
		}),
	allow: deskStaff,
	refusals: ['advice.absent', 'advice.changed', 'advice.withoutWhy'],
	decide({ advice, over, ...decision }, { state, actor, now }) {
		const before = findRead(state, advice, over).decision;
		const { outcome, why, effect, who, due } = decision;
		if (outcome === 'declined' && why.trim() === '') throw new Refusal('advice.withoutWhy');
		const isSame = before?.outcome === outcome && before.why === why && before.who === who && before.due === due;
		const { by, at } = isSame ? before : { by: actor.id, at: now };
		const effectAt = effect === (before?.effect ?? '') ? (before?.effectAt ?? null) : now;
		return adviceDecided({ advice, decision: { ...decision, effectAt, by, at } });
	}
});
export const adviceDecided = event('advice.decided', {
	data: () => z.object({ advice: AdviceId, decision: Advice.shape.decision }),
	evolve: (state, { advice, decision }) => change(state.advice, advice, { decision })
});

export const dropAdvice = command('advice.drop', {
	input: () => z.strictObject({ advice: AdviceId }),
	allow: analysts,
	refusals: ['advice.absent'],
	decide({ advice }, { state }) {
		if (!state.advice.has(advice)) throw new Refusal('advice.absent');
		return adviceDropped({ advice });
	}
});
export const adviceDropped = event('advice.dropped', {
	data: () => z.object({ advice: AdviceId }),
	evolve(state, { advice }) {
		state.advice.delete(advice);
	}
});
