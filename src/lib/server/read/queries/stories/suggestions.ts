import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';
import { StoryId, type IncidentId } from '$lib/domain/core/ids';
import { incidentClosed } from '$lib/domain/incident/incident';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import { Platform } from '$lib/domain/posts/platform';
import type { ReadState } from '$lib/domain/core/state';
import { isRelevant, type StoryLabels } from '$lib/domain/stories/story';
import { PERHAPS_SAME_TEXT, type PerhapsSame, type StoryCard } from '$lib/domain/stories/card';
import type { Labels } from '$lib/server/analysis/hints/models/labels';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import { findingKinds } from '$lib/server/analysis/hints/proposals/weighing';
import type { AnalysisThread } from '$lib/server/analysis/worker/analysis-thread';
import type { Proposed, ProposeJob } from '$lib/server/analysis/worker/jobs';
import type { LogLine } from '$lib/server/log/lines';
import type { LogListener, Logs } from '$lib/server/log/tail';
import { log as logger } from '$lib/server/platform/operations/logger';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { authorView, type AuthorRow } from '../author-view';
import { hintsOf, isChanged, noHints, type CardHints } from './card-hints';
import { IncidentIndex } from './incident-index';

/** The most stories per incident whose proposal is kept. */
const MAX_PROPOSALS = 1000;
/** The most newest stories whose words are counted when an index is created. */
const MAX_SEED_STORIES = 1000;
/** The most shown stories that get a new proposal after a change of labels; this takes some milliseconds. */
const MAX_REVIEWED = 60;
/** Delays in milliseconds. */
interface SuggestionTimeouts {
	/** From a change of labels until shown stories get a new proposal: short, so that it is there before they are read. */
	readonly review: number;
	/**
	 * How long cards wait for proposals; after it they are sent without, and a later frame has the proposals. For a new
	 * index it is counted from its creation, so that only the first cards wait and not each list of a page.
	 */
	readonly proposals: number;
}
const DEFAULT_TIMEOUTS: SuggestionTimeouts = { review: 300, proposals: 200 };
/** The most stories of one job, which takes about ten milliseconds: the texts of new posts wait for it. */
const MAX_STORIES_PER_JOB = 50;

/** The analysis thread with the index was restarted, or the index was dropped. */
class IndexLost extends Error {
	override readonly name = 'IndexLost';
}

/** An update of an index, in addition to its findings. */
type IndexUpdate = Partial<Pick<ProposeJob, 'met' | 'labelled' | 'stories'>>;

/**
 * Proposes labels for waiting stories. Each incident has an index in the analysis thread, made from the labels in its
 * state at the first request and updated from the log. Proposals are not stored and have no effect until a person
 * confirms them.
 */
