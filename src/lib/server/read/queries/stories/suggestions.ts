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
import { log as note } from '$lib/server/platform/operations/logger';
import { whileUsed } from '$lib/server/platform/operations/while-used';
import { authorView, type AuthorRow } from '../author-view';
import { hintsOf, isNews, noHints, type CardHints } from './card-hints';
import { IncidentIndex } from './incident-index';

/** The most stories whose proposal is kept. */
const MOST_REMEMBERED = 1000;
/** The newest stories of which the words are counted when somebody first looks. */
const MOST_MET = 1000;
/** So many of the shown stories are reviewed after a change of labels. It costs some milliseconds. */
const MOST_REVIEWED = 60;
/** How long is waited, in milliseconds. */
interface Waits {
	/** After a change of labels, so that the next story has its own proposal before a person has read it. */
	readonly review: number;
	/**
	 * Cards wait so long for what is still being learnt or read; then they go with what is known, and a later frame brings
	 * the proposal. While an index learns all that was said before, it is counted from its beginning: the first cards wait
	 * for it, not each list of a page.
	 */
	readonly patience: number;
}
const WAITS: Waits = { review: 300, patience: 200 };
/** The most stories of one job: some ten milliseconds, because the texts of new posts wait for it. */
const CHUNK = 50;

/** The analysis thread that had an index is no more, or nobody uses the index any more. */
class IndexLost extends Error {
	override readonly name = 'IndexLost';
}

/** What an index is given beside its findings. */
type News = Partial<Pick<ProposeJob, 'met' | 'labelled' | 'stories'>>;

/**
 * Proposes labels for stories that wait: one index per incident, in the analysis thread, made from the labels in its
 * state when somebody first looks, and kept up to date by the log. Nothing of it is stored, and nothing counts before a
 * person confirms it.
 */
