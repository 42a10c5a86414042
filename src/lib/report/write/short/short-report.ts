import * as m from '../../../messages';
import { asSentence } from '$lib/domain/core/texts/sentences';
import { isolated } from '$lib/i18n/isolated';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import { isAlertChannel } from '$lib/domain/incident/own-action';
import { byUrgency } from '$lib/domain/report/advice';
import { shortFormOf, type AdviceLine, type Change, type Report } from '$lib/domain/report/content';
import type { Words } from '$lib/i18n/words';
import type { ActionChart, DocumentHead, Line, ShortBlock, ShortDocument, ShortSection } from '../document';
import { writeHelp, writeLiving, writeNext, writeQuestions } from './aftercare';
import { writeCommitments } from '../open-commitments';
import { writeSigns, writeWatch } from './early-signs';
import { textOf } from '../flow';
import { writeTask } from '../judgement';
import { writeOwnWords } from '../own-words';
import { writePublished } from '../picture';
import { joined, paragraphs, quoted, verbatim, strong, subtle, text, ReportContext } from '../report-context';
import { writeShortCalls, writeShortInformation, writeShortLimitation, writeShortMeaning } from './short-goals';
import { writeInstead } from '../replaced';
import { writeFitting, type ShortContext } from './shortening';
import { shortChecksum, signedBy, titleOf, writeNextReport, type ReportFrame } from '../write-report';

/** So many of the newest alerts to the public are always shown. */
const ALERTS = 3;
const TEN_MINUTES = 10 * 60_000;

/** Puts a report into words on two pages: what to do first, what was seen next, what it rests on last. */
export const writeShortReport = (report: Report, frame: ReportFrame, words: Words): ShortDocument =>
	writeFitting(report, words, (context) => writeWithin(context, frame));

function writeWithin(context: ShortContext, frame: ReportFrame): ShortDocument {
	const { report } = context;
	const section = (id: ShortSection['id'], blocks: ShortBlock[]): ShortSection => ({
		id,
		...headingOf(id, context),
		blocks
	});
	const form = shortFormOf(report);
	const seen: Record<ReturnType<typeof shortFormOf>, () => ShortSection[]> = {
		signs: () => [section('signs', writeSigns(context)), section('watch', writeWatch(context))],
		remains: () => [
			section('remains', writeQuestions(context)),
			section('living', writeLiving(context)),
			section('owed', writeCommitments(context, context.limits.owed)),
			section('help', writeHelp(context)),
			section('meaning', writeShortMeaning(context)),
			section('next', writeNext(context))
		],
		goals: () => [
			section('information', writeShortInformation(context)),
			section('limitation', writeShortLimitation(context)),
			section('meaning', writeShortMeaning(context))
		]
	};
	return {
		head: writeHead(context, frame),
		sections: [
			section('brief', writeBrief(context)),
			section('advice', [writeDecisions(context), ...writeJudgement(context)]),
			...seen[form](),
			section('known', [writeKnown(context)]),
			section('done', [...writeDone(context), ...(form === 'goals' ? [] : writeCallsAlone(context))]),
			section('basis', [{ kind: 'small', line: writeBasis(context, frame) }])
		]
	};
}

function headingOf(id: ShortSection['id'], { t }: ReportContext): Pick<ShortSection, 'title' | 'sub'> {
	switch (id) {
		case 'signs':
		case 'watch':
			return { title: t(m.report.early[id]), sub: t(m.report.early.subs[id]) };
		case 'remains':
		case 'living':
		case 'owed':
		case 'help':
		case 'next':
			return { title: t(m.report.aftercare[id]), sub: t(m.report.aftercare.subs[id]) };
		case 'advice':
			return { title: t(m.report.short.advice), sub: null };
		case 'done':
			return { title: t(m.report.short.done), sub: t(m.report.short.subs.done) };
		case 'information':
		case 'limitation':
		case 'meaning':
			return { title: t(m.report.document.sections[id]), sub: t(m.report.short.subs[id]) };
		default:
			return { title: t(m.report.document.sections[id]), sub: null };
	}
}

/** The kind of report and its number. */
export function kickerOf({ t, report }: ReportContext, { number }: Pick<ReportFrame, 'number'>): string {
	const kickers = {
		signs: m.report.early.kicker,
		remains: m.report.aftercare.kicker,
		goals: m.report.document.kicker
	} as const;
	return t(kickers[shortFormOf(report)], { number });
}

