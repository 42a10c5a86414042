import { z } from 'zod';
import { Channel, fits } from './channel';
import { command } from '../core/command';
import { event } from '../core/event';
import { basisOf, factsBehind, subjectOf } from './basis';
import { publishProblem } from './publication-rules';
import { FactId, Moment, PersonId, PostId, ResponseId, Sha256, TextId, type FindingId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { About, isApproved, type OfficialText, type Variant } from './official-text';
import { replacedByOneOf } from '../findings/fact';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { Code, LooseText } from '../core/text';

/** The signature of the official, shown after the words: `^HH`. */
export const Initials = Code(/^\^\p{Lu}{2,4}$/u);

/** An answer given to an author: approved text, word for word, with the initials of the official. */
const Response = z.object({
	id: ResponseId,
	post: PostId,
	text: TextId,
	/** What the text is about. */
	about: About,
	channel: Channel,
	words: LooseText(4000, 'ownWords'),
	checksum: Sha256,
	initials: LooseText(8, 'id'),
	by: PersonId,
	at: Moment,
	/** The facts that the words may have rested on: when one is replaced, the answer needs a correction. */
	facts: z.array(FactId).default([]),
	/** Why the words were out of date when they were given; the response then needs a correction. */
	problem: LooseText(40, 'id').nullable().default(null)
});
export type RecordedResponse = z.infer<typeof Response>;

/** The words that are published under a post. */
export const responseWords = (words: string, initials: string): string => `${words.trim()} ${initials}`;

declare module '../core/state' {
	interface Collections {
		responses: [ResponseId, RecordedResponse];
	}
}

type Words = Pick<Variant, 'channel' | 'checksum'>;
const named =
	(channel: Channel, checksum: Sha256) =>
	(words: Readonly<Words>): boolean =>
		words.channel === channel && words.checksum === checksum;

/**
 * The words of this checksum that somebody may have posted: those that are approved, or that were once submitted or
 * published. A draft that nobody else read does not count.
 * @throws Refusal
 */
function wordsNamed(text: Readonly<OfficialText>, channel: Channel, checksum: Sha256): string {
	const { variants, versions, publications } = text;
	const isNamed = named(channel, checksum);
	const seen = [...variants.filter(isApproved), ...versions.flatMap(({ wordings }) => wordings), ...publications];
	const found = seen.find(isNamed);
	if (!found) throw new Refusal(variants.some(isNamed) ? 'text.notApproved' : 'text.changed');
	return found.text;
}

/**
 * The facts that these words may rest on: those of the text, and where the words were submitted on another basis also
 * the facts that those have replaced since.
 */
function factsUnder(state: ReadState, text: Readonly<OfficialText>, channel: Channel, checksum: Sha256): FactId[] {
	const facts = factsBehind(state, text);
	const isNamed = named(channel, checksum);
	const approved = text.variants.find((variant) => isNamed(variant) && isApproved(variant));
	// Submitted again after the approval, they still rest on what was approved.
	const submitted = text.versions.filter(
		({ number, basis, wordings }) =>
			wordings.some(isNamed) && (!approved || number === approved.submitted || basis === approved.approved?.basis)
	);
	const basis = basisOf(state, text);
	if (submitted.every((version) => version.basis === basis)) return facts;
	return [...new Set([...facts, ...replacedByOneOf(state.facts, new Set(facts))])].sort();
}

/**
 * Records that a person answered a post with the words of a text. What was posted can always be recorded, also when the
 * words were out of date: `problem` then says why, and a correction is due.
 */
export const giveResponse = command('response.give', {
	input: () =>
		z.strictObject({
			id: ResponseId,
			post: PostId,
			text: TextId,
			channel: Channel,
			checksum: Sha256,
			initials: Initials
		}),
	allow: deskStaff,
	refusals: ['id.taken', 'post.absent', 'text.absent', 'text.changed', 'text.notApproved', 'text.tooLong'],
	referencesOf: ({ post }) => ({ posts: [post] }),
	decide({ text: id, post, channel, checksum, ...input }, { state, references, actor, now }) {
		if (state.responses.has(input.id)) throw new Refusal('id.taken');
		if (!references.posts.has(post)) throw new Refusal('post.absent');
		const text = state.texts.get(id);
		if (!text) throw new Refusal('text.absent');
		const words = responseWords(wordsNamed(text, channel, checksum), input.initials);
		if (!fits(channel, words, references.limits)) throw new Refusal('text.tooLong', { channel });
		return responseGiven({
			...input,
			post,
			text: id,
			about: text.about,
			channel,
			words,
			checksum,
			by: actor.id,
			at: now,
			facts: factsUnder(state, text, channel, checksum),
			problem: publishProblem(state, text, channel, checksum)
		});
	}
});
export const responseGiven = event('response.given', {
	data: () => Response,
	evolve(state, response) {
		if (!state.responses.has(response.id)) state.responses.set(response.id, response);
	}
});

/** Approved words that a person may look for to answer a post with. */
interface OfferedAnswer {
	readonly text: Readonly<OfficialText>;
	readonly variant: Readonly<Variant>;
	/** Why they may not be given any more; null when they may. */
	readonly problem: ReturnType<typeof publishProblem>;
}

/**
 * The answers to choose from: those that may be given first; of those the ones about these findings, then those made
 * for this channel, then the newest.
 */
export function offeredAnswers(
	state: ReadState,
	findings: ReadonlySet<FindingId>,
	platform: string
): readonly OfferedAnswer[] {
	const isAbout = (text: Readonly<OfficialText>): boolean => {
		const finding = subjectOf(state, text);
		return finding !== undefined && findings.has(finding.id);
	};
	const rankOf = ({ text, variant, problem }: OfferedAnswer): number =>
		(problem ? 4 : 0) + (isAbout(text) ? 0 : 2) + (variant.channel === platform ? 0 : 1);
	return [...state.texts.values()]
		.flatMap((text) =>
			text.variants.filter(isApproved).map((variant): OfferedAnswer => {
				const problem = publishProblem(state, text, variant.channel, variant.checksum);
				return { text, variant, problem };
			})
		)
		.sort((a, b) => rankOf(a) - rankOf(b) || (a.text.id < b.text.id ? 1 : -1));
}
