import * as m from '../../messages';
import type { AdviceLine, PromiseLine } from '$lib/domain/report/content';
import type { Block, Line, Row } from './document';
import { writeTask } from './judgement';
import { writeAlone } from './picture';
import { quoted, said, sentence, strong, text, type Pen } from './pen';

/** What fits on two pages; the rest is counted, and is in the full report. */
const MAX_LINES = { advice: 4, promises: 5 };

type Rows = Extract<Block, { kind: 'rows' }>;
/** What we still have to do: adopted advice, and promises. */
export const writeShortCommitments = (pen: Pen): Rows[] => writeUpTo(pen, MAX_LINES);
/** … all of it, for the full report. */
export const writeCommitments = (pen: Pen): Rows[] => writeUpTo(pen, { advice: Infinity, promises: Infinity });

function writeUpTo(pen: Pen, most: typeof MAX_LINES): Rows[] {
	const { advice = [], promises = [] } = pen.report.remains ?? {};
	const row = <T>(id: 'advice' | 'promises', all: readonly T[], write: (of: T) => Line): Row => ({
		id,
		name: pen.t(m.report.aftercare.rows[id]),
		lines:
			all.length === 0
				? [[text(pen.t(m.report.aftercare.none[id]))]]
				: [
						...all.slice(0, most[id]).map(write),
						...(all.length > most[id]
							? [[text(pen.t(m.report.aftercare.more.owed, { count: all.length - most[id] }))]]
							: [])
					]
	});
	return [
		{
			kind: 'rows',
			rows: [
				row('advice', advice, (line) => writeNotDone(line, pen)),
				row('promises', promises, (promise) => writePromise(promise, pen))
			]
		}
	];
}

const writeNotDone = ({ what, decision }: AdviceLine, pen: Pen): Line => [
	said(sentence(what)),
	...(decision ? writeTask(decision, pen) : []),
	...(isOver(decision?.due, pen) ? [text(' '), strong(pen.t(m.report.aftercare.over))] : [])
];

function writePromise({ about, words, at, due, alone }: PromiseLine, pen: Pen): Line {
	const { t } = pen;
	const subject: Line = about === null ? [] : [said(about.replace(/[.]$/, '')), text(': ')];
	if (due === null) return [...subject, quoted(words), text(` (${pen.time(at)})`), ...writeAlone({ alone }, pen)];
	const promised = text(t(m.report.aftercare.promised, { time: pen.time(due) }));
	return [...subject, promised, ...(isOver(due, pen) ? [text(' '), strong(t(m.report.aftercare.over))] : [])];
}

const isOver = (due: string | null | undefined, { report }: Pen): boolean =>
	due !== null && due !== undefined && due < report.moment;
