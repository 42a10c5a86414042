import * as m from '$lib/messages';
import type { Tally } from '$lib/domain/report/content';
import type { Course } from '$lib/domain/stories/trend';
import { labelKindNames } from '$lib/domain/stories/label-kinds';
import { labelKindWords, labelWord } from '$lib/report/write/label-words';
import { textOf } from '$lib/report/write/flow';
import { labelCountsOf } from '$lib/report/write/meaning';
import { csvOf, type CsvSeparator } from '$lib/server/platform/http/csv';
import type { Exported, ExportKind } from './export-kind';

type Cell = string | number;

/** Every figure of the report as one table: what it counts, its subject, and its trend. */
function figuresOf({ report, notices, words: { t } }: Exported, separator: CsvSeparator): string {
	const heads = [
		'section',
		'what',
		'text',
		'posts',
		'authors',
		'unnamed',
		'last30',
		'before30',
		'trend',
		'stories'
	] as const;
	const rows: Cell[][] = [];
	const add = (
		section: number,
		what: string,
		text: string,
		figures: Partial<Tally & { course: Course; stories: number }>
	) => {
		const { posts = '', authors = '', unnamed = '', course, stories = '' } = figures;
		const trend = course && course.trend !== 'same' ? t(m.report.document.trend[course.trend]) : '';
		rows.push([section, what, text, posts, authors, unnamed, course?.now ?? '', course?.before ?? '', trend, stories]);
	};
	const { information, limitation, meaning, voices, basis } = report;
	for (const { kind, line } of notices) add(kind === 'withdrawn' ? 1 : 9, t(m.report.desk.csv[kind]), textOf(line), {});
	for (const need of information.needs) add(2, t(m.report.desk.csv.need), need.text, need);
	for (const { name, posts } of information.consulted) add(2, t(m.report.desk.csv.consulted), name, { posts });
	for (const rumour of limitation.rumours) add(3, t(m.report.desk.csv.rumour), rumour.text, rumour);
	for (const behaviour of limitation.behaviours) add(3, t(m.report.desk.csv.behaviour), behaviour.text, behaviour);
	for (const kind of labelKindNames) {
		const { parts } = labelCountsOf(report, kind) ?? { parts: [] };
		for (const { key, stories } of parts) add(4, t(labelKindWords[kind].name), t(labelWord(key)), { stories });
	}
	for (const theme of meaning.themes) add(4, t(m.report.desk.csv.meaning), theme.text, theme);
	for (const { name, headline, posts } of voices) add(5, name, headline, { posts });
	for (const source of basis.sources)
		if (source.platforms)
			for (const { platform, posts } of source.platforms)
				add(
					10,
					t(m.report.desk.csv.source),
					t(m.report.document.basis.file, { platform: t(m.report.document.platforms[platform]) }),
					{ posts }
				);
		else add(10, t(m.report.desk.csv.source), source.name, source);
	add(10, t(m.report.desk.csv.all), '', basis);
	add(10, t(m.report.desk.csv.looked), '', { posts: basis.looked.posts });
	add(10, t(m.report.desk.csv.joined), '', { posts: basis.joined });
	add(10, t(m.report.desk.csv.unseen), '', { posts: basis.unseen.posts });
	if (report.incident.exercise) add(1, t(m.exercise.word).toUpperCase(), report.incident.title, {});
	return csvOf([heads.map((head) => t(m.report.desk.csv.heads[head])), ...rows], separator);
}

export const csv = {
	extension: 'csv',
	type: 'text/csv; charset=utf-8',
	write: (exported) => figuresOf(exported, ',')
} as const satisfies ExportKind;

/** The same with semicolons: what a Dutch Excel opens as columns by itself. */
export const excelCsv = {
	...csv,
	extension: 'excel.csv',
	write: (exported: Exported) => figuresOf(exported, ';')
} as const satisfies ExportKind;