function writeHead(context: ReportContext, frame: ReportFrame): DocumentHead {
	const { t, report, words } = context;
	const { incident, moment } = report;
	const meta: DocumentHead['meta'][number][] = [];
	if (incident.grip > 0) meta.push({ line: [strong(t(m.report.document.head.grip, { grip: incident.grip }))] });
	meta.push({ line: [text(t(m.report.document.phases[incident.phase]))] });
	meta.push({ line: [text(words.longDate(moment))], long: true });
	meta.push({ line: [text(t(m.report.document.head.measured, { time: words.time(moment) }))] });
	meta.push(writeNextReport(context, frame));
	return { kicker: kickerOf(context, frame), title: titleOf(report), meta };
}

function writeBrief(context: ShortContext): ShortBlock[] {
	const { t, report } = context;
	const { brief } = report;
	const kinds = [
		['fresh', 'plus'],
		['risen', 'rise'],
		['fallen', 'fall'],
		['unsure', 'same']
	] as const;
	const rows = kinds.flatMap(([kind, icon]) => {
		const name = kind === 'unsure' ? `${context.unsure}:` : t(m.report.short.moves[kind]);
		return brief[kind].length === 0 ? [] : [{ icon, line: writeMoves(name, brief[kind], context) }];
	});
	const age = context.carried('brief');
	return [
		brief.text === null
			? { kind: 'missing', text: t(m.report.document.missing) }
			: { kind: 'lead', paragraphs: paragraphs(brief.text) },
		...(age === null ? [] : [{ kind: 'note', text: age } satisfies ShortBlock]),
		...(rows.length === 0 ? [] : [{ kind: 'moves', rows } satisfies ShortBlock])
	];
}

function writeMoves(name: string, changes: readonly Change[], context: ShortContext): Line {
	const lines = context.linesUpTo(changes, context.limits.moves, 'changes', ({ text: words, now, before }) => [
		quoted(words),
		text(` ${context.number(now)}`),
		...(before ? [text(` ${context.t(m.report.document.trend.was, { before })}`)] : [])
	]);
	return [strong(name), text(' '), ...lines.flatMap((line, at) => (at === 0 ? line : [text(', '), ...line]))];
}

function writeDecisions(context: ShortContext): ShortBlock {
	const { t, report } = context;
	const lines = [...report.advice.lines].sort(byUrgency);
	const rows = lines.slice(0, context.limits.advice).map((line) => ({
		key: line.id,
		what: asSentence(line.what),
		decides: writeDecides(line, context)
	}));
	const rest = lines.length - rows.length;
	const after = context.linesUpTo(report.advice.became, context.limits.became, 'advice', (line) =>
		writeBecame(line, context)
	);
	if (lines.length === 0) after.unshift([text(t(m.report.document.advice.none))]);
	if (rest > 0) after.unshift([text(t(m.report.short.more.advice, { count: rest }))]);
	return { kind: 'decisions', rows, after };
}

export function writeDecides({ who, decider, deadline, urgency, decision }: AdviceLine, context: ReportContext): Line {
	const { t } = context;
	const when = deadline
		? t(m.report.document.advice.deadline, { time: context.time(deadline) })
		: t(m.report.short.urgency[urgency]);
	const decided = decision
		? [text(`; ${t(m.report.short.outcomes[decision.outcome])} ${context.time(decision.at)}`)]
		: [];
	if (decider !== undefined)
		return [
			text(`${t(m.report.short.decides)} `),
			{ ...verbatim(decider), strong: true },
			text(`, ${when}`),
			...decided
		];
	return who === '' ? [text(when), ...decided] : [{ ...verbatim(who), strong: true }, text(`, ${when}`), ...decided];
}

function writeBecame({ decision, since, what }: AdviceLine, context: ReportContext): Line {
	if (!decision || since === null) return [];
	const { t } = context;
	const { outcome, why, effect, at } = decision;
	return [
		text(`${t(m.report.short.from, { number: since })} `),
		strong(t(m.report.short.outcomes[outcome])),
		text(': '),
		verbatim(what.replace(/[.…]$/, '')),
		text(` (${context.time(at)}). `),
		...(why === '' ? [] : [verbatim(asSentence(why))]),
		...writeTask(decision, context),
		...(effect === undefined ? [] : [text(` ${t(m.report.document.advice.effect)} `), verbatim(asSentence(effect))])
	];
}

