import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Sql } from 'postgres';
import { Coalescer } from '$lib/concurrency/coalescer';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';
import { FindingId, StoryId, type IncidentId } from '$lib/domain/core/ids';
import { incidentClosed } from '$lib/domain/incident/incident';
import { postsForgotten } from '$lib/domain/incident/retention';
import { Platform } from '$lib/domain/posts/platform';
import type { ReadState } from '$lib/domain/core/state';
import { isRelevant, type StoryLabels } from '$lib/domain/stories/story';
import { LIKELY, type StoryCard } from '$lib/domain/stories/card';
import type { Labels } from '$lib/server/analysis/hints/models/labels';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import { isWorthShowing, models, weighing } from '$lib/server/analysis/hints/proposals/shipped';
import { SuggestionIndex, type Considered } from '$lib/server/analysis/hints/proposals/suggestions';
import { findingKinds } from '$lib/server/analysis/hints/proposals/weighing';
import type { LogLine } from '$lib/server/log/lines';
import type { LogListener, Logs } from '$lib/server/log/tail';
import { log as note } from '$lib/server/operations/logger';
import { whileUsed } from '$lib/server/operations/while-used';
import { authorView, type AuthorRow } from '../author-view';

/** The most stories whose proposal is kept. */
const MOST_REMEMBERED = 1000;
/** The newest stories of which the words are counted when somebody first looks. */
const MOST_MET = 1000;
/**
 * Milliseconds after a change of labels before proposals are reviewed; then so many of the shown stories are. It costs
 * some milliseconds.
 */
const REVIEW_AFTER = 1000;
const MOST_REVIEWED = 60;
/**
 * Cards wait so long for what is still being learnt, in milliseconds; then they go without, and a later frame brings
 * the proposal.
 */
const PATIENCE = 200;

/** What people said of the stories of one incident, ready to be compared with. */
class Learnt {
	readonly index = new SuggestionIndex(models, weighing);
	/** The post that speaks for each labelled story. */
	readonly texts = new Map<StoryId, Utterance>();
	/** The words of the incident's newest stories were counted. */
	met = false;
	/** Stories whose labels the index does not have yet. */
	readonly changed: Set<StoryId>;
	/** Newest first, as `entries` gives them. */
	readonly proposals = new LRUCache<StoryId, Proposal>({ max: MOST_REMEMBERED });
	version = 0;
	review: NodeJS.Timeout | null = null;
	readonly learning: Coalescer;

	constructor(labelled: Iterable<StoryId>, learn: (learnt: Learnt) => Promise<void>) {
		this.changed = new Set(labelled);
		this.learning = new Coalescer(() => learn(this));
	}
}

/** What the machine says of a card. */
type Said = Pick<StoryCard, 'suggestion' | 'maybe' | 'likely'>;
const nothing: Said = { suggestion: null, maybe: [], likely: [] };

interface Proposal {
	readonly utterance: Utterance;
	said: Said;
	/** Counts the changes of labels that it takes into account. */
	version: number;
}

/**
 * Proposes labels for stories that wait: one index per incident, made from the labels in its state when somebody first
 * looks, and kept up to date by the log. Nothing of it is stored, and nothing counts before a person confirms it.
 */
