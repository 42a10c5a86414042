import type { Sql } from '$lib/server/platform/driver/sql';
import { Coalescer } from '$lib/concurrency/coalescer';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';
import { findingKinds, StoryId, type FindingId, type IncidentId } from '$lib/domain/core/ids';
import { Platform } from '$lib/domain/posts/platform';
import type { ReadState } from '$lib/domain/core/state';
import { isRelevant, type StoryLabels } from '$lib/domain/stories/story';
import type { Labels } from '$lib/server/analysis/hints/models/labels';
import type { Utterance } from '$lib/server/analysis/hints/models/traits';
import type { AnalysisThread } from '$lib/server/analysis/worker/analysis-thread';
import type { Proposed, ProposeJob } from '$lib/server/analysis/worker/jobs';
import type { Logs } from '$lib/server/log/logs';
import { authorView, type AuthorRow } from '../author-view';

/** The most newest stories whose words are counted when an index is created. */
const MAX_SEED_STORIES = 1000;
/** The most stories of one job, which takes about ten milliseconds: the texts of new posts wait for it. */
const MAX_STORIES_PER_JOB = 50;

/** The analysis thread with the index was restarted, or the index was dropped. */
export class IndexLost extends Error {
	override readonly name = 'IndexLost';
}

/** An update of an index, in addition to its findings. */
type IndexUpdate = Partial<Pick<ProposeJob, 'newStories' | 'labelled' | 'stories'>>;
type ProposedStory = ProposeJob['stories'][number];

/** The labels that people gave to the stories of one incident, kept up to date in an index in the analysis thread. */
export class SuggestionLearner {
	static #lastId = 0;
	readonly #id = (SuggestionLearner.#lastId += 1);
	/** Whether the index was created in the thread. */
	#isCreated = false;
	#isDropped = false;
	/** Whether the words of the incident's newest stories were counted. */
	#isSeeded = false;
	#isComplete = false;
	/** The findings in the index with their text; null for one that can no longer be linked. */
	readonly #findings = new Map<FindingId, string | null>();
	/** The lead post of each labelled story. */
	readonly #texts = new Map<StoryId, Utterance>();
	/** Stories whose labels are not in the index yet. */
	readonly #changed: Set<StoryId>;
	readonly #learning = new Coalescer(async () => {
		await this.#learn();
		this.#isComplete = true;
	});

	constructor(
		readonly incident: IncidentId,
		labelled: Iterable<StoryId>,
		readonly sql: Sql,
		readonly logs: Pick<Logs, 'state'>,
		readonly thread: Pick<AnalysisThread, 'propose' | 'forget'>,
		readonly onLearned: () => void
	) {
		this.#changed = new Set(labelled);
	}
	/** Removes the index from the thread; it cannot be used after this. */
	drop(): void {
		this.#isDropped = true;
		if (this.#isCreated) this.thread.forget(this.#id);
	}
	/** Whether all labels from before it was made are in the index. */
	get isComplete(): boolean {
		return this.#isComplete;
	}

	/** The labels of these stories changed; `all`: perhaps those of every story. */
	changed(stories: readonly StoryId[], all: boolean): void {
		for (const story of all ? [...this.#texts.keys(), ...stories] : stories) this.#changed.add(story);
	}
	/** Adds the labels that changed until now to the index. @throws IndexLost, ThreadError */
	learn(): Promise<void> {
		return this.#learning.run();
	}
	/** The proposals for these stories, in jobs of a limited size. @throws IndexLost, ThreadError */
	async *propose<S extends ProposedStory>(stories: readonly S[]): AsyncIterable<readonly (readonly [S, Proposed])[]> {
		for (const chunk of chunks(stories)) {
			const answers = await this.#update({
				stories: chunk.map(({ story, utterance }): ProposedStory => ({ story, utterance }))
			});
			yield chunk.flatMap((story, at) => {
				const answer = answers[at];
				return answer ? [[story, answer] as const] : [];
			});
		}
	}

	async #learn(): Promise<void> {
		if (!this.#isSeeded) await this.#seed();
		const stories = [...this.#changed];
		if (stories.length === 0) return;
		const missing = stories.filter((story) => !this.#texts.has(story));
		if (missing.length > 0) for (const [story, text] of await this.#textsOf(missing)) this.#texts.set(story, text);
		for (const chunk of chunks(stories)) {
			// Before any await: a label that changes from here on is added to `#changed` again.
			for (const story of chunk) this.#changed.delete(story);
			const state = this.logs.state(this.incident);
			const labelled = chunk.flatMap((story) => {
				const utterance = this.#texts.get(story);
				const labels = state?.labels.get(story);
				return utterance ? [{ story, utterance, labels: labels ? labelsFor(labels) : null }] : [];
			});
			await this.#update({ labelled });
		}
		this.onLearned();
	}

	/** Counts the words of the newest stories, so that words specific to the incident are known for the first card. */
	async #seed(): Promise<void> {
		const rows = await this.sql<{ story: string; text: string }[]>`
			select s.id as story, p.text from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			where s.incident_id = ${this.incident} order by s.id desc limit ${MAX_SEED_STORIES}`;
		for (const newStories of chunks(rows.reverse())) await this.#update({ newStories });
		this.#isSeeded = true;
	}

	/** Sends an update to the index, with the findings that changed, and returns the proposals for `stories`. */
	async #update({ newStories = [], labelled = [], stories = [] }: IndexUpdate): Promise<readonly Proposed[]> {
		if (this.#isDropped) throw new IndexLost();
		const state = this.logs.state(this.incident);
		const findings = state ? this.#changedFindings(state) : [];
		const isNew = !this.#isCreated;
		this.#isCreated = true;
		const answer = await this.thread.propose({ index: this.#id, isNew, newStories, findings, labelled, stories });
		if (!answer) throw new IndexLost();
		return answer;
	}

	/** The findings that changed since they were added to the index. */
	#changedFindings(state: ReadState): ProposeJob['findings'] {
		return findingKinds.flatMap((kind) =>
			[...findingsOf(state, kind).values()].flatMap((finding) => {
				const text = isOpen(finding) ? finding.text : null;
				if (this.#findings.get(finding.id) === text) return [];
				this.#findings.set(finding.id, text);
				return [{ kind, finding: finding.id, text }];
			})
		);
	}

	async #textsOf(stories: readonly StoryId[]): Promise<Map<StoryId, Utterance>> {
		const state = this.logs.state(this.incident);
		if (!state) return new Map();
		const rows = await this.sql<(AuthorRow & { id: string; text: string; platform: string })[]>`
			select s.id, p.text, p.platform, p.author, a.kind as author_kind, a.name as author_name
			from story s join post p on p.incident_id = s.incident_id and p.id = s.lead_id
			left join author a on a.incident_id = p.incident_id and a.number = p.author
			where s.incident_id = ${this.incident} and s.id = any(${[...stories]}::uuid[])`;
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
}

function* chunks<T>(all: readonly T[]): Iterable<T[]> {
	for (let at = 0; at < all.length; at += MAX_STORIES_PER_JOB) yield all.slice(at, at + MAX_STORIES_PER_JOB);
}

/** Null when the story has no labels. A story that was only looked at has labels: nothing fits it. */
function labelsFor(labels: Readonly<StoryLabels>): Labels | null {
	const { links, sentiment, looked: handledMark } = labels;
	if (links.length === 0 && !sentiment && !handledMark) return null;
	return { links: links.map(({ kind, finding }) => ({ kind, finding })), relevant: isRelevant(labels) };
}
