import * as m from '../../../messages';
import type { Report } from '$lib/domain/report/content';
import type { LabelValue } from '$lib/domain/stories/label-kinds';
import type { Words } from '$lib/i18n/words';
import type { Line, ShortBlock, ShortDocument } from '../document';
import { textOf } from '../flow';
import { labelWord } from '../label-words';
import { paragraphs, Pen, sentence, shorten } from '../pen';
import { writeCalls } from '../picture';
import { inPlainSigns } from '../plain-signs';
import { writeShortReport } from './short-report';
import { shortChecksum, titleOf, type ReportFrame } from '../write-report';

/** What a field of LCMS and one message of a chat hold, in characters. */
export const LCMS_LONGEST = 1_800;
/** What stays of a text that a person typed, when all is too long; of calls for help, in any case. */
const MAX_LENGTHS = { brief: 420, judgement: 320, advice: 110, open: 200, calls: 100 } as const;
/** Of a title with its place, in any case. */
const MAX_TITLE_LENGTH = 100;

/** Not in Latin-1, and with a sign in it that means the same. */
const latinSigns: readonly (readonly [RegExp, string])[] = [
	[/[‘’‚‛]/g, "'"],
	[/[“”„]/g, '"'],
	[/[–—‐‑]/g, '-'],
	[/…/g, '...'],
	[/[\u00a0\u2000-\u200a\u202f]/g, ' '],
	[/×/g, 'x'],
	[/€/g, 'EUR']
];

/** In Latin-1, which every field and every telephone takes: a letter loses its accent before it becomes a question mark. */
export function inLatin1(text: string): string {
	const plain = inPlainSigns(text.normalize('NFC').replace(/\p{Bidi_Control}/gu, ''));
	const replaced = latinSigns.reduce((of, [sign, same]) => of.replace(sign, same), plain);
	return Array.from(replaced, (sign) => {
		if (sign <= '\u00ff') return sign;
		const bare = sign.normalize('NFKD').replace(/\p{M}/gu, '');
		return /^[\u0020-\u00ff]+$/.test(bare) ? bare : '?';
	}).join('');
}

/** Counted in the signs in which it is sent. */
const cut = (of: string, longest: number): string => shorten(inLatin1(of), longest, ' ...');

/**
 * A report as plain text for LCMS or a chat: at most 1,800 characters without markup. What is too long is dropped from
 * the bottom; never the picture, the advice, what is not known, or the standing sentence.
 */
