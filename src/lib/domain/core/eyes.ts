import { z } from 'zod';
import { canonical } from './checksum';
import { Moment, PersonId } from './ids';
import { Refusal } from './refusal';
import type { Actor } from './role';

/**
 * Who may have used an account at a moment: the person, and each administrator who then had, or recently had, access to
 * it. Two actions count as two pairs of eyes only when these sets are disjoint.
 */
export const Eyes = z.array(PersonId);
export type Eyes = z.infer<typeof Eyes>;

/** An act that counts for the four-eyes rule, with the eyes of the person at that moment. */
export const SeenAct = z.object({
	by: PersonId,
	at: Moment,
	/** May leave out `by`, who always belongs to it: read it through {@link eyesOfAct}. */
	eyes: Eyes.default([])
});
export type SeenAct = z.infer<typeof SeenAct>;

export type WithEyes = Readonly<Pick<SeenAct, 'by'>> & { readonly eyes?: readonly PersonId[] };

/** The eyes of an actor now: only the person, unless somebody else could have used the account. */
export const eyesOfActor = ({ id, eyes = [] }: Pick<Actor, 'id' | 'eyes'>): Eyes => [...new Set([id, ...eyes])].sort();

/** The eyes that were stored with an act, always with its person. */
export const eyesOfAct = ({ by, eyes = [] }: WithEyes): Eyes => [...new Set([by, ...eyes])].sort();

/** An action of this person now, with its eyes. */
export const seenAct = (actor: Pick<Actor, 'id' | 'eyes'>, at: Moment): SeenAct => ({
	by: actor.id,
	at,
	eyes: eyesOfActor(actor)
});

/** Whether no single person could have done both. */
export const areOtherEyes = (a: readonly PersonId[], b: readonly PersonId[]): boolean =>
	!a.some((person) => b.includes(person));

/** Whether this person has other eyes than everybody who did this. */
export const haveOtherEyes = (acts: readonly WithEyes[], actor: Pick<Actor, 'id' | 'eyes'>): boolean =>
	acts.every((act) => areOtherEyes(eyesOfAct(act), eyesOfActor(actor)));

/** An act of a person who had something before them: with their eyes, and whether they were a spokesperson. */
export const ReaderAct = SeenAct.extend({ asSpokesperson: z.boolean().default(false) });
export type ReaderAct = z.infer<typeof ReaderAct>;
export const readerAct = (actor: Pick<Actor, 'id' | 'eyes' | 'roles'>, at: Moment): ReaderAct => ({
	...seenAct(actor, at),
	asSpokesperson: actor.roles.includes('spokesperson')
});

/** These acts with the added ones, each once: an event may be applied twice. */
export const withActs = <Act extends WithEyes>(acts: readonly Act[], added: readonly Act[]): Act[] => {
	const known = new Set(acts.map((act) => canonical(act)));
	return [...acts, ...added.filter((act) => !known.has(canonical(act)))];
};

/** A part of what is shown together: words, a claim or question, a verdict, a fact; and an act that wrote it. */
export interface ShownPart {
	readonly what: 'words' | 'claim' | 'verdict' | 'fact';
	readonly writer: WithEyes;
}
/**
 * The four-eyes rule. What is shown together is one combination, and it is in force only when nothing is left here: each
 * part was read by somebody with other eyes than its writer's. Two people who each read the other's part suffice.
 * @param readers who named exactly this combination, by its checksum
 */
export const unreadParts = (parts: readonly ShownPart[], readers: readonly WithEyes[]): ShownPart[] =>
	parts.filter(({ writer }) => !readers.some((reader) => areOtherEyes(eyesOfAct(writer), eyesOfAct(reader))));

/** @throws Refusal unless this person has other eyes than everybody who did this */
export function assertOtherEyes(acts: readonly WithEyes[], actor: Pick<Actor, 'id' | 'eyes'>): void {
	if (!haveOtherEyes(acts, actor)) throw new Refusal('review.own');
}
