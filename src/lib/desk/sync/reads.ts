import { z } from 'zod';
import { AuthorKind } from '$lib/domain/posts/author';
import type { Channel } from '$lib/domain/official-text/channel';
import { TextEffect } from '$lib/domain/official-text/effect';
import { PlaceFigures } from '$lib/domain/overview/place-figures';
import { SpreadHistory } from '$lib/domain/overview/spread-history';
import { TimeSeries, Figures } from '$lib/domain/overview/figures';
import type { FindingId, IncidentId, Moment, PostId, Sha256, SourceId, StoryId, TextId } from '$lib/domain/core/ids';
import { PlayerTimeline } from '$lib/domain/look-back/timeline';
import { MachineDraft } from '$lib/domain/model/machine-draft';
import { Translation } from '$lib/domain/model/translation';
import { ProfilePreview } from '$lib/domain/posts/search/profile-preview';
import { EventsPage } from '$lib/domain/realtime';
import type { SearchProfile } from '$lib/domain/posts/search/profile';
import { SearchCounts } from '$lib/domain/posts/search/saved-search';
import { SourceStatuses } from '$lib/domain/posts/source-status';
import { SourceTrial } from '$lib/domain/posts/source-trial';
import type { ReportSection } from '$lib/domain/report/report-text';
import { PostPage, StoryPage, type MaybeKind } from '$lib/domain/stories/card';
import type { Language } from '$lib/i18n/language';
import type { ConnectionReads } from './connection.svelte';
import type { LookBackReads } from './look-back.svelte';
import { SignedOut } from './signed-out';
import { readSnapshot } from './snapshot';

/** How long one answer may take, and one that waits for an external source. Milliseconds. */
const patience = 8_000;
const outside = 20_000;
/** The server itself waits a minute for a language model. */
const thinking = 70_000;

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

/** The server answered with an error. */
export class ReadFailed extends Error {
	override readonly name = 'ReadFailed';
	constructor(
		readonly status: number,
		/** From the problem details, if any. */
		readonly code: string | null
	) {
		super(`${String(status)} ${code ?? ''}`);
	}
}

/** The fields of a search; those that the person left empty are not sent. */
interface StoryQuery {
	readonly words: string;
	readonly source: SourceId | null;
	readonly finding: FindingId | null;
	readonly lang: string | null;
	/** On the incident's clock. */
	readonly from: Moment | null;
	readonly to: Moment | null;
}

/** The posts whose earlier versions are asked for. */
export type VersionsOf = { readonly story: StoryId } | { readonly finding: FindingId } | { readonly post: PostId };

/** Of what it is asked who spread it. */
export type SpreadOf = { readonly story: StoryId } | { readonly finding: FindingId };

/** Everything a desk reads over HTTP. @throws SignedOut, ReadFailed, TypeError when nobody answers */
export class IncidentReads implements ConnectionReads, LookBackReads {
	readonly #base: string;

	constructor(
		readonly incident: IncidentId,
		/** Reads everything as it was at this moment; null for today. */
		readonly past: { readonly moment: Moment } | null = null
	) {
		this.#base = `/api/v1/incidents/${incident}`;
	}