export class Suggestions implements LogListener {
	readonly #indexes = new LRUCache<IncidentId, IncidentIndex>({
		...whileUsed(15),
		dispose: ({ review, isCreated, id }) => {
			if (review) clearTimeout(review);
			if (isCreated) this.thread.forget(id);
		}
	});
	readonly #listeners = new Set<(incident: IncidentId, stories: readonly StoryId[]) => void>();

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly thread: Pick<AnalysisThread, 'propose' | 'forget'>,
		readonly timeouts: SuggestionTimeouts = DEFAULT_TIMEOUTS,
		readonly clock = () => performance.now()
	) {}
	stop(): void {
		this.#indexes.clear();
	}
	/** The number of incidents with an index. */
	get remembered(): number {
		return this.#indexes.size;
	}
	/** Calls the listener with the shown stories whose proposal changed. */
	listen(listener: (incident: IncidentId, stories: readonly StoryId[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * The same cards, with the proposals for waiting stories that are available within `timeout` milliseconds.
	 */
	async add(
		incident: IncidentId,
		cards: readonly StoryCard[],
		timeout = this.timeouts.proposals
	): Promise<StoryCard[]> {
		const state = this.logs.state(incident);
		const waiting = cards.filter((card) => card.waiting);
		if (!state || waiting.length === 0) return [...cards];
		const index = this.#indexOf(incident, state);
		for (const { id, lead } of waiting) remember(index, id, utteranceOf(lead));
		const ids = waiting.map(({ id }) => id);
		const proposed = this.#proposeNow(index, incident, ids).then(() => true);
		const remaining = index.isComplete ? timeout : Math.max(0, index.madeAt + timeout - this.clock());
		if (!(await Promise.race([proposed, pause(remaining, false, { ref: false })])))
			void proposed.then(() => {
				this.#reviewSoon(index, incident);
			});
		const hints = new Map<StoryId, CardHints>();
		for (const id of ids) {
			const proposal = index.proposals.peek(id);
			if (!proposal) continue;
			proposal.shown = true;
			hints.set(id, proposal.hints);
		}
		const similar = await this.#similarStories(
			incident,
			[...hints.values()].flatMap(({ perhapsSame }) => perhapsSame?.story ?? [])
		);
		return cards.map((card) => {
			const { perhapsSame = null, ...proposed } = hints.get(card.id) ?? {};
			const other = perhapsSame && !isCallForHelp(card) ? similar.get(perhapsSame.story) : undefined;
			return { ...card, ...proposed, perhapsSame: perhapsSame && other ? { ...perhapsSame, ...other } : null };
		});
	}

	lines(log: IncidentId, lines: readonly LogLine[]): void {
		if (lines.some(({ type }) => endsIndex.has(type))) this.#indexes.delete(log);
		const index = this.#indexes.peek(log);
		if (!index) return;
		const changed = lines.flatMap(({ type, data }) => (type.startsWith('story.') ? storiesIn(data) : []));
		const all = lines.some(({ type }) => type === 'finding.merged');
		if (changed.length > 0 || all) {
			for (const story of all ? [...index.texts.keys(), ...changed] : changed) index.changed.add(story);
			index.learning.run().catch((error: unknown) => {
				this.#failed(index, log, error);
			});
		} else if (lines.some(({ type }) => type.startsWith('finding.'))) this.#outdate(index, log);
	}
	/** Lines were redacted: a new index is made at the next request. */
	reloaded(log: IncidentId): void {
		this.#indexes.delete(log);
	}

	#indexOf(incident: IncidentId, state: ReadState): IncidentIndex {
		return this.#indexes.get(incident) ?? this.#createIndex(incident, state, new LRUCache({ max: MAX_PROPOSALS }));
	}
	#createIndex(incident: IncidentId, state: ReadState, proposals: IncidentIndex['proposals']): IncidentIndex {
		const index = new IncidentIndex(
			state.labels.keys(),
			proposals,
			(index) => this.#learn(index, incident),
			this.clock()
		);
		this.#indexes.set(incident, index);
		return index;
	}

	/** Updates the index with the labels of the changed stories, after reading their texts. */
	async #learn(index: IncidentIndex, incident: IncidentId): Promise<void> {
		if (!index.isSeeded) await this.#seed(index, incident);
		const stories = [...index.changed];
		if (stories.length === 0) return;
		const missing = stories.filter((story) => !index.texts.has(story));
		if (missing.length > 0)
			for (const [story, text] of await this.#textsOf(incident, missing)) index.texts.set(story, text);
		for (const chunk of chunks(stories)) {
			// Before any await: a label that changes from here on is added to `changed` again.
			for (const story of chunk) index.changed.delete(story);
			const state = this.logs.state(incident);
			const labelled = chunk.flatMap((story) => {
				const utterance = index.texts.get(story);
				const labels = state?.labels.get(story);
				return utterance ? [{ story, utterance, labels: labels ? labelsFor(labels) : null }] : [];
			});
			await this.#update(index, incident, { labelled });
		}
		this.#outdate(index, incident);
	}

	/** Counts the words of the newest stories, so that words specific to the incident are known for the first card. */
	async #seed(index: IncidentIndex, incident: IncidentId): Promise<void> {
		const rows = await this.sql<{ story: string; text: string }[]>`
			select s.id as story, p.text from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			where s.incident_id = ${incident} order by s.id desc limit ${MAX_SEED_STORIES}`;
		for (const met of chunks(rows.reverse())) await this.#update(index, incident, { met });
		index.isSeeded = true;
	}

	/**
	 * Sends an update to the index, with the findings that changed, and returns the proposals for `stories`.
	 * @throws IndexLost, ThreadError
	 */
	async #update(
		index: IncidentIndex,
		incident: IncidentId,
		{ met = [], labelled = [], stories = [] }: IndexUpdate
	): Promise<readonly Proposed[]> {
		if (this.#indexes.peek(incident) !== index) throw new IndexLost();
		const state = this.logs.state(incident);
		const findings = state ? changedFindings(index, state) : [];
		const isNew = !index.isCreated;
		index.isCreated = true;
		const answer = await this.thread.propose({ index: index.id, isNew, met, findings, labelled, stories });
		if (!answer) throw new IndexLost();
		return answer;
	}

	async #textsOf(incident: IncidentId, stories: readonly StoryId[]): Promise<Map<StoryId, Utterance>> {
		const state = this.logs.state(incident);
		if (!state) return new Map();
		const rows = await this.sql<(AuthorRow & { id: string; text: string; platform: string })[]>`
			select s.id, p.text, p.platform, p.author, a.kind as author_kind, a.name as author_name
			from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			left join author a on a.incident_id = p.incident_id and a.number = p.author
			where s.incident_id = ${incident} and s.id = any(${[...stories]}::uuid[])`;
		return new Map(
			rows.map((row) => [
				StoryId.parse(row.id),
				{
					text: row.text,
					author: authorView(row, state)?.kind ?? null,
					platform: Platform.catch('other').parse(row.platform)
				}
			])
		);
	}

	/** The text and size of stories that others perhaps retell. Without calls for help, which no hint may merge. */
	async #similarStories(
		incident: IncidentId,
		stories: readonly StoryId[]
	): Promise<Map<StoryId, Pick<PerhapsSame, 'text' | 'posts'>>> {
		if (stories.length === 0) return new Map();
		const rows = await this.sql<{ id: string; text: string; posts: number }[]>`
			select s.id, left(p.text, ${PERHAPS_SAME_TEXT}) as text, c.posts from story s
			join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			join story_count c on c.incident_id = s.incident_id and c.story_id = s.id
			where s.incident_id = ${incident} and s.id = any(${[...stories]}::uuid[]) and s.merged_into is null
				and (s.help_state = 'dismissed' or (s.help_state is null and s.help is null))`;
		return new Map(rows.map(({ id, text, posts }) => [StoryId.parse(id), { text, posts }]));
	}

	/** Updates the proposals for these stories with all current labels. Never rejects. */
	async #proposeNow(index: IncidentIndex, incident: IncidentId, stories: readonly StoryId[]): Promise<void> {
		try {
			await index.learning.run();
			await this.#propose(index, incident, stories);
		} catch (error) {
			this.#failed(index, incident, error);
		}
	}
	/** Updates the proposals that are not of the current version. @throws IndexLost, ThreadError */
	async #propose(index: IncidentIndex, incident: IncidentId, stories: readonly StoryId[]): Promise<void> {
		const { version } = index;
		const old = stories.flatMap((story) => {
			const proposal = index.proposals.peek(story);
			return proposal && proposal.version !== version ? [{ story, proposal }] : [];
		});
		for (const chunk of chunks(old)) {
			const requested = chunk.map(({ story, proposal }) => ({ story, utterance: proposal.utterance }));
			const answers = await this.#update(index, incident, { stories: requested });
			const state = this.logs.state(incident);
			for (const [at, { story, proposal }] of chunk.entries()) {
				const answer = answers[at];
				// Labels may have changed meanwhile, and a newer answer may have arrived first.
				if (!state || !answer || proposal.version >= version) continue;
				const hints = hintsOf(story, answer, state);
				// Also when this request returns it: others were shown the previous one.
				if (proposal.shown && isChanged(proposal.hints, hints)) proposal.changed = true;
				proposal.hints = hints;
				proposal.version = version;
			}
		}
	}

	/** After the thread was restarted, makes a new index and updates the proposals that are shown. */
	#failed(index: IncidentIndex, incident: IncidentId, error: unknown): void {
		// Another request handled it already, or the index was dropped.
		if (this.#indexes.peek(incident) !== index) return;
		logger.warn({ action: 'suggest', object: incident, result: 'failed', error: String(error) }, 'no proposals');
		this.#indexes.delete(incident);
		const state = this.logs.state(incident);
		if (!(error instanceof IndexLost) || !state) return;
		for (const proposal of index.proposals.values()) proposal.version = -1;
		const next = this.#createIndex(incident, state, index.proposals);
		next.learning.run().then(
			() => {
				this.#reviewSoon(next, incident);
			},
			(again: unknown) => {
				this.#failed(next, incident, again);
			}
		);
	}

	/** Marks all proposals as out of date. */
	#outdate(index: IncidentIndex, incident: IncidentId): void {
		index.version += 1;
		this.#reviewSoon(index, incident);
	}
	#reviewSoon(index: IncidentIndex, incident: IncidentId): void {
		if (this.#indexes.peek(incident) !== index) return;
		index.review ??= setTimeout(() => {
			index.review = null;
			void this.#review(index, incident);
		}, this.timeouts.review);
	}
	/** Updates the proposals of shown stories that still wait, oldest first, and notifies listeners of changes. */
	async #review(index: IncidentIndex, incident: IncidentId): Promise<void> {
		const state = this.logs.state(incident);
		if (!state) return;
		const { proposals } = index;
		for (const id of [...proposals.keys()]) if (state.labels.get(id)?.looked) proposals.delete(id);
		const reviewed = [...proposals.keys()].slice(-MAX_REVIEWED);
		await this.#proposeNow(index, incident, reviewed);
		const changed = [...proposals].flatMap(([id, proposal]) => {
			if (!proposal.changed) return [];
			proposal.changed = false;
			return [id];
		});
		if (changed.length > 0) for (const listener of this.#listeners) listener(incident, changed);
	}
}

