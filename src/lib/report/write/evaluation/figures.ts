import * as m from '../../../messages';
import type { KeyFigure } from '$lib/domain/evaluation/key-figures';
import type { Words } from '$lib/i18n/words';
import type { EvaluationTable } from './document';

/** The key figures of an incident, and its title. */
export interface FiguresOf {
	readonly title: string;
	readonly figures: readonly KeyFigure[];
}

const valueWords = ({ unit, value }: KeyFigure, { t, number, duration }: Words): string =>
	value === null
		? t(m.evaluation.notYet)
		: unit === 'count'
			? number(value)
			: value === 0
				? t(m.common.duration.short)
				: duration(value * 60_000);

/** Those in one unit. @param other beside it, line by line; null shows one incident */
export function figuresTable(
	unit: KeyFigure['unit'],
	own: FiguresOf,
	other: FiguresOf | null,
	words: Words
): EvaluationTable {
	const { t } = words;
	return {
		columns: [
			{ id: 'figure', label: t(m.evaluation.columns.figure), kind: 'head' },
			{ id: 'value', label: other ? own.title : t(m.evaluation.columns.value), kind: 'number' },
			...(other ? [{ id: 'other', label: other.title, kind: 'number' } as const] : [])
		],
		rows: own.figures.flatMap((figure, at) => {
			if (figure.unit !== unit) return [];
			const beside = other?.figures[at];
			return {
				key: figure.key,
				cells: [
					[{ text: t(m.evaluation.figures[figure.key]) }],
					[{ text: valueWords(figure, words) }],
					...(beside ? [[{ text: valueWords(beside, words) }]] : [])
				]
			};
		})
	};
}

/** For a spreadsheet: numbers as numbers, with their unit. */
export function figuresCells(own: FiguresOf, other: FiguresOf | null, { t }: Words): (string | number)[][] {
	const beside = other?.figures ?? [];
	return [
		[t(m.evaluation.columns.figure), t(m.evaluation.csv.unit), own.title, ...(other ? [other.title] : [])],
		...own.figures.map(({ key, unit, value }, at) => [
			t(m.evaluation.figures[key]),
			t(m.evaluation.csv[unit]),
			value ?? '',
			...(beside[at] ? [beside[at].value ?? ''] : [])
		])
	];
}
