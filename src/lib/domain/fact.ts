import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { FactId, Moment, PersonId } from './ids';
import { Refusal } from './refusal';
import { change } from './state';
import { LooseText, Text } from './text';

/** Something established, with its source body and moment; without a source it is explicitly "not known yet". */
export const Fact = z.object({
	id: FactId,
	text: Text(500),
	source: LooseText(160).nullable(),
	/** When it was established, on the incident's clock. */
	at: Moment,
	by: PersonId,
	replacedBy: FactId.nullable()
});
export type Fact = z.infer<typeof Fact>;

const Stated = z.strictObject({ id: FactId, text: Text(500), source: Text(160).nullable(), at: Moment.nullable() });

export const recordFact = command('fact.record', {
	input: Stated,
	allow: ['analyst', 'spokesperson'],
	decide(input, { state, actor, now }) {
		if (state.facts.has(input.id)) throw new Refusal('id.taken');
		return factRecorded({ ...input, at: input.at ?? now, by: actor.id, replacedBy: null });
	}
});
export const factRecorded = event('fact.recorded', {
	data: Fact,
	evolve(state, fact) {
		if (!state.facts.has(fact.id)) state.facts.set(fact.id, fact);
	}
});

/** What was said stays said: a new fact takes the place of the old one, which is kept. */
export const replaceFact = command('fact.replace', {
	input: Stated.extend({ replaces: FactId }),
	allow: ['analyst', 'spokesperson'],
	decide({ replaces, ...input }, { state, actor, now }) {
		const old = state.facts.get(replaces);
		if (!old) throw new Refusal('fact.absent');
		if (old.replacedBy) throw new Refusal('fact.replaced');
		if (state.facts.has(input.id)) throw new Refusal('id.taken');
		return [
			factRecorded({ ...input, at: input.at ?? now, by: actor.id, replacedBy: null }),
			factReplaced({ fact: replaces, replacedBy: input.id })
		];
	}
});
export const factReplaced = event('fact.replaced', {
	data: z.object({ fact: FactId, replacedBy: FactId }),
	evolve: (state, { fact, replacedBy }) => change(state.facts, fact, { replacedBy })
});
