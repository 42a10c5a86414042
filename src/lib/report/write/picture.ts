import * as m from '../../messages';
import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import { effectFigures } from '$lib/domain/official-text/effect';
import { shownStances } from '$lib/domain/stories/story';
import type { BehaviourLine, Change, NeedLine, Report, RumourLine } from '$lib/domain/report/content';
import type { Course } from '$lib/domain/stories/trend';
import { orderedRumours, shownCourse } from '$lib/domain/report/report-lines';
import type { Block, Line, NamedRow, DocumentRow } from './document';
import {
	changedAside,
	joined,
	paragraphs,
	quoted,
	verbatim,
	strong,
	subtle,
	text,
	type ReportContext
} from './report-context';

/** Limits the length of a table on paper; the rest is counted. */
const MAX_ROWS = 10;
const MAX_CHANGES = 5;

type ChangeColumn = 'fresh' | 'risen' | 'fallen' | 'gone' | 'answered' | 'unsure';

/** Section 1. */
export function writeBrief(context: ReportContext): Block[] {
	const { t, report } = context;
	const { brief, previous } = report;
	const column = (name: ChangeColumn, icon: 'plus' | 'rise' | 'fall' | 'cross' | 'check' | 'same') => ({
		icon,
		name: name === 'unsure' ? context.unsure : t(m.report.document.changes[name]),
		lines:
			brief[name].length === 0
				? [[subtle(t(m.report.document.changes.none))]]
				: context.linesUpTo(brief[name], MAX_CHANGES, 'changes', (change) => writeChange(change, name, context))
	});
	const moves = [
		column('risen', 'rise'),
		column('fallen', 'fall'),
		...(brief.unsure.length === 0 ? [] : [column('unsure', 'same')])
	];
	const columns = previous === null ? moves : [column('fresh', 'plus'), ...moves, column('gone', 'cross')];
	return [
		brief.text === null
			? { kind: 'missing', text: t(m.report.document.missing) }
			: { kind: 'lead', paragraphs: paragraphs(brief.text) },
		{
			kind: 'changes',
			note:
				previous === null
					? t(m.report.document.changes.first)
					: t(m.report.document.changes.note, { number: previous }),
			columns: brief.answered.length === 0 ? columns : [...columns, column('answered', 'check')]
		}
	];
}

function writeChange(
	{ kind, finding, text: words, now, before }: Change,
	column: ChangeColumn,
	context: ReportContext
): Line {
	const { t } = context;
	const count = context.count(now, { finding }, 'strong');
	const was = before ? [text(` ${t(m.report.document.trend.was, { before })}`)] : [];
	if (column === 'answered')
		return now === 0
			? [quoted(words), text(` ${t(m.report.document.changes.asked.none)}`)]
			: [
					quoted(words),
					text(` ${t(m.report.document.changes.asked.before)} `),
					count,
					text(` ${t(m.report.document.changes.asked.after, { now })}`),
					...was
				];
	return [
		subtle(t(m.report.document.changes.kinds[kind])),
		text(' '),
		quoted(words),
		text(': '),
		count,
		...(before ? [text(`, ${t(m.report.document.changes.was, { before })}`)] : [])
	];
}

/** The count of the last half hour, and of the one before where that is meaningful. A word only where they differ. */
export function writeCourse(course: Course, { t, number }: ReportContext): Line {
	const { now, before, trend } = course;
	if (trend === 'none') return [text(number(0))];
	if (trend === 'new') return [text(`${t(m.report.document.trend.new)}, `), strong(number(now))];
	if (trend === 'again') return [strong(number(now)), text(`, ${t(m.report.document.trend.wasNone)}`)];
	const isMoved = trend === 'rises' || trend === 'falls';
	const moved: Line = isMoved ? [{ kind: 'trend', course, word: t(m.report.document.trend[trend]) }] : [];
	return [
		...moved,
		strong(number(now)),
		...(before === null ? [] : [text(` ${t(m.report.document.trend.was, { before })}`)])
	];
}

