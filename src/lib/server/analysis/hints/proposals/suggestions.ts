import { isPublicKind } from '$lib/domain/posts/author';
import type { FindingKind } from '$lib/domain/core/ids';
import { MAX_LIKELY_WORDS } from '$lib/domain/stories/card';
import type { Method } from '$lib/domain/core/method';
import { methodFigure } from '../../measured';
import type { Hint } from '../../hint';
import { maybesOf, type Maybe } from './maybe';
import { IncidentModels } from '../models/incident-models';
import type { Models } from '../models/models';
import { answersOf, eachTask, tasks, type Answers, type Scores, type Task } from '../models/tasks';
import { traitsOf, type Traits, type Utterance } from '../models/traits';
import { Vocabulary } from '../models/vocabulary';
import { candidatesOf } from './evidence';
import { featuresOf, type Features } from './features';
import type { LabelLink, Labels } from '../models/labels';
import { NearestTexts, type NearestText } from './nearest-texts';
import { Retellings, type Retelling } from './retellings';
import { evidenceOf, findingKinds, noiseOf, weighed, type KindEvidence, type Weighing } from './weighing';
import type { Stance } from '$lib/domain/stories/story';

/** A labelled story with the same rumour. */
interface OtherStance {
	readonly stance: Stance | null;
	readonly denied: Features['denied'];
	/** to the text, 0 to 1 */
	readonly likeness: number;
}

/** The least score of "asks": right 52 times in 56 on incidents that were not trained on; with 1, 64 times in 73. */
const MIN_ASKS_SCORE = 2;
/** Support is proposed only for a retelling of a supporting story without a denial: right 4 times in 4; else 2 in 3. */
const MIN_RETELLING_LIKENESS = 0.4;
const MIN_SUPPORT_LEAD = 1;

/**
 * The stance of a text to a rumour, only when sure: null where an authority or the press speaks or is quoted, where the
 * text and those it is like disagree about a denial, and for whatever else a person must choose. A denial taken for
 * support would make a rumour out of its rebuttal; a denial itself is recognised two times in three, so it is not
 * proposed.
 * @param others the most alike first
 */
function stanceOf(
	{ author, platform }: Utterance,
	features: Features,
	scores: Scores,
	others: readonly OtherStance[]
): Stance | null {
	const isOfficial = (author !== null && isPublicKind(author)) || platform === 'news' || platform === 'press';
	if (isOfficial || features.hasSource) return null;
	if (features.asks) return scores.asks > MIN_ASKS_SCORE ? 'asks' : null;
	const [nearest] = others;
	const retells = nearest?.stance === 'supports' && nearest.likeness >= MIN_RETELLING_LIKENESS;
	if (!retells || features.rebuts || differsInDenial(features.denied, others)) return null;
	return scores.supports - scores.denies > MIN_SUPPORT_LEAD ? 'supports' : null;
}

/** Whether a text denies a word that no other text denies, or affirms a word that every other text with it denies. */
function differsInDenial(denied: Features['denied'], others: readonly OtherStance[]): boolean {
	return [...denied].some(([word, isDenied]) => {
		const otherDenials = others.flatMap((other) => other.denied.get(word) ?? []);
		return (isDenied || otherDenials.length > 0) && !otherDenials.includes(isDenied);
	});
}

export interface ProposedLabels extends Hint {
	/** what is proposed: every part only when labelled stories support it */
	readonly labels: Labels;
	/** the most alike labelled story that supports it */
	readonly story: string;
	/** how many labelled stories support it */
	readonly alike: number;
	/** of the most alike, 0 to 1 */
	readonly likeness: number;
}

/** A finding that a text may belong to. */
export interface LikelyFinding {
	readonly kind: FindingKind;
	readonly finding: string;
	/** 0 to 1 */
	readonly likeness: number;
	/** words of the text that speak for it */
	readonly words: readonly string[];
}