export class Suggestions implements LogListener {
	readonly #learnt = new LRUCache<IncidentId, IncidentIndex>({
		...whileUsed(15),
		dispose: ({ review, begun, index }) => {
			if (review) clearTimeout(review);
			if (begun) this.thread.forget(index);
		}
	});
	readonly #listeners = new Set<(incident: IncidentId, stories: readonly StoryId[]) => void>();

	constructor(
		readonly sql: Sql,
		readonly logs: Logs,
		readonly thread: Pick<AnalysisThread, 'propose' | 'forget'>,
		readonly waits: Waits = WAITS,
		readonly clock = () => performance.now()
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
	 * The same cards, those that wait with what is proposed for them, as far as that is known after `patience`
	 * milliseconds.
	 */
	async add(incident: IncidentId, cards: readonly StoryCard[], patience = this.waits.patience): Promise<StoryCard[]> {
		const state = this.logs.state(incident);
		const waiting = cards.filter((card) => card.waiting);
		if (!state || waiting.length === 0) return [...cards];
		const learnt = this.#of(incident, state);
		for (const { id, lead } of waiting) remember(learnt, id, utteranceOf(lead));
		const ids = waiting.map(({ id }) => id);
		const proposed = this.#proposeNow(learnt, incident, ids).then(() => true);
		const left = learnt.isWhole ? patience : Math.max(0, learnt.madeAt + patience - this.clock());
		if (!(await Promise.race([proposed, pause(left, false, { ref: false })])))
			void proposed.then(() => {
				this.#reviewSoon(learnt, incident);
			});
		const said = new Map<StoryId, CardHints>();
		for (const id of ids) {
			const proposal = learnt.proposals.peek(id);
			if (!proposal) continue;
			proposal.given = true;
			said.set(id, proposal.said);
		}
		const others = await this.#others(
			incident,
			[...said.values()].flatMap(({ perhapsSame }) => perhapsSame?.story ?? [])
		);
		return cards.map((card) => {
			const { perhapsSame = null, ...proposed } = said.get(card.id) ?? {};
			const other = perhapsSame && !isCallForHelp(card) ? others.get(perhapsSame.story) : undefined;
			return { ...card, ...proposed, perhapsSame: perhapsSame && other ? { ...perhapsSame, ...other } : null };
		});
	}

	lines(log: IncidentId, lines: readonly LogLine[]): void {
		if (lines.some(({ type }) => ends.has(type))) this.#learnt.delete(log);
		const learnt = this.#learnt.peek(log);
		if (!learnt) return;
		const changed = lines.flatMap(({ type, data }) => (type.startsWith('story.') ? storiesIn(data) : []));
		const all = lines.some(({ type }) => type === 'finding.merged');
		if (changed.length > 0 || all) {
			for (const story of all ? [...learnt.texts.keys(), ...changed] : changed) learnt.changed.add(story);
			learnt.learning.run().catch((error: unknown) => {
				this.#failed(learnt, log, error);
			});
		} else if (lines.some(({ type }) => type.startsWith('finding.'))) this.#outdate(learnt, log);
	}
	/** Lines were redacted: learn again at the next request. */
	reloaded(log: IncidentId): void {
		this.#learnt.delete(log);
	}

	#of(incident: IncidentId, state: ReadState): IncidentIndex {
		return this.#learnt.get(incident) ?? this.#begin(incident, state, new LRUCache({ max: MOST_REMEMBERED }));
	}
	#begin(incident: IncidentId, state: ReadState, proposals: IncidentIndex['proposals']): IncidentIndex {
		const made = new IncidentIndex(
			state.labels.keys(),
			proposals,
			(learnt) => this.#learn(learnt, incident),
			this.clock()
		);
		this.#learnt.set(incident, made);
		return made;
	}

	/** Reads the texts that are missing, then what people say now of the changed stories. */
	async #learn(learnt: IncidentIndex, incident: IncidentId): Promise<void> {
		if (!learnt.met) await this.#meet(learnt, incident);
		const stories = [...learnt.changed];
		if (stories.length === 0) return;
		const missing = stories.filter((story) => !learnt.texts.has(story));
		if (missing.length > 0)
			for (const [story, text] of await this.#textsOf(incident, missing)) learnt.texts.set(story, text);
		for (const chunk of chunks(stories)) {
			// Together, before any pause: labels that change from here on are learnt after these.
			for (const story of chunk) learnt.changed.delete(story);
			const state = this.logs.state(incident);
			const labelled = chunk.flatMap((story) => {
				const utterance = learnt.texts.get(story);
				const labels = state?.labels.get(story);
				return utterance ? [{ story, utterance, labels: labels ? labelsFor(labels) : null }] : [];
			});
			await this.#ask(learnt, incident, { labelled });
		}
		this.#outdate(learnt, incident);
	}

	/** Counts the words of the newest stories, so that an incident's own words are known from the first card on. */
	async #meet(learnt: IncidentIndex, incident: IncidentId): Promise<void> {
		const rows = await this.sql<{ story: string; text: string }[]>`
			select s.id as story, p.text from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			where s.incident_id = ${incident} order by s.id desc limit ${MOST_MET}`;
		for (const met of chunks(rows.reverse())) await this.#ask(learnt, incident, { met });
		learnt.met = true;
	}

	/**
	 * Gives the index its news, with the findings that changed, and asks for proposals.
	 * @throws IndexLost, ThreadError
	 */
	async #ask(
		learnt: IncidentIndex,
		incident: IncidentId,
		{ met = [], labelled = [], stories = [] }: News
	): Promise<readonly Proposed[]> {
		if (this.#learnt.peek(incident) !== learnt) throw new IndexLost();
		const state = this.logs.state(incident);
		const findings = state ? changedFindings(learnt, state) : [];
		const isNew = !learnt.begun;
		learnt.begun = true;
		const answer = await this.thread.propose({ index: learnt.index, isNew, met, findings, labelled, stories });
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

	/** What is shown of stories that others perhaps tell again. Calls for help are never merged by a hint. */
	async #others(
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

	/** Proposes for these, with all labels of this moment. Never rejects. */
	async #proposeNow(learnt: IncidentIndex, incident: IncidentId, stories: readonly StoryId[]): Promise<void> {
		try {
			await learnt.learning.run();
			await this.#propose(learnt, incident, stories);
		} catch (error) {
			this.#failed(learnt, incident, error);
		}
	}
	/** Proposes for those whose proposal does not take the newest labels into account. @throws IndexLost, ThreadError */
	async #propose(learnt: IncidentIndex, incident: IncidentId, stories: readonly StoryId[]): Promise<void> {
		const { version } = learnt;
		const old = stories.flatMap((story) => {
			const proposal = learnt.proposals.peek(story);
			return proposal && proposal.version !== version ? [{ story, proposal }] : [];
		});
		for (const chunk of chunks(old)) {
			const asked = chunk.map(({ story, proposal }) => ({ story, utterance: proposal.utterance }));
			const answers = await this.#ask(learnt, incident, { stories: asked });
			const state = this.logs.state(incident);
			for (const [at, { story, proposal }] of chunk.entries()) {
				const answer = answers[at];
				// Labels may have changed meanwhile, and their answer may be there first.
				if (!state || !answer || proposal.version >= version) continue;
				const said = hintsOf(story, answer, state);
				// Who reads it first is not the only one who has the one before.
				if (proposal.given && isNews(proposal.said, said)) proposal.news = true;
				proposal.said = said;
				proposal.version = version;
			}
		}
	}

	/** With the thread the index is lost: a new one learns everything, and then proposes for what is on the screens. */
	#failed(learnt: IncidentIndex, incident: IncidentId, error: unknown): void {
		// Another request found it first, or nobody uses it any more.
		if (this.#learnt.peek(incident) !== learnt) return;
		note.warn({ action: 'suggest', object: incident, result: 'failed', error: String(error) }, 'no proposals');
		this.#learnt.delete(incident);
		const state = this.logs.state(incident);
		if (!(error instanceof IndexLost) || !state) return;
		for (const proposal of learnt.proposals.values()) proposal.version = -1;
		const next = this.#begin(incident, state, learnt.proposals);
		next.learning.run().then(
			() => {
				this.#reviewSoon(next, incident);
			},
			(again: unknown) => {
				this.#failed(next, incident, again);
			}
		);
	}

	/** What is proposed so far does not take everything into account any more. */
	#outdate(learnt: IncidentIndex, incident: IncidentId): void {
		learnt.version += 1;
		this.#reviewSoon(learnt, incident);
	}
	#reviewSoon(learnt: IncidentIndex, incident: IncidentId): void {
		if (this.#learnt.peek(incident) !== learnt) return;
		learnt.review ??= setTimeout(() => {
			learnt.review = null;
			void this.#review(learnt, incident);
		}, this.waits.review);
	}
	/** Proposes again for what was shown and still waits, the oldest of it, and notifies where the proposal changed. */
	async #review(learnt: IncidentIndex, incident: IncidentId): Promise<void> {
		const state = this.logs.state(incident);
		if (!state) return;
		const { proposals } = learnt;
		for (const id of [...proposals.keys()]) if (state.labels.get(id)?.looked) proposals.delete(id);
		const reviewed = [...proposals.keys()].slice(-MOST_REVIEWED);
		await this.#proposeNow(learnt, incident, reviewed);
		const changed = [...proposals].flatMap(([id, proposal]) => {
			if (!proposal.news) return [];
			proposal.news = false;
			return [id];
		});
		if (changed.length > 0) for (const listener of this.#listeners) listener(incident, changed);
	}
}

