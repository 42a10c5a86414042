import type { SourceChange } from '$lib/domain/posts/at-source';
import type { PublicKind } from '$lib/domain/posts/author';
import type { AuthorNumber, Moment, QuoteId, SourceId, StoryId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import type { ProfileChange } from '$lib/domain/posts/search/profile-change';
import type { ReportOutage } from '$lib/domain/report/content';
import type { ReadState } from '$lib/domain/core/state';
import type { MentionsIn } from './mentions';
import type { PostFigures } from './post-figures';

/** The fields of a post that figures need. */
export interface FactPost {
	readonly story: StoryId;
	/**
	 * The log position at which it entered this story, by arrival or by a merge: later than a look means not looked at.
	 */
	readonly since: number;
	readonly author: AuthorNumber | null;
	readonly source: SourceId;
	readonly platform: Platform;
	/** Milliseconds, on the incident's clock. */
	readonly at: number;
	readonly lang: string | null;
	readonly backlog: boolean;
	/** It repeats another post, without words of its author. */
	readonly share: boolean;
	/** What had happened to it at its source by then. */
	readonly changed: SourceChange | null;
}

/** An author who may be named: media, an organisation or an office holder. */
export interface Voice {
	readonly name: string;
	readonly kind: PublicKind;
}

/** The text of a voice; only of those who may be named. */
export interface VoiceText {
	readonly voice: Voice;
	readonly story: StoryId;
	/** As for a post (`FactPost`). */
	readonly since: number;
	readonly platform: Platform;
	readonly at: number;
	readonly text: string;
	/** It was deleted at its source by then. */
	readonly gone: boolean;
}

/** A post points to a site or to the account of a voice. */
export interface Pointer {
	readonly story: StoryId;
	/** As for a post (`FactPost`). */
	readonly since: number;
	readonly kind: 'site' | 'account';
	readonly name: string;
}

/** Everything a report is derived from: what the log and the tables contain up to a log position and a moment. */
export interface Facts {
	readonly moment: Moment;
	/** The state of the log at that position. */
	readonly state: ReadState;
	readonly posts: PostFigures;
	/** The quotes whose post was deleted at its source by then, or edited there after they were chosen. */
	readonly quoted: ReadonlyMap<QuoteId, SourceChange>;
	readonly voices: ReadonlyMap<AuthorNumber, Voice>;
	/** Our own accounts among the voices: our own rebuttal does not count as spread. */
	readonly own: ReadonlySet<AuthorNumber>;
	readonly voiceTexts: readonly VoiceText[];
	/** What the posts behind needs and rumours name. */
	readonly mentions: MentionsIn;
	/** One for each post and its target. */
	readonly pointers: readonly Pointer[];
	readonly profileChangedAt: Moment | null;
	/** Every change of the search profile since it was first set, oldest first. */
	readonly profileChanges: readonly ProfileChange[];
	/** From the log, in no order. */
	readonly outages: readonly ReportOutage[];
}
