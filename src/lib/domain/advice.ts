import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { AdviceId, Moment, PersonId } from './ids';
import { Refusal } from './refusal';
import { change } from './state';
import { LooseText, Text } from './text';

/** The three goals of crisis communication (domain.md §2). */
export const Goal = z.enum(['informing', 'limiting', 'meaning']);
export type Goal = z.infer<typeof Goal>;

export const Advice = z.object({
	id: AdviceId,
	goal: Goal,
	/** What to say, do or leave. */
	what: Text(500),
	who: LooseText(160),
	channel: LooseText(160),
	audience: LooseText(160),
	tone: LooseText(160),
	urgency: z.enum(['high', 'middle', 'low']),
	by: PersonId,
	at: Moment,
	/** What the crisis team did with it. */
	decision: z.object({ outcome: z.enum(['adopted', 'declined', 'postponed']), why: LooseText(300), by: PersonId, at: Moment }).nullable()
});
export type Advice = z.infer<typeof Advice>;

/** Writes a line of advice, or writes it again; a decision on other words no longer stands. */
export const writeAdvice = command('advice.write', {
	input: Advice.omit({ by: true, at: true, decision: true }).strict(),
	allow: ['analyst'],
	decide: (input, { actor, now }) => adviceWritten({ ...input, by: actor.id, at: now, decision: null })
});
export const adviceWritten = event('advice.written', {
	data: Advice,
	evolve(state, advice) {
		state.advice.set(advice.id, advice);
	}
});

export const decideAdvice = command('advice.decide', {
	input: z.strictObject({ advice: AdviceId, outcome: z.enum(['adopted', 'declined', 'postponed']), why: LooseText(300) }),
	allow: ['analyst', 'spokesperson'],
	decide({ advice, outcome, why }, { state, actor, now }) {
		if (!state.advice.has(advice)) throw new Refusal('advice.absent');
		return adviceDecided({ advice, decision: { outcome, why, by: actor.id, at: now } });
	}
});
export const adviceDecided = event('advice.decided', {
	data: z.object({ advice: AdviceId, decision: Advice.shape.decision }),
	evolve: (state, { advice, decision }) => change(state.advice, advice, { decision })
});

export const dropAdvice = command('advice.drop', {
	input: z.strictObject({ advice: AdviceId }),
	allow: ['analyst'],
	decide({ advice }, { state }) {
		if (!state.advice.has(advice)) throw new Refusal('advice.absent');
		return adviceDropped({ advice });
	}
});
export const adviceDropped = event('advice.dropped', {
	data: z.object({ advice: AdviceId }),
	evolve(state, { advice }) {
		state.advice.delete(advice);
	}
});
