import { Dictionary } from '$lib/server/analysis/hints/models/dictionary';
import { scoreOf, train } from '$lib/server/analysis/hints/models/logistic';
import type { Gold } from '$lib/server/ingest/exercises/script';
import { plainMethods } from './baselines';
import { mean, meanOver, type Figure } from './figures';
import type { Fold } from './folds';
import { textsOf } from './in-use';
import type { Incident } from './incidents';

/**
 * Which emotion a story shows, by the traits and the training of the models, one model for each. It is measured and not
 * shipped: an emotion would be a hint only where it is right 0.85 of the time, and this is far from it.
 */

type Emotion = Gold['emotion'];
type EmotionAnswer = readonly [answered: Emotion, so: Emotion];

export function emotionFigures(folds: readonly Fold[]): Figure[] {
	const by = (answer: (known: readonly Incident[]) => (incident: Incident) => readonly Emotion[]): EmotionAnswer[][] =>
		folds.map(({ test, known }) => {
			const answered = answer(known)(test);
			return test.stories.map(({ gold }, at): EmotionAnswer => [answered[at] ?? 'none', gold.emotion]);
		});
	const baselines = Object.entries(plainMethods).map(([name, method]) =>
		meanOver(
			`emotion.macroF1 by ${name}`,
			by((known) => {
				const texts = known.flatMap(({ stories }) => stories);
				const plainly = method(texts.map(({ text, gold }) => ({ text, answer: gold.emotion })));
				return ({ stories }) => stories.map(({ text }) => plainly(text));
			}),
			macroF1OfAll
		)
	);
	const answers = by(models);
	const best = Math.max(...baselines.map(({ value }) => value));
	return [
		meanOver('emotion.macroF1', answers, macroF1OfAll, best),
		...baselines,
		...folds.map(({ test }, at) => meanOver(`emotion.macroF1 ${test.name}`, [answers[at] ?? []], macroF1OfAll))
	];
}

function models(known: readonly Incident[]): (incident: Incident) => readonly Emotion[] {
	const texts = known.flatMap((incident) =>
		textsOf(incident).map(({ traits }, at) => ({ traits, emotion: incident.stories[at]?.gold.emotion ?? 'none' }))
	);
	const dictionary = new Dictionary();
	for (const { traits } of texts) for (const trait of traits.at) dictionary.add(trait);
	const sparse = texts.map(({ traits }) => dictionary.sparse(traits));
	const all = [...new Set(texts.map(({ emotion }) => emotion))].map((emotion) => ({
		emotion,
		weights: train(
			texts.map((text, at) => ({ sparse: sparse[at] ?? none, yes: text.emotion === emotion, offset: 0 })),
			dictionary.size,
			{ rounds: 20, penalty: 5e-4, balance: 1 }
		)
	}));
	return (incident) =>
		textsOf(incident).map(({ traits }) => {
			const traitVector = dictionary.sparse(traits);
			const [best] = all
				.map(({ emotion, weights }) => ({ emotion, score: scoreOf(weights, traitVector) }))
				.sort((a, b) => b.score - a.score);
			return best?.emotion ?? 'none';
		});
}
const none = { rows: new Int32Array(), weights: new Float32Array() };

/** The mean of the F1 of every emotion that is there. */
function macroF1OfAll(answers: readonly EmotionAnswer[]): number {
	return mean(
		[...new Set(answers.map(([, so]) => so))].map((emotion) => {
			const hit = answers.filter(([answered, so]) => answered === emotion && so === emotion).length;
			const either = answers.filter(([answered]) => answered === emotion).length;
			return (2 * hit) / (either + answers.filter(([, so]) => so === emotion).length);
		})
	);
}