/** Judgement, certainty and counter-signals, which belong together: one paragraph, or none. */
function writeJudgement(context: ReportContext): ShortBlock[] {
	const { t, report } = context;
	const { text: words, certainty, why, expected } = report.reading;
	const counter = report.counterSignals.text;
	const counterAge = context.carried('counterSignals');
	const typed = (of: string | null): Line => (of === null ? [] : [verbatim(paragraphs(of).map(asSentence).join(' '))]);
	const lines: Line[] = [
		typed(words),
		expected === null ? [] : [strong(t(m.report.short.expected)), text(' '), ...typed(expected)],
		certainty === null
			? []
			: [
					strong(t(m.report.short.certainty, { level: t(m.report.desk.advice.levels[certainty]) })),
					text(' '),
					...typed(why)
				],
		counter === null
			? []
			: [
					strong(t(m.report.short.counter)),
					text(' '),
					...typed(counter),
					...(counterAge === null ? [] : [text(' '), subtle(counterAge)])
				]
	];
	const paragraph = lines.filter(({ length }) => length > 0);
	if (paragraph.length === 0) return [];
	const line = paragraph.flatMap((each, at) => (at === 0 ? each : [text(' '), ...each]));
	return [{ kind: 'judged', title: t(m.report.short.judgement), age: context.carried('reading'), line }];
}

function writeKnown(context: ShortContext): ShortBlock {
	const { t, report } = context;
	const { facts, open } = report.known;
	const side = <T>(
		title: string,
		all: readonly T[],
		[icon, of]: readonly ['check', 'facts'] | readonly ['need', 'unknowns'],
		none: string,
		write: (fact: T) => Line
	) => ({
		title,
		rows:
			all.length === 0
				? [{ icon, line: [text(none)] }]
				: context.linesUpTo(all, context.limits.facts, of, write).map((line) => ({ icon, line }))
	});
	return {
		kind: 'sides',
		sides: [
			side(
				t(m.report.document.known.facts),
				facts,
				['check', 'facts'],
				t(m.report.document.known.noFacts),
				(fact) =>
					writeInstead(fact, context) ?? [
						verbatim(fact.text.replace(/\.$/, '')),
						text(' '),
						text(t(m.report.document.known.fact, { source: fact.source ?? '', time: context.clock(fact.at) }))
					]
			),
			side(
				t(m.report.document.known.open),
				open,
				['need', 'unknowns'],
				t(m.report.document.known.noOpen),
				(fact) => writeInstead(fact, context) ?? [verbatim(fact.text)]
			)
		]
	};
}

/** An own action as one line. What was published on several channels is one action. */
interface ActionLine {
	readonly at: Moment;
	readonly channels: string[];
	readonly line: Line;
}

/** The newest actions, and the newest alerts among the older ones. */
function newest(all: readonly ActionLine[], count: number): ActionLine[] {
	const alerts = all.filter(({ channels }) => channels.some(isAlertChannel)).slice(-ALERTS);
	return all.filter((action, at) => at >= all.length - count || alerts.includes(action));
}

function actionLinesOf(context: ReportContext): ActionLine[] {
	const { report, t } = context;
	const byKey = new Map<string, ActionLine>();
	const lines: ActionLine[] = [];
	for (const { channel, text: words, at, published } of report.known.actions) {
		const key = published ? `${published.text} ${String(published.alone)}` : `${at} ${words}`;
		const existing = byKey.get(key);
		// A channel that publishes a text again makes another action.
		if (existing && !existing.channels.includes(channel)) {
			existing.channels.push(channel);
			continue;
		}
		const line: Line =
			published && !isAlertChannel(channel)
				? [
						text(t(m.officialText.kind[published.kind])),
						...(published.about === null ? [] : [text(' '), quoted(published.about)])
					]
				: [verbatim(writeOwnWords(channel, words, MAX_ACTION_LENGTH).replace(/\.$/, ''))];
		const action = { at, channels: [channel], line: [...line, ...writePublished(published ?? {}, context)] };
		byKey.set(key, action);
		lines.push(action);
	}
	return lines;
}

const MAX_ACTION_LENGTH = 91;

function writeDone(context: ShortContext): ShortBlock[] {
	const { t } = context;
	const all = actionLinesOf(context);
	const shown = newest(all, context.limits.actions);
	if (all.length === 0) return [{ kind: 'note', text: t(m.report.document.known.noActions) }];
	const rows = shown.map(({ at, channels, line }) => ({
		time: context.clock(at),
		line: [...line, text(': '), verbatim(channels.map((each) => isolated(context.place(each))).join(', '))]
	}));
	const rest = all.length - shown.length;
	const note = rest > 0 ? t(m.report.short.more.actions, { count: rest }) : null;
	return [{ kind: 'done', chart: chartOf(shown, context), rows, note }];
}

