import type { SourceChange } from '$lib/domain/posts/at-source';
import type { AuthorKind } from '$lib/domain/posts/author';
import type { AuthorNumber, Moment, QuoteId, SourceId, StoryId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import type { ProfileChange } from '$lib/domain/posts/search/profile-change';
import type { ReportOutage } from '$lib/domain/report/content';
import type { ReadState } from '$lib/domain/core/state';

/** A post as far as figures need it. */
export interface FactPost {
	readonly story: StoryId;
	/** The number of the log with which it came into this story, by arrival or by a merge: what came after a look was not looked at. */
	readonly since: number;
	readonly author: AuthorNumber | null;
	readonly source: SourceId;
	readonly platform: Platform;
	/** Milliseconds, on the incident's clock. */
	readonly at: number;
	readonly lang: string | null;
	readonly backlog: boolean;
	/** What had become of it at its source by then. */
	readonly changed: SourceChange | null;
}

/** Somebody who may be shown by name: media, an organisation or an office holder. */
export interface Voice {
	readonly name: string;
	readonly kind: Exclude<AuthorKind, 'private'>;
}

/** What a voice said, with its words: only of those who may be named. */
export interface Said {
	readonly voice: Voice;
	readonly story: StoryId;
	readonly platform: Platform;
	readonly at: number;
	readonly text: string;
	/** It was gone at its source by then. */
	readonly gone: boolean;
}

/** A post points to a site or to the account of a voice. */
export interface Pointer {
	readonly story: StoryId;
	readonly kind: 'site' | 'account';
	readonly name: string;
}

/** Everything a report is derived from: what the log and the tables hold up to a place and a moment. */
export interface Facts {
	readonly moment: Moment;
	/** As the log makes it up to the place. */
	readonly state: ReadState;
	/** In no order. */
	readonly posts: readonly FactPost[];
	/** Of the quotes, those whose post was gone at its source by then, or edited there after they were chosen. */
	readonly quoted: ReadonlyMap<QuoteId, SourceChange>;
	readonly voices: ReadonlyMap<AuthorNumber, Voice>;
	/** Which of those we are ourselves: a rumour does not spread by our own rebuttal. */
	readonly own: ReadonlySet<AuthorNumber>;
	readonly said: readonly Said[];
	/** One for each post and what it points to. */
	readonly pointers: readonly Pointer[];
	readonly profileChangedAt: Moment | null;
	/** Every change of the search profile since it was first given, oldest first. */
	readonly profileChanges: readonly ProfileChange[];
	/** As the log tells them; in no order. */
	readonly outages: readonly ReportOutage[];
}
