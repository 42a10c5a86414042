import type { CommandAnswer, Desk } from '$lib/desk/desk.svelte';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { labelKindNames, labelKinds, type LabelKind, type LabelValue } from '$lib/domain/stories/label-kinds';
import { isPublicKind } from '$lib/domain/posts/author';
import type { StoryCard } from '$lib/domain/stories/card';
import { noLabels, type Stance, type StoryLabels } from '$lib/domain/stories/story';

/** Whether the author is an authority or the press, so that similar words do not mean support for the claim. */
export const isOfficial = (lead: StoryCard['lead'] | undefined): boolean =>
	lead !== undefined && (lead.platform === 'news' || (lead.author !== null && isPublicKind(lead.author.kind)));

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
			return this.desk.send('story.setSentiment', { story, [kind]: value }, options);
		});
		if (without.length === 0)
			this.#sendForEach(stories, (story, options) =>
				this.desk.send('story.setSentiment', { story, [kind]: null }, options)
			);
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

	/** @param act groups it with other commands for undo */
	markLookedAt(stories: readonly StoryId[], outcome: 'looked' | 'notRelevant', act?: string): void {
		this.#sendForEach(
			stories,
			(story, options) => this.desk.send('story.markLookedAt', { story, outcome }, options),
			act
		);
	}
	unmarkLookedAt(story: StoryId): void {
		void this.desk.send('story.unmarkLookedAt', { story });
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
		if (isKind(part)) void this.desk.send('story.setSentiment', { story, [part]: null });
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
