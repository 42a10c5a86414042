import type { Desk } from '$lib/desk/desk.svelte';
import type { FindingKind, FindingId, StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { StoryCard, Suggestion } from '$lib/domain/stories/card';
import {
	setSentiment,
	markLookedAt,
	setCallForHelp,
	noLabels,
	unmarkLookedAt,
	type Stance,
	type StoryLabels
} from '$lib/domain/stories/story';
import { labelStory } from '$lib/domain/findings/evidence';

/** Whether an authority or the press speaks: similar words are then no sign that the author supports the claim. */
export const isOfficial = (lead: StoryCard['lead'] | undefined): boolean =>
	lead !== undefined && (lead.platform === 'news' || (lead.author !== null && lead.author.kind !== 'private'));

/**
 * The effect of the keys on one story. A label key that is repeated removes its label; moving to the next story is up
 * to the page.
 */
export class Labelling {
	/** The latest labels, newest last: those that Backspace removes. */
	#put: readonly { readonly story: StoryId; readonly part: 'emotion' | 'attitude' | FindingId }[] = [];

	constructor(readonly desk: Desk) {}

	labels(story: StoryId): StoryLabels {
		return this.desk.store.state.labels.get(story) ?? noLabels;
	}

	feel(story: StoryId, emotion: Emotion): void {
		const next = this.labels(story).sentiment?.emotion === emotion ? null : emotion;
		if (next) this.#note(story, 'emotion');
		void this.desk.send(setSentiment, { story, emotion: next });
	}
	attitude(story: StoryId, attitude: Attitude): void {
		const next = this.labels(story).sentiment?.attitude === attitude ? null : attitude;
		if (next) this.#note(story, 'attitude');
		void this.desk.send(setSentiment, { story, attitude: next });
	}
	/** Links it, changes the stance, or removes the link if it has this stance already. */
	link(story: StoryId, kind: FindingKind, finding: FindingId, stance: Stance | null): void {
		const held = this.labels(story).links.find((link) => link.finding === finding);
		if (held && held.stance === stance) {
			void this.desk.send(labelStory, { story, add: [], remove: [finding] });
			return;
		}
		this.#note(story, finding);
		void this.desk.send(labelStory, { story, add: [{ kind, finding, stance }], remove: [] });
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
		const fresh = suggestion.links.filter(({ finding }) => !links.some((held) => held.finding === finding));
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
		if (links.length > 0) void this.desk.send(labelStory, { story, add: links, remove: [] }, { act });
		const felt = { ...(emotion ? { emotion } : {}), ...(attitude ? { attitude } : {}) };
		if (emotion || attitude) void this.desk.send(setSentiment, { story, ...felt }, { act });
		if (!isOpenCall) void this.desk.send(markLookedAt, { story, outcome: 'looked' }, { act });
	}

	markLookedAt(story: StoryId, outcome: 'looked' | 'notRelevant'): void {
		void this.desk.send(markLookedAt, { story, outcome });
	}
	unmarkLookedAt(story: StoryId): void {
		void this.desk.send(unmarkLookedAt, { story });
	}
	help(story: StoryId, state: 'pinned' | 'passedOn' | 'dismissed' | null): void {
		void this.desk.send(setCallForHelp, { story, help: state });
	}

	/** Removes the latest label; without one from this page, the newest on the story. @returns whether there was one */
	takeLastOff(story: StoryId): boolean {
		const mine = this.#put.findLast((put) => put.story === story && this.#stands(put.story, put.part));
		const part = mine?.part ?? this.#newest(story);
		if (part === null) return false;
		this.#put = this.#put.filter((put) => put !== mine);
		if (part === 'emotion') void this.desk.send(setSentiment, { story, emotion: null });
		else if (part === 'attitude') void this.desk.send(setSentiment, { story, attitude: null });
		else void this.desk.send(labelStory, { story, add: [], remove: [part] });
		return true;
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
