import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { labelKindNames, labelKinds, type LabelKind, type LabelValue } from '$lib/domain/stories/label-kinds';
import { isPublicKind } from '$lib/domain/posts/author';
import type { StoryCard, Suggestion } from '$lib/domain/stories/card';
import { noLabels, type Stance, type StoryLabels } from '$lib/domain/stories/story';
import { findingsOf, isOpen } from '$lib/domain/findings/finding';

/** Whether the author is an authority or the press, so that similar words do not mean support for the claim. */
export const isOfficial = (lead: StoryCard['lead'] | undefined): boolean =>
	lead !== undefined && (lead.platform === 'news' || (lead.author !== null && isPublicKind(lead.author.kind)));

/** Whether two proposals have the same labels; the reasons may differ. */
export const isSameProposal = (one: Suggestion, other: Suggestion): boolean =>
	one.relevant === other.relevant &&
	one.emotion === other.emotion &&
	one.attitude === other.attitude &&
	JSON.stringify(one.links) === JSON.stringify(other.links);

/**
 * Applies label keys to one or several stories. Repeating a key removes the label; for several stories, once all of
 * them have it. The page moves to the next story.
 */
export class Labelling {
	/** The labels given on this page, newest last: Backspace removes them. */
	#applied: readonly { readonly story: StoryId; readonly part: LabelKind | FindingId }[] = [];

	constructor(
		readonly desk: Desk,
		/** Receives the answers to commands for several stories. */
		readonly follow: (answers: readonly Promise<CommandAnswer>[]) => void = () => undefined
	) {}

	labels(story: StoryId): StoryLabels {
		return this.desk.store.state.labels.get(story) ?? noLabels;
	}

	setValue(stories: readonly StoryId[], kind: LabelKind, value: LabelValue): void {
		const without = stories.filter((story) => this.labels(story).sentiment?.[kind] !== value);
		this.#sendForEach(without, (story, options) => {
			this.#record(story, kind);
			return this.desk.send('story.feel', { story, [kind]: value }, options);
		});
		if (without.length === 0)
			this.#sendForEach(stories, (story, options) => this.desk.send('story.feel', { story, [kind]: null }, options));
	}
	/** Links the stories or changes their stance; if all have this stance already and `act` is absent, removes the link. */
	link(
		stories: readonly StoryId[],
		kind: FindingKind,
		finding: FindingId,
		stance: Stance | null,
		/** Groups it with other commands for undo. */
		act?: string
	): void {
		const without = stories.filter(
			(story) => !this.labels(story).links.some((link) => link.finding === finding && link.stance === stance)
		);
		this.#sendForEach(
			without,
			(story, options) => {
				this.#record(story, finding);
				return this.desk.send('story.label', { story, add: [{ kind, finding, stance }], remove: [] }, options);
			},
			act
		);
		// With `act` the caller wants the link to exist.
		if (without.length === 0 && act === undefined)
			this.#sendForEach(stories, (story, options) =>
				this.desk.send('story.label', { story, add: [], remove: [finding] }, options)
			);
	}
	/** Records a link that was created together with its finding, so that Backspace can remove it. */
	recordCreated(story: StoryId, finding: FindingId): void {
		this.#record(story, finding);
	}

	/**
	 * The part of a proposal that a person has not labelled yet; null when nothing is left. People's labels take precedence.
	 */
	remaining(story: StoryId, suggestion: Suggestion | null): Suggestion | null {
		if (!suggestion) return null;
		const { links, sentiment } = this.labels(story);
		// Leave out findings that were closed or merged since.
		const newLinks = suggestion.links.filter(({ kind, finding }) => {
			const found = findingsOf(this.desk.store.state, kind).get(finding);
			return found !== undefined && isOpen(found) && !links.some((link) => link.finding === finding);
		});
		const emotion = sentiment?.emotion ? null : suggestion.emotion;
		const attitude = sentiment?.attitude ? null : suggestion.attitude;
		// Propose "not relevant" only for a story without labels.
		const relevant = suggestion.relevant || links.length > 0 || sentiment !== null;
		return newLinks.length > 0 || emotion || attitude || !relevant
			? { ...suggestion, links: newLinks, emotion, attitude, relevant }
			: null;
	}
	/** The proposed link to a rumour whose stance a person may choose. */
	claim({ links }: Suggestion): Suggestion['links'][number] | null {
		return (
			links.find(({ kind, stance }) => kind === 'rumour' && stance === null) ??
			links.find(({ kind }) => kind === 'rumour') ??
			null
		);
	}
	/** Whether a person must choose a stance, because none is proposed. */
	isUndecided(suggestion: Suggestion): boolean {
		return this.claim(suggestion)?.stance === null;
	}
	/**
	 * Accepts the machine's proposal as this person's labels, and marks the story as looked at.
	 * @param stance the person's stance on the claim @param isOpenCall an open call for help, which stays in its strip
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
		const sentimentChange = { ...(emotion ? { emotion } : {}), ...(attitude ? { attitude } : {}) };
		if (emotion || attitude) void this.desk.send('story.feel', { story, ...sentimentChange }, { act });
		if (!isOpenCall) void this.desk.send('story.look', { story, outcome: 'looked' }, { act });
	}

	/** @param act groups it with other commands for undo */
	markLookedAt(stories: readonly StoryId[], outcome: 'looked' | 'notRelevant', act?: string): void {
		this.#sendForEach(stories, (story, options) => this.desk.send('story.look', { story, outcome }, options), act);
	}
	unmarkLookedAt(story: StoryId): void {
		void this.desk.send('story.unlook', { story });
	}
	help(story: StoryId, state: 'pinned' | 'passedOn' | 'dismissed' | null): void {
		void this.desk.send('story.setHelp', { story, help: state });
	}

	/** Removes the last label given here, else the story's newest. @returns whether there was one */
	takeLastOff(story: StoryId): boolean {
		const latest = this.#applied.findLast((put) => put.story === story && this.#isStillSet(put.story, put.part));
		const part = latest?.part ?? this.#newest(story);
		if (part === null) return false;
		this.#applied = this.#applied.filter((put) => put !== latest);
		if (isKind(part)) void this.desk.send('story.feel', { story, [part]: null });
		else void this.desk.send('story.label', { story, add: [], remove: [part] });
		return true;
	}

	/** Sends a command for each story; commands for several stories are undone together. */
	#sendForEach(
		stories: readonly StoryId[],
		sendOne: (story: StoryId, options: { readonly act?: string }) => Promise<CommandAnswer>,
		act = stories.length > 1 ? newId() : undefined
	): void {
		const answers = stories.map((story) => sendOne(story, act === undefined ? {} : { act }));
		if (answers.length > 1) this.follow(answers);
	}
	#record(story: StoryId, part: LabelKind | FindingId): void {
		this.#applied = [...this.#applied.slice(-200), { story, part }];
	}
	#isStillSet(story: StoryId, part: LabelKind | FindingId): boolean {
		const { links, sentiment } = this.labels(story);
		if (isKind(part)) return Boolean(sentiment?.[part]);
		return links.some(({ finding }) => finding === part);
	}
	#newest(story: StoryId): LabelKind | FindingId | null {
		const { links, sentiment } = this.labels(story);
		const link = [...links].sort((a, b) => (a.at < b.at ? 1 : -1))[0];
		if (sentiment && (!link || sentiment.at >= link.at))
			return labelKindNames.findLast((kind) => sentiment[kind] !== null) ?? null;
		return link?.finding ?? null;
	}
}

const isKind = (part: LabelKind | FindingId): part is LabelKind => part in labelKinds;