export class Suggestions implements LogListener {
	readonly #learnt = new LRUCache<IncidentId, Learnt>({
		...whileUsed(15),
		dispose: ({ review }) => {
			if (review) clearTimeout(review);
		}
	});
	readonly #listeners = new Set<(incident: IncidentId, stories: readonly StoryId[]) => void>();

	constructor(
		readonly sql: Sql,
		readonly logs: Logs
	) {}
	stop(): void {
		this.#learnt.clear();
	}
	/** The number of incidents of which labels are in memory. */
	get remembered(): number {
		return this.#learnt.size;
	}
	/** Calls the listener with the shown stories that have another proposal now. */
	listen(listener: (incident: IncidentId, stories: readonly StoryId[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/**
	 * The same cards, those that wait with a proposal where there is one. Without an answer in time, or from the
	 * database, without.
	 */
	async add(incident: IncidentId, cards: readonly StoryCard[]): Promise<StoryCard[]> {
		const state = this.logs.state(incident);
		if (!state || !cards.some(({ waiting }) => waiting)) return [...cards];
		const learnt = this.#of(incident, state);
		try {
			const ready = await Promise.race([learnt.learning.run().then(() => true), pause(PATIENCE, false)]);
			updateFindings(learnt.index, state);
			const proposed: StoryCard[] = [];
			const slice = new TimeSlice();
			for (const card of cards) {
				if (slice.isOver) await slice.yield();
				proposed.push(
					card.waiting ? { ...card, ...(ready ? this.#propose(learnt, state, card) : this.#later(learnt, card)) } : card
				);
			}
			return proposed;
		} catch (error) {
			note.warn({ action: 'suggest', object: incident, result: 'failed', error: String(error) }, 'no proposals');
			this.#learnt.delete(incident);
			return [...cards];
		}
	}

	lines(log: IncidentId, lines: readonly LogLine[]): void {
		if (lines.some(({ type }) => type === postsForgotten.type || type === incidentClosed.type))
			this.#learnt.delete(log);
		const learnt = this.#learnt.peek(log);
		if (!learnt) return;
		const changed = lines.flatMap(({ type, data }) => (type.startsWith('story.') ? storiesIn(data) : []));
		const all = lines.some(({ type }) => type === 'finding.merged');
		if (changed.length > 0 || all) {
			for (const story of all ? [...learnt.texts.keys(), ...changed] : changed) learnt.changed.add(story);
			learnt.learning.run().catch(() => this.#learnt.delete(log));
		} else if (lines.some(({ type }) => type.startsWith('finding.'))) this.#reviewSoon(learnt, log);
	}
	/** Lines were redacted: learn again at the next request. */
	reloaded(log: IncidentId): void {
		this.#learnt.delete(log);
	}

	#of(incident: IncidentId, state: ReadState): Learnt {
		const found = this.#learnt.get(incident);
		if (found) return found;
		const made = new Learnt(state.labels.keys(), (learnt) => this.#learn(learnt, incident));
		this.#learnt.set(incident, made);
		return made;
	}

	/** Reads the texts that are missing, then what people say now of the changed stories. */
	async #learn(learnt: Learnt, incident: IncidentId): Promise<void> {
		if (!learnt.met) await this.#meet(learnt, incident);
		const stories = [...learnt.changed];
		if (stories.length === 0) return;
		const missing = stories.filter((story) => !learnt.texts.has(story));
		if (missing.length > 0)
			for (const [story, text] of await this.#textsOf(incident, missing)) learnt.texts.set(story, text);
		const slice = new TimeSlice();
		for (const story of stories) {
			if (slice.isOver) await slice.yield();
			// Before the labels are read: they may change again during the next pause.
			learnt.changed.delete(story);
			const [utterance, labels] = [learnt.texts.get(story), this.logs.state(incident)?.labels.get(story)];
			if (utterance) learnt.index.label(story, utterance, labels ? labelsFor(labels) : null);
		}
		this.#reviewSoon(learnt, incident);
	}

	/** Counts the words of the newest stories, so that an incident's own words are known from the first card on. */
	async #meet(learnt: Learnt, incident: IncidentId): Promise<void> {
		const rows = await this.sql<{ id: string; text: string }[]>`
			select s.id, p.text from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			where s.incident_id = ${incident} order by s.id desc limit ${MOST_MET}`;
		const slice = new TimeSlice();
		for (const { id, text } of rows) {
			if (slice.isOver) await slice.yield();
			learnt.index.meet(id, text);
		}
		learnt.met = true;
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

	#propose(learnt: Learnt, state: ReadState, { id, lead }: StoryCard): Said {
		const utterance = utteranceOf(lead);
		const known = learnt.proposals.peek(id);
		if (known && isSame(known.utterance, utterance) && known.version === learnt.version) return known.said;
		const said = saidOf(learnt.index, id, utterance, state);
		learnt.proposals.set(id, { utterance, said, version: learnt.version });
		return said;
	}

	/** Shown without: the next review proposes. */
	#later(learnt: Learnt, { id, lead }: StoryCard): Said {
		const unknown = { utterance: utteranceOf(lead), said: nothing, version: -1 };
		if (!learnt.proposals.has(id)) learnt.proposals.set(id, unknown);
		return nothing;
	}

	#reviewSoon(learnt: Learnt, incident: IncidentId): void {
		learnt.version += 1;
		learnt.review ??= setTimeout(() => {
			learnt.review = null;
			void this.#review(learnt, incident);
		}, REVIEW_AFTER);
	}
	/** Proposes again for what was shown and still waits, the oldest of it, and notifies where the proposal changed. */
	async #review(learnt: Learnt, incident: IncidentId): Promise<void> {
		const state = this.logs.state(incident);
		if (!state) return;
		const { index, proposals, version } = learnt;
		updateFindings(index, state);
		for (const id of [...proposals.keys()]) if (state.labels.get(id)?.looked) proposals.delete(id);
		const changed: StoryId[] = [];
		const slice = new TimeSlice();
		for (const [id, proposal] of [...proposals.entries()].slice(-MOST_REVIEWED)) {
			if (slice.isOver) await slice.yield();
			const before = proposal.said;
			proposal.said = saidOf(index, id, proposal.utterance, state);
			proposal.version = version;
			if (isNews(before, proposal.said)) changed.push(id);
		}
		if (changed.length > 0) for (const listener of this.#listeners) listener(incident, changed);
	}
}

const utteranceOf = ({ text, author, platform }: StoryCard['lead']): Utterance => ({
	text,
	author: author?.kind ?? null,
	platform
});
const isSame = (one: Utterance, other: Utterance): boolean =>
	one.text === other.text && one.author === other.author && one.platform === other.platform;

/** Whether a card is worth sending again: scores and the order of the likely change with every label. */
const isNews = (before: Said, now: Said): boolean =>
	JSON.stringify(before.suggestion) !== JSON.stringify(now.suggestion) ||
	before.maybe.map(({ kind }) => kind).join() !== now.maybe.map(({ kind }) => kind).join();

/** Gives the index the findings that can be linked now; what it knows already costs nothing. */
function updateFindings(index: SuggestionIndex, state: ReadState): void {
	for (const kind of findingKinds)
		for (const finding of findingsOf(state, kind).values())
			index.finding(kind, finding.id, isOpen(finding) ? finding.text : null);
}

/** As a card shows it. */
function saidOf(index: SuggestionIndex, story: StoryId, utterance: Utterance, state: ReadState): Said {
	index.meet(story, utterance.text);
	const considered = index.consider(utterance, story);
	return {
		suggestion: suggestionFor(index, considered, state),
		maybe: index
			.maybe(considered, isWorthShowing)
			.map(({ kind, method, version, score, reason }) => ({ kind, reason: { method, version, score, reason } })),
		likely: index.likely(considered, LIKELY).map(({ kind, finding }) => ({ kind, finding: FindingId.parse(finding) }))
	};
}

/** A link to a finding that was closed or merged since is no proposal any more. */
function suggestionFor(index: SuggestionIndex, considered: Considered, state: ReadState): StoryCard['suggestion'] {
	const found = index.suggest(considered);
	if (!found) return null;
	const { labels, method, version, score, reason, story, alike } = found;
	const links = labels.links.flatMap(({ kind, finding, stance }) => {
		const id = FindingId.parse(finding);
		const open = findingsOf(state, kind).get(id);
		return open && isOpen(open) ? [{ kind, finding: id, stance }] : [];
	});
	const { emotion, attitude, relevant } = labels;
	if (links.length === 0 && emotion === null && attitude === null && relevant) return null;
	return {
		links,
		emotion,
		attitude,
		relevant,
		reason: { method, version, score, reason },
		alike: StoryId.parse(story),
		support: alike
	};
}

/** Null when people said nothing of it: a look alone says that nothing fits, which is an answer too. */
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

/** The stories that an event of stories names. */
function storiesIn(data: unknown): StoryId[] {
	if (typeof data !== 'object' || data === null) return [];
	const named = [Reflect.get(data, 'story'), Reflect.get(data, 'into')] as unknown[];
	return named.flatMap((id) => StoryId.safeParse(id).data ?? []);
}