/** Adds a story without a proposal, unless the index has one for the same text. */
function remember({ proposals }: IncidentIndex, story: StoryId, utterance: Utterance): void {
	const known = proposals.peek(story);
	if (known && isSame(known.utterance, utterance)) return;
	const shown = known?.shown ?? false;
	proposals.set(story, { utterance, hints: noHints, shown, changed: shown, version: -1 });
}

function* chunks<T>(all: readonly T[]): Iterable<T[]> {
	for (let at = 0; at < all.length; at += MAX_STORIES_PER_JOB) yield all.slice(at, at + MAX_STORIES_PER_JOB);
}

/** The index of an incident is dropped after these events. */
const endsIndex: ReadonlySet<string> = new Set([incidentClosed.type, ...changesEarlierPosts]);

const utteranceOf = ({ text, author, platform }: StoryCard['lead']): Utterance => ({
	text,
	author: author?.kind ?? null,
	platform
});
const isSame = (one: Utterance, other: Utterance): boolean =>
	one.text === other.text && one.author === other.author && one.platform === other.platform;

const isCallForHelp = ({ help, helpState }: StoryCard): boolean =>
	helpState !== 'dismissed' && (helpState ?? help) !== null;

/** The findings that changed since they were added to the index. */
function changedFindings(index: IncidentIndex, state: ReadState): ProposeJob['findings'] {
	return findingKinds.flatMap((kind) =>
		[...findingsOf(state, kind).values()].flatMap((finding) => {
			const text = isOpen(finding) ? finding.text : null;
			if (index.findings.get(finding.id) === text) return [];
			index.findings.set(finding.id, text);
			return [{ kind, finding: finding.id, text }];
		})
	);
}

/** Null when the story has no labels. A story that was only looked at has labels: nothing fits it. */
function labelsFor(labels: Readonly<StoryLabels>): Labels | null {
	const { links, sentiment, looked } = labels;
	if (links.length === 0 && !sentiment && !looked) return null;
	return {
		links: links.map(({ kind, finding, stance }) => ({ kind, finding, stance })),
		emotion: sentiment?.emotion ?? null,
		attitude: sentiment?.attitude ?? null,
		relevant: isRelevant(labels)
	};
}

/** The stories that the data of a story event refers to. */
function storiesIn(data: unknown): StoryId[] {
	if (typeof data !== 'object' || data === null) return [];
	const named = [Reflect.get(data, 'story'), Reflect.get(data, 'into')] as unknown[];
	return named.flatMap((id) => StoryId.safeParse(id).data ?? []);
}
