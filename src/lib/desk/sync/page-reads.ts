import { z } from 'zod';
import type { FindingId, Moment, PostId, Sha256, SourceId, StoryId, TextId } from '$lib/domain/core/ids';
import { MachineDraft } from '$lib/domain/model/machine-draft';
import { Translation } from '$lib/domain/model/translation';
import type { Channel } from '$lib/domain/official-text/channel';
import { TextEffect } from '$lib/domain/official-text/effect';
import { TimeSeries } from '$lib/domain/overview/figures';
import { PlaceFigures } from '$lib/domain/overview/place-figures';
import { SpreadHistory } from '$lib/domain/overview/spread-history';
import { AuthorKind } from '$lib/domain/posts/author';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import { ProfilePreview } from '$lib/domain/posts/search/profile-preview';
import { SourceStatuses } from '$lib/domain/posts/source-status';
import { SourceTrial } from '$lib/domain/posts/source-trial';
import type { ReportSection } from '$lib/domain/report/report-text';
import { PostPage } from '$lib/domain/stories/card';
import type { Language } from '$lib/i18n/language';
import { IncidentReads, thinking } from './reads';

/** How long an answer may take that waits for an external source. Milliseconds. */
const outside = 20_000;

/** The person behind a pseudonym. */
const AuthorName = z.object({
	platform: z.string(),
	handle: z.string().nullable(),
	name: z.string(),
	kind: AuthorKind,
	followers: z.number().nullable()
});

const Findable = z.object({ runs: z.array(z.string()) });
const AnswerWords = z.object({ words: z.string() });

/** The posts whose earlier versions are asked for. */
export type VersionsOf = { readonly story: StoryId } | { readonly finding: FindingId } | { readonly post: PostId };

/** Of what it is asked who spread it. */
export type SpreadOf = { readonly story: StoryId } | { readonly finding: FindingId };

/**
 * What one page, or one opened part of a page, reads besides. Apart from {@link IncidentReads}, because the first page of
 * an incident waits for that one. @throws as that one does
 */
export class PageReads extends IncidentReads {
	/** Posts that were edited or removed at the source, with what they said before. */
	changed = async (of: VersionsOf) => PostPage.parse(await this.get('/posts/changed', { ...of })).posts;
	/** Who spread a story or a rumour. */
	spread = async (of: SpreadOf) => SpreadHistory.parse(await this.get('/spread', { ...of }));
	/** What people write about each neighbourhood. */
	places = async () => PlaceFigures.parse(await this.get('/places'));
	/** The status of the sources that the program polls. */
	sources = async () => SourceStatuses.parse(await this.get('/sources')).sources;
	/** Polls a source once now. */
	trySource = async (source: SourceId) =>
		SourceTrial.parse(await this.fetch(`${this.base}/sources/${source}/try`, { method: 'POST' }, outside));
	/** What a search profile would have found in the last hour. */
	preview = async (profile: SearchProfile) =>
		ProfilePreview.parse(
			await this.fetch(`${this.base}/profile/preview`, { method: 'POST', body: JSON.stringify(profile) })
		);
	/** What a text did since it went out. */
	effect = async (text: TextId) => TextEffect.nullable().parse(await this.get(`/texts/${text}/effect`));
	/** The word runs of a quote from this post by which a search finds its author. */
	findable = async (post: PostId, text: string) =>
		Findable.parse(await this.get(`/posts/${post}/findable`, { text })).runs;
	/** Approved words to answer a person with. @throws ReadFailed with why they may not go out any more */
	answerWords = async (text: TextId, channel: Channel, checksum: Sha256) =>
		AnswerWords.parse(await this.get(`/texts/${text}/words`, { channel, checksum })).words;
	/** The incident's time series, for its charts. */
	timeSeries = async (from: Moment | null = null) => TimeSeries.parse(await this.get('/time-series', { from }));
	/** The name behind a pseudonym; asking is recorded. */
	author = async (post: PostId) =>
		AuthorName.parse(await this.fetch(`${this.base}/posts/${post}/author`, { method: 'POST' }));

	/** A post in the reader's language, by the language model. */
	translation = async (post: PostId, language: Language) =>
		Translation.parse(await this.#ask(`/posts/${post}/translation`, language));
	/** A first draft of a section, by the language model. */
	machineDraft = async (section: ReportSection, language: Language) =>
		MachineDraft.parse(await this.#ask(`/report/sections/${section}/draft`, language));

	#ask(path: string, language: Language): Promise<unknown> {
		return this.fetch(this.base + path, { method: 'POST', body: JSON.stringify({ language }) }, thinking);
	}
}
