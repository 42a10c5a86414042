import * as m from '../../../messages';
import type { ClosedIncident } from '$lib/domain/overview/closed-incident';
import { shortFormOf, type Report } from '$lib/domain/report/content';
import type { LabelValue } from '$lib/domain/stories/label-kinds';
import type { Words } from '$lib/i18n/words';
import type { DocumentRow, Line, ShortBlock, ShortDocument } from '../document';
import { textOf } from '../flow';
import { labelWord } from '../label-words';
import { paragraphs, ReportContext, sentence, shorten } from '../report-context';
import { writeCalls } from '../picture';
import { inPlainSigns } from '../plain-signs';
import { writeInstead, writeNotices, writeReplacement } from '../replaced';
import { signRows } from './early-signs';
import { writeUnshortened } from './short-report';
import { shortChecksum, titleOf, type ReportFrame } from '../write-report';

/** The maximum length of a field of LCMS and of one chat message, in characters. */
export const LCMS_MAX_LENGTH = 1_800;
/** To how many characters a typed text is cut if the whole is too long; `calls` (for help) are always cut. */
const MAX_LENGTHS = { brief: 420, judgement: 320, advice: 110, open: 200, calls: 100 } as const;
/** A title with its location is always cut to this length. */
const MAX_TITLE_LENGTH = 100;
/** A fact is always cut to this length; at most MAX_FACTS are listed. */
const MAX_FACT_LENGTH = 110;
const MAX_FACTS = 5;
/** The maximum length of a question or claim, and of the name of a body. */
const nameLengths = { full: { claim: 300, body: 160 }, cut: { claim: 110, body: 40 }, least: { claim: 60, body: 24 } };

/** Characters that are not in Latin-1, with an equivalent that is. */
const latinSigns: readonly (readonly [RegExp, string])[] = [
	[/[‘’‚‛]/g, "'"],
	[/[“”„]/g, '"'],
	[/[–—‐‑]/g, '-'],
	[/…/g, '...'],
	[/[\u00a0\u2000-\u200a\u202f]/g, ' '],
	[/×/g, 'x'],
	[/€/g, 'EUR']
];

/** Converts to Latin-1, which every field and telephone accepts: drops an accent if needed, and otherwise uses `?`. */
export function inLatin1(text: string): string {
	const plain = inPlainSigns(text.normalize('NFC').replace(/\p{Bidi_Control}/gu, ''));
	const replaced = latinSigns.reduce((of, [sign, same]) => of.replace(sign, same), plain);
	return replaced.replace(/[\u0100-\u{10ffff}]/gu, (sign) => {
		const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '');
		return /^[\u0020-\u00ff]+$/.test(bare) ? bare : '?';
	});
}

/** The length is that after the conversion to Latin-1. */
const cut = (of: string, maxLength: number): string => shorten(inLatin1(of), maxLength, ' ...');

/** How much of each part is included: the number of lines of a list, and the fraction `typed` of texts by people. */
interface LcmsPlan {
	readonly names: keyof typeof nameLengths;
	/** A fraction of {@link MAX_LENGTHS}; null for the whole text. */
	readonly typed: number | null;
	readonly replaced: number;
	readonly advice: number;
	readonly judged: number;
	readonly questions: number;
	readonly rumours: number;
	readonly others: number;
	readonly facts: number;
	readonly feeling: number;
}
/** What is always included: the first line of each list. */
const shortest: LcmsPlan = {
	names: 'least',
	typed: 0.4,
	replaced: 1,
	advice: 1,
	judged: 0,
	questions: 1,
	rumours: 1,
	others: 0,
	facts: 1,
	feeling: 0
};
/** What is added if it fits, the most important first. */
const additions: readonly Partial<LcmsPlan>[] = [
	{ replaced: 2 },
	{ names: 'cut' },
	{ typed: 0.6 },
	{ advice: 2 },
	{ advice: 4 },
	{ judged: 1 },
	{ rumours: 2 },
	{ questions: 2 },
	{ facts: 2 },
	{ replaced: MAX_FACTS },
	{ rumours: 3 },
	{ questions: 3 },
	{ facts: 3 },
	{ typed: 1 },
	{ others: 2 },
	{ rumours: 4 },
	{ questions: 4 },
	{ facts: 4 },
	{ rumours: 5 },
	{ questions: 5 },
	{ facts: MAX_FACTS },
	{ rumours: 6 },
	{ others: 6 },
	{ typed: null },
	{ names: 'full' },
	{ feeling: 1 }
];

