import { z } from 'zod';
import { AtSource } from '../posts/at-source';
import { AuthorKind } from '../posts/author';
import { PostMedia } from '../posts/media';
import { FindingKind, AuthorNumber, FindingId, Moment, PostId, SourceId, StoryId } from '../core/ids';
import { Platform } from '../posts/platform';
import { CallForHelp } from './story';

/** The author as the desk may see them: a private person is a number (see `pseudonym`), the others have their name. */
export const AuthorView = z.object({ number: AuthorNumber, kind: AuthorKind, name: z.string().nullable() });
export type AuthorView = z.infer<typeof AuthorView>;

/** What the machine detected, and by which method: never a decision. */
export const MachineHint = z.object({ method: z.string(), version: z.number(), score: z.number(), reason: z.string() });
export type MachineHint = z.infer<typeof MachineHint>;

/**
 * The score from which a hint of a call for help takes a story out of the queue, into the strip of calls. Nothing weaker
 * is shown.
 */
export const CALL_FROM = 0.7;
/** From here on the screen says *lijkt sterk*: of a call for help, and of other hints. */
export const STRONG_CALL = 0.9;
export const STRONG_HINT = 0.95;

/** What a story looks like to the models, before or after anybody labelled anything. */
export const maybeKinds = ['need', 'rumour', 'notRelevant'] as const;
export const MaybeKind = z.enum(maybeKinds);
export type MaybeKind = z.infer<typeof MaybeKind>;
export const MaybeHint = z.object({ kind: MaybeKind, reason: MachineHint });
export type MaybeHint = z.infer<typeof MaybeHint>;

/** An earlier story that this one perhaps tells again in other words; only a person merges them. */
export const PerhapsSame = z.object({
	story: StoryId,
	/** The beginning of its first post, and how many posts it has. */
	text: z.string(),
	posts: z.int().nonnegative(),
	reason: MachineHint
});
export type PerhapsSame = z.infer<typeof PerhapsSame>;
/** The most characters of its text. */
export const PERHAPS_SAME_TEXT = 160;

/** The most findings of a kind that a card names as likely. */
export const MAX_LIKELY_FINDINGS = 3;
/** The most words that it names for each. */
export const MAX_LIKELY_WORDS = 3;

/** The number of buckets in `recent`, and the length of one. */
export const RECENT_BUCKETS = 12;
export const RECENT_BUCKET_MINUTES = 5;

/** The most characters of a post's text that a card carries; the rest is read when the story is opened. */
export const CARD_TEXT = 600;

/** A story as the list shows it. The server makes it, the same for everybody at the incident's desk. */
export const StoryCard = z.object({
	id: StoryId,
	/** The post that represents it. */
	lead: z.object({
		post: PostId,
		text: z.string(),
		/** The text was cut at CARD_TEXT characters. */
		cut: z.boolean(),
		at: Moment,
		lang: z.string().nullable(),
		url: z.string().nullable(),
		/** What it shows besides its words; null where its source does not say. */
		media: z.array(PostMedia).nullable(),
		platform: Platform,
		source: SourceId,
		author: AuthorView.nullable(),
		/** It is gone at the source. */
		deleted: z.boolean(),
		/** Its words were removed here too, because it was gone at the source (retention.ts). */
		forgotten: z.boolean()
	}),
	posts: z.int().nonnegative(),
	/** How many of them were edited or deleted at the source. */
	atSource: AtSource,
	/** A post without an author counts as an author of its own. */
	authors: z.int().nonnegative(),
	/** The sum of what is known; null is unknown, not 0. */
	reach: z.int().nonnegative().nullable(),
	platforms: z.array(Platform),
	sources: z.array(SourceId),
	/** Since when it waits, or waits again, on the incident's clock. */
	since: Moment,
	newestAt: Moment,
	backlog: z.boolean(),
	/** The integer part of log₃ of its posts in the last 30 minutes. */
	growth: z.int().nonnegative(),
	/** Posts per five minutes up to now on the incident's clock, oldest first. */
	recent: z.array(z.int().nonnegative()).length(RECENT_BUCKETS),
	/** Why the program thinks that it is a call for help: then it is in the strip, not in the queue. */
	help: MachineHint.nullable(),
	helpState: CallForHelp.shape.state.nullable(),
	/** Nobody looked at it, or it came back. */
	waiting: z.boolean(),
	/** After a person looked at it, it grew threefold or reached a new platform. */
	cameBack: z.boolean(),
	/** What it looks like to the models; empty when it does not wait. */
	maybe: z.array(MaybeHint),
	/** The most similar findings, kind by kind, at most MAX_LIKELY_FINDINGS of each: the first choices of the picker. */
	likely: z.array(
		z.object({
			kind: FindingKind,
			finding: FindingId,
			/** From 0 to 1. */
			likeness: z.number(),
			/** The words of the story that speak for it. */
			words: z.array(z.string())
		})
	),
	perhapsSame: PerhapsSame.nullable(),
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
	/** What it shows besides its words; null where its source does not say. */
	media: z.array(PostMedia).nullable(),
	lang: z.string().nullable(),
	/** How many posts of this incident share it. */
	shares: z.int().nonnegative(),
	/** It shares another post. */
	shared: z.boolean(),
	/**
	 * The number of versions if it was edited or deleted at the source, including the first; and earlier texts, newest
	 * first.
	 */
	versions: z.int().positive(),
	earlier: z.array(z.object({ text: z.string(), until: Moment, deleted: z.boolean() })),
	/** It is gone at the source. */
	deleted: z.boolean(),
	/** Its words were removed here too, because it was gone at the source (retention.ts). */
	forgotten: z.boolean(),
	help: MachineHint.nullable()
});
export type PostView = z.infer<typeof PostView>;

/** The totals of the queue: stories that nobody looked at, without the strip of calls for help. */
export const QueueTotals = z.object({
	waiting: z.int().nonnegative(),
	/** Since when the oldest story waits; without backlog. */
	oldest: Moment.nullable(),
	/** Calls for help that nobody passed on or dismissed: those that a person pinned, and posts that look like one. */
	help: z.int().nonnegative(),
	/** Those of them that a person pinned; only these are calls for help. */
	pinned: z.int().nonnegative()
});
export type QueueTotals = z.infer<typeof QueueTotals>;

/** A page of a list; `next` is an opaque cursor. The list stays as it was at the first page while posts come in. */
export const StoryPage = z.object({
	stories: z.array(StoryCard),
	next: z.string().nullable(),
	totals: QueueTotals.nullable(),
	/** The number of the log's last line at the request; the page may contain later changes. */
	seq: z.int().nonnegative()
});
export type StoryPage = z.infer<typeof StoryPage>;
export const PostPage = z.object({ posts: z.array(PostView), next: z.string().nullable() });
export type PostPage = z.infer<typeof PostPage>;

/**
 * The buckets up to this moment. A card is made when its story changes, so those of a quiet story end before now.
 * @param now milliseconds
 */
export function recentAt({ recent, newestAt }: Pick<StoryCard, 'recent' | 'newestAt'>, now: number): readonly number[] {
	const empty = recent.length - 1 - recent.findLastIndex((posts) => posts > 0);
	const quiet = Math.floor((now - Date.parse(newestAt)) / (RECENT_BUCKET_MINUTES * 60_000));
	const passed = Math.min(recent.length, Math.max(0, quiet - empty));
	return [...recent.slice(passed), ...Array<number>(passed).fill(0)];
}
