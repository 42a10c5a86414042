import { z } from 'zod';
import { canonical, checksumOf } from '../core/checksum';
import {
	areOtherEyes,
	eyesOfAct,
	eyesOfActor,
	ReaderAct,
	readerAct,
	SeenAct,
	seenAct,
	unreadParts,
	type ShownPart
} from '../core/eyes';
import { FactId, type FindingId, Moment, PersonId, PublicationId, Sha256 } from '../core/ids';
import type { Actor } from '../core/role';
import type { ReadRows, ReadState } from '../core/state';
import { Text } from '../core/text';
import { areSameWords, isRemoved } from '../core/texts/removed';
import { confirmersOf, type Fact } from './fact';
import { wordersOf } from './finding';
import type { Need } from './need';

/** An answer for callers. It may not be given until other eyes have confirmed these words for this question. */
export const NeedAnswer = z.object({
	text: Text(4000, 'ownWords'),
	fact: FactId.nullable(),
	/** Where the answer was given: website, phone desk, live blog, … */
	channel: Text(160, 'name'),
	/** On the incident's clock. */
	at: Moment,
	/** The person who recorded that it was given. */
	by: PersonId,
	/** The question that it answered: with another question the same words may mean the opposite. */
	question: Text(300, 'quotedWords').nullable().default(null),
	/** The last person who changed its words. */
	written: SeenAct.extend({ asSpokesperson: z.boolean() }).nullable().default(null),
	/** The publication that gave it; `alone`: published without a second reader. */
	publication: z.object({ id: PublicationId, alone: z.boolean() }).nullable().default(null),
	/** The second person, and the question under which they saw exactly these words. */
	confirmed: SeenAct.extend({ question: Text(300, 'quotedWords') })
		.nullable()
		.default(null),
	/**
	 * The people who had an answer before them with its question and its fact, named by `basis`: also those of earlier words. `whole`:
	 * from then on other eyes than its writer's had named each part.
	 */
	named: z.array(ReaderAct.extend({ basis: Sha256, whole: z.boolean() })).default([])
});
export type NeedAnswer = z.infer<typeof NeedAnswer>;

type Facts = ReadRows<FactId, Fact>;
type AnsweredNeed = Readonly<Pick<Need, 'text' | 'answer'>>;

/**
 * What a confirmation covers: the question, the exact words, and the fact. Replacing the fact flags the answer for a new
 * review (citation.ts).
 */
export const answerBasis = (question: string, { text, fact }: Readonly<Pick<NeedAnswer, 'text' | 'fact'>>): Sha256 =>
	checksumOf(canonical({ question, text, fact }));

const writerEyes = ({ written, by }: Readonly<NeedAnswer>): readonly PersonId[] => eyesOfAct(written ?? { by });

/** The writers of an answer, of its question as it is now, and of the fact that it cites. */
function partsOf(
	state: Pick<ReadState, 'facts' | 'needs'>,
	need: FindingId,
	answer: Readonly<NeedAnswer>
): ShownPart[] {
	const fact = answer.fact === null ? undefined : state.facts.get(answer.fact);
	return [
		{ what: 'words', writer: answer.written ?? { by: answer.by } },
		...wordersOf(state.needs, need).map((writer): ShownPart => ({ what: 'claim', writer })),
		...(fact ? [{ what: 'fact', writer: fact } as const] : [])
	];
}

/** This person has an answer before them, with its question and its fact. */
export function namedBy(
	state: Pick<ReadState, 'facts' | 'needs'>,
	{ id, text }: Readonly<Pick<Need, 'id' | 'text'>>,
	answer: Readonly<NeedAnswer>,
	actor: Actor,
	now: Moment
): NeedAnswer['named'][number] {
	const basis = answerBasis(text, answer);
	const [reader, before] = [readerAct(actor, now), answer.named.filter((named) => named.basis === basis)];
	const left = unreadParts(partsOf(state, id, answer), [...before, reader]);
	return { ...reader, basis, whole: left.length === 0 || before.some(({ whole }) => whole) };
}

/** Whether it literally cites a fact that other eyes than its writer's recorded or confirmed. */
function citesSeenFact(facts: Facts, answer: Readonly<NeedAnswer>): boolean {
	const fact = answer.fact === null ? undefined : facts.get(answer.fact);
	if (!fact || !areSameWords(fact.text, answer.text)) return false;
	return confirmersOf(fact).some((eyes) => areOtherEyes(eyes, writerEyes(answer)));
}

/**
 * `valid`: other eyes than each writer's read it; `alone`: published without a second reader; `fact`: it quotes a fact
 * that may be told as a fact, never as the answer; `unchecked`: may not be given yet.
 */
export type AnswerStatus = 'valid' | 'alone' | 'fact' | 'unchecked';

/** Whether the answer to a need may be given; null if there is none. */
export function answerStatus(
	{ facts }: { readonly facts: Facts },
	{ text: question, answer }: AnsweredNeed
): AnswerStatus | null {
	if (!answer) return null;
	const basis = answerBasis(question, answer);
	const isNamed = answer.named.some((named) => named.whole && named.basis === basis);
	if (isNamed && !isRemoved(question) && !isRemoved(answer.text)) return 'valid';
	if (answer.publication?.alone && areSameWords(answer.question, question)) return 'alone';
	return citesSeenFact(facts, answer) ? 'fact' : 'unchecked';
}

/** Why this person may not confirm an answer; null when they may. One of the two people is a spokesperson. */
export function confirmRefusal(
	state: Pick<ReadState, 'facts' | 'needs'>,
	need: Readonly<Need>,
	answer: Readonly<NeedAnswer>,
	actor: Actor
): 'answer.sameEyes' | 'answer.noSpokesperson' | 'answer.ownPart' | null {
	if (!areOtherEyes(writerEyes(answer), eyesOfActor(actor))) return 'answer.sameEyes';
	if (!answer.written?.asSpokesperson && !actor.roles.includes('spokesperson')) return 'answer.noSpokesperson';
	return namedBy(state, need, answer, actor, answer.at).whole ? null : 'answer.ownPart';
}

/** An answer without its writer and confirmation. */
type RecordedAnswer = Pick<NeedAnswer, 'text' | 'fact' | 'channel' | 'at'>;

/** The answer as recorded by this person. Unchanged words keep their writer and their confirmation. */
export function answerBy(
	state: Pick<ReadState, 'facts' | 'needs'>,
	need: Readonly<Need>,
	recorded: RecordedAnswer,
	actor: Actor,
	now: Moment
): NeedAnswer {
	const { text: question, answer: before } = need;
	const isSame = before?.text === recorded.text && before.fact === recorded.fact && before.question === question;
	if (before && isSame) return { ...before, ...recorded, by: actor.id };
	const asSpokesperson = actor.roles.includes('spokesperson');
	const answer: NeedAnswer = {
		...recorded,
		by: actor.id,
		question,
		written: { ...seenAct(actor, now), asSpokesperson },
		publication: null,
		confirmed: null,
		named: before?.named ?? []
	};
	return { ...answer, named: [...answer.named, namedBy(state, need, answer, actor, now)] };
}