/**
 * A report as plain text for LCMS or a chat: at most 1,800 characters without markup, filled by importance. The first
 * question, the first rumour with its verdict and the first fact are always included, as are the picture, the advice,
 * what is not known, the caveat, and what replaced a fact since the release. Of a withdrawn report it only says that it
 * was withdrawn, since it is pasted where nothing else of the report is.
 */
export function lcmsText(report: Report, frame: ReportFrame, words: Words): string {
	if (frame.withdrawn) return withdrawnText(report, frame, words);
	const writers = new Map<LcmsPlan['names'], LcmsWriter>();
	const write = (plan: LcmsPlan): string => {
		const writer = writers.get(plan.names) ?? writerOf(withNames(report, nameLengths[plan.names]), frame, words);
		writers.set(plan.names, writer);
		return writer(plan);
	};
	let plan = shortest;
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
	const { mark, head, foot } = aroundOf(report, frame, words);
	const notices = writeNotices({ ...frame, replaced: [] }, words, report).map(({ line }) => textOf(line));
	return inLatin1([[...mark, ...head], notices, [foot, ...mark]].map((lines) => lines.join('\n')).join('\n\n'));
}

/** The first lines, the mark of an exercise, and the line that names the version. */
function aroundOf(report: Report, frame: ReportFrame, words: Words) {
	const { t } = words;
	const { incident, moment, due } = report;
	const clock = (at: typeof moment): string => words.clock(at);
	const grip = incident.grip > 0 ? `${t(m.report.document.head.grip, { grip: incident.grip })}, ` : '';
	const { closed = null } = frame;
	const next = closed
		? ` ${t(m.partner.closed.when, { date: words.date(closed.at), time: clock(closed.at) })} ${t(m.partner.closed.last)}`
		: due === null || frame.withdrawn
			? ''
			: ` ${t(m.report.lcms.next, { time: clock(due) })}`;
	const kicker = t(m.report.document.kicker, { number: frame.number }).toUpperCase();
	return {
		mark: incident.exercise ? [Array(3).fill(t(m.exercise.word).toUpperCase()).join(' ')] : [],
		head: [
			`${kicker} - ${cut(titleOf(report), MAX_TITLE_LENGTH)}`,
			`${grip}${t(m.report.document.phases[incident.phase])}. ${t(m.report.lcms.measured, { moment: `${words.date(moment)} ${clock(moment)}` })}${next}`
		],
		foot: t(m.report.lcms.version, {
			number: frame.number,
			time: clock(frame.released ?? moment),
			checksum: shortChecksum(frame.checksum)
		})
	};
}

/** The report with its questions, claims and names of bodies cut to these lengths. */
function withNames(report: Report, { claim, body }: (typeof nameLengths)['full']): Report {
	const { information, limitation } = report;
	return {
		...report,
		information: { ...information, needs: information.needs.map((need) => ({ ...need, text: cut(need.text, claim) })) },
		limitation: {
			...limitation,
			rumours: limitation.rumours.map((rumour) => ({
				...rumour,
				text: cut(rumour.text, claim),
				verdict: rumour.verdict && { ...rumour.verdict, source: cut(rumour.verdict.source, body) },
				verifying: rumour.verifying && { ...rumour.verifying, body: cut(rumour.verifying.body, body) }
			}))
		}
	};
}

type LcmsWriter = (plan: LcmsPlan) => string;

