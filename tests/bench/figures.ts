import { cpus, totalmem } from 'node:os';
import type { Result } from './result';

/** A result with the moment of its run and the machine it ran on: a line of `tests/results/bench.jsonl`. */
export interface Figure extends Result {
	/** ISO 8601, of the start of the run */
	at: string;
	/** Absent in lines written before it was recorded. */
	machine?: string;
}

/** What the figures depend on: cores, memory and the versions of Node and the operating system's kind. */
export function describeMachine(): string {
	const all = cpus();
	const model = (all[0]?.model ?? 'processor').replace(/\s+/g, ' ').trim();
	return `${all.length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node} on ${process.platform}`;
}

/**
 * What a line of the file of results says; lines of other versions of the bench, and broken ones, are left out.
 * @param text lines of JSON
 */
export const readFigures = (text: string): Figure[] =>
	text.split('\n').flatMap((line) => {
		try {
			const found: unknown = JSON.parse(line);
			return isFigure(found) ? [found] : [];
		} catch {
			return [];
		}
	});

const isFigure = (found: unknown): found is Figure =>
	typeof found === 'object' &&
	found !== null &&
	'case' in found &&
	'value' in found &&
	'ratio' in found &&
	'at' in found &&
	typeof found.case === 'string' &&
	typeof found.at === 'string' &&
	typeof found.ratio === 'number';

/** What comes before the first colon of a case: its subject. */
const subjectOf = ({ case: name }: Figure): string => name.split(':', 1)[0] ?? name;

/** Words of a result that hold figures of that run, such as how many stories it reached, do not make another case. */
const keyOf = ({ case: name }: Figure): string => name.replace(/\d[\d,.]*/g, '#');

/**
 * A page of the last figures of each case, with the date and machine of each, in Markdown.
 * @param figures oldest first
 */
export function figuresPage(figures: readonly Figure[]): string {
	const last = new Map<string, Figure>();
	for (const figure of figures) last.set(keyOf(figure), figure);
	const shown = [...last.values()].sort((a, b) => (a.case < b.case ? -1 : 1));
	const machines = [...new Set(shown.map(({ machine }) => machine ?? 'not noted'))];
	const cell = (text: string): string => text.replaceAll('|', '\\|');
	const rows = shown.map(({ case: name, value, bound, ratio, aim, ok, at, machine }) =>
		[
			cell(name),
			value,
			bound,
			ratio,
			cell(aim),
			ok ? 'met' : '**missed**',
			`${at.slice(0, 10)}${machines.length > 1 ? ` (${machines.indexOf(machine ?? 'not noted') + 1})` : ''}`
		].join(' | ')
	);
	const details = shown.flatMap((figure) => {
		const rest = Object.entries(figure.extra ?? {});
		return rest.length === 0
			? []
			: [`- **${subjectOf(figure)}**: ${rest.map(([name, number]) => `${name} ${number}`).join(', ')}`];
	});
	return [
		'# Figures',
		'Made by `npm run bench -- --figures` of the last run of each case; not written by hand. A ratio is the value against a bound that was measured in the same run. Other work on the machine changes values more than ratios.',
		machines.map((machine, i) => `${machines.length > 1 ? `${i + 1}. ` : ''}${machine}`).join('\n'),
		['Case | Value | Bound | Ratio | Aim | | Measured', '--- | --: | --: | --: | --- | --- | ---', ...rows].join('\n'),
		'## What else was measured',
		details.join('\n')
	]
		.filter((part) => part !== '')
		.join('\n\n')
		.concat('\n');
}
