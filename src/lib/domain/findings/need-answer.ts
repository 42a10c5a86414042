import { areSameWords } from '../core/texts/removed';
import { z } from 'zod';
import { canonical, checksumOf } from '../core/checksum';
import { areOtherEyes, eyesOfAct, eyesOfActor, SeenAct } from '../core/eyes';
import { FactId, Moment, PersonId, PublicationId, Sha256 } from '../core/ids';
import type { Actor } from '../core/role';
import type { ReadRows } from '../core/state';
import { Text } from '../core/text';
import { confirmersOf, type Fact } from './fact';

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
		.default(null)
});
export type NeedAnswer = z.infer<typeof NeedAnswer>;

type Facts = ReadRows<FactId, Fact>;
interface AnsweredNeed {
	readonly text: string;
	readonly answer: Readonly<NeedAnswer> | null;
}

/**
 * What a confirmation covers: the question, the exact words, and the fact. Replacing the fact flags the answer for a new
 * review (citation.ts).
 */
export const answerBasis = (question: string, { text, fact }: Readonly<Pick<NeedAnswer, 'text' | 'fact'>>): Sha256 =>
	checksumOf(canonical({ question, text, fact }));

const writerEyes = ({ written, by }: Readonly<NeedAnswer>): readonly PersonId[] => eyesOfAct(written ?? { by });

/** Whether it literally cites a fact that other eyes than its writer's recorded or confirmed. */
function citesSeenFact(facts: Facts, answer: Readonly<NeedAnswer>): boolean {
	const fact = answer.fact === null ? undefined : facts.get(answer.fact);
	if (!fact || !areSameWords(fact.text, answer.text)) return false;
	return confirmersOf(fact).some((eyes) => areOtherEyes(eyes, writerEyes(answer)));
}

/** `valid`: seen by two people; `alone`: published without a second reader; `unchecked`: may not be given yet. */
export type AnswerStatus = 'valid' | 'alone' | 'unchecked';

/** Whether the answer to a need may be given; null if there is none. */
export function answerStatus(
	{ facts }: { readonly facts: Facts },
	{ text: question, answer }: AnsweredNeed
): AnswerStatus | null {
	if (!answer) return null;
	if (answer.confirmed && areSameWords(answer.confirmed.question, question)) return 'valid';
	if (!areSameWords(answer.question, question)) return 'unchecked';
	if (answer.publication) return answer.publication.alone ? 'alone' : 'valid';
	return citesSeenFact(facts, answer) ? 'valid' : 'unchecked';
}

/** Why this person may not confirm an answer; null when they may. One of the two people is a spokesperson. */
export function confirmRefusal(
	answer: Readonly<NeedAnswer>,
	actor: Actor
): 'answer.sameEyes' | 'answer.noSpokesperson' | null {
	if (!areOtherEyes(writerEyes(answer), eyesOfActor(actor))) return 'answer.sameEyes';
	return answer.written?.asSpokesperson || actor.roles.includes('spokesperson') ? null : 'answer.noSpokesperson';
}

/** An answer without its writer and confirmation. */
type RecordedAnswer = Pick<NeedAnswer, 'text' | 'fact' | 'channel' | 'at'>;

/** The answer as recorded by this person. Unchanged words keep their writer and their confirmation. */
export function answerBy(need: AnsweredNeed, recorded: RecordedAnswer, actor: Actor, written: SeenAct): NeedAnswer {
	const { text: question, answer: before } = need;
	const isSame = before?.text === recorded.text && before.fact === recorded.fact && before.question === question;
	if (before && isSame) return { ...before, ...recorded, by: actor.id };
	const asSpokesperson = actor.roles.includes('spokesperson');
	return {
		...recorded,
		by: actor.id,
		question,
		written: { ...written, asSpokesperson },
		publication: null,
		confirmed: null
	};
}
