import * as m from '../../../messages';
import { asSentence, wholeSentences } from '$lib/domain/core/texts/sentences';
import type { ClosedIncident } from '$lib/domain/overview/closed-incident';
import { byUrgency } from '$lib/domain/report/advice';
import { shortFormOf, type Report } from '$lib/domain/report/content';
import { orderedNeeds, orderedRumours } from '$lib/domain/report/report-lines';
import type { LabelValue } from '$lib/domain/stories/label-kinds';
import type { Language } from '$lib/i18n/language';
import type { Words } from '$lib/i18n/words';
import type { Line } from '../document';
import { textOf } from '../flow';
import { labelWord } from '../label-words';
import { inSentences, paragraphs, ReportContext, shorten } from '../report-context';
import { writeCalls } from '../picture';
import { inPlainSigns } from '../plain-signs';
import { scriptName, withNamedScripts } from '../scripts';
import { writeInstead, writeNotices, writeReplacement } from '../replaced';
import { livingRumours, remainingQuestions } from './aftercare';
import { signRows } from './early-signs';
import { writeAnswer, writeRecent, writeRisk, writeTexts, writeVerdict } from './short-goals';
import { kickerOf, writeDecides } from './short-report';
import { shortChecksum, titleOf, type ReportFrame } from '../write-report';

/** The maximum length of a field of LCMS and of one chat message, in characters. */
export const LCMS_MAX_LENGTH = 1_800;
/** A longer title is written without its place. Only signs that become several letters make it too long then. */
const MAX_TITLE_LENGTH = 100;
const MAX_BARE_TITLE_LENGTH = 160;
/** Of a fact or advice, where there is no room for all: as many whole sentences, at least one. */
const MAX_SENTENCES = 110;
/** How much of a text by the analyst is shown: the sentences that fit in `length`; a first one longer than `most` is cut. */
const typedLengths = { least: { length: 0, most: 160 }, some: { length: 320, most: 420 } } as const;
const MAX_FACTS = 5;
const MAX_ROWS = 6;

/** Characters that are not in Latin-1, with an equivalent that is. */
const latinSigns: readonly (readonly [RegExp, string])[] = [
	[/[‘’‚‛]/g, "'"],
	[/[“”„]/g, '"'],
	[/[–—‐‑]/g, '-'],
	[/…/g, '...'],
	[/[\u00a0\u2000-\u200a\u202f]/g, ' '],
	[/×/g, 'x'],
	[/€/g, 'EUR'],
	[/Ł/g, 'L'],
	[/ł/g, 'l'],
	[/ı/g, 'i'],
	[/[Đđ]/g, 'd']
];

const isLatin1 = (text: string): boolean => !/[\u0100-\u{10ffff}]/u.test(text);
const LATIN: ReadonlySet<string> = new Set(['Latn']);
/** Pictures say nothing that words beside them do not; marks that join them or choose their look go with them. */
const PICTURES = / ?(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\uFE0F|\u200D|\u20E3)+/gu;

/**
 * Converts to Latin-1, which every field and telephone accepts: drops an accent if needed; a passage in another script
 * becomes its name in brackets. Pictures are left out, and any other sign is `?`.
 */
export function inLatin1(text: string, language: Language): string {
	const plain = inPlainSigns(text.normalize('NFC').replace(/\p{Bidi_Control}/gu, ''));
	const latin = withNamedScripts(plain, LATIN, (script) => `[${scriptName(script, language)}]`);
	const replaced = latinSigns
		.reduce((of, [sign, same]) => of.replace(sign, same), latin)
		.replace(PICTURES, (sign) => (isLatin1(sign) ? sign : ''));
	return replaced.replace(/[\u0100-\u{10ffff}]/gu, (sign) => {
		const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '');
		return bare !== '' && isLatin1(bare) ? bare : '?';
	});
}

