import type { Method } from '$lib/domain/core/method';
import type { AuthorKind } from '$lib/domain/posts/author';
import type { FindingKind } from '$lib/domain/core/ids';
import type { Attitude, Emotion } from '$lib/domain/stories/sentiment';
import type { Stance } from '$lib/domain/stories/story';
import type { Hint } from './hint';
import { featuresOf, type Features } from './features';
import { NearestTexts, type NearestText } from './nearest-texts';

/** What a link of a story to a finding says; a stance for rumours only. */
export interface LabelLink {
	readonly kind: FindingKind;
	readonly finding: string;
	readonly stance: Stance | null;
}

/** What people said of a story, as far as it can be proposed for another. */
export interface Labels {
	readonly links: readonly LabelLink[];
	readonly emotion: Emotion | null;
	readonly attitude: Attitude | null;
	readonly relevant: boolean;
}

interface Suggestion extends Hint {
	/** what is proposed: every part only when labelled stories support it */
	readonly labels: Labels;
	/** the most alike labelled story that supports it */
	readonly story: string;
	/** how many labelled stories support it */
	readonly alike: number;
	/** of the most alike, 0 to 1 */
	readonly likeness: number;
}

const METHOD = 'suggestions.nearest';
const VERSION = 1;

/** For the page of methods; README.md says how the figures were measured. */
export const method: Method = {
	key: 'proposals',
	version: VERSION,
	figures: [
		{ name: 'right', value: 0.85, n: 591 },
		{ name: 'coverage', value: 0.25, n: 591 },
		{ name: 'baseline', value: 0.08, n: 591 }
	]
};

/** The number of most alike stories that count. */
const NEIGHBOURS = 9;
/** Below this two texts share words, no subject. */
const ALIKE = 0.1;
/** A link needs this sum of likeness behind it, or this of a single story… */
const SUPPORT = 0.3;
const SUPPORT_OF_ONE = 0.35;
/** …and this share of the likeness of all who have a say. */
const SHARE = 0.5;
/**
 * Emotion, attitude and relevance go less by words: for these several must agree. Measured on the exercise; below this,
 * emotion is mostly wrong.
 */
const STORIES_OF_TONE = 3;
const SUPPORT_OF_TONE = 0.4;
const SHARE_OF_TONE = 0.7;

/**
 * Proposes labels for a text: what people said of the most alike stories, where those agree. One index per incident, in
 * memory.
 */
export class SuggestionIndex {
	readonly #neighbours = new NearestTexts();
	readonly #labels = new Map<string, Labels>();
	/** Of each labelled story. */
	readonly #denied = new Map<string, Features['denied']>();

	/** How many labelled stories there are. */
	get size(): number {
		return this.#neighbours.size;
	}

	/** Records what people say of a story now; null when they withdrew all of it. `text` is the story's first post. */
	label(story: string, text: string, labels: Labels | null): void {
		if (!labels) {
			this.#neighbours.remove(story);
			this.#labels.delete(story);
			this.#denied.delete(story);
			return;
		}
		const { counts, denied } = featuresOf(text);
		this.#neighbours.set(story, counts);
		this.#denied.set(story, denied);
		this.#labels.set(story, labels);
	}