/** Section 2. */
export function writeInformation(context: ReportContext): Block[] {
	const { t, report } = context;
	const { needs, answeredEarlier, unanswered, phone, press, consulted } = report.information;
	const rows: NamedRow[] = [];
	const open = unanswered.map(({ text: words, press }): Line => [
		verbatim(words),
		...(press ? [text(' '), subtle(t(m.report.document.fromPress))] : [])
	]);
	rows.push({
		id: 'unanswered',
		name: t(m.report.document.rows.unanswered),
		lines: open.length === 0 ? [[text(t(m.report.document.unanswered.none))]] : [joined(open, ' · ')]
	});
	if (!report.basis.missing.includes('phone'))
		rows.push({ id: 'phone', name: t(m.report.document.rows.phone), lines: [writeQuestionCounts(phone, context)] });
	if (!report.basis.missing.includes('press'))
		rows.push({ id: 'press', name: t(m.report.document.rows.press), lines: [writeQuestionCounts(press, context)] });
	if (consulted.length > 0)
		rows.push({
			id: 'consulted',
			name: t(m.report.document.rows.consulted),
			lines: [
				joined(
					consulted.map(({ name, posts }): Line => [text(`${name} `), context.count(posts, { search: name }, 'aside')]),
					' · '
				)
			]
		});
	if (answeredEarlier > 0)
		rows.push({
			id: 'earlier',
			name: t(m.report.document.rows.earlier),
			lines: [[text(t(m.report.document.needs.earlier, { count: answeredEarlier }))]]
		});
	return [...writeNeeds(needs, context), ...context.perhapsMore(needs), { kind: 'rows', rows }];
}

function writeNeeds(needs: readonly NeedLine[], context: ReportContext): Block[] {
	const { t, report } = context;
	if (needs.length === 0) return [{ kind: 'note', text: t(m.report.document.needs.none) }];
	const label = (name: 'question' | 'asked' | 'authors' | 'course' | 'waiting' | 'answer') =>
		t(m.report.document.needs.columns[name]);
	const rest = needs.slice(MAX_ROWS);
	return [
		{
			kind: 'table',
			id: 'needs',
			caption: t(m.report.document.needs.caption),
			columns: [
				{ label: label('question'), kind: 'head' },
				{ label: label('asked'), kind: 'number' },
				{ label: label('authors'), kind: 'number' },
				{ label: label('course'), kind: 'short' },
				{ label: label('waiting'), kind: 'short' },
				{ label: label('answer'), kind: 'wide' }
			],
			rows: needs.slice(0, MAX_ROWS).map((need): DocumentRow => ({
				key: need.finding,
				head: [verbatim(need.text)],
				under: [...writeMentions(need, context), ...offline(need, context), ...changed(need, context)],
				cells: [
					[context.count(need.posts, { finding: need.finding })],
					[text(context.number(need.authors))],
					writeCourse(shownCourse(need, report.moment), context),
					need.waitingSince && [text(context.clock(need.waitingSince))],
					[...writeAnswer(need, context), ...writeSpeed(need, context)]
				]
			}))
		},
		...(rest.length === 0 ? [] : [more('needs', rest, context)])
	];
}

/** The groups and neighbourhoods that its posts name. */
export function writeMentions({ mentions }: Pick<NeedLine, 'mentions'>, { t }: ReportContext): Line[] {
	if (!mentions) return [];
	const names = [
		...mentions.groups.map(({ group, posts }) => ({ name: t(m.report.document.mentions.groups[group]), posts })),
		...mentions.places.map(({ place, posts }) => ({ name: place, posts }))
	].map((named) => t(m.report.document.mentions.count, named));
	return [[subtle(t(m.report.document.mentions.named, { names: names.join(', ') }))]];
}

