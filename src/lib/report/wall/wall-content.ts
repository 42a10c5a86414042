import * as m from '../../messages';
import { orderedRumours, shownCourse } from '$lib/domain/report/report-lines';
import type { FindingId, Moment } from '$lib/domain/core/ids';
import { fitsVerdict } from '$lib/domain/official-text/official-text';
import { byUrgency } from '$lib/domain/report/advice';
import type { AdviceLine, NeedLine, Report, RumourLine } from '$lib/domain/report/content';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Words } from '$lib/i18n/words';
import type { Line } from '../write/document';
import { textOf } from '../write/flow';
import { writeReplacement } from '../write/replaced';
import { isUnderReview, replacedBefore, type WallReplacement } from './replaced-before';

/*
 * What fits on a wall screen of 1920 by 1080 pixels without being cut. A wall cannot be scrolled and has no script that
 * measures, so lines are counted: the letters on one line of each kind of text, fewer than fit on average, and its pixels.
 */
const LETTERS = { title: 44, advice: 92, claim: 30, longClaim: 40, below: 45, fact: 95 } as const;
const PIXELS = { title: 61, advice: 44, claim: 52, longClaim: 41, below: 44, fact: 44 } as const;
/** The rest of the header, the footer, the figures and a margin. */
const FRAME = 28 + 66 + 116 + 30;
const EXERCISE = 110;
const CALLS = 90;
/** Headings and the space around a section, around a row, and a line that counts the rest. */
const ADVICE = 68;
const LISTS = 62;
const FACTS = 24;
const ROW = 12;
const REST = 43;
export const SCREEN_HEIGHT = 1080;
/** A longer claim is in smaller letters. */
const LONG_CLAIM = 120;
/** The most that can be read from five metres. */
const MAX_ROWS = 3;
const MAX_ADVICE = 2;
const MAX_FACTS = 2;
/** Of a replaced fact and of the new one, where there is no room for all: as many whole sentences. */
const SHORT_FACT = 90;

/** What is shown of a list, and how many items are not. */
interface Shown<Item> {
	readonly shown: readonly Item[];
	readonly rest: number;
}
/** A question or a rumour. `warns`: its note is something to act on. */
interface WallRow {
	readonly finding: FindingId;
	readonly text: string;
	readonly isLong: boolean;
	readonly level: RiskLevel | null;
	readonly count: { readonly now: number; readonly before: number | null; readonly isNew: boolean };
	readonly verdict: string | null;
	readonly note: string;
	readonly warns: boolean;
}
interface WallAdvice {
	readonly id: string;
	readonly what: string;
	readonly due: string;
	readonly decider: string | null;
}
interface WallFact {
	readonly id: string;
	readonly line: Line;
}
export interface WallContent {
	/** Null when there is no advice at all. */
	readonly advice: Shown<WallAdvice> | null;
	readonly needs: Shown<WallRow>;
	readonly rumours: Shown<WallRow>;
	readonly facts: Shown<WallFact>;
}

/** The number of lines of a text that breaks between words. */
export function lineCount(text: string, letters: number): number {
	let [lines, used] = [0, letters + 1];
	for (const word of text.split(/\s+/)) {
		if (word === '') continue;
		if (used + 1 + word.length <= letters) used += 1 + word.length;
		else {
			lines += Math.ceil(word.length / letters);
			used = word.length % letters || letters;
		}
	}
	return lines;
}

/** How many of each there are; `whole`: replaced facts with all their sentences. */
interface Plan {
	readonly advice: number;
	readonly needs: number;
	readonly rumours: number;
	readonly facts: number;
	readonly whole: boolean;
}
/** What is added if it fits, the most important first. */
const additions: readonly Partial<Plan>[] = [
	{ rumours: 1 },
	{ needs: 1 },
	{ facts: 1 },
	{ advice: 1 },
	{ rumours: 2 },
	{ whole: true },
	{ needs: 2 },
	{ facts: MAX_FACTS },
	{ advice: MAX_ADVICE },
	{ rumours: MAX_ROWS },
	{ needs: MAX_ROWS }
];

/**
 * The content of a wall screen: every claim, verdict, advice and fact is whole, or some whole sentences with the number of
 * those left out. What does not fit is counted. Room is given by importance, so that the rumour that matters most comes
 * before anything else.
 * @param since the facts of the report that were replaced since
 * @param calls how many calls for help nobody passed on
 */
export function wallContent(
	report: Report,
	since: readonly WallReplacement[],
	calls: number,
	words: Words
): WallContent {
	/** Also those from before the report, while a line that rests on one is under review. The newest first. */
	const replaced = [...since, ...(isUnderReview(report) ? replacedBefore(report) : [])].toReversed();
	const all = {
		advice: report.advice.lines
			.filter(({ decision }) => decision === null)
			.sort(byUrgency)
			.map((line) => adviceOf(line, report.moment, words)),
		needs: report.information.needs.map((need) => needRow(need, replaced, report, words)),
		rumours: orderedRumours(report.limitation.rumours).map((rumour) => rumourRow(rumour, replaced, report, words)),
		facts: replaced
	};
	const hasAdvice = report.advice.lines.length > 0;
	const content = (plan: Plan): WallContent => ({
		advice: hasAdvice ? first(all.advice, plan.advice) : null,
		needs: first(all.needs, plan.needs),
		rumours: first(all.rumours, plan.rumours),
		facts: first(
			all.facts.map((fact) => ({
				id: fact.fact,
				line: writeReplacement(fact, words, report.moment, plan.whole ? undefined : SHORT_FACT)
			})),
			plan.facts
		)
	});
	let plan: Plan = { advice: 0, needs: 0, rumours: 0, facts: 0, whole: false };
	for (const addition of additions) {
		const longer = { ...plan, ...addition };
		if (wallHeight(content(longer), report.incident, calls) <= SCREEN_HEIGHT) plan = longer;
	}
	return content(plan);
}

