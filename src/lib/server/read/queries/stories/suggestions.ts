import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Sql } from '$lib/server/platform/driver/sql';
import { StoryId, type IncidentId } from '$lib/domain/core/ids';
import { incidentClosed } from '$lib/domain/incident/incident';
import { changesEarlierPosts } from '$lib/domain/incident/masking';
import type { ReadState } from '$lib/domain/core/state';
import { PERHAPS_SAME_TEXT, type PerhapsSame, type StoryCard } from '$lib/domain/stories/card';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import type { AnalysisThread } from '$lib/server/analysis/worker/analysis-thread';
import type { LogLine } from '$lib/server/log/lines';
import type { LogListener, Logs } from '$lib/server/log/logs';
import { log as logger } from '$lib/server/platform/operations/logger';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { hintsOf, type CardHints } from './card-hints';
import { SuggestionCache } from './suggestion-cache';
import { IndexLost, SuggestionLearner } from './suggestion-learner';
import { SuggestionNotifier } from './suggestion-notifier';

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

/** The index and proposals of one incident. */
interface SuggestedIncident {
	readonly incident: IncidentId;
	readonly cache: SuggestionCache;
	readonly learner: SuggestionLearner;
	/** In milliseconds of the `clock` of `Suggestions`. */
	readonly madeAt: number;
}

/**
 * Gives waiting stories hints: what they look like, the findings and the story that they are most like. Of each incident a learner follows the labels in its state from the first
 * request, a cache has the hints, and the notifier sends those that changed. They are not stored, and have no effect until
 * a person confirms them.
 */