/** How much of each part is included: the number of lines of a list, and of what was typed. */
interface LcmsPlan {
	readonly replaced: number;
	readonly advice: number;
	readonly rumours: number;
	readonly questions: number;
	readonly facts: number;
	readonly open: number;
	/** Null for the whole text. */
	readonly brief: keyof typeof typedLengths | null;
	readonly counter: keyof typeof typedLengths | null;
	/** 1: the judgement and its certainty, 2: also what is expected. */
	readonly judged: 0 | 1 | 2;
	readonly times: boolean;
	/** Facts and advice with all their sentences. */
	readonly whole: boolean;
	readonly feeling: boolean;
}
const least: LcmsPlan = {
	replaced: 0,
	advice: 0,
	rumours: 0,
	questions: 0,
	facts: 0,
	open: 0,
	brief: 'least',
	counter: 'least',
	judged: 0,
	times: false,
	whole: false,
	feeling: false
};
/** What is added if it fits, the most important first. */
const additions: readonly Partial<LcmsPlan>[] = [
	{ replaced: 1 },
	{ rumours: 1 },
	{ advice: 1 },
	{ questions: 1 },
	{ facts: 1 },
	{ open: 1 },
	{ counter: 'some' },
	{ brief: 'some' },
	{ rumours: 2 },
	{ advice: 2 },
	{ advice: 4 },
	{ judged: 1 },
	{ questions: 2 },
	{ replaced: MAX_FACTS },
	{ facts: 2 },
	{ rumours: 3 },
	{ questions: 3 },
	{ times: true },
	{ facts: 3 },
	{ open: 2 },
	{ rumours: 4 },
	{ questions: 4 },
	{ whole: true },
	{ facts: MAX_FACTS },
	{ open: MAX_FACTS },
	{ rumours: 5 },
	{ questions: 5 },
	{ rumours: MAX_ROWS },
	{ questions: MAX_ROWS },
	{ judged: 2 },
	{ counter: null },
	{ brief: null },
	{ feeling: true }
];

/**
 * A report as plain text for LCMS or a chat: at most 1,800 characters without markup, filled by importance. Claims,
 * verdicts, who decides and when are always whole, facts and advice whole or some whole sentences; each list says how many
 * of its lines are shown. Of a withdrawn report it only says that it was withdrawn, since it is pasted where nothing else
 * of the report is.
 */
export function lcmsText(report: Report, frame: ReportFrame, words: Words): string {
	if (frame.withdrawn) return withdrawnText(report, frame, words);
	const write = writerOf(report, frame, words);
	let plan = least;
	let text = write(plan);
	for (const addition of additions) {
		const longer = { ...plan, ...addition };
		const tried = write(longer);
		if (tried.length > LCMS_MAX_LENGTH) continue;
		[plan, text] = [longer, tried];
	}
	return text;
}

function withdrawnText(report: Report, frame: ReportFrame, words: Words): string {
	const { mark, head, foot } = aroundOf(new ReportContext(report, words), frame);
	const notices = writeNotices({ ...frame, replaced: [] }, words, report).map(({ line }) => textOf(line));
	return inLatin1(
		[[...mark, ...head], notices, [foot, ...mark]].map((lines) => lines.join('\n')).join('\n\n'),
		words.language
	);
}

