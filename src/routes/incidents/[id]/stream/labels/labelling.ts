import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { StoryCard, Suggestion } from '$lib/domain/stories/card';
import { noLabels, type Stance, type StoryLabels } from '$lib/domain/stories/story';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';

/** Whether an authority or the press speaks: similar words are then no sign that the author supports the claim. */
export const isOfficial = (lead: StoryCard['lead'] | undefined): boolean =>
	lead !== undefined && (lead.platform === 'news' || (lead.author !== null && lead.author.kind !== 'private'));

/** Whether two proposals are the same labels, for whatever reason. */
export const isSameProposal = (one: Suggestion, other: Suggestion): boolean =>
	one.relevant === other.relevant &&
	one.emotion === other.emotion &&
	one.attitude === other.attitude &&
	JSON.stringify(one.links) === JSON.stringify(other.links);

/**
 * The effect of the keys on a story, or on several as one act. A label key that is repeated removes its label, from
 * several once all of them have it; moving to the next story is up to the page.
 */
export class Labelling {
	/** The latest labels, newest last: those that Backspace removes. */
	#put: readonly { readonly story: StoryId; readonly part: 'emotion' | 'attitude' | FindingId }[] = [];

	constructor(
		readonly desk: Desk,
		/** Receives the answers to an act on several stories. */
		readonly follow: (answers: readonly Promise<CommandAnswer>[]) => void = () => undefined
	) {}

	labels(story: StoryId): StoryLabels {
		return this.desk.store.state.labels.get(story) ?? noLabels;
	}

