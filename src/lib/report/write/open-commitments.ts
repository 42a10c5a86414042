import * as m from '../../messages';
import { asSentence } from '$lib/domain/core/texts/sentences';
import type { AdviceLine, PromiseLine } from '$lib/domain/report/content';
import type { Block, Line, NamedRow } from './document';
import { writeTask } from './judgement';
import { writeAlone } from './picture';
import { quoted, verbatim, strong, text, type ReportContext } from './report-context';

/** What we still have to do: adopted advice, and promises. @param limit how many of each are shown */
export function writeCommitments(context: ReportContext, limit = Infinity): Extract<Block, { kind: 'rows' }>[] {
	const { advice = [], promises = [] } = context.report.remains ?? {};
	const row = <T>(id: 'advice' | 'promises', all: readonly T[], write: (of: T) => Line): NamedRow => ({
		id,
		name: context.t(m.report.aftercare.rows[id]),
		lines:
			all.length === 0
				? [[text(context.t(m.report.aftercare.none[id]))]]
				: [
						...all.slice(0, limit).map(write),
						...(all.length > limit
							? [[text(context.t(m.report.aftercare.more.owed, { count: all.length - limit }))]]
							: [])
					]
	});
	return [
		{
			kind: 'rows',
			rows: [
				row('advice', advice, (line) => writeNotDone(line, context)),
				row('promises', promises, (promise) => writePromise(promise, context))
			]
		}
	];
}

const writeNotDone = ({ what, decision }: AdviceLine, context: ReportContext): Line => [
	verbatim(asSentence(what)),
	...(decision ? writeTask(decision, context) : []),
	...(isOverdue(decision?.due, context) ? [text(' '), strong(context.t(m.report.aftercare.over))] : [])
];

function writePromise({ about, words, at, due, alone }: PromiseLine, context: ReportContext): Line {
	const { t } = context;
	const subject: Line = about === null ? [] : [verbatim(about.replace(/[.]$/, '')), text(': ')];
	if (due === null)
		return [...subject, quoted(words), text(` (${context.time(at)})`), ...writeAlone({ alone }, context)];
	const promised = text(t(m.report.aftercare.promised, { time: context.time(due) }));
	return [...subject, promised, ...(isOverdue(due, context) ? [text(' '), strong(t(m.report.aftercare.over))] : [])];
}

const isOverdue = (due: string | null | undefined, { report }: ReportContext): boolean =>
	due !== null && due !== undefined && due < report.moment;