/** The first lines, the mark of an exercise, and the line that names the version. */
function aroundOf(context: ReportContext, frame: ReportFrame) {
	const { t, report, words } = context;
	const { incident, moment, due } = report;
	const { closed = null } = frame;
	const clock = (at: typeof moment): string => words.dayPrefix(at, moment) + words.clock(at);
	const grip = incident.grip > 0 ? `${t(m.report.document.head.grip, { grip: incident.grip })}, ` : '';
	const next = closed
		? ` ${t(m.partner.closed.when, { date: words.date(closed.at), time: clock(closed.at) })} ${t(m.partner.closed.last)}`
		: due === null || frame.withdrawn
			? ''
			: ` ${t(m.report.lcms.next, { time: clock(due) })}`;
	const [long, title] = [inLatin1(titleOf(report), words.language), inLatin1(incident.title, words.language)];
	return {
		mark: incident.exercise ? [Array(3).fill(t(m.exercise.word).toUpperCase()).join(' ')] : [],
		head: [
			`${kickerOf(context, frame).toUpperCase()} - ${long.length > MAX_TITLE_LENGTH ? shorten(title, MAX_BARE_TITLE_LENGTH, ' ...') : long}`,
			`${grip}${t(m.report.document.phases[incident.phase])}. ${t(m.report.lcms.measured, { moment: `${words.date(moment)} ${clock(moment)}` })}${next}`
		],
		foot: t(m.report.lcms.version, {
			number: frame.number,
			time: clock(frame.released ?? moment),
			checksum: shortChecksum(frame.checksum)
		})
	};
}

const lineOf = (line: Line | null | undefined): string => (line ? textOf(line) : '');

function writerOf(report: Report, frame: ReportFrame, words: Words): (plan: LcmsPlan) => string {
	const { t } = words;
	const context = new ReportContext(report, words);
	const { mark, head, foot } = aroundOf(context, frame);
	const { closed = null } = frame;
	const brief = paragraphs(report.brief.text ?? t(m.report.document.missing)).join(' ');
	const calls = report.limitation.calls;
	/** A heading that says how many of its lines are shown, if not all are. */
	const heading = (name: string, note: string | null, shown: number, all: number): string => {
		const notes = [...(shown < all ? [t(m.report.lcms.shown, { shown, all })] : []), ...(note === null ? [] : [note])];
		return notes.length === 0 ? name : `${name} (${notes.join(', ')})`;
	};
	/** At most `limit` lines of a list below its heading; nothing when it is empty. */
	const listed = ({ name, note = null, below = [], lines }: LcmsList, limit: number): string[] =>
		lines.length === 0
			? []
			: [heading(name, note, Math.min(limit, lines.length), lines.length), ...lines.slice(0, limit), ...below];
	const lists = closed ? closedLists(closed, words) : listsOf(context);
	const openCalls = calls.open > 0 ? [t(m.report.document.calls.open, { count: calls.open })] : [];
	const passed = calls.passedOn.length;
	return (plan) => {
		const maxLength = plan.whole ? undefined : MAX_SENTENCES;
		const advice = adviceLines(context, maxLength);
		const counter = report.counterSignals.text;
		const judged = plan.judged === 0 ? [] : writeJudged(context, plan.judged);
		const open = report.known.open.map(({ text }) => text.replace(/[.!?]$/, ''));
		const callLines = closed
			? []
			: plan.times
				? writeCalls(calls, context).map(textOf)
				: [...openCalls, ...(passed > 0 ? [t(m.report.lcms.passedOn, { count: passed })] : [])];
		const blocks = [
			[...mark, ...head],
			listed({ name: t(m.report.lcms.replaced), lines: replacedLines(frame, context, maxLength) }, plan.replaced),
			[
				[`${t(m.report.lcms.brief)}: ${typed(brief, plan.brief, words)}`, context.carried('brief') ?? []]
					.flat()
					.join(' ')
			],
			closed
				? []
				: [
						...(advice.length === 0
							? [t(m.report.lcms.advice), t(m.report.document.advice.none)]
							: listed({ name: t(m.report.lcms.advice), note: t(m.report.lcms.decides), lines: advice }, plan.advice)),
						...judged,
						...(counter === null
							? []
							: [
									[
										t(m.report.short.counter).toUpperCase(),
										typed(paragraphs(counter).join(' '), plan.counter, words),
										context.carried('counterSignals') ?? []
									]
										.flat()
										.join(' ')
								])
					],
			...lists.map((list) => listed(list, plan[list.limit])),
			listed({ name: t(m.report.lcms.facts), lines: factLines(context, maxLength) }, plan.facts),
			[
				...(callLines.length === 0 ? [] : [`${t(m.report.lcms.calls)}: ${callLines.join(' ')}`]),
				...(plan.feeling ? feelingIn(report, words) : []),
				...(open.length === 0
					? []
					: [
							asSentence(
								[
									heading(t(m.report.lcms.open), null, Math.min(plan.open, open.length), open.length),
									open.slice(0, plan.open).join('; ')
								]
									.filter((part) => part !== '')
									.join(': ')
							)
						]),
				`${t(m.report.lcms.basis, { posts: report.basis.posts })} ${t(m.report.document.basis.caveat)}`,
				foot,
				...mark
			]
		];
		return inLatin1(
			blocks
				.filter((lines) => lines.length > 0)
				.map((lines) => lines.join('\n'))
				.join('\n\n'),
			words.language
		);
	};
}

