import { contentWords, sentencesOf } from '../core/texts/sentences';
import type { Report } from './content';
import { numbersIn } from './numbers-in';
import type { ReportSection } from './report-text';

/** A number in the tables of a report. */
export interface ReportCount {
	/** Where it stands: the same in every report, whatever the order of the lines. */
	readonly at: string;
	/** What its line is about, in words; empty for a total. */
	readonly about: string;
	readonly value: number;
}
type Tables = Pick<Report, 'information' | 'limitation' | 'meaning' | 'basis'>;

/** Scales: they count nothing. */
const scales: ReadonlySet<string> = new Set(['harm', 'spread', 'product']);
/** By what a line of a table is known. */
const identities = ['finding', 'id', 'key', 'name', 'platform', 'place', 'group', 'language'] as const;

/** Every count in the tables of a report. @param without the names of counts to leave out */
export function countsIn(
	{ information, limitation, meaning, basis }: Tables,
	without: ReadonlySet<string> = new Set()
): ReportCount[] {
	const found: ReportCount[] = [];
	const collect = (of: unknown, at: string, about: string): void => {
		if (typeof of === 'number') found.push({ at, about, value: of });
		else if (Array.isArray(of))
			of.forEach((line: unknown, index) => {
				const fields = new Map(typeof line === 'object' && line !== null ? Object.entries(line) : []);
				const identity = identities.map((name) => fields.get(name) as unknown).find((id) => typeof id === 'string');
				const words: unknown = fields.get('text') ?? fields.get('name');
				collect(line, `${at}.${identity ?? String(index)}`, typeof words === 'string' ? words : about);
			});
		else if (typeof of === 'object' && of !== null)
			for (const [key, value] of Object.entries(of) as [string, unknown][])
				if (!scales.has(key) && !without.has(key)) collect(value, `${at}.${key}`, about);
	};
	for (const [name, table] of Object.entries({ information, limitation, meaning, basis })) collect(table, name, '');
	const lists = {
		needs: information.needs,
		unanswered: information.unanswered,
		rumours: limitation.rumours,
		passedOn: limitation.calls.passedOn
	};
	for (const [name, list] of Object.entries(lists)) found.push({ at: `count.${name}`, about: '', value: list.length });
	return found;
}

/** The numbers that a person may write of this report: its counts, and what its facts, claims and questions state. */
export function numbersOf(report: Report): ReadonlySet<number> {
	const { information, limitation, meaning, known } = report;
	const lines = [
		...[...information.needs, ...limitation.rumours, ...limitation.behaviours, ...meaning.themes],
		...[...known.facts, ...known.open, ...known.actions]
	];
	return new Set([...countsIn(report).map(({ value }) => value), ...lines.flatMap(({ text }) => numbersIn(text))]);
}

/** A sentence that a person wrote, with its numbers that nothing in the report has. */
export interface UnknownNumbers {
	readonly sentence: string;
	readonly numbers: readonly number[];
}
export const unknownNumbersIn = (text: string, known: ReadonlySet<number>): UnknownNumbers[] =>
	sentencesOf(text).flatMap((sentence) => {
		const numbers = numbersIn(sentence).filter((number) => !known.has(number));
		return numbers.length === 0 ? [] : [{ sentence, numbers }];
	});

/** The same for every text of a person in the report, with where it is written. */
export function unknownNumbers(report: Report): (UnknownNumbers & { readonly section: ReportSection | 'advice' })[] {
	const { brief, meaning, counterSignals, reading, advice } = report;
	const texts: Record<ReportSection | 'advice', string | null> = {
		brief: brief.text,
		meaning: meaning.text,
		counterSignals: counterSignals.text,
		reading: reading.text,
		certainty: reading.why,
		expected: reading.expected,
		watch: reading.watch,
		advice: advice.lines.map(({ what }) => what).join('\n')
	};
	const known = numbersOf(report);
	return (Object.keys(texts) as (keyof typeof texts)[]).flatMap((section) =>
		unknownNumbersIn(texts[section] ?? '', known).map((found) => ({ ...found, section }))
	);
}

/** A number in a text that was kept: what it counted then, and the count now; null where nothing counts it (any more). */
export interface KeptNumber {
	readonly then: number;
	readonly about: string;
	readonly now: number | null;
}

/**
 * The numbers of a text, with what they are now. A number may stand in several tables: it is taken from the line whose
 * words the sentence shares most.
 * @param then the report that the text was in
 */
export function keptNumbers(text: string, then: Report, now: Report): KeptNumber[] {
	const [before, after] = [countsIn(then), new Map(countsIn(now).map(({ at, value }) => [at, value]))];
	return sentencesOf(text).flatMap((sentence) => {
		const words = contentWords(sentence);
		const shared = ({ about }: ReportCount): number =>
			[...contentWords(about)].filter((word) => words.has(word)).length;
		return numbersIn(sentence).map((number): KeptNumber => {
			const [best] = before
				.filter(({ value }) => value === number)
				.sort((a, b) => shared(b) - shared(a) || Number(a.about !== '') - Number(b.about !== ''));
			return { then: number, about: best?.about ?? '', now: (best && after.get(best.at)) ?? null };
		});
	});
}

/** Whether a count of the report is another one in the next, or is in one of them only. */
export function haveFiguresChanged(before: Report, after: Report): boolean {
	const textOf = (report: Report): string =>
		JSON.stringify(
			countsIn(report)
				.map(({ at, value }) => `${at} ${value}`)
				.sort()
		);
	return textOf(before) !== textOf(after);
}
