import { z } from 'zod';
import { Channel, fits } from './channel';
import { command } from '../core/command';
import { event } from '../core/event';
import { assertPublishable } from './publication-rules';
import { Moment, PersonId, PostId, ResponseId, Sha256, TextId } from '../core/ids';
import { deskStaff } from '../core/policy';
import { About, findText } from './official-text';
import { Refusal } from '../core/refusal';
import { LooseText } from '../core/text';

/** The signature of the official, shown after the words: `^HH`. */
export const Initials = z.string().regex(/^\^\p{Lu}{2,4}$/u);

/** An answer given to an author: approved text, word for word, with the initials of the official. */
const Response = z.object({
	id: ResponseId,
	post: PostId,
	text: TextId,
	/** What the text is about. */
	about: About,
	channel: Channel,
	words: LooseText(4000),
	checksum: Sha256,
	initials: LooseText(8),
	by: PersonId,
	at: Moment
});
type Response = z.infer<typeof Response>;

/** The words that are published under a post. */
export const responseWords = (words: string, initials: string): string => `${words.trim()} ${initials}`;

declare module '../core/state' {
	interface Collections {
		responses: [ResponseId, Response];
	}
}

/** Records that a person answered a post with approved words. */
export const giveResponse = command('response.give', {
	input: z.strictObject({
		id: ResponseId,
		post: PostId,
		text: TextId,
		channel: Channel,
		checksum: Sha256,
		initials: Initials
	}),
	allow: deskStaff,
	refusals: [
		'fact.replaced',
		'id.taken',
		'post.absent',
		'text.absent',
		'text.basisChanged',
		'text.changed',
		'text.channel',
		'text.notApproved',
		'text.paused',
		'text.tooLong',
		'text.withdrawn',
		'text.withoutFact',
		'text.withoutVerdict'
	],
	referencesOf: ({ post }) => ({ posts: [post] }),
	decide({ text: id, post, channel, checksum, ...input }, { state, references, actor, now }) {
		if (state.responses.has(input.id)) throw new Refusal('id.taken');
		if (!references.posts.has(post)) throw new Refusal('post.absent');
		const text = findText(state, id);
		const words = responseWords(assertPublishable(state, text, channel, checksum).text, input.initials);
		if (!fits(channel, words)) throw new Refusal('text.tooLong', { channel });
		return responseGiven({
			...input,
			post,
			text: id,
			about: text.about,
			channel,
			words,
			checksum,
			by: actor.id,
			at: now
		});
	}
});
export const responseGiven = event('response.given', {
	data: Response,
	evolve(state, response) {
		if (!state.responses.has(response.id)) state.responses.set(response.id, response);
	}
});
