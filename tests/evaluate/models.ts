import { answersOf, tasks, type Task } from '$lib/server/analysis/hints/models/tasks';
import type { Scores } from '$lib/server/analysis/hints/models/tasks';
import { plainMethods } from './baselines';
import { maybeKinds } from '$lib/domain/stories/card';
import { macroF1Of, mean, share, type YesNoAnswer, type Figure } from './figures';
import type { Fold } from './folds';
import { inUse } from './in-use';
import type { LabelledPost } from './incidents';

/** What the models say of each story: before any label, and after the first 20, 50 and 100 of its incident. */

export const measuredTasks = tasks;
/** Labels at which the models are measured, on the stories behind the last of these. */
const STEPS = [0, 20, 50, 100];
const LAST_STEP = 100;

interface Scored {
	readonly post: LabelledPost;
	readonly scores: Scores;
	readonly fold: Fold;
}
/** An answer that was sure and wrong. */
export interface WorstError {
	readonly figure: string;
	readonly incident: string;
	readonly score: number;
	readonly text: string;
}

/** The scores of every story in order of time, before any label. */
function before(fold: Fold): Scored[] {
	const index = fold.index();
	return fold.test.stories.map((post) => {
		const scores = index.scoresOf(post, post.story);
		index.addStory(post.story, post.text);
		return { post, scores, fold };
	});
}

/** The scores of the stories after the last step, after so many labels. */
function after(fold: Fold, labels: number): Scored[] {
	const index = fold.index();
	fold.test.stories.slice(0, LAST_STEP).forEach((post, at) => {
		if (at < labels) index.label(post.story, post, post.labels);
		index.addStory(post.story, post.text);
	});
	return fold.test.stories.slice(LAST_STEP).map((post) => {
		const scores = index.scoresOf(post, post.story);
		index.addStory(post.story, post.text);
		return { post, scores, fold };
	});
}

const answers = (task: Task, scored: readonly Scored[]): YesNoAnswer[] =>
	scored.map(({ post, scores }) => [scores[task] > 0, answersOf(post.labels)[task]]);

/** Of the hints that are shown while story after story is labelled, how many are right: `/methods` says it. */
export function shownFigures(folds: readonly Fold[]): Figure[] {
	const shown = folds.flatMap((fold) => {
		const index = fold.index();
		return [...inUse(index, fold.test)].flatMap(({ story: { labels }, considered }) => {
			const answers = answersOf(labels);
			return index.maybe(considered).map(({ kind }) => ({
				kind,
				isRight: kind === 'notRelevant' ? !answers.relevant : answers[kind]
			}));
		});
	});
	return maybeKinds.map((kind) =>
		share(
			`shown.${kind}`,
			shown.filter((hint) => hint.kind === kind).map(({ isRight }) => isRight)
		)
	);
}

export function modelFigures(folds: readonly Fold[]): { figures: Figure[]; worst: WorstError[] } {
	const unlabelled = folds.map(before);
	const labelled = STEPS.map((labels) => ({ labels, scored: folds.map((fold) => after(fold, labels)) }));
	const figures = measuredTasks.flatMap((task) => {
		const baselines = plainFigures(task, folds);
		const best = Math.max(...baselines.map(({ value }) => value));
		return [
			macroF1Of(
				`${task}.macroF1`,
				unlabelled.map((scored) => answers(task, scored)),
				best
			),
			...baselines,
			...folds.map((fold, at) => macroF1Of(`${task}.macroF1 ${fold.test.name}`, [answers(task, unlabelled[at] ?? [])])),
			...labelled.map(({ labels, scored }) =>
				macroF1Of(
					`${task}.macroF1 after ${labels}`,
					scored.map((one) => answers(task, one))
				)
			)
		];
	});
	const precision = labelled.map(({ labels, scored }) => firstTwenty(labels, scored));
	const main = precision.find(({ labels }) => labels === 50);
	return {
		figures: [
			...figures,
			...shownFigures(folds),
			...(main ? [{ ...main.figure, figure: 'rumour.precision20' }] : []),
			...precision.map(({ figure }) => figure),
			...folds.map(({ test }, at) => {
				const { figure } = firstTwenty(50, [labelled.find(({ labels }) => labels === 50)?.scored[at] ?? []]);
				return { ...figure, figure: `rumour.precision20 ${test.name}` };
			})
		],
		worst: measuredTasks.flatMap((task) => worstOf(task, unlabelled.flat()))
	};
}

function plainFigures(task: Task, folds: readonly Fold[]): Figure[] {
	return Object.entries(plainMethods).map(([name, method]) =>
		macroF1Of(
			`${task}.macroF1 by ${name}`,
			folds.map(({ test, known }) => {
				const yesTo = ({ labels }: LabelledPost): boolean => answersOf(labels)[task];
				const texts = known.flatMap(({ stories }) => stories);
				const predict = method(texts.map((post) => ({ text: post.text, answer: yesTo(post) })));
				return test.stories.map((post): YesNoAnswer => [predict(post.text), yesTo(post)]);
			})
		)
	);
}

/** Of the twenty stories that look most like a rumour, the share that has one. */
function firstTwenty(labels: number, incidents: readonly (readonly Scored[])[]): { labels: number; figure: Figure } {
	const shares = incidents.map((scored) => {
		const first = scored.toSorted((a, b) => b.scores.rumour - a.scores.rumour).slice(0, 20);
		return mean(first.map(({ post }) => Number(post.gold.rumour !== null)));
	});
	const all = incidents.flat();
	const value = mean(shares);
	const n = 20 * incidents.length;
	const baseline = mean(all.map(({ post }) => Number(post.gold.rumour !== null)));
	return {
		labels,
		figure: {
			figure: `rumour.precision20 after ${labels}`,
			value,
			se: Math.sqrt((value * (1 - value)) / n),
			baseline,
			n
		}
	};
}

/** The stories of which a model was surest and wrong. */
function worstOf(task: Task, scored: readonly Scored[]): WorstError[] {
	return scored
		.filter(({ post, scores }) => scores[task] > 0 !== answersOf(post.labels)[task])
		.toSorted((a, b) => Math.abs(b.scores[task]) - Math.abs(a.scores[task]))
		.slice(0, 8)
		.map(({ post, scores, fold }) => ({
			figure: `${task}.macroF1`,
			incident: fold.test.name,
			score: scores[task],
			text: post.text
		}));
}