export function lcmsText(report: Report, frame: ReportFrame, words: Words): string {
	const { t } = words;
	const { incident, moment, due } = report;
	const short = writeShortReport(report, frame, words);
	const clock = (at: typeof moment): string => words.clock(at);
	const mark = incident.exercise ? [Array(3).fill(t(m.exercise.word).toUpperCase()).join(' ')] : [];
	const grip = incident.grip > 0 ? `${t(m.report.document.head.grip, { grip: incident.grip })}, ` : '';
	const next = due === null ? '' : ` ${t(m.report.lcms.next, { time: clock(due) })}`;
	const head = [
		`${short.head.kicker.toUpperCase()} - ${cut(titleOf(report), MAX_TITLE_LENGTH)}`,
		`${grip}${t(m.report.document.phases[incident.phase])}. ${t(m.report.lcms.measured, { moment: `${words.date(moment)} ${clock(moment)}` })}${next}`
	];
	const needs = rowsOf(short, 'information').map(({ head, cells: [, recent, answer] }) =>
		sentence(`- ${textOf(head)} ${lineOf(recent)}. ${lineOf(answer)}`)
	);
	const rumours = rowsOf(short, 'limitation').map(({ head, cells: [risk, verdict, text, recent] }) =>
		sentence(
			`- ${textOf(head.slice(0, 1)).replace(/[‘’]/g, '')}: ${lineOf(risk).toUpperCase()}, ${lineOf(recent)}. ${lineOf(verdict)}. ${t(m.report.lcms.text, { text: lineOf(text) })}`
		)
	);
	const brief = paragraphs(report.brief.text ?? t(m.report.document.missing)).join(' ');
	const briefAge = blocksOf(short, 'brief').flatMap((block) => (block.kind === 'note' ? [block.text] : []));
	const signs = rowsOf(short, 'signs').map(({ head, cells: [, recent, state] }) =>
		sentence(`- ${textOf(head).replace(/[‘’]/g, '')}: ${lineOf(recent)}. ${lineOf(state)}`)
	);
	const remaining = [...rowsOf(short, 'remains'), ...rowsOf(short, 'living')].map(({ head, cells: [week, , state] }) =>
		sentence(`- ${textOf(head).replace(/[‘’]/g, '')}: ${lineOf(week)}. ${lineOf(state)}`)
	);
	const called = writeCalls(report.limitation.calls, new Pen(report, words)).map(textOf);
	const open = report.known.open.map(({ text }) => text.replace(/[.!?]$/, '')).join(', ');
	/** `typed`: how much stays of what a person typed, as a part of LONGEST; null is all. */
	const build = (limits: { feeling: boolean; rumours: number; needs: number; typed: number | null }): string => {
		const typed = (of: string, longest: number): string =>
			limits.typed === null ? of : cut(of, Math.round(longest * limits.typed));
		const calls = called.map((line) => cut(line, Math.round(MAX_LENGTHS.calls * (limits.typed ?? 1))));
		const blocks = [
			[...mark, ...head],
			[[`${t(m.report.lcms.brief)}: ${typed(brief, MAX_LENGTHS.brief)}`, ...briefAge].join(' ')],
			[
				t(m.report.lcms.advice),
				...adviceIn(short).map((line) => typed(line, MAX_LENGTHS.advice)),
				...judgedIn(short).map((line) => typed(line, MAX_LENGTHS.judgement))
			],
			[t(m.report.lcms.signs), ...signs.slice(0, limits.rumours)],
			[t(m.report.lcms.remains), ...remaining.slice(0, limits.rumours)],
			[t(m.report.lcms.needs), ...needs.slice(0, limits.needs)],
			[t(m.report.lcms.rumours), ...rumours.slice(0, limits.rumours)],
			[
				...(called.length === 0 ? [] : [`${t(m.report.lcms.calls)}: ${calls.join(' ')}`]),
				...(limits.feeling ? feelingIn(report, words) : []),
				...(open === '' ? [] : [sentence(`${t(m.report.lcms.open)}: ${typed(open, MAX_LENGTHS.open)}`)]),
				`${t(m.report.lcms.basis, { posts: report.basis.posts })} ${t(m.report.document.basis.creed)}`,
				t(m.report.lcms.version, {
					number: frame.number,
					time: clock(frame.released ?? moment),
					checksum: shortChecksum(frame.checksum)
				}),
				...mark
			]
		];
		// A heading without lines says nothing.
		const nonEmpty = blocks.filter((lines, at) => lines.length > 1 || at < 3);
		return inLatin1(nonEmpty.map((lines) => lines.join('\n')).join('\n\n'));
	};
	const steps = [
		{ feeling: true, rumours: 6, needs: 5, typed: null },
		{ feeling: false, rumours: 6, needs: 5, typed: null },
		{ feeling: false, rumours: 5, needs: 5, typed: null },
		{ feeling: false, rumours: 5, needs: 5, typed: 1 },
		{ feeling: false, rumours: 3, needs: 3, typed: 1 },
		{ feeling: false, rumours: 0, needs: 0, typed: 1 }
	];
	const fitting = steps.map(build).find((text) => text.length <= LCMS_LONGEST);
	// So little that the rest always fits.
	return fitting ?? build({ feeling: false, rumours: 0, needs: 0, typed: 0.6 });
}

const lineOf = (line: Line | null | undefined): string => (line ? textOf(line) : '');
const blocksOf = (short: ShortDocument, id: string): readonly ShortBlock[] =>
	short.sections.find((section) => section.id === id)?.blocks ?? [];
const rowsOf = (short: ShortDocument, id: 'information' | 'limitation' | 'signs' | 'remains' | 'living') =>
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

/** The three most frequent emotions, and the attitude: how many posts of the period have such a label. */
function feelingIn({ meaning }: Report, { t, number }: Words): string[] {
	const counts = (parts: readonly { readonly key: LabelValue; readonly posts: number }[]): string =>
		parts.map(({ key, posts }) => `${t(labelWord(key))} ${number(posts, 0)}`).join(', ');
	const { emotions, attitudes } = meaning;
	const lines = [
		...(emotions.posts === 0 ? [] : [counts(emotions.parts.slice(0, 3))]),
		...(attitudes.posts === 0 ? [] : [`${t(m.report.lcms.attitude)}: ${counts(attitudes.parts)}`])
	];
	return lines.length === 0 ? [] : [sentence(`${t(m.report.lcms.feeling)}: ${lines.join('. ')}`)];
}