const first = <Item>(all: readonly Item[], count: number): Shown<Item> => ({
	shown: all.slice(0, count),
	rest: Math.max(0, all.length - count)
});

/** The height of a wall screen with this content, in pixels. */
export function wallHeight(
	{ advice, needs, rumours, facts }: WallContent,
	{ title, exercise }: Pick<Report['incident'], 'title' | 'exercise'>,
	calls: number
): number {
	const sum = <Item>({ shown, rest }: Shown<Item>, height: (item: Item) => number): number =>
		shown.reduce((total, item) => total + ROW + height(item), rest > 0 ? REST : 0);
	// Without any shown, the heading says how many there are.
	const ofAdvice = advice && advice.shown.length > 0 ? sum(advice, (each) => heightOf(adviceText(each), 'advice')) : 0;
	const ofFacts =
		facts.shown.length + facts.rest === 0 ? 0 : FACTS + sum(facts, ({ line }) => heightOf(textOf(line), 'fact'));
	return (
		FRAME +
		heightOf(title, 'title') +
		(exercise ? EXERCISE : 0) +
		(calls > 0 ? CALLS : 0) +
		(advice === null ? 0 : ADVICE + ofAdvice) +
		LISTS +
		Math.max(REST, sum(needs, rowHeight), sum(rumours, rowHeight)) +
		ofFacts
	);
}
const heightOf = (text: string, kind: keyof typeof LETTERS): number => lineCount(text, LETTERS[kind]) * PIXELS[kind];
const rowHeight = ({ text, isLong, verdict, note }: WallRow): number =>
	heightOf(text, isLong ? 'longClaim' : 'claim') + heightOf(`${verdict ?? ''} ${note}`, 'below');
const adviceText = ({ due, what, decider }: WallAdvice): string => `${due} ${what} ${decider ?? ''}`;

function adviceOf(line: AdviceLine, now: Moment, words: Words): WallAdvice {
	const { t } = words;
	const { id, what, decider = null, deadline, urgency } = line;
	if (deadline === undefined) return { id, what, decider, due: t(m.report.short.urgency[urgency]) };
	if (deadline <= now) return { id, what, decider, due: t(m.partner.wall.late) };
	const time = words.dayPrefix(deadline, now) + words.clock(deadline);
	return { id, what, decider, due: t(m.report.document.advice.deadline, { time }) };
}

function rowOf(
	line: NeedLine | RumourLine,
	{ incident, moment }: Report
): Pick<WallRow, 'finding' | 'text' | 'isLong' | 'count'> {
	const { finding, text, week } = line;
	const course = 'waitingSince' in line ? shownCourse(line, moment) : line.course;
	const { now, before, trend } = (incident.phase === 'aftercare' && week) || course;
	return { finding, text, isLong: text.length > LONG_CLAIM, count: { now, before, isNew: trend === 'new' } };
}

function needRow(need: NeedLine, replaced: readonly WallReplacement[], report: Report, words: Words): WallRow {
	const { t } = words;
	const clock = (at: Moment): string => words.dayPrefix(at, report.moment) + words.clock(at);
	const { state, answer, waitingSince, finding } = need;
	const row = { ...rowOf(need, report), level: null, verdict: null };
	if (state === 'askedAgain') return { ...row, note: t(m.report.document.needs.again), warns: true };
	if (answer) {
		const at = replaced.find(({ under }) => under.includes(finding))?.at ?? answer.replaced;
		return at === undefined
			? { ...row, note: t(m.partner.wall.answered, { time: clock(answer.at) }), warns: false }
			: { ...row, note: t(m.report.document.replaced.answer, { time: clock(at) }), warns: true };
	}
	if (state === 'answering') return { ...row, note: t(m.partner.wall.answering), warns: false };
	if (need.known) return { ...row, note: t(m.report.short.needs.known, { time: clock(need.known) }), warns: true };
	const note = waitingSince ? t(m.partner.wall.waiting, { time: clock(waitingSince) }) : t(m.partner.wall.noAnswer);
	return { ...row, note, warns: true };
}

function rumourRow(rumour: RumourLine, replaced: readonly WallReplacement[], report: Report, words: Words): WallRow {
	const { t } = words;
	const clock = (at: Moment): string => words.dayPrefix(at, report.moment) + words.clock(at);
	const { verdict, verifying, lastText, level, finding } = rumour;
	const row = { ...rowOf(rumour, report), level };
	if (!verdict) {
		const note = t(verifying ? m.report.document.rumours.verifying : m.report.document.rumours.unverified);
		return { ...row, verdict: null, note, warns: true };
	}
	const named = t(m.report.document.rumours.verdicts[verdict.verdict]);
	const judged = { ...row, verdict: verdict.source === '' ? named : `${named} (${verdict.source})` };
	const at =
		replaced.find(({ text, under }) => under.includes(finding) || text === verdict.fact)?.at ?? verdict.replaced;
	if (at !== undefined)
		return { ...judged, note: t(m.report.document.replaced.verdict, { time: clock(at) }), warns: true };
	if (verdict.reworded) return { ...judged, note: t(m.report.document.reworded), warns: true };
	if (!lastText) return { ...judged, note: '', warns: false };
	const fits = fitsVerdict(lastText.kind, verdict.verdict);
	const time = clock(lastText.at);
	const published =
		lastText.kind === 'rebuttal' && fits
			? t(m.partner.wall.rebutted, { time })
			: `${t(m.officialText.kind[lastText.kind])} ${time}`;
	return {
		...judged,
		note: lastText.alone ? `${published}, ${t(m.report.document.alone)}` : published,
		warns: !fits
	};
}