function writerOf(report: Report, frame: ReportFrame, words: Words): LcmsWriter {
	const { t } = words;
	const { moment } = report;
	const short = writeUnshortened(report, frame, words);
	const { mark, head, foot } = aroundOf(report, frame, words);
	const { closed = null } = frame;
	const lists = closed ? closedLists(closed, words) : listsOf(report, short, words);
	/** At most `limit` lines, and a line that says how many more there are. */
	const firstLines = (lines: readonly string[], limit: number, more: 'facts' | 'replaced'): string[] => {
		const count = lines.length - limit;
		const rest = count > 0 ? [`- ${t(m.report.lcms.more[more], { count })}`] : [];
		return [...lines.slice(0, limit), ...rest];
	};
	const brief = paragraphs(report.brief.text ?? t(m.report.document.missing)).join(' ');
	const briefAge = blocksOf(short, 'brief').flatMap((block) => (block.kind === 'note' ? [block.text] : []));
	const advice = closed ? [] : adviceIn(short);
	const judged = closed ? [] : judgedIn(short);
	const called = closed ? [] : writeCalls(report.limitation.calls, new ReportContext(report, words)).map(textOf);
	const open = report.known.open.map(({ text }) => text.replace(/[.!?]$/, '')).join(', ');
	// Newest first.
	const replaced = [...(frame.replaced ?? [])].reverse().map(({ now, ...each }) => {
		const named = now && { ...now, source: now.source && cut(now.source, nameLengths.cut.body) };
		return textOf(writeReplacement({ ...each, now: named }, words, moment, MAX_FACT_LENGTH));
	});
	return (plan) => {
		const typed = (of: string, maxLength: number): string =>
			plan.typed === null ? of : cut(of, Math.round(maxLength * plan.typed));
		const calls = called.map((line) => cut(line, Math.round(MAX_LENGTHS.calls * (plan.typed ?? 1))));
		const blocks = [
			[...mark, ...head],
			[t(m.report.lcms.replaced), ...firstLines(replaced, plan.replaced, 'replaced')],
			[[`${t(m.report.lcms.brief)}: ${typed(brief, MAX_LENGTHS.brief)}`, ...briefAge].join(' ')],
			[
				t(m.report.lcms.advice),
				...advice.slice(0, plan.advice).map((line) => typed(line, MAX_LENGTHS.advice)),
				...judged.slice(0, plan.judged).map((line) => typed(line, MAX_LENGTHS.judgement))
			],
			...lists.map(({ title, lines }) => [title, ...lines(plan)]),
			[t(m.report.lcms.facts), ...firstLines(factsOf(report, words), plan.facts, 'facts')],
			[
				...(called.length === 0 ? [] : [`${t(m.report.lcms.calls)}: ${calls.join(' ')}`]),
				...(plan.feeling > 0 ? feelingIn(report, words) : []),
				...(open === '' ? [] : [sentence(`${t(m.report.lcms.open)}: ${typed(open, MAX_LENGTHS.open)}`)]),
				`${t(m.report.lcms.basis, { posts: report.basis.posts })} ${t(m.report.document.basis.caveat)}`,
				foot,
				...mark
			]
		];
		// Leaves out a heading without lines.
		const always = new Set([blocks[0], blocks[2], ...(closed ? [] : [blocks[3]])]);
		const nonEmpty = blocks.filter((lines) => lines.length > 1 || always.has(lines));
		return inLatin1(nonEmpty.map((lines) => lines.join('\n')).join('\n\n'));
	};
}

interface LcmsList {
	readonly title: string;
	readonly lines: (plan: LcmsPlan) => string[];
}

/** Of a closed incident: what still runs, and where people can go. */
function closedLists({ at, running, help }: ClosedIncident, words: Words): LcmsList[] {
	const { t } = words;
	const runs = running.map(({ what, who, due }) =>
		[
			`- ${due === null ? '' : `${words.moment(due, at)}: `}${cut(what.replace(/\.$/, ''), nameLengths.cut.claim)}`,
			...(who === null ? [] : [`(${cut(who, nameLengths.cut.body)})`])
		].join(' ')
	);
	const goTo = help.map((line) => `- ${cut(line, MAX_LENGTHS.open)}`);
	return [
		{ title: t(m.partner.closed.running).toUpperCase(), lines: ({ questions }) => runs.slice(0, questions) },
		{ title: t(m.partner.closed.help).toUpperCase(), lines: ({ rumours }) => goTo.slice(0, rumours) }
	];
}

