import * as m from '../../../messages';
import type { NeedLine, Report, RumourLine } from '$lib/domain/report/content';
import { orderedRumours } from '$lib/domain/report/report-lines';
import type { DocumentRow, Line, NamedRow, ShortBlock } from '../document';
import { joined, paragraphs, quoted, verbatim, text, type ReportContext } from '../report-context';
import { writeAnswer, writeVerdict } from './short-goals';
import type { ShortContext } from './shortening';

type Weekly = Pick<NeedLine, 'finding' | 'week' | 'posts'>;
/** Asked or said most this week first, then in all. */
const byWeek = (a: Weekly, b: Weekly): number =>
	(b.week?.now ?? 0) - (a.week?.now ?? 0) || b.posts - a.posts || (a.finding < b.finding ? -1 : 1);

/** Null when the incident had not started: unknown differs from zero. */
const weekBefore = ({ week }: Weekly, number: ReportContext['number']): Line | null =>
	week?.before == null ? null : [text(number(week.before))];

function writeWeekly<Of extends Weekly>(
	lines: readonly Of[],
	id: 'remains' | 'living',
	write: { readonly head: (of: Of) => Line; readonly state: (of: Of) => Line },
	context: ShortContext
): ShortBlock[] {
	const { t, number } = context;
	const limit = context.limits[id];
	if (lines.length === 0) return [{ kind: 'note', text: t(m.report.aftercare.none[id]) }, ...context.perhapsMore()];
	const rest = lines.length - limit;
	return [
		{
			kind: 'table',
			id,
			caption: t(m.report.aftercare[id]),
			columns: [
				{ label: t(m.report.aftercare.columns[id]), kind: 'head' },
				{ label: t(m.report.aftercare.columns.week), kind: 'number' },
				{ label: t(m.report.aftercare.columns.before), kind: 'number' },
				{ label: t(m.report.short.columns[id === 'remains' ? 'answer' : 'verdict']), kind: 'wide' }
			],
			rows: lines.slice(0, limit).map((line): DocumentRow => ({
				key: line.finding,
				head: write.head(line),
				under: [],
				cells: [[text(number(line.week?.now ?? 0))], weekBefore(line, number), write.state(line)]
			}))
		},
		...(rest > 0 ? [{ kind: 'note', text: t(m.report.aftercare.more[id], { count: rest }) } as const] : []),
		...context.perhapsMore()
	];
}

/** The questions without an answer, and those that were asked this week despite an answer. */
export const remainingQuestions = ({ information }: Report): NeedLine[] =>
	information.needs.filter(({ state, week }) => state !== 'answered' || (week?.now ?? 0) > 0).sort(byWeek);
/** The rumours that people still repeated this week. */
export const livingRumours = ({ limitation }: Report): RumourLine[] =>
	orderedRumours(limitation.rumours.filter(({ week }) => (week?.now ?? 0) > 0));

export const writeQuestions = (context: ShortContext): ShortBlock[] =>
	writeWeekly(
		remainingQuestions(context.report),
		'remains',
		{ head: ({ text: words }) => [verbatim(words)], state: (need: NeedLine) => writeAnswer(need, context) },
		context
	);

export const writeLiving = (context: ShortContext): ShortBlock[] =>
	writeWeekly(
		livingRumours(context.report),
		'living',
		{ head: ({ text: words }) => [quoted(words)], state: (rumour: RumourLine) => writeVerdict(rumour, context) },
		context
	);

/** Where people can go, as established. */
export function writeHelp(context: ShortContext): ShortBlock[] {
	const { help = [] } = context.report.remains ?? {};
	if (help.length === 0) return [{ kind: 'note', text: context.t(m.report.aftercare.none.help) }];
	const lines = help
		.slice(0, context.limits.help)
		.map(({ text: words, source, at }): Line => [
			verbatim(words.replace(/\.$/, '')),
			text(` ${context.t(m.report.document.known.fact, { source: source ?? '', time: context.clock(at) })}`)
		]);
	if (help.length > context.limits.help)
		lines.push([text(context.t(m.report.aftercare.more.owed, { count: help.length - context.limits.help }))]);
	return [{ kind: 'rows', rows: [{ id: 'help', name: context.t(m.report.aftercare.rows.help), lines }] }];
}

/** What the analyst expects, and looks at. */
export function writeNext({ t, report }: ReportContext): ShortBlock[] {
	const { expected, watch } = report.reading;
	const rows = (['expected', 'watch'] as const).flatMap((id): NamedRow[] => {
		const words = id === 'expected' ? expected : watch;
		return words === null
			? []
			: [
					{
						id,
						name: t(m.report.document.reading[id]),
						lines: [
							joined(
								paragraphs(words).map((line) => [verbatim(line)]),
								' '
							)
						]
					}
				];
	});
	return rows.length === 0 ? [{ kind: 'note', text: t(m.report.early.nothing) }] : [{ kind: 'rows', rows }];
}
