import { z } from 'zod';
import { command, type DecisionContext } from '../core/command';
import { event } from '../core/event';
import { areOtherEyes, Eyes, eyesOfAct, eyesOfActor, SeenAct, seenAct } from '../core/eyes';
import { FactId, Moment, PersonId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadRows } from '../core/state';
import { Code, LooseText, Text } from '../core/text';

/**
 * What can rest on a fact: the verdict on a rumour, an official text, the answer to a need, a released report, an answer
 * to a person. `of` is its id, or the number of a report.
 */
export const Citing = z.object({
	what: z.enum(['verdict', 'text', 'answer', 'report', 'response']),
	of: z.union([z.uuid().toLowerCase(), Code(/^[1-9]\d{0,5}$/)])
});
export type Citing = z.infer<typeof Citing>;
/**
 * A person with other eyes than the writer's confirmed that it is still valid. `takes`: the fact that replaced the cited
 * one then; when that is replaced in turn, a new review is needed.
 */
const Reviewed = Citing.extend({
	...SeenAct.shape,
	why: LooseText(500, 'ownWords').default(''),
	takes: FactId.nullable().default(null)
});
export type Reviewed = z.infer<typeof Reviewed>;

/** Something established, with its source and moment; without a source it is explicitly "not known yet". */
export const Fact = z.object({
	id: FactId,
	text: Text(500, 'ownWords'),
	source: LooseText(160, 'name').nullable(),
	/** Since when it is true, on the incident's clock. */
	at: Moment,
	/** When it was recorded, on the incident's clock. */
	recordedAt: Moment.nullable().default(null),
	by: PersonId,
	/** The eyes of the person who recorded it, at that moment. */
	eyes: Eyes.default([]),
	/** Others who confirmed exactly these words. */
	confirmed: z.array(SeenAct).default([]),
	replacedBy: FactId.nullable(),
	/** When it was replaced, on the incident's clock. */
	replacedAt: Moment.nullable().default(null),
	/** The numbers of the events that recorded and replaced it: a report states what was valid at its log position. */
	seq: z.int().nonnegative(),
	replacedSeq: z.int().nonnegative().nullable(),
	/** The citations that a person reviewed after the replacement and found still valid. */
	reviewed: z.array(Reviewed).default([])
});
export type Fact = z.infer<typeof Fact>;

/** `at`: since when it is true; null is now. */
export const Stated = z.strictObject({
	id: FactId,
	text: Text(500, 'ownWords'),
	source: Text(160, 'name').nullable(),
	at: Moment.nullable()
});
/** A fact as stored in its event. */
const RecordedFact = Fact.omit({ seq: true, replacedSeq: true, recordedAt: true });
/** The event of a new fact. @throws Refusal when its id is taken */
export function newFact(input: z.output<typeof Stated>, { state, actor, now }: DecisionContext) {
	if (state.facts.has(input.id)) throw new Refusal('id.taken');
	const at = input.at ?? now;
	const { by, eyes } = seenAct(actor, now);
	const first = { replacedBy: null, replacedAt: null, reviewed: [], confirmed: [] };
	return factRecorded({ ...input, at, by, eyes, ...first });
}

/** The eyes that saw a fact: those of the recorder and of each confirmer. */
export const confirmersOf = (fact: Readonly<Fact>): readonly Eyes[] => [
	eyesOfAct(fact),
	...fact.confirmed.map(eyesOfAct)
];

declare module '../core/state' {
	interface Collections {
		facts: [FactId, Fact];
	}
}

/** The facts that replaced it, one after the other. */
export function replacementsOf(facts: ReadRows<FactId, Fact>, { replacedBy }: Readonly<Fact>): Readonly<Fact>[] {
	const found: Readonly<Fact>[] = [];
	let next = replacedBy && facts.get(replacedBy);
	while (next && found.length < 50) {
		found.push(next);
		next = next.replacedBy && facts.get(next.replacedBy);
	}
	return found;
}
/** The fact at the end of its chain of replacements; null if that one is missing. */
export function currentFact(facts: ReadRows<FactId, Fact>, from: Readonly<Fact>): Readonly<Fact> | null {
	const last = replacementsOf(facts, from).at(-1) ?? from;
	return last.replacedBy === null ? last : null;
}
const FactWords = z.object({ text: z.string(), source: z.string().nullable() });
/**
 * A replaced fact with the one that is valid now: they are never shown apart. `at` is on the incident's clock; `source` is
 * null for what was or is not known; `now` is null when the new fact is missing.
 */