/** What an analyst typed: as many whole sentences as the plan gives. */
function typed(of: string, plan: LcmsPlan['brief'], words: Words): string {
	if (plan === null) return of;
	const { length, most } = typedLengths[plan];
	const latin = inLatin1(of, words.language);
	const { text } = wholeSentences(latin, length);
	const whole = inSentences(latin, length, words);
	// What is left out is counted, also behind a first sentence that is too long.
	return text.length > most ? shorten(text, most, ' ...') + whole.slice(text.length) : whole;
}

/** The judgement, how certain it is and what is expected, in whole sentences. */
function writeJudged(context: ReportContext, parts: 1 | 2): string[] {
	const { t, report, words } = context;
	const { text, certainty, expected } = report.reading;
	const level = certainty && t(m.report.short.certainty, { level: t(m.report.desk.advice.levels[certainty]) });
	const age = context.carried('reading');
	const write = (of: string): string => typed(paragraphs(of).join(' '), 'some', words);
	const sentences = [
		...(text === null ? [] : [...(age === null ? [] : [age]), asSentence(write(text))]),
		...(expected === null || parts < 2 ? [] : [t(m.report.short.expected), asSentence(write(expected))]),
		...(level === null ? [] : [level])
	];
	return sentences.length === 0 ? [] : [`${t(m.report.short.judgement).toUpperCase()}: ${sentences.join(' ')}`];
}

/** Each with who decides and by when. */
const adviceLines = (context: ReportContext, maxLength: number | undefined): string[] =>
	[...context.report.advice.lines].sort(byUrgency).map((line, at) => {
		const what = inSentences(line.what, maxLength, context.words).replace(/\.$/, '');
		return `${String(at + 1)} ${what} (${textOf(writeDecides(line, context))})`;
	});

/** The facts that were replaced since the release, newest first. */
const replacedLines = (
	{ replaced = [] }: ReportFrame,
	{ words, report }: ReportContext,
	maxLength?: number
): string[] => replaced.map((each) => textOf(writeReplacement(each, words, report.moment, maxLength))).reverse();

/** The facts of the report, newest first; a fact that replaced another is listed together with it. */
const factLines = (context: ReportContext, maxLength: number | undefined): string[] =>
	context.report.known.facts.map((fact) => {
		const instead = writeInstead(fact, context, maxLength);
		if (instead) return `- ${textOf(instead)}`;
		const where = context.t(m.report.document.known.fact, {
			source: fact.source ?? '',
			time: context.clock(fact.at)
		});
		return `- ${inSentences(fact.text, maxLength, context.words).replace(/\.$/, '')} ${where}`;
	});

type LimitedList = LcmsList & { readonly limit: 'questions' | 'rumours' };
interface LcmsList {
	readonly name: string;
	readonly note?: string | null;
	/** Lines below the list that are always shown with it. */
	readonly below?: readonly string[];
	readonly lines: readonly string[];
}