export class Suggestions implements LogListener {
	readonly #incidents = new LRUCache<IncidentId, SuggestedIncident>({
		...whileUsed(15),
		dispose: ({ incident, learner }) => {
			this.#notifier.cancel(incident);
			learner.drop();
		}
	});
	readonly #notifier: SuggestionNotifier;

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly thread: Pick<AnalysisThread, 'propose' | 'forget'>,
		readonly timeouts: SuggestionTimeouts = DEFAULT_TIMEOUTS,
		readonly clock = () => performance.now()
	) {
		this.#notifier = new SuggestionNotifier(timeouts.review, (incident) => this.#review(incident));
	}
	stop(): void {
		this.#incidents.clear();
	}
	/** The number of incidents with an index. */
	get remembered(): number {
		return this.#incidents.size;
	}
	/** Calls the listener with the shown stories whose proposal changed. */
	listen(listener: (incident: IncidentId, stories: readonly StoryId[]) => void): () => void {
		return this.#notifier.listen(listener);
	}

	/** The same cards, with the proposals for waiting stories that are available within `timeout` milliseconds. */
	async add(
		incident: IncidentId,
		cards: readonly StoryCard[],
		timeout = this.timeouts.proposals
	): Promise<StoryCard[]> {
		const state = this.logs.state(incident);
		const waiting = cards.filter((card) => card.waiting);
		if (!state || waiting.length === 0) return [...cards];
		const suggested = this.#incidents.get(incident) ?? this.#create(incident, state, new SuggestionCache());
		const { cache, learner, madeAt } = suggested;
		for (const card of waiting) cache.remember(card.id, utteranceOf(card));
		const ids = waiting.map(({ id }) => id);
		const proposed = this.#propose(suggested, ids).then(() => true);
		const remaining = learner.isComplete ? timeout : Math.max(0, madeAt + timeout - this.clock());
		if (!(await Promise.race([proposed, pause(remaining, false, { ref: false })])))
			void proposed.then(() => {
				this.#reviewSoon(suggested);
			});
		const hints = new Map<StoryId, CardHints>();
		for (const id of ids) {
			const shown = cache.show(id);
			if (shown) hints.set(id, shown);
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
		if (lines.some(({ type }) => endsIndex.has(type))) this.#incidents.delete(log);
		const suggested = this.#incidents.peek(log);
		if (!suggested) return;
		const { learner } = suggested;
		const changed = lines.flatMap(({ type, data }) => (type.startsWith('story.') ? storiesIn(data) : []));
		const all = lines.some(({ type }) => /^finding\.(?:un)?merged$/.test(type));
		if (changed.length > 0 || all) {
			learner.changed(changed, all);
			learner.learn().catch((error: unknown) => {
				this.#failed(suggested, error);
			});
		} else if (lines.some(({ type }) => type.startsWith('finding.'))) this.#outdate(suggested);
	}
	/** Lines were redacted: a new index is made at the next request. */
	reloaded(log: IncidentId): void {
		this.#incidents.delete(log);
	}

	#create(incident: IncidentId, state: ReadState, cache: SuggestionCache): SuggestedIncident {
		const learner = new SuggestionLearner(incident, state.labels.keys(), this.sql, this.logs, this.thread, () => {
			this.#outdate(suggested);
		});
		const suggested = { incident, cache, learner, madeAt: this.clock() };
		this.#incidents.set(incident, suggested);
		return suggested;
	}

	/** Updates the proposals for these stories with all current labels. Never rejects. */
	async #propose(suggested: SuggestedIncident, stories: readonly StoryId[]): Promise<void> {
		const { incident, cache, learner } = suggested;
		try {
			await learner.learn();
			const { version } = cache;
			for await (const proposals of learner.propose(cache.outdated(stories))) {
				// Labels may have changed meanwhile.
				const state = this.logs.state(incident);
				if (state) for (const [of, proposed] of proposals) cache.store(of, hintsOf(of.story, proposed, state), version);
			}
		} catch (error) {
			this.#failed(suggested, error);
		}
	}

	/** After the thread was restarted, makes a new index and updates the proposals that are shown. */
	#failed(suggested: SuggestedIncident, error: unknown): void {
		// Another request handled it already, or the index was dropped.
		if (!this.#isCurrent(suggested)) return;
		const { incident, cache } = suggested;
		logger.warn({ action: 'suggest', object: incident, result: 'failed', error: String(error) }, 'no proposals');
		this.#incidents.delete(incident);
		const state = this.logs.state(incident);
		if (!(error instanceof IndexLost) || !state) return;
		cache.outdate();
		const next = this.#create(incident, state, cache);
		next.learner.learn().then(
			() => {
				this.#reviewSoon(next);
			},
			(again: unknown) => {
				this.#failed(next, again);
			}
		);
	}
	#isCurrent(suggested: SuggestedIncident): boolean {
		return this.#incidents.peek(suggested.incident) === suggested;
	}

	#outdate(suggested: SuggestedIncident): void {
		suggested.cache.outdate();
		this.#reviewSoon(suggested);
	}
	#reviewSoon(suggested: SuggestedIncident): void {
		if (this.#isCurrent(suggested)) this.#notifier.reviewSoon(suggested.incident);
	}
	/** Updates the proposals of shown stories that still wait, oldest first, and returns those that changed. */
	async #review(incident: IncidentId): Promise<readonly StoryId[]> {
		const suggested = this.#incidents.peek(incident);
		const state = this.logs.state(incident);
		if (!suggested || !state) return [];
		const { cache } = suggested;
		cache.remove((story) => Boolean(state.labels.get(story)?.looked));
		await this.#propose(suggested, cache.stories().slice(-MAX_REVIEWED));
		return cache.takeChanged();
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
}

/** The index of an incident is dropped after these events. */
const endsIndex: ReadonlySet<string> = new Set([incidentClosed.type, ...changesEarlierPosts]);

const utteranceOf = ({ lead: { text, author, platform }, platforms }: StoryCard): Utterance => ({
	text,
	author: author?.kind ?? null,
	platform,
	platforms
});

const isCallForHelp = ({ help, helpState }: StoryCard): boolean =>
	helpState !== 'dismissed' && (helpState ?? help) !== null;

/** The stories that the data of a story event refers to. */
function storiesIn(data: unknown): StoryId[] {
	if (typeof data !== 'object' || data === null) return [];
	const named = [Reflect.get(data, 'story'), Reflect.get(data, 'into')] as unknown[];
	return named.flatMap((id) => StoryId.safeParse(id).data ?? []);
}