/** Calls for help, where no section is about limiting damage. */
function writeCallsAlone(context: ShortContext): ShortBlock[] {
	const rows = writeShortCalls(context);
	return rows.length === 0 ? [] : [{ kind: 'rows', rows }];
}

/** Null when an older report has no counts, and when there is nothing to compare. */
function chartOf(actions: readonly ActionLine[], context: ReportContext): ActionChart | null {
	const { t, number, report } = context;
	const bars = report.basis.recent ?? [];
	const highest = Math.max(0, ...bars);
	if (bars.length < 2 || highest === 0) return null;
	const end = millisecondsOf(report.moment);
	const start = end - bars.length * TEN_MINUTES;
	const marks: { at: number; label: string }[] = [];
	for (const [index, { at }] of actions.entries()) {
		const position = ((millisecondsOf(at) - start) / (end - start)) * 100;
		if (position < 0) continue;
		const last = marks.at(-1);
		// A sign of a label takes two percent of the width, on a phone.
		if (last && position - last.at < 2 + 2 * last.label.length) last.label += `, ${String(index + 1)}`;
		else marks.push({ at: Math.round(position), label: String(index + 1) });
	}
	const now = bars.at(-1) ?? 0;
	const thirds = [0, 1, 2, 3].map((third) => momentOf(start + ((end - start) * third) / 3));
	// Two hours: the day of the first time is enough.
	const times = thirds.map((at, index) => (index === 0 ? context.clock(at) : context.words.clock(at)));
	return {
		bars,
		marks,
		times,
		label: t(m.report.short.chart.label, { low: Math.min(...bars), high: highest }),
		says: t(now > Math.max(...bars.slice(0, -1)) ? m.report.short.chart.most : m.report.short.chart.now, {
			from: times[0] ?? '',
			posts: number(now),
			most: number(highest)
		})
	};
}

/** What the figures rest on, in small print. */
function writeBasis(context: ShortContext, frame: ReportFrame): Line {
	const { released, rules, checksum } = frame;
	const { t, report } = context;
	const { posts, authors, looked, unseen, stories, outages, missing, profile } = report.basis;
	const parts: string[] = [
		t(m.report.short.basis.posts, {
			posts,
			authors: context.number(authors),
			time: context.words.time(report.moment)
		}),
		asSentence(
			textOf(
				joined(
					context.linesUpTo(context.sources(), context.limits.sources, 'sources', ({ name, posts: own }) => [
						text(`${name} ${context.number(own)}`)
					]),
					', '
				)
			)
		),
		...(stories === 0
			? []
			: [
					t(m.report.short.basis.looked, {
						looked: context.stories(looked.stories, stories),
						unseen: context.stories(unseen.stories, stories)
					})
				])
	];
	if (outages.length > 0) {
		const named = context.linesUpTo(outages, context.limits.outages, 'outages', ({ source, from, to }) => {
			const period =
				to === null
					? t(m.report.document.basis.onwards, { from: context.clock(from) })
					: `${context.clock(from)}–${context.clock(to)}`;
			return [text(`${source} ${period}`)];
		});
		parts.push(t(m.report.short.basis.outages, { outages: textOf(joined(named, ', ')) }));
	}
	if (missing.length > 0)
		parts.push(
			t(m.report.document.basis.missing, {
				names: context.words.list(missing.map((name) => t(m.report.document.platforms[name])))
			})
		);
	if (profile) {
		const terms = [profile.terms, profile.hashtags, profile.places, profile.accounts].reduce(
			(sum, { length }) => sum + length,
			0
		);
		const changed =
			profile.changedAt === null
				? ''
				: `, ${t(m.report.document.basis.changed, { time: context.time(profile.changedAt) })}`;
		if (terms > 0)
			parts.push(`${t(m.report.document.basis.profile)}: ${t(m.report.document.basis.terms, { terms })}${changed}.`);
	}
	if (context.omitted > 0) parts.push(t(m.report.short.more.sentences, { count: context.omitted }));
	const made = t(m.report.short.basis.made, { rules, checksum: shortChecksum(checksum) });
	const when =
		released === null ? '' : `${asSentence(t(m.report.short.basis.released, { time: context.time(released) }))} `;
	return [
		text(`${parts.filter((part) => part !== '').join(' ')} `),
		strong(t(m.report.document.basis.caveat)),
		text([` ${when}${made}`, ...signedBy(frame, context.words)].join(' '))
	];
}