/** How long people waited for the first answer. */
function writeSpeed({ answerTime }: NeedLine, { t, words }: ReportContext): Line {
	if (!answerTime?.to) return [];
	const duration = words.between(answerTime.from, answerTime.to);
	return [text('; '), subtle(t(m.report.document.answerTime.need, { duration }))];
}

const offline = ({ offline: where }: { readonly offline: string | null }, { t }: ReportContext): Line[] =>
	where === null ? [] : [[text(t(m.report.document.offline, { where }))]];

/** States that posts were edited or removed at their source. */
const changed = (line: Parameters<ReportContext['atSource']>[0], context: ReportContext): Line[] => {
	const change = context.atSource(line);
	return change === null ? [] : [[text(change)]];
};

const more = (what: 'needs' | 'rumours', rest: readonly { readonly posts: number }[], { t }: ReportContext): Block => ({
	kind: 'note',
	text: t(m.report.document[what].more, {
		count: rest.length,
		posts: rest.reduce((sum, { posts }) => sum + posts, 0)
	})
});

function writeAnswer({ state, answer, askedSince, known }: NeedLine, context: ReportContext): Line {
	const { t } = context;
	if (state === 'answering') return [text(t(m.report.document.needs.answering))];
	if (answer === null && known)
		return [{ kind: 'text', text: t(m.report.short.needs.known, { time: context.clock(known) }), open: true }];
	if (answer === null || state === 'open')
		return [{ kind: 'text', text: t(m.report.document.needs.noAnswer), open: true }];
	const values = { time: context.clock(answer.at), channel: context.place(answer.channel) };
	if (state === 'askedAgain')
		return [
			{ kind: 'text', text: t(m.report.document.needs.again), open: true },
			text(
				`: ${t(answer.channel ? m.report.document.needs.againAfter : m.report.short.needs.since, { ...values, count: askedSince })}`
			),
			...writeAlone(answer, context),
			...writeReplaced(answer, 'answer', context)
		];
	const since = askedSince === 0 ? [] : [text(`; ${t(m.report.document.needs.since, { count: askedSince })}`)];
	return [
		text(t(answer.channel ? m.report.document.needs.answered : m.report.short.needs.answered, values)),
		...writeAlone(answer, context),
		...since,
		...writeReplaced(answer, 'answer', context)
	];
}

/** What was asked at one desk. @param limit how many questions are named; the rest is counted */
export function writeQuestionCounts(
	{ posts, about, other }: Report['information']['phone'],
	context: ReportContext,
	limit = Infinity
): Line {
	const { t } = context;
	const lines = context.linesUpTo(about, limit, 'questions', ({ finding, text: words, posts }): Line => [
		verbatim(words),
		text(' '),
		context.count(posts, { finding }, 'aside')
	]);
	if (other > 0 && about.length > 0) lines.push([text(t(m.report.document.asked.other, { posts: other }))]);
	return [
		text(t(m.report.document.asked.posts, { posts })),
		...(lines.length === 0 ? [] : [text(': '), ...joined(lines, ' · ')])
	];
}

/** Section 3. */
export function writeLimitation(context: ReportContext): Block[] {
	const { t, report } = context;
	const { rumours, behaviours, calls } = report.limitation;
	const effects = ['enlarges', 'limits', 'offersHelp', null] as const;
	const rows = effects.flatMap((effect): NamedRow[] => {
		const lines = behaviours.filter((line) => line.effect === effect).map((line) => writeBehaviour(line, context));
		return lines.length === 0
			? []
			: [{ id: effect ?? 'unknown', name: t(m.report.document.behaviour[effect ?? 'unknown']), lines }];
	});
	const lines = writeCalls(calls, context);
	if (lines.length === 0) lines.push([text(t(m.report.document.calls.none))]);
	return [
		...writeRumours(rumours, context),
		...context.perhapsMore(rumours),
		{ kind: 'rows', rows: [...rows, { id: 'calls', name: t(m.report.document.calls.name), lines }] }
	];
}

