import { FindingKind } from '$lib/domain/core/ids';
import type { Method } from '$lib/domain/core/method';
import { MAX_LIKELY_WORDS } from '$lib/domain/stories/card';
import { methodFigure } from '../../measured';
import { maybesOf, type Maybe } from './maybe';
import { noiseChance, type LookScores } from './noise';
import { IncidentModels } from '../models/incident-models';
import type { Models } from '../models/models';
import { answersOf, eachTask, tasks, type Answers, type Scores, type Task } from '../models/tasks';
import { traitsOf, type Traits, type Utterance } from '../models/traits';
import { Vocabulary } from '../models/vocabulary';
import { candidatesOf, type Candidate } from './evidence';
import { featuresOf, type Features } from './features';
import type { Labels } from '../models/labels';
import { NearestTexts, type NearestText } from './nearest-texts';
import { Retellings, type Retelling } from './retellings';

/** A finding that a text may belong to. */
export interface LikelyFinding {
	readonly kind: FindingKind;
	readonly finding: string;
	/** 0 to 1 */
	readonly likeness: number;
	/** words of the text that speak for it */
	readonly words: readonly string[];
}

/** The findings of a kind that a text may belong to, the most alike first. */
interface Alike {
	readonly kind: FindingKind;
	readonly candidates: readonly Candidate[];
}

/** What is known of a text. Whether it is relevant is in it only as far as it may be called noise, see `noiseChance`. */
export interface Considered {
	readonly scores: LookScores;
	/** null: never noise */
	readonly noise: number | null;
	readonly kinds: readonly Alike[];
	readonly features: Features;
	readonly traits: Traits;
	readonly utterance: Utterance;
}

/** For the page of methods. */
export const method: Method = { key: 'likeliest', version: 1, figures: [methodFigure('first', 'picker.firstRight')] };

/** The number of most similar stories that are searched for findings. */
const MAX_NEIGHBOURS = 30;
/** The number of most similar stories that vote on the answers of the models. */
const MAX_VOTERS = 15;
/** The number of findings that are found by their own words. */
const MAX_TITLES = 200;

/** What a unanimous vote adds to the logarithm of odds; fewer or less similar stories add less. */
const VOTE_WEIGHT = 4;
const VOTE_SHRINKAGE = 0.3;

/**
 * Says what a text looks like (the models, corrected by the incident's labels), which findings it is most like (by labelled
 * stories, kind by kind) and which story it perhaps retells. One index per incident, in memory.
 */
export class SuggestionIndex {
	readonly #neighbours = new NearestTexts();
	readonly #titles = new NearestTexts();
	readonly #shipped: Models;
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
	readonly #findings = new Map<FindingKind, Map<string, string | null>>(
		FindingKind.options.map((kind) => [kind, new Map()])
	);
	/** how many labelled stories answer yes to each task */
	readonly #yes = eachTask(() => 0);

	constructor(models: Models) {
		this.#shipped = models;
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
		for (const task of tasks) if (answers[task]) this.#yes[task] += by;
	}

	/** Collects the evidence for a text; `story` is its story, if it has one. */
	consider(utterance: Utterance, story: string | null = null): Considered {
		const features = featuresOf(utterance.text);
		const traits = this.#traitsOf(story, utterance, true);
		const nearest = this.#neighbours.nearest(features.counts, MAX_NEIGHBOURS);
		const { relevant, ...scores } = this.scores(traits, nearest);
		const titles = new Map(
			this.#titles.nearest(features.counts, MAX_TITLES).map(({ story, likeness }) => [story, likeness])
		);
		const kinds = FindingKind.options.map((kind): Alike => {
			const open = [...(this.#findings.get(kind) ?? [])].filter(([, text]) => text !== null);
			const own = new Map(open.map(([finding]) => [finding, titles.get(`${kind} ${finding}`) ?? 0]));
			return { kind, candidates: candidatesOf(kind, nearest, (story) => this.#labels.get(story), own) };
		});
		return { scores, noise: noiseChance(relevant, scores, utterance), kinds, features, traits, utterance };
	}
	/** All answers, for measuring; elsewhere `consider` is the only reader. */
	protected scores(traits: Traits, nearest: readonly NearestText[]): Scores {
		const before = this.#models.scores(traits);
		const voters = nearest.slice(0, MAX_VOTERS);
		return eachTask((task) => before[task] + this.#vote(task, voters));
	}

	/** What a text looks like, with reasons. */
	maybe(considered: Considered): readonly Maybe[] {
		return maybesOf(considered, this.#shipped);
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

	#traitsOf(story: string | null, utterance: Utterance, named = false): Traits {
		const counted = story !== null && this.#seenStories.has(story);
		return traitsOf(utterance, (reading) => this.#vocabulary.familiarity(reading, counted), named);
	}

	/** What the most alike labelled stories add to an answer, against what all of them say. */
	#vote(task: Task, voters: readonly NearestText[]): number {
		const mean = this.#yes[task] / Math.max(1, this.size);
		let weight = 0;
		let yesWeight = 0;
		for (const { story, likeness } of voters) {
			const answer = this.#answers.get(story)?.[task];
			if (answer === undefined) continue;
			weight += likeness;
			if (answer) yesWeight += likeness;
		}
		return (VOTE_WEIGHT * (yesWeight - mean * weight)) / (weight + VOTE_SHRINKAGE);
	}
}