	feel(stories: readonly StoryId[], emotion: Emotion): void {
		const without = stories.filter((story) => this.labels(story).sentiment?.emotion !== emotion);
		this.#each(without, (story, options) => {
			this.#note(story, 'emotion');
			return this.desk.send('story.feel', { story, emotion }, options);
		});
		if (without.length === 0)
			this.#each(stories, (story, options) => this.desk.send('story.feel', { story, emotion: null }, options));
	}
	attitude(stories: readonly StoryId[], attitude: Attitude): void {
		const without = stories.filter((story) => this.labels(story).sentiment?.attitude !== attitude);
		this.#each(without, (story, options) => {
			this.#note(story, 'attitude');
			return this.desk.send('story.feel', { story, attitude }, options);
		});
		if (without.length === 0)
			this.#each(stories, (story, options) => this.desk.send('story.feel', { story, attitude: null }, options));
	}
	/** Links them, changes the stance, or removes the link if all have this stance already and nothing else is meant. */
	link(
		stories: readonly StoryId[],
		kind: FindingKind,
		finding: FindingId,
		stance: Stance | null,
		/** The act that it is a part of. */
		act?: string
	): void {
		const without = stories.filter(
			(story) => !this.labels(story).links.some((link) => link.finding === finding && link.stance === stance)
		);
		this.#each(
			without,
			(story, options) => {
				this.#note(story, finding);
				return this.desk.send('story.label', { story, add: [{ kind, finding, stance }], remove: [] }, options);
			},
			act
		);
		// As a part of an act it is meant to be there.
		if (without.length === 0 && act === undefined)
			this.#each(stories, (story, options) =>
				this.desk.send('story.label', { story, add: [], remove: [finding] }, options)
			);
	}
	/** Records a link that was created together with its finding, so that Backspace can remove it. */
	made(story: StoryId, finding: FindingId): void {
		this.#note(story, finding);
	}

	/**
	 * The part of a proposal that is not labelled yet: a person's label takes precedence over the machine's. Null when
	 * nothing is left.
	 */
	left(story: StoryId, suggestion: Suggestion | null): Suggestion | null {
		if (!suggestion) return null;
		const { links, sentiment } = this.labels(story);
		// One that was closed or merged since is no proposal any more.
		const fresh = suggestion.links.filter(({ kind, finding }) => {
			const found = findingsOf(this.desk.store.state, kind).get(finding);
			return found !== undefined && isOpen(found) && !links.some((held) => held.finding === finding);
		});
		const emotion = sentiment?.emotion ? null : suggestion.emotion;
		const attitude = sentiment?.attitude ? null : suggestion.attitude;
		// Not relevant is proposed only where nobody said anything yet.
		const relevant = suggestion.relevant || links.length > 0 || sentiment !== null;
		return fresh.length > 0 || emotion || attitude || !relevant
			? { ...suggestion, links: fresh, emotion, attitude, relevant }
			: null;
	}
	/** The first proposed link to a rumour: the one whose stance a person may choose. */
	claim({ links }: Suggestion): Suggestion['links'][number] | null {
		return (
			links.find(({ kind, stance }) => kind === 'rumour' && stance === null) ??
			links.find(({ kind }) => kind === 'rumour') ??
			null
		);
	}
	/** A link needs a stance and has none proposed: a person chooses it. */
	isUndecided(suggestion: Suggestion): boolean {
		return this.claim(suggestion)?.stance === null;
	}
	/**
	 * Accepts the machine's proposal as this person's labels, and marks the story as looked at.
	 * @param stance the person's own, of the claim @param isOpenCall an open call for help, which stays
	 */
	accept(
		story: StoryId,
		suggestion: Suggestion,
		{ stance, isOpenCall }: { readonly stance: Stance | null; readonly isOpenCall: boolean }
	): void {
		const { emotion, attitude } = suggestion;
		const claim = this.claim(suggestion)?.finding;
		const links = suggestion.links.map((link) =>
			stance !== null && link.finding === claim ? { ...link, stance } : link
		);
		const act = newId();
		if (links.length > 0) void this.desk.send('story.label', { story, add: links, remove: [] }, { act });
		const felt = { ...(emotion ? { emotion } : {}), ...(attitude ? { attitude } : {}) };
		if (emotion || attitude) void this.desk.send('story.feel', { story, ...felt }, { act });
		if (!isOpenCall) void this.desk.send('story.look', { story, outcome: 'looked' }, { act });
	}

	/** @param act the act that it is a part of */
	markLookedAt(stories: readonly StoryId[], outcome: 'looked' | 'notRelevant', act?: string): void {
		this.#each(stories, (story, options) => this.desk.send('story.look', { story, outcome }, options), act);
	}
	unmarkLookedAt(story: StoryId): void {
		void this.desk.send('story.unlook', { story });
	}
	help(story: StoryId, state: 'pinned' | 'passedOn' | 'dismissed' | null): void {
		void this.desk.send('story.setHelp', { story, help: state });
	}

	/** Removes the latest label; without one from this page, the newest on the story. @returns whether there was one */
	takeLastOff(story: StoryId): boolean {
		const mine = this.#put.findLast((put) => put.story === story && this.#stands(put.story, put.part));
		const part = mine?.part ?? this.#newest(story);
		if (part === null) return false;
		this.#put = this.#put.filter((put) => put !== mine);
		if (part === 'emotion') void this.desk.send('story.feel', { story, emotion: null });
		else if (part === 'attitude') void this.desk.send('story.feel', { story, attitude: null });
		else void this.desk.send('story.label', { story, add: [], remove: [part] });
		return true;
	}

	/** Sends a command for each story; those for several are undone together. */
	#each(
		stories: readonly StoryId[],
		give: (story: StoryId, options: { readonly act?: string }) => Promise<CommandAnswer>,
		act = stories.length > 1 ? newId() : undefined
	): void {
		const answers = stories.map((story) => give(story, act === undefined ? {} : { act }));
		if (answers.length > 1) this.follow(answers);
	}
	#note(story: StoryId, part: 'emotion' | 'attitude' | FindingId): void {
		this.#put = [...this.#put.slice(-200), { story, part }];
	}
	#stands(story: StoryId, part: 'emotion' | 'attitude' | FindingId): boolean {
		const { links, sentiment } = this.labels(story);
		if (part === 'emotion') return Boolean(sentiment?.emotion);
		if (part === 'attitude') return Boolean(sentiment?.attitude);
		return links.some(({ finding }) => finding === part);
	}
	#newest(story: StoryId): 'emotion' | 'attitude' | FindingId | null {
		const { links, sentiment } = this.labels(story);
		const link = [...links].sort((a, b) => (a.at < b.at ? 1 : -1))[0];
		if (sentiment && (!link || sentiment.at >= link.at)) return sentiment.attitude ? 'attitude' : 'emotion';
		return link?.finding ?? null;
	}
}