/** Of a closed incident: what still runs, and where people can go. */
function closedLists({ at, running, help }: ClosedIncident, { t, moment }: Words): LimitedList[] {
	const runs = running.map(({ what, who, due }) =>
		[
			`- ${due === null ? '' : `${moment(due, at)}: `}${what.replace(/\.$/, '')}`,
			...(who === null ? [] : [`(${who})`])
		].join(' ')
	);
	return [
		{ name: t(m.partner.closed.running).toUpperCase(), lines: runs, limit: 'questions' },
		{ name: t(m.partner.closed.help).toUpperCase(), lines: help.map((line) => `- ${line}`), limit: 'rumours' }
	];
}

/** Questions and rumours: in the acute phase, as early signs before it, or as what remains after it. */
function listsOf(context: ReportContext): LimitedList[] {
	const { t, report } = context;
	const lastTen = t(m.report.lcms.lastTen);
	switch (shortFormOf(report)) {
		case 'signs': {
			const rows = signRows(context);
			const lines = rows.map(({ text, row: { cells } }) =>
				asSentence(`- ${text}: ${lineOf(cells[1])}. ${lineOf(cells[2])}`)
			);
			const below = rows.some(({ unsure }) => unsure) ? [asSentence(context.unsure)] : [];
			return [{ name: t(m.report.lcms.signs), note: lastTen, lines, below, limit: 'rumours' }];
		}
		case 'remains': {
			const note = t(m.report.lcms.week);
			const line = (text: string, week: number, state: Line): string =>
				asSentence(`- ${text}: ${context.number(week)}. ${lineOf(state)}`);
			const questions = remainingQuestions(report).map((need) =>
				line(need.text, need.week?.now ?? 0, writeAnswer(need, context))
			);
			const rumours = livingRumours(report).map((rumour) =>
				line(rumour.text, rumour.week?.now ?? 0, writeVerdict(rumour, context))
			);
			return [
				{ name: t(m.report.lcms.remains), note, lines: questions, limit: 'questions' },
				{ name: t(m.report.lcms.rumours), note, lines: rumours, limit: 'rumours' }
			];
		}
		case 'goals': {
			const questions = orderedNeeds(report).map((need) =>
				asSentence(`- ${need.text} ${lineOf(writeRecent(need, context))}. ${lineOf(writeAnswer(need, context))}`)
			);
			const rumours = orderedRumours(report.limitation.rumours).map((rumour) => {
				const risk = lineOf(writeRisk(rumour, context)).toUpperCase();
				const verdict = lineOf(writeVerdict(rumour, context));
				const text = t(m.report.lcms.text, { text: lineOf(writeTexts(rumour, context)) });
				return asSentence(`- ${rumour.text}: ${risk}, ${lineOf(writeRecent(rumour, context))}. ${verdict}. ${text}`);
			});
			return [
				{ name: t(m.report.lcms.needs), note: lastTen, lines: questions, limit: 'questions' },
				{ name: t(m.report.lcms.rumours), note: lastTen, lines: rumours, limit: 'rumours' }
			];
		}
	}
}

/** The three most frequent emotions, and the attitude: how many stories of the period have such a label. */
function feelingIn(report: Report, words: Words): string[] {
	const { t, number } = words;
	const counts = (parts: readonly { readonly key: LabelValue; readonly stories: number }[]): string =>
		parts.map(({ key, stories }) => `${t(labelWord(key))} ${number(stories, 0)}`).join(', ');
	const { emotions, attitudes } = report.meaning;
	const lines = [
		...(emotions.stories === 0 ? [] : [counts(emotions.parts.slice(0, 3))]),
		...(attitudes.stories === 0 ? [] : [`${t(m.report.lcms.attitude)}: ${counts(attitudes.parts)}`])
	];
	const { period } = new ReportContext(report, words);
	return lines.length === 0 ? [] : [asSentence(`${t(m.report.lcms.feeling, { period })}: ${lines.join('. ')}`)];
}