/**
 * Calls for help: how many were passed on and when, what was taken back, and how many still wait.
 * @param limit how many times are named, the newest; the counts are of all
 */
export function writeCalls(
	{ passedOn, takenBack = [], open }: Report['limitation']['calls'],
	context: ReportContext,
	limit = Infinity
): Line[] {
	const { t } = context;
	const lines: Line[] = [];
	// Equal times are one: the number is before them.
	const listed = (times: readonly string[]): string => {
		const all = [...new Set(times)];
		return `${all.length > limit ? '… ' : ''}${context.words.list(all.slice(-limit))}`;
	};
	const times = listed(passedOn.map((at) => context.clock(at)));
	if (passedOn.length > 0) lines.push([text(t(m.report.document.calls.passedOn, { count: passedOn.length, times }))]);
	if (takenBack.length > 0) {
		const pairs = takenBack.map((each) =>
			t(m.report.document.calls.pair, { passed: context.clock(each.passedOn), at: context.clock(each.at) })
		);
		const times = listed(pairs);
		lines.push([text(t(m.report.document.calls.takenBack, { count: takenBack.length, times }))]);
	}
	if (open > 0) lines.push([strong(t(m.report.document.calls.open, { count: open }))]);
	return lines;
}

function writeBehaviour(line: BehaviourLine, context: ReportContext): Line {
	const advice = line.advice
		? [text('; '), subtle(context.t(m.report.document.behaviour.advice)), text(' '), verbatim(line.advice)]
		: [];
	const where =
		line.offline === null
			? []
			: [text(' '), subtle(`(${context.t(m.report.document.offline, { where: line.offline })})`)];
	const evidence = line.posts === 0 ? [] : [text(' '), context.count(line.posts, { finding: line.finding }, 'aside')];
	return [verbatim(line.text), ...evidence, ...where, ...changedAside(line, context), ...advice];
}

function writeRumours(rumours: readonly RumourLine[], context: ReportContext): Block[] {
	const { t } = context;
	if (rumours.length === 0) return [{ kind: 'note', text: t(m.report.document.rumours.none) }];
	const label = (name: 'claim' | 'risk' | 'course' | 'approach') => t(m.report.document.rumours.columns[name]);
	const ordered = orderedRumours(rumours);
	const rest = ordered.slice(MAX_ROWS);
	return [
		{
			kind: 'table',
			id: 'rumours',
			caption: t(m.report.document.rumours.caption),
			columns: [
				{ label: label('claim'), kind: 'head' },
				{ label: label('risk'), kind: 'short' },
				{ label: label('course'), kind: 'short' },
				{ label: label('approach'), kind: 'wide' }
			],
			rows: ordered.slice(0, MAX_ROWS).map((rumour): DocumentRow => ({
				key: rumour.finding,
				head: [quoted(rumour.text), text(' '), context.count(rumour.posts, { finding: rumour.finding })],
				under: [
					writeVerdict(rumour, context),
					...writeAnswered(rumour, context),
					...writeMentions(rumour, context),
					...writeStances(rumour, context),
					...offline(rumour, context),
					...changed(rumour, context)
				],
				cells: [writeRisk(rumour, context), writeCourse(rumour.course, context), writeApproach(rumour, context)]
			}))
		},
		...(rest.length === 0 ? [] : [more('rumours', rest, context)])
	];
}

function writeVerdict({ verdict, verifying }: RumourLine, context: ReportContext): Line {
	const { t } = context;
	if (verdict)
		return [
			strong(t(m.report.document.rumours.verdicts[verdict.verdict])),
			text(': '),
			text(t(m.report.document.rumours.source, { source: verdict.source, time: context.clock(verdict.at) })),
			...writeReplaced(verdict, 'verdict', context),
			...(verdict.reworded
				? [text(' · '), { kind: 'text' as const, text: t(m.report.document.reworded), open: true as const }]
				: [])
		];
	if (!verifying) return [strong(t(m.report.document.rumours.unverified))];
	const requested = t(m.report.document.rumours.asked, { body: verifying.body, time: context.clock(verifying.at) });
	return [strong(t(m.report.document.rumours.verifying)), text(` ${requested}`)];
}