/** Questions and rumours: in the acute phase, as early signs before it, or as what remains after it. */
function listsOf(report: Report, short: ShortDocument, words: Words): LcmsList[] {
	const { t } = words;
	const context = new ReportContext(report, words);
	const unquoted = (head: Line): string => textOf(head).replace(/[‘’]/g, '');
	switch (shortFormOf(report)) {
		case 'signs': {
			const rows = signRows(context);
			const lines = rows.map(
				({
					row: {
						head,
						cells: [, recent, state]
					}
				}) => sentence(`- ${unquoted(head)}: ${lineOf(recent)}. ${lineOf(state)}`)
			);
			const rank = rows.map(({ kind }, at) => rows.slice(0, at).filter((row) => row.kind === kind).length);
			const shown = ({ questions, rumours, others }: LcmsPlan) =>
				rows.map(
					({ kind }, at) =>
						(rank[at] ?? 0) < { need: questions, rumour: rumours, behaviour: others, meaning: others }[kind]
				);
			const note = rows.some(({ unsure }) => unsure) ? [sentence(context.unsure)] : [];
			return [
				{ title: t(m.report.lcms.signs), lines: (plan) => [...lines.filter((_, at) => shown(plan)[at]), ...note] }
			];
		}
		case 'remains': {
			const lineFor = ({ head, cells: [week, , state] }: DocumentRow): string =>
				sentence(`- ${unquoted(head)}: ${lineOf(week)}. ${lineOf(state)}`);
			const [questions, living] = [rowsOf(short, 'remains').map(lineFor), rowsOf(short, 'living').map(lineFor)];
			return [
				{
					title: t(m.report.lcms.remains),
					lines: (plan) => [...questions.slice(0, plan.questions), ...living.slice(0, plan.rumours)]
				}
			];
		}
		case 'goals': {
			const questions = rowsOf(short, 'information').map(({ head, cells: [, recent, answer] }) =>
				sentence(`- ${textOf(head)} ${lineOf(recent)}. ${lineOf(answer)}`)
			);
			const rumours = rowsOf(short, 'limitation').map(({ head, cells: [risk, verdict, text, recent] }) =>
				sentence(
					`- ${unquoted(head.slice(0, 1))}: ${lineOf(risk).toUpperCase()}, ${lineOf(recent)}. ${lineOf(verdict)}. ${t(m.report.lcms.text, { text: lineOf(text) })}`
				)
			);
			return [
				{ title: t(m.report.lcms.needs), lines: (plan) => questions.slice(0, plan.questions) },
				{ title: t(m.report.lcms.rumours), lines: (plan) => rumours.slice(0, plan.rumours) }
			];
		}
	}
}

/** The facts of the report, newest first; a fact that replaced another is listed together with it. */
function factsOf(report: Report, words: Words): string[] {
	const context = new ReportContext(report, words);
	return report.known.facts.map((fact) => {
		const source = fact.source && cut(fact.source, nameLengths.cut.body);
		const instead = writeInstead({ ...fact, source }, context, MAX_FACT_LENGTH);
		if (instead) return `- ${textOf(instead)}`;
		const where = words.t(m.report.document.known.fact, {
			source: source ?? '',
			time: context.clock(fact.at)
		});
		return `- ${cut(fact.text.replace(/\.$/, ''), MAX_FACT_LENGTH)} ${where}`;
	});
}

const lineOf = (line: Line | null | undefined): string => (line ? textOf(line) : '');
const blocksOf = (short: ShortDocument, id: string): readonly ShortBlock[] =>
	short.sections.find((section) => section.id === id)?.blocks ?? [];
const rowsOf = (short: ShortDocument, id: 'information' | 'limitation' | 'remains' | 'living') =>
	blocksOf(short, id).flatMap((block) => (block.kind === 'table' ? block.rows : []));
const adviceIn = (short: ShortDocument): string[] =>
	blocksOf(short, 'advice').flatMap((block) =>
		block.kind === 'decisions'
			? block.rows.map(({ what, decides }, at) => `${String(at + 1)} ${what.replace(/\.$/, '')} (${textOf(decides)})`)
			: []
	);
const judgedIn = (short: ShortDocument): string[] =>
	blocksOf(short, 'advice').flatMap((block) =>
		block.kind === 'judged'
			? [[`${block.title.toUpperCase()}:`, ...(block.age === null ? [] : [block.age]), textOf(block.line)].join(' ')]
			: []
	);

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
	return lines.length === 0 ? [] : [sentence(`${t(m.report.lcms.feeling, { period })}: ${lines.join('. ')}`)];
}
