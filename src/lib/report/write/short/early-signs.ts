import * as m from '../../../messages';
import { isHigh } from '$lib/domain/findings/risk';
import type { BehaviourLine, MeaningLine, NeedLine, RumourLine } from '$lib/domain/report/content';
import { isSettled, orderedRumours } from '$lib/domain/report/report-lines';
import type { DocumentRow, Line, ShortBlock } from '../document';
import { paragraphs, quoted, verbatim, subtle, text, type ReportContext } from '../report-context';
import { writeCourse, writeMentions } from '../picture';
import { writeAnswer, writeRecent, writeVerdict } from './short-goals';
import type { ShortContext } from './shortening';

/** A finding of any kind, as a sign of what may come. */
type Sign =
	| { readonly kind: 'need'; readonly line: NeedLine }
	| { readonly kind: 'rumour'; readonly line: RumourLine }
	| { readonly kind: 'behaviour'; readonly line: BehaviourLine }
	| { readonly kind: 'meaning'; readonly line: MeaningLine };

const rank: Readonly<Record<NeedLine['course']['trend'], number>> = {
	new: 3,
	rises: 3,
	again: 2,
	unsure: 2,
	same: 1,
	falls: 1,
	none: 0
};
const isDangerous = (sign: Sign): boolean => sign.kind === 'rumour' && isHigh(sign.line) && !isSettled(sign.line);
/** Open rumours of high risk first, then what comes up, then what is said most. */
const byRise = (one: Sign, other: Sign): number => {
	const [a, b] = [one.line, other.line];
	return (
		Number(isDangerous(other)) - Number(isDangerous(one)) ||
		rank[b.course.trend] - rank[a.course.trend] ||
		b.course.now - a.course.now ||
		b.posts - a.posts ||
		(a.finding < b.finding ? -1 : 1)
	);
};

/** Everything that was seen, the most important first, as rows of one table. */
export function signRows(
	context: ReportContext
): { readonly kind: Sign['kind']; readonly text: string; readonly unsure: boolean; readonly row: DocumentRow }[] {
	const { t, report } = context;
	const signs: Sign[] = [
		...report.information.needs.map((line) => ({ kind: 'need', line }) as const),
		...report.limitation.rumours.map((line) => ({ kind: 'rumour', line }) as const),
		...report.limitation.behaviours.map((line) => ({ kind: 'behaviour', line }) as const),
		...report.meaning.themes.map((line) => ({ kind: 'meaning', line }) as const)
	].sort(byRise);
	// Among each other, rumours have the order that they have everywhere.
	const rumours = orderedRumours(report.limitation.rumours).values();
	const ordered = signs.map((sign): Sign => {
		const next = sign.kind === 'rumour' ? rumours.next().value : undefined;
		return next ? { kind: 'rumour', line: next } : sign;
	});
	return ordered.map((sign) => ({
		kind: sign.kind,
		text: `${t(m.report.early.kinds[sign.kind])} ${sign.line.text}`,
		unsure: sign.line.course.trend === 'unsure',
		row: {
			key: sign.line.finding,
			head: [
				subtle(t(m.report.early.kinds[sign.kind])),
				text(' '),
				sign.kind === 'rumour' ? quoted(sign.line.text) : verbatim(sign.line.text)
			],
			under: 'mentions' in sign.line ? writeMentions(sign.line, context) : [],
			cells: [[text(context.number(sign.line.posts))], writeRecent(sign.line, context), writeState(sign, context)]
		}
	}));
}

/** Before an incident is acute there are no goals to report on yet: everything that was seen is one list of signs. */
export function writeSigns(context: ShortContext): ShortBlock[] {
	const { t } = context;
	const signs = signRows(context);
	if (signs.length === 0) return [{ kind: 'note', text: t(m.report.early.none) }, ...context.perhapsMore()];
	const rest = signs.length - context.limits.signs;
	return [
		{
			kind: 'table',
			id: 'signs',
			caption: t(m.report.early.caption),
			columns: [
				{ label: t(m.report.early.columns.sign), kind: 'head' },
				{ label: t(m.report.early.columns.posts), kind: 'number' },
				{ label: t(m.report.short.columns.recent), kind: 'short' },
				{ label: t(m.report.early.columns.state), kind: 'wide' }
			],
			rows: signs.slice(0, context.limits.signs).map(({ row }) => row)
		},
		...(rest > 0 ? [{ kind: 'note', text: t(m.report.early.more, { count: rest }) } as const] : []),
		...(signs.some(({ unsure }) => unsure)
			? [{ kind: 'note', text: `${context.unsure}.` } as const]
			: context.perhapsMore())
	];
}

/** The status: the answer, what is known about the claim, or the trend. */
function writeState(sign: Sign, context: ReportContext): Line {
	if (sign.kind === 'need') return [text(`${context.t(m.report.early.answer)} `), ...writeAnswer(sign.line, context)];
	if (sign.kind === 'rumour') return writeVerdict(sign.line, context);
	const { course } = sign.line;
	return course.trend === 'same' || course.trend === 'unsure'
		? [text(context.t(m.report.early.lastHalfHour)), text(' '), ...writeCourse(course, context)]
		: [text(context.t(m.report.early.trends[course.trend]))];
}

/** What would change the picture, by the analyst. */
export function writeWatch({ t, report }: ReportContext): ShortBlock[] {
	const { watch } = report.reading;
	if (watch === null) return [{ kind: 'note', text: t(m.report.early.nothing) }];
	const lines = paragraphs(watch).map((line) => [verbatim(line)]);
	return [{ kind: 'rows', rows: [{ id: 'watch', name: t(m.report.document.reading.watch), lines }] }];
}
