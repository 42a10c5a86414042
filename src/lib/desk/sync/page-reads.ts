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
import { IncidentReads, modelTimeout } from './reads';
import { asJsonBody } from './request';

/** How long an answer may take that waits for an external source. Milliseconds. */
const externalTimeout = 20_000;

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

/** The posts whose earlier versions are requested. */
export type VersionsOf = { readonly story: StoryId } | { readonly finding: FindingId } | { readonly post: PostId };

/** The story or finding whose spread is requested. */
export type SpreadOf = { readonly story: StoryId } | { readonly finding: FindingId };

/**
 * Reads for one page or one opened part of a page. Separate from {@link IncidentReads}, because the first page of an
 * incident waits for that module to load. @throws the same errors
 */
export class PageReads extends IncidentReads {
	/** Posts that were edited or removed at the source, with their earlier texts. */
	changed = async (of: VersionsOf) => PostPage.parse(await this.get('/posts/changed', { ...of })).posts;
	/** Who spread a story or a rumour. */
	spread = async (of: SpreadOf) => SpreadHistory.parse(await this.get('/spread', { ...of }));
	/** What people write about each neighbourhood. */
	places = async () => PlaceFigures.parse(await this.get('/places'));
	/** The status of the sources that the program polls. */
	sources = async () => SourceStatuses.parse(await this.get('/sources')).sources;
	/** Polls a source once now. */
	trySource = async (source: SourceId) =>
		SourceTrial.parse(await this.fetch(`${this.base}/sources/${source}/try`, { method: 'POST' }, externalTimeout));
	/** What a search profile would have found in the last hour. */
	preview = async (profile: SearchProfile) =>
		ProfilePreview.parse(await this.fetch(`${this.base}/profile/preview`, asJsonBody(profile)));
	/** The effect of a text since it was published. */
	effect = async (text: TextId) => TextEffect.nullable().parse(await this.get(`/texts/${text}/effect`));
	/** The runs of words in a quote from this post by which a web search would find its author. */
	findable = async (post: PostId, text: string) =>
		Findable.parse(await this.get(`/posts/${post}/findable`, { text })).runs;
	/** Approved text to answer a person with. @throws RequestRefused with the reason when it may no longer be used */
	answerWords = async (text: TextId, channel: Channel, checksum: Sha256) =>
		AnswerWords.parse(await this.get(`/texts/${text}/words`, { channel, checksum })).words;
	/** The incident's time series, for its charts. */
	timeSeries = async (from: Moment | null = null) => TimeSeries.parse(await this.get('/time-series', { from }));
	/** The name behind a pseudonym; asking is recorded. */
	author = async (post: PostId) =>
		AuthorName.parse(await this.fetch(`${this.base}/posts/${post}/author`, { method: 'POST' }));

	/** A post in the reader's language, by the language model. */
	translation = async (post: PostId, language: Language) =>
		Translation.parse(await this.#askModel(`/posts/${post}/translation`, language));
	/** A first draft of a section, by the language model. */
	machineDraft = async (section: ReportSection, language: Language) =>
		MachineDraft.parse(await this.#askModel(`/report/sections/${section}/draft`, language));

	#askModel(path: string, language: Language): Promise<unknown> {
		return this.fetch(this.base + path, asJsonBody({ language }), modelTimeout);
	}
}