/** The evidence for a text, from which proposals are made. */
export interface Considered {
	readonly scores: Scores;
	readonly asks: boolean;
	readonly kinds: readonly KindEvidence[];
	readonly nearest: readonly NearestText[];
	readonly features: Features;
	readonly traits: Traits;
	readonly utterance: Utterance;
}

const METHOD = 'suggestions.nearest';
const VERSION = 3;

/** For the page of methods. */
export const method: Method = {
	key: 'proposals',
	version: VERSION,
	figures: [methodFigure('right', 'proposal.right'), methodFigure('coverage', 'proposal.coverage')]
};

/** The number of most similar stories that are searched for findings. */
const MAX_NEIGHBOURS = 30;
/** The number of most similar stories that vote on the answers of the models. */
const MAX_VOTERS = 15;
/** The number of findings that are found by their own words. */
const MAX_TITLES = 200;

/** What a unanimous vote adds to the logarithm of odds; fewer or less similar stories add less. */
const VOTE_WEIGHT = 4;
const VOTE_SHRINKAGE = 0.3;
/** Below this likeness two texts share words but no subject. */
const MIN_LIKENESS = 0.1;
/** A text is proposed as not relevant only when labels of its incident say that there are irrelevant stories. */
const MIN_NOISE_LABELS = 2;

/** The least chances of proposals, chosen on incidents that were not trained on. */
interface Thresholds {
	/** that everything in it is right */
	readonly links: number;
	/** that it is not relevant */
	readonly noise: number;
}
const THRESHOLDS: Thresholds = { links: 0.5, noise: 0.7 };

/**
 * Proposes labels for a text, in two steps: whether there is a finding in it (the models, corrected by the incident's
 * labels), then which one (the most alike labelled stories, kind by kind). One index per incident, in memory.
 */
export class SuggestionIndex {
	readonly #neighbours = new NearestTexts();
	readonly #titles = new NearestTexts();
	readonly #models: IncidentModels;
	readonly #vocabulary = new Vocabulary();
	readonly #retellings = new Retellings();
	readonly #seenStories = new Set<string>();
	readonly #labels = new Map<string, Labels>();
	readonly #answers = new Map<string, Answers>();
	readonly #denied = new Map<string, Features['denied']>();
	/** the meanings in the own words of each finding */
	readonly #titleWords = new Map<string, Features['denied']>();
	/** the known findings of each kind, with their words; null for one that can no longer be linked */
	readonly #findings = new Map<FindingKind, Map<string, string | null>>(findingKinds.map((kind) => [kind, new Map()]));
	/** how many labelled stories answer each task, and how many of them yes */
	readonly #answerCounts = eachTask(() => ({ all: 0, yes: 0 }));

	constructor(
		readonly models: Models,
		readonly weighing: Weighing
	) {
		this.#models = new IncidentModels(models);
	}

	/** How many labelled stories there are. */
	get size(): number {
		return this.#neighbours.size;
	}

