import type { Desk } from '$lib/desk/desk.svelte';
import type { IncidentReads } from '$lib/desk/sync/reads';
import type { MaybeKind } from '$lib/domain/stories/card';
import type { AlertRuleId, FindingId, StoryId } from '$lib/domain/core/ids';
import { ownStoriesPage } from './own-stories';
import type { SnoozedStories } from './snoozed-stories.svelte';
import { LiveStories } from './live-stories.svelte';
import { Queue } from './queue.svelte';
import { StoryList, type FetchPage } from './story-list.svelte';

/**
 * The content of the middle pane. `mine`: stories that this person labelled or snoozed; `evidence`: the stories of one
 * finding; `looks`: waiting stories that look like one kind to the models; `alert`: the stories of an alert.
 */
export type View = 'waiting' | 'live' | 'mine' | 'search' | 'evidence' | 'looks' | 'alert';
/** What the views `evidence`, `looks` and `alert` show. */
export interface ViewSubject {
	readonly finding: FindingId | null;
	readonly looks: MaybeKind | null;
	readonly alert: AlertRuleId | null;
}

type StoreChange = Parameters<Parameters<Desk['store']['listen']>[0]>[0];

const noStories: FetchPage = () => Promise.resolve({ stories: [], next: null, totals: null });

/** The lists of stories on the stream page, one for each view. */
export class StreamLists {
	readonly queue: Queue;
	readonly live: LiveStories;
	/** The column at the end of the widest screens, shown beside every view. */
	readonly newest: LiveStories;
	readonly search: StoryList;
	readonly mine: StoryList;
	readonly evidence: StoryList;
	readonly looking: StoryList;
	readonly alerted: StoryList;

	constructor(
		readonly desk: Desk,
		readonly reads: IncidentReads,
		later: SnoozedStories
	) {
		this.queue = new Queue(desk, reads.waiting);
		this.live = new LiveStories(desk.store, reads.newest);
		this.newest = new LiveStories(desk.store, reads.newest);
		this.search = new StoryList(
			desk.store,
			reads.found({ words: '', source: null, finding: null, lang: null, from: null, to: null })
		);
		this.mine = new StoryList(desk.store, ownStoriesPage(desk, later, reads));
		this.evidence = new StoryList(desk.store, noStories);
		this.looking = new StoryList(desk.store, noStories);
		this.alerted = new StoryList(desk.store, noStories);
	}
	stop(): void {
		this.live.stop();
		this.newest.stop();
	}

	of(view: View): StoryList {
		if (view === 'live') return this.live.list;
		if (view === 'mine') return this.mine;
		if (view === 'search') return this.search;
		if (view === 'looks') return this.looking;
		if (view === 'alert') return this.alerted;
		return view === 'evidence' ? this.evidence : this.queue.list;
	}
	/** Whether any list has the story. */
	has(id: StoryId): boolean {
		const { queue, live, newest, mine, search, evidence, looking, alerted } = this;
		return [queue.list, live.list, newest.list, mine, search, evidence, looking, alerted].some((list) => list.has(id));
	}

	/** Updates the lists that follow new stories. @param view the one on screen */
	take(change: StoreChange, view: View): void {
		this.queue.take(change);
		this.live.take(change.stories, view === 'live' ? change.more : 0);
		this.newest.take(change.stories, change.more);
	}

	/** Fetches the list of a view. A list of waiting stories that was fetched stays as it is. */
	async load(view: View, { finding, looks, alert }: ViewSubject): Promise<void> {
		if (view === 'evidence' && finding) {
			this.evidence.fetchPage = this.reads.evidence(finding);
			await this.evidence.load();
		} else if (view === 'alert' && alert) {
			const { stories = [] } = this.desk.store.state.alerts.get(alert) ?? {};
			this.alerted.fetchPage = stories.length > 0 ? () => this.reads.cards(stories) : noStories;
			await this.alerted.load();
		} else if (view === 'looks' && looks) {
			this.looking.fetchPage = this.reads.looks(looks);
			await this.looking.load();
		} else if (view === 'live') await this.live.follow();
		else if (view === 'mine') await this.mine.load();
		else if (view === 'waiting' && !this.queue.list.fetched) await this.queue.load();
	}
}
