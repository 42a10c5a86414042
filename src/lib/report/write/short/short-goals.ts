import * as m from '../../../messages';
import { asSentence } from '$lib/domain/core/texts/sentences';
import type { Moment } from '$lib/domain/core/ids';
import { Theme } from '$lib/domain/findings/meaning';
import type { NeedLine, PendingText, RumourLine } from '$lib/domain/report/content';
import { orderedNeeds, orderedRumours } from '$lib/domain/report/report-lines';
import type { DocumentRow, Line, Piece, NamedRow, ShortBlock } from '../document';
import { orNoMeaning, writeQuote, writeLabels, writeReadingOf, writeTheme } from '../meaning';
import { joined, quoted, verbatim, strong, subtle, text, type ReportContext } from '../report-context';
import { writeQuestionCounts, writeCalls, writeMentions } from '../picture';
import type { ShortContext } from './shortening';

/** What people want to know. */
export function writeShortInformation(context: ShortContext): ShortBlock[] {
	const { t, report } = context;
	const { phone, press } = report.information;
	const desks = [
		['phone', phone],
		['press', press]
	] as const;
	const rows = desks
		.filter(([desk, { posts }]) => posts > 0 || !report.basis.missing.includes(desk))
		.map(([desk, questions]): NamedRow => ({
			id: desk,
			name: t(m.report.document.rows[desk]),
			lines: [writeQuestionCounts(questions, context, context.limits.asked)]
		}));
	return [
		...writeNeeds(orderedNeeds(report), context),
		...context.perhapsMore(),
		...(rows.length === 0 ? [] : [{ kind: 'rows', rows } satisfies ShortBlock])
	];
}

function writeNeeds(needs: readonly NeedLine[], context: ShortContext): ShortBlock[] {
	const { t } = context;
	if (needs.length === 0) return [{ kind: 'note', text: t(m.report.document.needs.none) }];
	const label = (name: 'question' | 'asked' | 'recent' | 'answer') => t(m.report.short.columns[name]);
	return [
		{
			kind: 'table',
			id: 'needs',
			caption: t(m.report.short.questions),
			columns: [
				{ label: label('question'), kind: 'head' },
				{ label: label('asked'), kind: 'number' },
				{ label: label('recent'), kind: 'short' },
				{ label: label('answer'), kind: 'wide' }
			],
			rows: needs.slice(0, context.limits.needs).map((need): DocumentRow => ({
				key: need.finding,
				head: [verbatim(need.text)],
				under: writeMentions(need, context),
				cells: [[text(context.number(need.posts))], writeRecent(need, context), writeAnswer(need, context)]
			}))
		},
		...more(needs.length - context.limits.needs, (count) => t(m.report.short.more.needs, { count }))
	];
}

const more = (count: number, say: (count: number) => string): ShortBlock[] =>
	count > 0 ? [{ kind: 'note', text: say(count) }] : [];

/** The last ten minutes; older reports only have the last thirty. */
export function writeRecent(
	{ recent, course }: Pick<NeedLine, 'recent' | 'course'>,
	{ t, number }: ReportContext
): Line {
	return recent === undefined
		? [text(t(m.report.short.lastThirty, { posts: course.now }))]
		: [{ kind: 'recent', text: number(recent.at(-1) ?? 0), counts: recent }];
}

export function writeAnswer(
	{ state, answer, askedSince, waitingSince, known, pending }: NeedLine,
	context: ReportContext
): Line {
	const { t } = context;
	const open = (of: string): Piece => ({ kind: 'text', text: of, open: true });
	if (state === 'answering') return [text(t(m.report.document.needs.answering))];
	const again = answer !== null && state === 'askedAgain';
	const replaced = again || state === 'answered' ? writeReplaced(answer, 'answer', context) : [];
	if (answer === null && known) return [open(t(m.report.short.needs.known, { time: context.clock(known) }))];
	if (answer === null || state === 'open' || again) {
		const since = pending
			? writePending(pending, context)
			: again
				? t(m.report.short.needs.since, { time: context.clock(answer.at), count: askedSince })
				: waitingSince && t(m.report.short.needs.waits, { duration: context.since(waitingSince) });
		const head = open(t(again ? m.report.document.needs.again : m.report.document.needs.noAnswer));
		return [head, ...(since ? [text(`, ${since}`)] : []), ...replaced];
	}
	const answered = t(m.report.short.needs.answered, { time: context.clock(answer.at) });
	if (replaced.length > 0) return [text(answered), ...replaced];
	return [text(askedSince === 0 ? answered : `${answered}. ${t(m.report.short.needs.after, { count: askedSince })}`)];
}

/** Says that the fact behind it was replaced and that nobody has reviewed it since. */
function writeReplaced(
	of: { readonly replaced?: Moment | undefined } | null,
	what: 'verdict' | 'answer',
	context: ReportContext
): Line {
	if (!of?.replaced) return [];
	return [
		text(' '),
		{ kind: 'replaced', text: context.t(m.report.document.replaced[what], { time: context.clock(of.replaced) }) }
	];
}

const writePending = ({ kind, state }: PendingText, { t }: ReportContext): string =>
	t(m.report.short.pending[state], { kind: t(m.officialText.kind[kind]) });

/** Calls for help in one row, or no row when there were none. */
export function writeShortCalls(context: ShortContext): NamedRow[] {
	const lines = writeCalls(context.report.limitation.calls, context, context.limits.calls);
	return lines.length === 0
		? []
		: [{ id: 'calls', name: context.t(m.report.document.calls.name), lines: [joined(lines, ' ')] }];
}

