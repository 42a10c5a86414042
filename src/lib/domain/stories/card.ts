import { z } from 'zod';
import { AtSource } from '../posts/at-source';
import { AuthorKind } from '../posts/author';
import { FindingKind, AuthorNumber, FindingId, Moment, PostId, SourceId, StoryId } from '../core/ids';
import { Platform } from '../posts/platform';
import { Attitude, Emotion } from './sentiment';
import { CallForHelp, Stance } from './story';

/** Who said it, as the desk may see it: a private person is a number (see `pseudonym`), the others have their name. */
export const AuthorView = z.object({ number: AuthorNumber, kind: AuthorKind, name: z.string().nullable() });
export type AuthorView = z.infer<typeof AuthorView>;

/** What the machine thinks it sees, with where it comes from: never a decision. */
export const MachineHint = z.object({ method: z.string(), version: z.number(), score: z.number(), reason: z.string() });
export type MachineHint = z.infer<typeof MachineHint>;

/** Labels that the machine proposes: what people said of the most alike labelled stories, where those agree. */
export const Suggestion = z.object({
	links: z.array(z.object({ kind: FindingKind, finding: FindingId, stance: Stance.nullable() })),
	emotion: Emotion.nullable(),
	attitude: Attitude.nullable(),
	/** False: people found what it looks like not relevant. */
	relevant: z.boolean(),
	reason: MachineHint,
	/** The labelled story that it looks like most. */
	alike: StoryId,
	/** How many labelled stories it looks like that say so. */
	support: z.int().positive()
});
export type Suggestion = z.infer<typeof Suggestion>;

/** How many buckets `recent` has, and how long one is. */
export const RECENT_BUCKETS = 12;
export const RECENT_BUCKET_MINUTES = 5;

/** The most characters of a post's text that a card carries; the rest is read when the story is opened. */
export const CARD_TEXT = 600;

/** A story as the list shows it. Made by the server, the same for everybody at the incident's desk. */
export const StoryCard = z.object({
	id: StoryId,
	/** The post that speaks for it. */
	lead: z.object({
		post: PostId,
		text: z.string(),
		/** The text goes on: it was cut at CARD_TEXT characters. */
		cut: z.boolean(),
		at: Moment,
		lang: z.string().nullable(),
		url: z.string().nullable(),
		platform: Platform,
		source: SourceId,
		author: AuthorView.nullable(),
		/** It is gone at the source. */
		deleted: z.boolean(),
		/** Its words were removed here too, because it was gone at the source (retention.ts). */
		forgotten: z.boolean()
	}),
	posts: z.int().nonnegative(),
	/** How many of them were edited at the source, or are gone there. */
	atSource: AtSource,
	/** A post without author counts as one of its own. */
	authors: z.int().nonnegative(),
	/** The sum of what is known; null is unknown, not 0. */
	reach: z.int().nonnegative().nullable(),
	platforms: z.array(Platform),
	sources: z.array(SourceId),
	/** Since when it waits, on the incident's clock; for one that came back, since it did. */
	since: Moment,
	newestAt: Moment,
	backlog: z.boolean(),
	/** The whole part of log₃ of its posts in the last 30 minutes. */
	growth: z.int().nonnegative(),
	/** Posts per five minutes up to now on the incident's clock, oldest first. */
	recent: z.array(z.int().nonnegative()).length(RECENT_BUCKETS),
	/** Why the machine thinks it may be a call for help. */
	help: MachineHint.nullable(),
	helpState: CallForHelp.shape.state.nullable(),
	/** Nobody looked at it, or it came back. */
	waiting: z.boolean(),
	/** Somebody looked at it, and since then it grew threefold or reached a new platform. */
	cameBack: z.boolean(),
	suggestion: Suggestion.nullable(),
	mergedInto: StoryId.nullable()
});
export type StoryCard = z.infer<typeof StoryCard>;

/** One post of an opened story. */
export const PostView = z.object({
	id: PostId,
	text: z.string(),
	at: Moment,
	publishedAt: Moment.nullable(),
	receivedAt: Moment,
	platform: Platform,
	source: SourceId,
	author: AuthorView.nullable(),
	reach: z.int().nonnegative().nullable(),
	url: z.string().nullable(),
	lang: z.string().nullable(),
	/** How many posts of this incident pass it on. */
	shares: z.int().nonnegative(),
	/** It passes another post on. */
	shared: z.boolean(),
	/** It was edited or deleted at the source: how many times, counting the first, and what it said until then, newest first. */
	versions: z.int().positive(),
	earlier: z.array(z.object({ text: z.string(), until: Moment, deleted: z.boolean() })),
	/** It is gone at the source. */
	deleted: z.boolean(),
	/** Its words were removed here too, because it was gone at the source (retention.ts). */
	forgotten: z.boolean(),
	help: MachineHint.nullable()
});
export type PostView = z.infer<typeof PostView>;

/** How the queue stands: what nobody looked at, without the strip of calls for help. */
export const QueueTotals = z.object({
	waiting: z.int().nonnegative(),
	/** Since when the one that waits longest does; backlog left out. */
	oldest: Moment.nullable(),
	/** Calls for help that nobody passed on or dismissed. */
	help: z.int().nonnegative()
});
export type QueueTotals = z.infer<typeof QueueTotals>;

/** A page of a list; `next` leads to the one after it and is opaque. The list stays as it was at the first page however many posts come in. */
export const StoryPage = z.object({
	stories: z.array(StoryCard),
	next: z.string().nullable(),
	totals: QueueTotals.nullable()
});
export type StoryPage = z.infer<typeof StoryPage>;
export const PostPage = z.object({ posts: z.array(PostView), next: z.string().nullable() });
export type PostPage = z.infer<typeof PostPage>;
