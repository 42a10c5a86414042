import { Dictionary } from '$lib/server/analysis/hints/models/dictionary';
import { scoreOf, train } from '$lib/server/analysis/hints/models/logistic';
import type { Labels } from '$lib/server/analysis/hints/models/labels';
import { answersOf, type Task } from '$lib/server/analysis/hints/models/tasks';
import { TRAITS } from '$lib/server/analysis/hints/models/traits';
import { featuresOf } from '$lib/server/analysis/hints/proposals/features';
import { NearestTexts } from '$lib/server/analysis/hints/proposals/nearest-texts';
import type { Incident, LabelledPost } from './incidents';

/** What needs no thought: always the most frequent answer, the most alike text, regression on plain words. */

type Plain = (post: LabelledPost) => boolean;
type Text = Pick<LabelledPost, 'text' | 'labels'>;

const yesTo = (task: Task, labels: Labels): boolean => answersOf(labels)[task] === true;

function majority(task: Task, known: readonly Text[]): Plain {
	const yes = known.filter(({ labels }) => yesTo(task, labels)).length;
	return () => 2 * yes > known.length;
}

function nearest(task: Task, known: readonly Text[]): Plain {
	const index = new NearestTexts();
	known.forEach(({ text }, at) => index.set(`${at}`, featuresOf(text).counts));
	return ({ text }) => {
		const [near] = index.nearest(featuresOf(text).counts, 1);
		const found = near && known[Number(near.story)];
		return found !== undefined && yesTo(task, found.labels);
	};
}

/** Fifty lines that anybody would write first: hashed lower-case words and pairs of them. */
function regression(task: Task, known: readonly Text[]): Plain {
	const dictionary = new Dictionary();
	const traitsOf = (text: string) => {
		const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[?!]/gu) ?? [];
		const names = new Set([...words, ...words.slice(1).map((word, at) => `${words[at] ?? ''} ${word}`)]);
		return {
			at: Int32Array.from(names, hash),
			weight: new Float32Array(names.size).fill(1 / Math.sqrt(Math.max(1, names.size)))
		};
	};
	const examples = known.map(({ text, labels }) => ({ traits: traitsOf(text), yes: yesTo(task, labels), offset: 0 }));
	for (const { traits } of examples) for (const at of traits.at) dictionary.add(at);
	const weights = train(
		examples.map((example) => ({ ...example, sparse: dictionary.sparse(example.traits) })),
		dictionary.size,
		{ rounds: 20, penalty: 1e-3, balance: 1 }
	);
	return ({ text }) => scoreOf(weights, dictionary.sparse(traitsOf(text))) > 0;
}

function hash(text: string): number {
	let value = 0;
	for (let at = 0; at < text.length; at++) value = (Math.imul(value, 31) + text.charCodeAt(at)) | 0;
	return (value ^ (value >>> 15)) & (TRAITS - 1);
}

export const plainMethods = { majority, nearest, regression };
export const textsIn = (incidents: readonly Incident[]): LabelledPost[] => incidents.flatMap(({ stories }) => stories);