	/**
	 * The proposal for what somebody says, or null when nothing labelled is alike enough or those that are do not agree.
	 */
	suggest(text: string, author: AuthorKind = 'private'): Suggestion | null {
		const features = featuresOf(text);
		const near = this.#neighbours.nearest(features.counts, NEIGHBOURS).filter(({ likeness }) => likeness >= ALIKE);
		if (near.length === 0) return null;
		const links = this.#links(near, features, author);
		const emotion = this.#agreed(near, (labels) => labels.emotion);
		const attitude = this.#agreed(near, (labels) => labels.attitude);
		const relevant = this.#agreed(near, (labels) => (labels.relevant ? 'relevant' : 'not'));
		if (links.length === 0 && emotion === null && attitude === null && relevant !== 'not') return null;
		const labels: Labels = { links, emotion, attitude, relevant: relevant !== 'not' || links.length > 0 };
		const support = near.filter(({ story }) => this.#supports(story, labels));
		const first = support[0] ?? near[0];
		if (!first) return null;
		const likeness = Math.round(first.likeness * 100) / 100;
		const alike = Math.max(1, support.length);
		return {
			labels,
			story: first.story,
			alike,
			likeness,
			score: likeness,
			method: METHOD,
			version: VERSION,
			reason: `alike: ${alike}`
		};
	}

	/**
	 * The findings that the alike belong to. A need is a question: only a text that asks something is linked to one. A
	 * rumour gets no stance where likeness of words says nothing of it: where an authority or the press speaks, or the
	 * text denies.
	 */
	#links(near: readonly NearestText[], features: Features, author: AuthorKind): LabelLink[] {
		const total = near.reduce((sum, { likeness }) => sum + likeness, 0);
		const votes = new Map<
			string,
			{ link: LabelLink; support: number; stories: string[]; stances: Map<Stance | null, number> }
		>();
		for (const { story, likeness } of near) {
			for (const link of this.#labels.get(story)?.links ?? []) {
				const key = `${link.kind} ${link.finding}`;
				const vote = votes.get(key) ?? { link, support: 0, stories: [], stances: new Map<Stance | null, number>() };
				vote.support += likeness;
				vote.stories.push(story);
				vote.stances.set(link.stance, (vote.stances.get(link.stance) ?? 0) + likeness);
				votes.set(key, vote);
			}
		}
		return [...votes.values()]
			.filter(
				({ link, support, stories }) =>
					(link.kind !== 'need' || features.asks) &&
					support >= (stories.length > 1 ? SUPPORT : SUPPORT_OF_ONE) &&
					support >= SHARE * total
			)
			.sort((a, b) => b.support - a.support)
			.map(({ link, stances, stories }) => ({
				kind: link.kind,
				finding: link.finding,
				stance:
					link.kind !== 'rumour' || author !== 'private' || features.hasSource || this.#denies(features, stories)
						? null
						: stanceOf(stances, features.asks)
			}));
	}

	/**
	 * Whether a text rebuts, or denies a word that none of these stories denies, or says a word that all of them that
	 * have it deny.
	 */
	#denies({ rebuts, denied }: Features, stories: readonly string[]): boolean {
		const others = stories.flatMap((story) => this.#denied.get(story) ?? []);
		return (
			rebuts ||
			[...denied].some(([word, isDenied]) => {
				const polarities = others.flatMap((other) => other.get(word) ?? []);
				return (isDenied || polarities.length > 0) && !polarities.includes(isDenied);
			})
		);
	}

	/** The answer that those who have one agree on, or null. */
	#agreed<T extends string>(near: readonly NearestText[], answer: (labels: Labels) => T | null): T | null {
		const votes = new Map<T | null, { support: number; by: number }>();
		let total = 0;
		for (const { story, likeness } of near) {
			const labels = this.#labels.get(story);
			if (!labels) continue;
			const vote = answer(labels);
			const before = votes.get(vote) ?? { support: 0, by: 0 };
			votes.set(vote, { support: before.support + likeness, by: before.by + 1 });
			total += likeness;
		}
		for (const [vote, { support, by }] of votes) {
			if (vote !== null && by >= STORIES_OF_TONE && support >= SUPPORT_OF_TONE && support >= SHARE_OF_TONE * total)
				return vote;
		}
		return null;
	}

	#supports(story: string, { links, emotion, attitude, relevant }: Labels): boolean {
		const labels = this.#labels.get(story);
		if (!labels) return false;
		if (links.length > 0)
			return links.some((link) =>
				labels.links.some((other) => other.kind === link.kind && other.finding === link.finding)
			);
		if (!relevant) return !labels.relevant;
		return (emotion !== null && labels.emotion === emotion) || (attitude !== null && labels.attitude === attitude);
	}
}

/** A text that asks gets the stance "asks"; any other the most common stance of the alike that do not ask. */
function stanceOf(stances: ReadonlyMap<Stance | null, number>, asks: boolean): Stance | null {
	if (asks) return 'asks';
	const stated = [...stances].filter(([stance]) => stance !== 'asks' && stance !== null).sort((a, b) => b[1] - a[1]);
	return stated[0]?.[0] ?? null;
}