/** Says that the fact behind it was replaced and that nobody has reviewed it since. */
function writeReplaced(
	{ replaced }: { readonly replaced?: Moment | undefined },
	what: 'verdict' | 'answer',
	context: ReportContext
): Line {
	if (replaced === undefined) return [];
	return [
		text(' · '),
		{ kind: 'text', text: context.t(m.report.document.replaced[what], { time: context.clock(replaced) }), open: true }
	];
}

/** The mark of words that were published without a second reader. */
export const writeAlone = ({ alone }: { readonly alone?: true | undefined }, { t }: ReportContext): Line =>
	alone ? [text(' · '), { kind: 'text', text: t(m.report.document.alone), open: true }] : [];
/** How a publication stands now: without a second reader, withdrawn. */
export const writePublished = (
	{ alone, withdrawn }: { readonly alone?: true | undefined; readonly withdrawn?: true | undefined },
	context: ReportContext
): Line => [
	...writeAlone({ alone }, context),
	...(withdrawn
		? [text(' · '), { kind: 'text' as const, text: context.t(m.report.states.withdrawn), open: true as const }]
		: [])
];

/** What was published about it, and what may be said of the effect. */
function writeAnswered({ lastText, answerTime }: RumourLine, context: ReportContext): Line[] {
	const { t } = context;
	if (!lastText) return [];
	const first = { where: context.words.list(lastText.where.map((each) => context.place(each))), at: lastText.at };
	const later = (lastText.later ?? []).map(({ where, at }) => ({ where: context.place(where), at }));
	const answered = t(m.report.document.rumours.answered, {
		kind: t(m.officialText.kind[lastText.kind]),
		places: [first, ...later].map(({ where, at }) => `${where}, ${context.clock(at)}`).join('; ')
	});
	const waited = answerTime?.to ? millisecondsOf(answerTime.to) - millisecondsOf(answerTime.from) : null;
	const out =
		waited === null
			? answered
			: `${answered} ${t(m.report.document.answerTime.rumour, { duration: context.words.duration(waited) })}`;
	const { effect } = lastText;
	if (!effect) return [[text(out), ...writeAlone(lastText, context)]];
	const say = t(m.texts.effect.say[effect.saying], effectFigures(effect));
	return [[text(`${out} ${say}`), ...writeAlone(lastText, context)]];
}

/**
 * Counts of a rumour cover all stances, and are shown separately; where all posts have one stance, the count beside the
 * claim is enough.
 */
function writeStances({ stances, posts }: RumourLine, { t }: ReportContext): Line[] {
	const kinds = shownStances.filter((kind) => stances[kind] > 0);
	if (posts === stances.supports) return [];
	return [
		[text(kinds.map((kind) => t(m.report.document.rumours.stances[kind], { posts: stances[kind] })).join(' · '))]
	];
}

function writeRisk({ level, product, harm, spread }: RumourLine, { t, number }: ReportContext): Line {
	const word = t(m.report.document.rumours.levels[level]);
	const how =
		level === 'unjudged'
			? t(m.report.document.rumours.spread, { spread })
			: harm === null
				? t(m.report.document.rumours.noHarm, { spread })
				: t(m.report.document.rumours.product, { harm, spread });
	return [
		{ kind: 'risk', level, text: product === null ? word : `${word} ${number(product)}` },
		text(' '),
		subtle(how)
	];
}

function writeApproach({ approach, helpNeeded }: RumourLine, { t }: ReportContext): Line {
	const chosen =
		approach === null
			? subtle(t(m.report.document.rumours.noApproach))
			: text(t(m.report.document.rumours.approaches[approach]));
	return helpNeeded ? [chosen, text('; '), strong(t(m.report.document.rumours.help))] : [chosen];
}