/** What is not true, and what people do. */
export function writeShortLimitation(context: ShortContext): ShortBlock[] {
	const { t, report } = context;
	const { rumours, behaviours } = report.limitation;
	const rows: NamedRow[] = [];
	if (behaviours.length > 0)
		rows.push({
			id: 'behaviour',
			name: t(m.report.short.behaviour),
			lines: [
				joined(
					context.linesUpTo(behaviours, context.limits.behaviours, 'behaviours', ({ text: words, posts }) => [
						verbatim(words),
						...(posts > 0 ? [text(' '), context.count(posts, null, 'aside')] : [])
					]),
					' · '
				)
			]
		});
	const advised = [...new Set(behaviours.flatMap(({ advice }) => advice?.trim() || []))];
	if (advised.length > 0)
		rows.push({
			id: 'advised',
			name: t(m.report.short.doThemselves),
			lines: [
				joined(
					context.linesUpTo(advised, context.limits.behaviours, 'advice', (advice) => [verbatim(asSentence(advice))]),
					' '
				)
			]
		});
	rows.push(...writeShortCalls(context));
	return [
		...writeRumours(rumours, context),
		...context.perhapsMore(),
		...(rows.length === 0 ? [] : [{ kind: 'rows', rows } satisfies ShortBlock])
	];
}

function writeRumours(rumours: readonly RumourLine[], context: ShortContext): ShortBlock[] {
	const { t } = context;
	if (rumours.length === 0) return [{ kind: 'note', text: t(m.report.document.rumours.none) }];
	const label = (name: 'claim' | 'risk' | 'verdict' | 'text' | 'recent') => t(m.report.short.columns[name]);
	return [
		{
			kind: 'table',
			id: 'rumours',
			caption: t(m.report.short.rumours),
			columns: [
				{ label: label('claim'), kind: 'head' },
				{ label: label('risk'), kind: 'short' },
				{ label: label('verdict'), kind: 'wide' },
				{ label: label('text'), kind: 'wide' },
				{ label: label('recent'), kind: 'short' }
			],
			rows: orderedRumours(rumours)
				.slice(0, context.limits.rumours)
				.map((rumour): DocumentRow => ({
					key: rumour.finding,
					head: [quoted(rumour.text), text(' '), subtle(t(m.report.short.posts, { posts: rumour.posts }))],
					under: writeMentions(rumour, context),
					cells: [
						writeRisk(rumour, context),
						writeVerdict(rumour, context),
						writeTexts(rumour, context),
						writeRecent(rumour, context)
					]
				}))
		},
		...more(rumours.length - context.limits.rumours, (count) => t(m.report.short.more.rumours, { count }))
	];
}

export function writeRisk({ level, product }: RumourLine, { t, number }: ReportContext): Line {
	const word = t(m.report.document.rumours.levels[level]);
	return [{ kind: 'risk', level, text: product === null ? word : `${word} ${number(product)}` }];
}

export function writeVerdict({ verdict, verifying }: RumourLine, context: ReportContext): Line {
	const { t } = context;
	if (verdict)
		return [
			strong(t(m.report.short.verdicts[verdict.verdict])),
			text(', '),
			verbatim(verdict.source),
			text(` ${context.clock(verdict.at)}`),
			...writeReplaced(verdict, 'verdict', context),
			...(verdict.reworded ? [text(' '), { kind: 'replaced' as const, text: t(m.report.document.reworded) }] : [])
		];
	if (!verifying) return [text(t(m.report.short.verdicts.notAsked))];
	return [
		strong(t(m.report.short.verdicts.asked)),
		text(` ${t(m.report.short.verdicts.at)} `),
		verbatim(verifying.body)
	];
}

/** What we published about it, and what is being written. */
export function writeTexts({ lastText, holding, pending }: RumourLine, context: ReportContext): Line {
	const { t } = context;
	const published = (kind: PendingText['kind'], at: RumourLine['holding'] & string): string =>
		`${t(m.officialText.kind[kind])} ${context.clock(at)}`;
	const parts = [
		...(lastText
			? [`${published(lastText.kind, lastText.at)}${lastText.alone ? ` (${t(m.report.document.alone)})` : ''}`]
			: holding
				? [published('holding', holding)]
				: []),
		...(pending ? [writePending(pending, context)] : [])
	];
	return parts.length === 0 ? [{ kind: 'text', text: t(m.report.short.noText), open: true }] : [text(parts.join('; '))];
}

/** What it means to people. */
export function writeShortMeaning(context: ShortContext): ShortBlock[] {
	const { t, report } = context;
	const { meaning, voices } = report;
	const rows = writeReadingOf(context);
	const shown = meaning.themes.slice(0, context.limits.themes);
	for (const theme of Theme.options) {
		const lines = shown.filter((line) => line.theme === theme).map((line) => writeTheme(line, context));
		if (lines.length > 0)
			rows.push({ id: theme, name: t(m.report.document.themes[theme]), lines: [joined(lines, ' ')] });
	}
	const count = meaning.themes.length - shown.length;
	if (count > 0)
		rows.push({
			id: 'themes',
			name: t(m.report.short.besides),
			lines: [[text(t(m.report.short.more.themes, { count }))]]
		});
	const headlines = voices.filter(({ kind }) => kind === 'media');
	if (headlines.length > 0)
		rows.push({
			id: 'media',
			name: t(m.report.short.media),
			lines: [
				joined(
					context.linesUpTo(headlines, context.limits.headlines, 'headlines', ({ name, headline }) => [
						text(`${name}: `),
						quoted(headline)
					]),
					' · '
				)
			]
		});
	for (const quote of meaning.quotes.slice(0, context.limits.quotes))
		rows.push({
			id: 'quote',
			name: t(m.report.document.quote.name),
			lines: [writeQuote(quote, context)]
		});
	return orNoMeaning(
		[...writeLabels(context), ...(rows.length === 0 ? [] : [{ kind: 'rows', rows } as const])],
		context
	);
}
