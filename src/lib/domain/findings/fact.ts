import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { FactId, Moment, PersonId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

/**
 * What can rest on a fact: the verdict on a rumour, an official text, the answer to a need, a released report. `of` is
 * its id, or the number of a report.
 */
export const Citing = z.object({
	what: z.enum(['verdict', 'text', 'answer', 'report']),
	of: z.union([z.uuid().toLowerCase(), z.string().regex(/^[1-9]\d{0,5}$/)])
});
export type Citing = z.infer<typeof Citing>;
const Reviewed = Citing.extend({ by: PersonId, at: Moment });

/** Something established, with its source and moment; without a source it is explicitly "not known yet". */
export const Fact = z.object({
	id: FactId,
	text: Text(500),
	source: LooseText(160).nullable(),
	/** When it was established, on the incident's clock. */
	at: Moment,
	by: PersonId,
	replacedBy: FactId.nullable(),
	/** When it was replaced, on the incident's clock. */
	replacedAt: Moment.nullable().default(null),
	/** The citations that a person reviewed after the replacement and found still valid. */
	reviewed: z.array(Reviewed).default([])
});
export type Fact = z.infer<typeof Fact>;

const Stated = z.strictObject({ id: FactId, text: Text(500), source: Text(160).nullable(), at: Moment.nullable() });
const recorded = (input: z.output<typeof Stated>, by: PersonId, now: Moment): Fact => ({
	...input,
	at: input.at ?? now,
	by,
	replacedBy: null,
	replacedAt: null,
	reviewed: []
});

declare module '../core/state' {
	interface Collections {
		facts: [FactId, Fact];
	}
}

export const recordFact = command('fact.record', {
	input: Stated,
	allow: deskStaff,
	refusals: ['id.taken'],
	decide(input, { state, actor, now }) {
		if (state.facts.has(input.id)) throw new Refusal('id.taken');
		return factRecorded(recorded(input, actor.id, now));
	}
});
export const factRecorded = event('fact.recorded', {
	data: Fact,
	evolve(state, fact) {
		if (!state.facts.has(fact.id)) state.facts.set(fact.id, fact);
	}
});

/** Replaces a fact by a new one; the old one is kept. */
export const replaceFact = command('fact.replace', {
	input: Stated.extend({ replaces: FactId }),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'id.taken'],
	decide({ replaces, ...input }, { state, actor, now }) {
		const old = state.facts.get(replaces);
		if (!old) throw new Refusal('fact.absent');
		if (old.replacedBy) throw new Refusal('fact.replaced');
		if (state.facts.has(input.id)) throw new Refusal('id.taken');
		return [factRecorded(recorded(input, actor.id, now)), factReplaced({ fact: replaces, replacedBy: input.id })];
	}
});
export const factReplaced = event('fact.replaced', {
	data: z.object({ fact: FactId, replacedBy: FactId }),
	evolve: (state, { fact, replacedBy }, { at }) =>
		change(state.facts, fact, { replacedBy, replacedAt: state.facts.get(fact)?.replacedAt ?? at })
});

/** A person confirms that something that cites a replaced fact is still valid. Until then it is flagged. */
export const reviewCitation = command('fact.review', {
	input: z.strictObject({ fact: FactId, citing: Citing.strict() }),
	allow: deskStaff,
	refusals: ['fact.absent'],
	decide({ fact, citing }, { state, actor, now }) {
		const found = state.facts.get(fact);
		if (!found) throw new Refusal('fact.absent');
		const others = found.reviewed.filter(({ what, of }) => what !== citing.what || of !== citing.of);
		return citationsReviewed({ fact, reviewed: [...others, { ...citing, by: actor.id, at: now }] });
	}
});
export const citationsReviewed = event('fact.reviewed', {
	data: z.object({ fact: FactId, reviewed: z.array(Reviewed) }),
	evolve: (state, { fact, reviewed }) => change(state.facts, fact, { reviewed })
});
