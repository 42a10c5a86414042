import { sentencesOf } from '$lib/domain/core/texts/sentences';
import type { Report } from '$lib/domain/report/content';
import type { Words } from '$lib/i18n/words';
import type { ShortDocument } from '../document';
import { linesOf, shortFlowOf } from '../flow';
import { ReportContext, shorten } from '../report-context';

/** A short report has at most so many words, in every form and with what stands at the foot of its pages. */
export const MAX_WORDS = 900;
/** What so many words fill on two pages, in characters: long words take more room. */
const MAX_LENGTH = 5_400;
/** The kicker, title and mark of an exercise stand at the foot or head of each of the two pages, with its number. */
const PAGES = 2;

/** How many of each list are shown: the rest is counted, and is in the full report. */
const most = {
	headlines: 2,
	/** Besides the newest alerts to the public, which are always shown. */
	actions: 8,
	rumours: 6,
	needs: 5,
	quotes: 1,
	facts: 5,
	signs: 8,
	remains: 8,
	living: 5,
	help: 5,
	owed: 4,
	became: 4,
	sources: 12,
	outages: 3,
	asked: 3,
	behaviours: 3,
	themes: 3,
	moves: 3,
	calls: 6,
	advice: 4,
	/** Words of each text by the analyst: whole sentences beyond them are left out. */
	typed: Infinity,
	/** Words of anything else that a person typed, such as a claim or a fact; the last resort. */
	named: Infinity
};
type ShortLimits = Readonly<typeof most>;
/** What is left out, step by step, until the report fits. */
const steps: readonly Partial<ShortLimits>[] = [
	{ typed: 120 },
	{ headlines: 1 },
	{ headlines: 0 },
	{ actions: 6 },
	{ actions: 4 },
	{ rumours: 5 },
	{ needs: 4 },
	{ quotes: 0 },
	{ became: 2, sources: 6, outages: 2 },
	{ asked: 2, behaviours: 2, themes: 2 },
	{ facts: 4, signs: 6, remains: 6, living: 4, help: 4, owed: 3 },
	{ typed: 80 },
	{ actions: 3, moves: 2, calls: 3 },
	{ facts: 3, rumours: 4, needs: 3, signs: 5, remains: 5, living: 3, help: 3, owed: 2 },
	{ became: 1, sources: 3, outages: 1, advice: 3 },
	{ typed: 50 },
	{ asked: 1, behaviours: 1, themes: 1, moves: 1 },
	{ facts: 2, rumours: 3, needs: 2, signs: 4, remains: 4, living: 2, help: 2, owed: 1 },
	{ actions: 1, advice: 2 },
	{ named: 40 },
	{ typed: 30, facts: 1, rumours: 2, needs: 1, signs: 2, remains: 2, living: 1, help: 1, calls: 1 },
	{ typed: 20, named: 12, rumours: 1, signs: 1, remains: 1, advice: 1, sources: 1 }
];

/** A report on two pages, and how much of it is shown. */
export class ShortContext extends ReportContext {
	/** How many sentences of the analyst's texts are left out. */
	readonly omitted: number;
	constructor(
		full: Report,
		words: Words,
		readonly limits: ShortLimits
	) {
		let omitted = 0;
		const cut = (of: string | null): string | null => {
			const text = of === null ? null : firstSentences(of, limits.typed);
			omitted += text?.left ?? 0;
			return text === null ? null : text.shown;
		};
		const { brief, meaning, counterSignals, reading } = full;
		super(
			{
				...full,
				brief: { ...brief, text: cut(brief.text) },
				meaning: { ...meaning, text: cut(meaning.text) },
				counterSignals: { ...counterSignals, text: cut(counterSignals.text) },
				reading: {
					...reading,
					text: cut(reading.text),
					why: cut(reading.why),
					expected: cut(reading.expected),
					watch: cut(reading.watch)
				}
			},
			words
		);
		this.omitted = omitted;
	}
}

/** Writes a report with as much as fits. */
export function writeFitting(
	report: Report,
	words: Words,
	write: (context: ShortContext) => ShortDocument
): ShortDocument {
	let limits = most;
	let document = write(new ShortContext(report, words, limits));
	for (const step of steps) {
		if (isFitting(document)) return document;
		limits = { ...limits, ...step };
		document = withNamesCut(write(new ShortContext(report, words, limits)), limits.named);
	}
	return document;
}

/** The number of words in a text: what has a letter or a digit. The one counter of every form of a report. */
export const countWords = (text: string): number =>
	text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Everything that a reader of a short report sees, on any form. */
const textIn = (document: ShortDocument): string => shortFlowOf(document, null).flatMap(linesOf).join('\n');

function isFitting(document: ShortDocument): boolean {
	const { kicker, title } = document.head;
	const text = textIn(document);
	// Beside the title are the mark of an exercise, twice, and two numbers.
	return countWords(text) + PAGES * (countWords(`${kicker} ${title}`) + 4) <= MAX_WORDS && text.length <= MAX_LENGTH;
}

/** The first whole sentences within so many words, and how many are left out. Of a first that is longer, its beginning. */
function firstSentences(of: string, maxWords: number): { readonly shown: string; readonly left: number } {
	if (countWords(of) <= maxWords) return { shown: of, left: 0 };
	const sentences = sentencesOf(of);
	let [end, used] = [0, 0];
	for (const [at, sentence] of sentences.entries()) {
		used += countWords(sentence);
		if (used > maxWords && at > 0) return { shown: `${of.slice(0, end)} …`, left: sentences.length - at };
		if (used > maxWords) return { shown: firstWords(sentence, maxWords), left: sentences.length };
		end = of.indexOf(sentence, end) + sentence.length;
	}
	return { shown: of, left: 0 };
}

/** So many words, of an ordinary length. */
function firstWords(of: string, maxWords: number): string {
	if (maxWords === Infinity) return of;
	const words = of.trim().split(/\s+/);
	const cut = words.length <= maxWords ? of : `${words.slice(0, maxWords).join(' ')}…`;
	return shorten(cut, maxWords * 9);
}

/** The document with everything that a person typed cut to so many words. */
function withNamesCut(document: ShortDocument, maxWords: number): ShortDocument {
	const cut = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(cut);
		if (typeof value !== 'object' || value === null) return value;
		const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cut(each)]));
		for (const key of ['kind' in value && value.kind === 'verbatim' ? 'text' : '', 'what'])
			if (typeof copy[key] === 'string') copy[key] = firstWords(copy[key], maxWords);
		return copy;
	};
	return maxWords === Infinity ? document : (cut(document) as ShortDocument);
}