	/** The first question about a large closed incident waits until its stories were followed once. */
	timeline = async () => PlayerTimeline.parse(await this.#fetch(`/incidents/${this.incident}/look-back`, {}, thinking));
	stateAt = async (at: Moment) => readSnapshot(await this.#get('/state', { at }, thinking));
	eventsUpTo = async (after: number, at: Moment) => EventsPage.parse(await this.#get('/events', { after, at }));
	figuresAt = async (at: Moment) => Figures.parse(await this.#get('/figures', { at }, thinking));

	state = async () => readSnapshot(await this.#get('/state'));
	events = async (after: number) => ({ ...EventsPage.parse(await this.#get('/events', { after })), time: null });
	/** The waiting stories, in the queue's order. */
	waiting = (cursor: string | null) => this.#stories({ view: 'waiting', cursor });
	/** Newest post first. */
	newest = (cursor: string | null) => this.#stories({ view: 'newest', cursor });
	/** The strip above the queue. */
	help = () => this.#stories({ view: 'help' });
	/** What a search finds, newest first. */
	found =
		({ words, ...query }: StoryQuery) =>
		(cursor: string | null) =>
			this.#stories({ view: 'search', q: words, ...query, cursor });
	/** Which stories are evidence for a finding, newest first. */
	evidence = (finding: FindingId) => (cursor: string | null) => this.#stories({ view: 'finding', finding, cursor });
	/** What waits and looks like this to the models, the surest first. */
	looks = (kind: MaybeKind) => () => this.#stories({ view: 'looks', kind });
	/** The cards of these stories, at most fifty. */
	cards = (ids: readonly StoryId[]) => this.#stories({ view: 'ids', ids: ids.join(',') });
	/** The figures; for screens without a socket. */
	figures = async () => Figures.parse(await this.#get('/figures'));
	posts = async (story: StoryId, cursor: string | null, limit = 20) =>
		PostPage.parse(await this.#get(`/stories/${story}/posts`, { cursor, limit }));
	/** Posts that were edited or removed at the source, with what they said before. */
	changed = async (of: VersionsOf) => PostPage.parse(await this.#get('/posts/changed', { ...of })).posts;
	/** How many stories each of one's own saved searches finds. */
	searchCounts = async () => SearchCounts.parse(await this.#get('/searches')).counts;
	/** Who spread a story or a rumour. */
	spread = async (of: SpreadOf) => SpreadHistory.parse(await this.#get('/spread', { ...of }));
	/** What people write about each neighbourhood of the map. */
	places = async () => PlaceFigures.parse(await this.#get('/places'));
	/** The status of the sources that the program polls. */
	sources = async () => SourceStatuses.parse(await this.#get('/sources')).sources;
	/** Polls a source once now. */
	trySource = async (source: SourceId) =>
		SourceTrial.parse(await this.#fetch(`${this.#base}/sources/${source}/try`, { method: 'POST' }, outside));
	/** What a search profile would have found in the last hour. */
	preview = async (profile: SearchProfile) =>
		ProfilePreview.parse(
			await this.#fetch(`${this.#base}/profile/preview`, { method: 'POST', body: JSON.stringify(profile) })
		);
	/** What a text did since it went out. */
	effect = async (text: TextId) => TextEffect.nullable().parse(await this.#get(`/texts/${text}/effect`));
	/** The word runs of a quote from this post by which a search finds its author. */
	findable = async (post: PostId, text: string) =>
		Findable.parse(await this.#get(`/posts/${post}/findable`, { text })).runs;
	/** Approved words to answer a person with. @throws ReadFailed with why they may not go out any more */
	answerWords = async (text: TextId, channel: Channel, checksum: Sha256) =>
		AnswerWords.parse(await this.#get(`/texts/${text}/words`, { channel, checksum })).words;
	/** The incident's time series, for its charts. */
	timeSeries = async (from: Moment | null = null) => TimeSeries.parse(await this.#get('/time-series', { from }));
	/** The name behind a pseudonym; asking is recorded. */
	author = async (post: PostId) =>
		AuthorName.parse(await this.#fetch(`${this.#base}/posts/${post}/author`, { method: 'POST' }));

	/** A post in the reader's language, by the language model. */
	translation = async (post: PostId, language: Language) =>
		Translation.parse(await this.#ask(`/posts/${post}/translation`, language));
	/** A first draft of a section, by the language model. */
	machineDraft = async (section: ReportSection, language: Language) =>
		MachineDraft.parse(await this.#ask(`/report/sections/${section}/draft`, language));

	#ask(path: string, language: Language): Promise<unknown> {
		return this.#fetch(this.#base + path, { method: 'POST', body: JSON.stringify({ language }) }, thinking);
	}
	async #stories(query: Record<string, string | number | null>): Promise<StoryPage> {
		return StoryPage.parse(await this.#get('/stories', query));
	}

	#get(path: string, query: Record<string, string | number | null> = {}, milliseconds = patience): Promise<unknown> {
		const filled = Object.entries({ at: this.past?.moment ?? null, ...query }).flatMap(([name, value]) =>
			value === null || value === '' ? [] : [[name, String(value)]]
		);
		const search = filled.length > 0 ? `?${new URLSearchParams(filled).toString()}` : '';
		return this.#fetch(this.#base + path + search, {}, milliseconds);
	}
	async #fetch(address: string, init: { method?: 'POST'; body?: string }, milliseconds = patience): Promise<unknown> {
		// To ask for a name or a translation is recorded: on what is past nothing is.
		if (this.past && init.method === 'POST') throw new ReadFailed(409, 'incident.closed');
		const headers = {
			accept: 'application/json',
			...(init.body !== undefined && { 'content-type': 'application/json' })
		};
		const response = await fetch(address, { ...init, headers, signal: AbortSignal.timeout(milliseconds) });
		if (response.status === 401) throw new SignedOut();
		if (!response.ok) throw new ReadFailed(response.status, await codeOf(response));
		return response.json();
	}
}

async function codeOf(response: Response): Promise<string | null> {
	const problem = z.object({ code: z.string() }).safeParse(await response.json().catch(() => null));
	return problem.data?.code ?? null;
}
