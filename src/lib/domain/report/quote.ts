import { z } from 'zod';
import { command, type ReferencedPost } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId, PostId, QuoteId, StoryId } from '../core/ids';
import { analysts } from '../core/policy';
import { isPublicKind } from '../posts/author';
import { maskText } from '../posts/masking/mask-text';
import { isPublicIn } from '../posts/masking/public-details';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { Text } from '../core/text';

/** Typical words, chosen and shortened by a person, without personal details; the speaker is described, never named. */
const Quote = z.object({
	id: QuoteId,
	post: PostId,
	story: StoryId,
	text: Text(300, 'quotedWords'),
	/** "a parent", "someone who lives nearby". */
	speaker: Text(80, 'quotedWords'),
	/** The words are ours: the report shows them without quotation marks. */
	paraphrased: z.boolean().default(false),
	by: PersonId,
	at: Moment
});
type Quote = z.infer<typeof Quote>;

declare module '../core/state' {
	interface Collections {
		quotes: [QuoteId, Quote];
	}
}

export const chooseQuote = command('quote.choose', {
	input: () => Quote.pick({ id: true, post: true, text: true, speaker: true, paraphrased: true }).strict(),
	allow: analysts,
	refusals: ['id.taken', 'post.absent'],
	referencesOf: ({ post }) => ({ posts: [post] }),
	decide(input, { state, references, actor, now }) {
		const post = references.posts.get(input.post);
		if (!post) throw new Refusal('post.absent');
		if (state.quotes.has(input.id)) throw new Refusal('id.taken');
		const names = privateNames(post.author, state);
		const isPublic = isPublicIn(references.publicDetails);
		const mask = (words: string): string => maskText(words, names, [], isPublic);
		const [text, speaker] = [mask(input.text), mask(input.speaker)];
		return quoteChosen({ ...input, text, speaker, story: post.story, by: actor.id, at: now });
	}
});
/** The names of its author, unless they speak as an organisation, a medium or the holder of an office. */
function privateNames(author: ReferencedPost['author'], { authorKinds }: ReadState): readonly string[] {
	if (!author) return [];
	const known = authorKinds.get(author.number);
	return (known ? !isPublicKind(known.kind) : author.isPrivate) ? author.names : [];
}
export const quoteChosen = event('quote.chosen', {
	data: () => Quote,
	evolve(state, quote) {
		state.quotes.set(quote.id, quote);
	}
});

export const dropQuote = command('quote.drop', {
	input: () => z.strictObject({ quote: QuoteId }),
	allow: analysts,
	refusals: ['quote.absent'],
	decide({ quote }, { state }) {
		if (!state.quotes.has(quote)) throw new Refusal('quote.absent');
		return quoteDropped({ quote });
	}
});
export const quoteDropped = event('quote.dropped', {
	data: () => z.object({ quote: QuoteId }),
	evolve(state, { quote }) {
		state.quotes.delete(quote);
	}
});
