import { z } from 'zod';
import { command } from '../core/command';
import { event, type EventOf } from '../core/event';
import {
	publicationBasis,
	assertUnpublished,
	assertPublishable,
	recordPublication,
	publishableRefusals
} from './publication-rules';
import { Moment, OutletId, PublicationId, Sha256, TextId } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import { findText, type OfficialText } from './official-text';
import { Network, Posting, PostingProblem } from './posting';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { Text } from '../core/text';

/**
 * Publishes approved words on a network. One transaction checks the approval and stores the posting; then the program
 * sends it. The same id after a failure retries the same posting. In an exercise nothing is sent: the text appears in
 * the simulated channel at once.
 * @throws Refusal as publishing by hand does
 */
export const publishDirectly = command('text.publishDirectly', {
	input: () =>
		z.strictObject({
			text: TextId,
			id: PublicationId,
			channel: Network,
			checksum: Sha256,
			/** Null in an exercise. */
			outlet: OutletId.nullable(),
			/** In people's words: "Mastodon, @gemeente". */
			where: Text(160, 'name')
		}),
	allow: deskStaff,
	delivery: 'now',
	refusals: [
		...publishableRefusals,
		'id.taken',
		'incident.exercise',
		'outlet.absent',
		'posting.underWay',
		'text.absent',
		'text.alreadyPublished'
	],
	referencesOf: ({ outlet }) => (outlet ? { outlets: [outlet] } : {}),
	decide({ text: id, id: publication, channel, checksum, outlet, where }, { state, references, actor, now, wallNow }) {
		const text = findText(state, id);
		const { text: words } = assertPublishable(state, text, channel, checksum);
		assertUnpublished(text, channel, checksum);
		const common = {
			id: publication,
			channel,
			where,
			text: words,
			checksum,
			by: actor.id,
			at: now,
			...publicationBasis(state, text)
		};
		if (state.incident?.exercise) {
			if (outlet !== null) throw new Refusal('incident.exercise');
			return recordPublication(state, text, { ...common, address: null, alone: null });
		}
		if (outlet === null || references.outlets.get(outlet)?.network !== channel) throw new Refusal('outlet.absent');
		const before = text.postings.find((posting) => posting.id === publication);
		if (before && (before.state !== 'failed' || before.checksum !== checksum || before.outlet !== outlet))
			throw new Refusal('id.taken');
		const posting = { ...common, channel, outlet, state: 'waiting' as const, why: null };
		return postingSet({
			text: id,
			posting: { ...posting, firstRequestedAt: before?.firstRequestedAt ?? wallNow, tries: before?.tries ?? 0 }
		});
	}
});

/**
 * The current state of one posting. Projected to the table from which the program sends; the database ensures that no
 * exercise has a row there.
 */
export const postingSet = event('text.postingSet', {
	data: () => z.object({ text: TextId, posting: Posting }),
	evolve(state, { text: id, posting }) {
		const postings = state.texts.get(id)?.postings;
		if (!postings) return;
		const isKnown = postings.some((each) => each.id === posting.id);
		change(state.texts, id, {
			postings: isKnown ? postings.map((each) => (each.id === posting.id ? posting : each)) : [...postings, posting]
		});
	}
});

const PostingKeys = { text: TextId, posting: PublicationId };
/** @throws Refusal when it is absent or already settled */
function findWaiting(
	state: ReadState,
	{ text: id, posting }: z.output<z.ZodObject<typeof PostingKeys>>
): [Readonly<OfficialText>, Posting] {
	const text = state.texts.get(id);
	const found = text?.postings.find((each) => each.id === posting);
	if (!text || !found) throw new Refusal('posting.absent');
	if (found.state !== 'waiting') throw new Refusal('posting.settled');
	return [text, found];
}

/**
 * The program is about to send it: the final check, under the log's lock, of whether it may still be published. @throws
 * Refusal when it was stopped or changed meanwhile
 */
export const tryPosting = command('text.tryPosting', {
	input: () => z.strictObject(PostingKeys),
	allow: onlySystem,
	refusals: [...publishableRefusals, 'posting.absent', 'posting.settled', 'text.absent'],
	decide(input, { state }) {
		const [, posting] = findWaiting(state, input);
		assertPublishable(state, findText(state, input.text), posting.channel, posting.checksum);
		return postingSet({ text: input.text, posting: { ...posting, tries: posting.tries + 1 } });
	}
});

/**
 * Records that the network published it, whatever happened to the text or the incident meanwhile: then a correction is
 * due. `at` is on the wall clock; null means now.
 */
export const recordPosted = command('text.recordPosted', {
	input: () =>
		z.strictObject({
			...PostingKeys,
			address: z
				.url({ protocol: /^https?$/ })
				.max(2000)
				.nullable(),
			at: Moment.nullable()
		}),
	allow: onlySystem,
	during: 'openOrClosed',
	refusals: ['id.taken', 'posting.absent', 'posting.settled'],
	decide({ address, at: wall, ...input }, { state, now }): EventOf[] {
		const [text, posting] = findWaiting(state, input);
		const { id, channel, where, text: words, checksum, by, verdict, facts, claim } = posting;
		// Only a real incident posts, and its clock is the wall clock.
		const postedAt = wall ?? now;
		const at = postedAt < posting.at ? posting.at : postedAt > now ? now : postedAt;
		return [
			...recordPublication(state, text, {
				id,
				channel,
				where,
				address,
				text: words,
				checksum,
				by,
				at,
				alone: null,
				verdict,
				facts,
				claim
			}),
			postingSet({ text: input.text, posting: { ...posting, state: 'done', why: null } })
		];
	}
});

/** Records that publishing failed or has an unknown result: the person who asked for it sees why, and what to do. */
export const recordPostingFailed = command('text.recordPostingFailed', {
	input: () => z.strictObject({ ...PostingKeys, why: PostingProblem }),
	allow: onlySystem,
	during: 'openOrClosed',
	refusals: ['posting.absent', 'posting.settled'],
	decide({ why, ...input }, { state }) {
		const [, posting] = findWaiting(state, input);
		return postingSet({ text: input.text, posting: { ...posting, state: 'failed', why } });
	}
});