	/** Adds the words of a new story to the vocabulary of the incident. Adding it again changes nothing. */
	addStory(story: string, text: string): void {
		if (this.#seenStories.has(story)) return;
		this.#seenStories.add(story);
		this.#vocabulary.add(text);
		this.#retellings.addStory(story, featuresOf(text));
	}

	/** Sets the words of a finding; null when it can no longer be linked. */
	finding(kind: FindingKind, finding: string, text: string | null): void {
		const known = this.#findings.get(kind);
		if (known?.get(finding) === text) return;
		known?.set(finding, text);
		const key = `${kind} ${finding}`;
		if (text === null) {
			this.#titles.remove(key);
			this.#titleWords.delete(key);
			return;
		}
		const { counts, denied } = featuresOf(text);
		this.#titles.set(key, counts);
		this.#titleWords.set(key, denied);
	}

	/** Sets the current labels of a story; null when people removed all of them. The utterance is its first post. */
	label(story: string, utterance: Utterance, labels: Labels | null): void {
		this.#forget(story);
		if (!labels) return;
		const { counts, denied } = featuresOf(utterance.text);
		const answers = answersOf(labels);
		this.#neighbours.set(story, counts);
		this.#denied.set(story, denied);
		this.#labels.set(story, labels);
		this.#answers.set(story, answers);
		this.#count(answers, 1);
		this.#models.label(story, this.#traitsOf(story, utterance), answers);
		for (const { kind, finding } of labels.links)
			if (!this.#findings.get(kind)?.has(finding)) this.finding(kind, finding, '');
	}
	#forget(story: string): void {
		const answers = this.#answers.get(story);
		if (!answers) return;
		this.#count(answers, -1);
		this.#neighbours.remove(story);
		this.#models.forget(story);
		for (const byStory of [this.#labels, this.#answers, this.#denied]) byStory.delete(story);
	}
	#count(answers: Answers, by: 1 | -1): void {
		for (const task of tasks) {
			const answer = answers[task];
			if (answer === null) continue;
			this.#answerCounts[task].all += by;
			if (answer) this.#answerCounts[task].yes += by;
		}
	}

	/** Collects the evidence for a text; `story` is its story, if it has one. */
	consider(utterance: Utterance, story: string | null = null): Considered {
		const features = featuresOf(utterance.text);
		const traits = this.#traitsOf(story, utterance, true);
		const nearest = this.#neighbours.nearest(features.counts, MAX_NEIGHBOURS);
		const voters = nearest.slice(0, MAX_VOTERS);
		const before = this.#models.scores(traits);
		const all = voters.reduce((sum, { likeness }) => sum + likeness, 0);
		const titles = new Map(
			this.#titles.nearest(features.counts, MAX_TITLES).map(({ story, likeness }) => [story, likeness])
		);
		const kinds = findingKinds.map((kind) => {
			const open = [...(this.#findings.get(kind) ?? [])].filter(([, text]) => text !== null);
			const own = new Map(open.map(([finding]) => [finding, titles.get(`${kind} ${finding}`) ?? 0]));
			const candidates = candidatesOf(kind, nearest, (story) => this.#labels.get(story), own);
			const first = candidates[0]?.stories.reduce((sum, { likeness }) => sum + likeness, 0) ?? 0;
			return { kind, candidates, share: first / (all + MIN_LIKENESS) };
		});
		return {
			scores: eachTask((task) => before[task] + this.#vote(task, voters)),
			asks: features.asks,
			kinds,
			nearest,
			features,
			traits,
			utterance
		};
	}

	/** The proposed labels, or null when none are likely to be right as a whole. */
	suggest(considered: Considered, { links, noise }: Thresholds = THRESHOLDS): ProposedLabels | null {
		if (this.size === 0) return null;
		return this.#proposedLinks(considered, links) ?? this.#proposedNoise(considered, noise);
	}

	/** What a text looks like, with reasons. */
	maybe(considered: Considered): readonly Maybe[] {
		return maybesOf(considered, this.models);
	}

	/** The earlier stories that this one perhaps retells, the most similar first. */
	retells(story: string, { features }: Considered): readonly Retelling[] {
		return this.#retellings.of(story, features);
	}

	/**
	 * The findings of each kind in the order of their likeness to a text, with the words that it shares with each; those
	 * that are like nothing in it are left out.
	 */
	likely({ kinds, features }: Considered, limit: number): LikelyFinding[] {
		return kinds.flatMap(({ kind, candidates }) =>
			candidates
				.filter(({ likeness }) => likeness > 0)
				.slice(0, limit)
				.map(({ finding, likeness, stories }) => ({
					kind,
					finding,
					likeness: Math.round(Math.min(1, likeness) * 100) / 100,
					words: this.#shared(features, `${kind} ${finding}`, stories[0])
				}))
		);
	}
	/** The words of a text that a finding says too, in its own words or in the most alike of its stories. */
	#shared({ written }: Features, key: string, story: NearestText | undefined): string[] {
		const others = [this.#titleWords.get(key), story && this.#denied.get(story.story)];
		return [...written]
			.filter(([meaning]) => others.some((other) => other?.has(meaning)))
			.map(([, word]) => word)
			.slice(0, MAX_LIKELY_WORDS);
	}

	#proposedLinks(considered: Considered, minChance: number): ProposedLabels | null {
		const { scores, asks, kinds } = considered;
		const links: LabelLink[] = [];
		const support: NearestText[] = [];
		let chance = 1;
		for (const evidence of kinds) {
			const [first] = evidence.candidates;
			const sparse = evidenceOf(evidence, scores, asks);
			const right = first ? weighed(this.weighing.first, sparse) : 0;
			if (!first || right < 0.5 || first.stories.length === 0) {
				chance *= 1 - weighed(this.weighing.any, sparse);
				continue;
			}
			chance *= right;
			const stance = evidence.kind === 'rumour' ? this.#stance(considered, first.stories) : null;
			links.push({ kind: evidence.kind, finding: first.finding, stance });
			support.push(...first.stories);
		}
		if (links.length === 0 || chance < minChance) return null;
		return suggestion({ links, emotion: null, attitude: null, relevant: true }, support, chance);
	}

	#proposedNoise({ scores, nearest }: Considered, minChance: number): ProposedLabels | null {
		const noise = nearest.filter(({ story }) => this.#labels.get(story)?.relevant === false);
		const { all, yes } = this.#answerCounts.relevant;
		if (all - yes < MIN_NOISE_LABELS) return null;
		const chance = weighed(this.weighing.noise, noiseOf(scores));
		const support = noise.length > 0 ? noise : nearest;
		if (chance < minChance || support.length === 0) return null;
		return suggestion({ links: [], emotion: null, attitude: null, relevant: false }, support, chance);
	}

	#stance({ scores, features, utterance }: Considered, stories: readonly NearestText[]): LabelLink['stance'] {
		const others = stories.map(({ story, likeness }) => ({
			likeness,
			stance: this.#labels.get(story)?.links.find(({ kind }) => kind === 'rumour')?.stance ?? null,
			denied: this.#denied.get(story) ?? new Map<string, boolean>()
		}));
		return stanceOf(utterance, features, scores, others);
	}

	#traitsOf(story: string | null, utterance: Utterance, named = false): Traits {
		const counted = story !== null && this.#seenStories.has(story);
		return traitsOf(utterance, (reading) => this.#vocabulary.familiarity(reading, counted), named);
	}

	/** What the most alike labelled stories add to an answer, against what all of them say. */
	#vote(task: Task, voters: readonly NearestText[]): number {
		const { all, yes } = this.#answerCounts[task];
		if (all === 0) return 0;
		let weight = 0;
		let yesWeight = 0;
		for (const { story, likeness } of voters) {
			const answer = this.#answers.get(story)?.[task];
			if (answer === undefined || answer === null) continue;
			weight += likeness;
			if (answer) yesWeight += likeness;
		}
		return (VOTE_WEIGHT * (yesWeight - (yes / all) * weight)) / (weight + VOTE_SHRINKAGE);
	}
}

function suggestion(labels: Labels, support: readonly NearestText[], chance: number): ProposedLabels | null {
	const stories = new Map(support.map((text) => [text.story, text]));
	const [first] = [...stories.values()].sort((a, b) => b.likeness - a.likeness);
	if (!first) return null;
	const alike = stories.size;
	return {
		labels,
		story: first.story,
		alike,
		likeness: Math.round(first.likeness * 100) / 100,
		score: Math.round(chance * 100) / 100,
		method: METHOD,
		version: VERSION,
		reason: `alike: ${alike}`
	};
}