/** Of a story that says something else now, nothing is known. */
function remember({ proposals }: IncidentIndex, story: StoryId, utterance: Utterance): void {
	const known = proposals.peek(story);
	if (known && isSame(known.utterance, utterance)) return;
	const given = known?.given ?? false;
	proposals.set(story, { utterance, said: noHints, given, news: given, version: -1 });
}

function* chunks<T>(all: readonly T[]): Iterable<T[]> {
	for (let at = 0; at < all.length; at += CHUNK) yield all.slice(at, at + CHUNK);
}

/** After these, what was learnt from the texts of an incident is dropped. */
const ends: ReadonlySet<string> = new Set([incidentClosed.type, ...changesEarlierPosts]);

const utteranceOf = ({ text, author, platform }: StoryCard['lead']): Utterance => ({
	text,
	author: author?.kind ?? null,
	platform
});
const isSame = (one: Utterance, other: Utterance): boolean =>
	one.text === other.text && one.author === other.author && one.platform === other.platform;

const isCallForHelp = ({ help, helpState }: StoryCard): boolean =>
	helpState !== 'dismissed' && (helpState ?? help) !== null;

/** The findings that the index does not have as they are now. */
function changedFindings(learnt: IncidentIndex, state: ReadState): ProposeJob['findings'] {
	return findingKinds.flatMap((kind) =>
		[...findingsOf(state, kind).values()].flatMap((finding) => {
			const text = isOpen(finding) ? finding.text : null;
			if (learnt.findings.get(finding.id) === text) return [];
			learnt.findings.set(finding.id, text);
			return [{ kind, finding: finding.id, text }];
		})
	);
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