export const Replacement = FactWords.extend({ at: Moment, now: FactWords.nullable() });
export type Replacement = z.infer<typeof Replacement>;
/** Null for a fact that still holds. */
export function replacementOf(facts: ReadRows<FactId, Fact>, fact: Readonly<Fact>): Replacement | null {
	if (fact.replacedBy === null) return null;
	const now = currentFact(facts, fact);
	return {
		at: fact.replacedAt ?? fact.at,
		text: fact.text,
		source: fact.source,
		now: now && { text: now.text, source: now.source }
	};
}
/** The review of a citation that covers the fact's current replacement; null if there is none. */
export function currentReview(
	facts: ReadRows<FactId, Fact>,
	fact: Readonly<Fact>,
	{ what, of }: Citing
): Readonly<Reviewed> | null {
	const found = fact.reviewed.find((each) => each.what === what && each.of === of);
	return found && found.takes === (currentFact(facts, fact)?.id ?? null) ? found : null;
}
/** The facts that one of these replaced, directly or through others. */
export const replacedByOneOf = (facts: ReadRows<FactId, Fact>, these: ReadonlySet<FactId>): FactId[] =>
	[...facts.values()].flatMap((fact) => (replacementsOf(facts, fact).some(({ id }) => these.has(id)) ? [fact.id] : []));

export const recordFact = command('fact.record', {
	input: () => Stated,
	allow: deskStaff,
	refusals: ['id.taken'],
	decide: (input, at) => newFact(input, at)
});
export const factRecorded = event('fact.recorded', {
	data: () => RecordedFact,
	evolve(state, fact, { at, seq }) {
		if (!state.facts.has(fact.id)) state.facts.set(fact.id, { ...fact, recordedAt: at, seq, replacedSeq: null });
	}
});

/** A second person confirms exactly these words: callers may then be told them literally. */
export const confirmFact = command('fact.confirm', {
	input: () => z.strictObject({ fact: FactId }),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.confirmed', 'fact.replaced', 'fact.sameEyes'],
	decide({ fact: id }, { state, actor, now }) {
		const fact = state.facts.get(id);
		if (!fact) throw new Refusal('fact.absent');
		if (fact.replacedBy) throw new Refusal('fact.replaced');
		if (fact.confirmed.some(({ by }) => by === actor.id)) throw new Refusal('fact.confirmed');
		if (!areOtherEyes(eyesOfAct(fact), eyesOfActor(actor))) throw new Refusal('fact.sameEyes');
		return factConfirmed({ fact: id, confirmed: seenAct(actor, now) });
	}
});
export const factConfirmed = event('fact.confirmed', {
	data: () => z.object({ fact: FactId, confirmed: SeenAct }),
	evolve(state, { fact: id, confirmed }) {
		const fact = state.facts.get(id);
		if (!fact || fact.confirmed.some(({ by }) => by === confirmed.by)) return;
		change(state.facts, id, { confirmed: [...fact.confirmed, confirmed] });
	}
});

/** Replaces a fact by a new one; the old one is kept. */
export const replaceFact = command('fact.replace', {
	input: () => Stated.extend({ replaces: FactId }),
	allow: deskStaff,
	refusals: ['fact.absent', 'fact.replaced', 'id.taken'],
	decide({ replaces, ...input }, at) {
		const old = at.state.facts.get(replaces);
		if (!old) throw new Refusal('fact.absent');
		if (old.replacedBy) throw new Refusal('fact.replaced');
		return [newFact(input, at), factReplaced({ fact: replaces, replacedBy: input.id })];
	}
});
export const factReplaced = event('fact.replaced', {
	data: () => z.object({ fact: FactId, replacedBy: FactId }),
	evolve(state, { fact, replacedBy }, { at, seq }) {
		if (state.facts.get(fact)?.replacedBy === null)
			// Reviews from before the replacement do not cover it.
			change(state.facts, fact, { replacedBy, replacedAt: at, replacedSeq: seq, reviewed: [] });
	}
});

/** The reviews of a fact as they are now. */
export const citationsReviewed = event('fact.reviewed', {
	data: () => z.object({ fact: FactId, reviewed: z.array(Reviewed) }),
	evolve: (state, { fact, reviewed }) => change(state.facts, fact, { reviewed })
});
