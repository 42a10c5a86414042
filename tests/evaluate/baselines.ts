import { Dictionary } from '$lib/server/analysis/hints/models/dictionary';
import { scoreOf, train } from '$lib/server/analysis/hints/models/logistic';
import { TRAITS } from '$lib/server/analysis/hints/models/traits';
import { featuresOf } from '$lib/server/analysis/hints/proposals/features';
import { NearestTexts } from '$lib/server/analysis/hints/proposals/nearest-texts';

/**
 * What needs no thought: always the most frequent answer, that of the most alike text, and a plain logistic regression:
 * not the models of the program, but what anybody would write first.
 */

/** A text with what people answered. */
interface Answered<Answer> {
	readonly text: string;
	readonly answer: Answer;
}
/** Made of answered texts, it answers others. */
type PlainMethod = <Answer>(known: readonly Answered<Answer>[]) => (text: string) => Answer;

const majority: PlainMethod = (known) => {
	const [mostFrequent] = countsOf(known).sort((a, b) => b.texts - a.texts);
	return () => answerOf(mostFrequent);
};

const nearest: PlainMethod = (known) => {
	const index = new NearestTexts();
	known.forEach(({ text }, at) => index.set(`${at}`, featuresOf(text).counts));
	const otherwise = majority(known);
	return (text) => {
		const [nearestText] = index.nearest(featuresOf(text).counts, 1);
		return nearestText ? answerOf(known[Number(nearestText.story)]) : otherwise(text);
	};
};

const regression: PlainMethod = (known) => {
	const scores = countsOf(known).map(({ answer }) => ({
		answer,
		score: plainScore(known.map((one) => ({ text: one.text, yes: one.answer === answer })))
	}));
	return (text) => {
		const [best] = scores
			.map(({ answer, score }) => ({ answer, score: score(text) }))
			.sort((a, b) => b.score - a.score);
		return answerOf(best);
	};
};

export const plainMethods = { majority, nearest, regression };

/** Logistic regression on hashed lower-case words and pairs of them. @returns how much a text looks like yes */
export function plainScore(
	known: readonly { readonly text: string; readonly yes: boolean }[]
): (text: string) => number {
	const dictionary = new Dictionary();
	const traits = known.map(({ text }) => traitsOf(text));
	for (const { at } of traits) for (const trait of at) dictionary.add(trait);
	const examples = known.map(({ yes }, at) => ({ sparse: dictionary.sparse(traits[at] ?? noTraits), yes, offset: 0 }));
	const weights = train(examples, dictionary.size, { rounds: 20, penalty: 1e-3, balance: 1 });
	return (text) => scoreOf(weights, dictionary.sparse(traitsOf(text)));
}

const noTraits = { at: new Int32Array(), weight: new Float32Array() };

function traitsOf(text: string): typeof noTraits {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[?!]/gu) ?? [];
	const names = new Set([...words, ...words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)]);
	return {
		at: Int32Array.from(names, hash),
		weight: new Float32Array(names.size).fill(1 / Math.sqrt(Math.max(1, names.size)))
	};
}

function hash(text: string): number {
	let value = 0;
	for (let at = 0; at < text.length; at++) value = (Math.imul(value, 31) + text.charCodeAt(at)) | 0;
	return (value ^ (value >>> 15)) & (TRAITS - 1);
}

function countsOf<Answer>(known: readonly Answered<Answer>[]): { answer: Answer; texts: number }[] {
	const counts = new Map<Answer, number>();
	for (const { answer } of known) counts.set(answer, (counts.get(answer) ?? 0) + 1);
	return [...counts].map(([answer, texts]) => ({ answer, texts }));
}

function answerOf<Answer>(one: { readonly answer: Answer } | undefined): Answer {
	if (!one) throw new Error('nothing was answered');
	return one.answer;
}
