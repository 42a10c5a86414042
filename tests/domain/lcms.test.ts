import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessRumour } from '$lib/domain/findings/rumour';
import { recordFact } from '$lib/domain/findings/fact';
import { AdviceId, FactId } from '$lib/domain/core/ids';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import type { Report } from '$lib/domain/report/content';
import { writeReportText } from '$lib/domain/report/report-text';
import { setCallForHelp, takeBackCallForHelp } from '$lib/domain/stories/story';
import { courseOf } from '$lib/domain/stories/trend';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { inLatin1, lcmsText, LCMS_MAX_LENGTH } from '$lib/report/write/short/lcms';
import { writeShortReport, writeUnshortened } from '$lib/report/write/short/short-report';
import { plainTextOf, runsOf, shortFlowOf } from '$lib/report/write/flow';
import { ReportContext } from '$lib/report/write/report-context';
import { signRows } from '$lib/report/write/short/early-signs';
import * as m from '$lib/messages';
import { draftFrame, minutes, ReportFixture } from './report-facts';
import { bram, fresh } from './in-memory-incident';

const frame = { ...draftFrame, number: 8 };
const blank = { certainty: null, noneFound: false, over: null };
const advice = {
	goal: 'informing',
	who: 'woordvoerder',
	channel: '',
	audience: '',
	tone: '',
	urgency: 'high'
} as const;

/** @param length of every text that a person typed */
function sceneOf(length: number, findings: number): ReportFixture {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	const long = (of: string): string => of.padEnd(length, ` ${of}`).slice(0, Math.max(of.length, length)).trim();
	for (let n = 0; n < findings; n += 1) {
		fixture.need(`${long('Gaan de scholen').slice(0, 290)} ${String(n)}?`, fixture.story(minutes(20, 5 + n, 1)));
		const rumour = fixture.rumour(
			`${long('Er zijn doden').slice(0, 290)} ${String(n)}`,
			fixture.story(minutes(20, 5 + n, 1))
		);
		incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: false }, bram);
	}
	for (let n = 0; n < findings; n += 1) {
		const story = fixture.clock(2 * n).story([1]);
		incident.when(setCallForHelp, { story, help: 'passedOn' }, bram);
		if (n % 3 === 0) incident.when(takeBackCallForHelp, { story, reason: 'Niemand nam op' }, bram);
	}
	for (const section of ['brief', 'reading', 'expected', 'counterSignals'] as const)
		incident.when(
			writeReportText,
			{ section, text: long('Ouders willen weten of “de scholen” dichtgaan…').slice(0, 2000), ...blank },
			bram
		);
	for (let n = 0; n < 5; n += 1)
		incident.when(writeAdvice, { id: fresh(AdviceId), what: long('Zeg iets').slice(0, 500), ...advice }, bram);
	incident.when(recordFact, { id: fresh(FactId), text: 'De oorzaak', source: null, at: null }, bram);
	return fixture;
}
const textOf = (report: Report, language: (typeof languages)[number] = 'nl'): string =>
	lcmsText(report, frame, wordsIn(language));

test.each(languages)(
	'the short form lists what matters in the order of the report, in at most 1,800 characters: %s',
	(language) => {
		const text = textOf(sceneOf(0, 3).report(60), language);
		const heads =
			language === 'nl'
				? [
						'OMGEVINGSRAPPORT 8',
						'BEELD: Ouders',
						'ADVIES',
						'1 Zeg iets (woordvoerder',
						'ONS OORDEEL:',
						'VRAGEN',
						'- Gaan de scholen',
						'GERUCHTEN',
						'- Er zijn doden',
						'NOODKRETEN: 2, doorgegeven aan de meldkamer:',
						'NIET BEKEND: De oorzaak.',
						'Wie iets plaatst, is niet iedereen.',
						'Versie 8'
					]
				: [
						'ENVIRONMENT REPORT 8',
						'SUMMARY',
						'ADVICE',
						'QUESTIONS',
						'RUMOURS',
						'CALLS FOR HELP: 2',
						'UNKNOWN',
						'Version 8'
					];
		const positions = heads.map((head) => text.indexOf(head));
		expect(positions).not.toContain(-1);
		expect(positions).toEqual([...positions].sort((a, b) => a - b));
		expect(text).toContain('HOOG'.slice(0, language === 'nl' ? 4 : 0));
		expect(text.length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
	}
);

test.each([0, 100, 300, 2000])(
	'with texts of %i characters it still fits, and keeps picture, advice, unknowns and the closing sentence',
	(length) => {
		for (const findings of [0, 1, 12]) {
			const text = textOf(sceneOf(length, findings).report(60));
			expect(text.length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
			for (const part of [
				'BEELD: ',
				'ADVIES',
				'NIET BEKEND: De oorzaak',
				'Wie iets plaatst, is niet iedereen.',
				'Versie 8'
			])
				expect(text).toContain(part);
			expect(text).toMatch(/^[\n\u0020-\u00ff]*$/);
		}
	}
);

test('the last lines are never cut off, even with the longest title and place and texts without spaces', () => {
	const sign = fc.constantFrom('w', 'é', '€', '…', 'Ж', '😀', ' ');
	const typed = (limit: number) => fc.array(sign, { minLength: 2, maxLength: limit }).map((signs) => signs.join(''));
	fc.assert(
		fc.property(
			typed(160),
			typed(160),
			typed(2000),
			typed(500),
			fc.integer({ min: 0, max: 5 }),
			(title, place, text, what, grip) => {
				const report = sceneOf(2000, 3).report(60);
				const [line] = report.advice.lines;
				if (!line) throw new Error('no advice');
				const lines = Array.from({ length: 4 }, () => ({ ...line, what, who: '', decider: what.slice(0, 160) }));
				const unknown = report.known.open.map((fact) => ({ ...fact, text }));
				const output = textOf({
					...report,
					due: report.moment,
					incident: { ...report.incident, title, place, grip, exercise: true },
					brief: { ...report.brief, text },
					reading: { ...report.reading, text, expected: text, certainty: 'low', why: text },
					counterSignals: { text, noneFound: false },
					advice: { ...report.advice, lines },
					known: { ...report.known, open: unknown }
				}).split('\n');
				expect(output.join('\n').length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
				expect(output.at(-1)).toBe('OEFENING OEFENING OEFENING');
				expect(output.at(-2)).toMatch(/^Versie 8, .*aaaa$/);
				expect(output.at(-3)).toMatch(/Wie iets plaatst, is niet iedereen\.$/);
				expect(output[1]).toMatch(/^OMGEVINGSRAPPORT 8 - .{0,100}$/);
			}
		),
		{ numRuns: 60, examples: [['w'.repeat(160), '€'.repeat(160), 'w'.repeat(2000), '€'.repeat(500), 5]] }
	);
});

/** Words of any length, with spaces in them or without. */
const words = (limit: number) =>
	fc
		.tuple(fc.integer({ min: 4, max: limit }), fc.constantFrom('Is de weg dicht ', 'rook', '“één”… '))
		.map(([length, of]) =>
			of
				.repeat(Math.ceil(length / of.length))
				.slice(0, length)
				.trim()
		);

/** A report of which every part that a person typed, and the length of every list, is drawn by chance. Each line has a mark. */
const anyReport = fc
	.record({
		phase: fc.constantFrom('watch' as const, 'acute' as const, 'aftercare' as const),
		exercise: fc.boolean(),
		title: words(160),
		needs: fc.array(words(280), { maxLength: 9 }),
		rumours: fc.array(fc.tuple(words(280), words(150), fc.boolean()), { maxLength: 9 }),
		facts: fc.array(fc.tuple(words(490), words(150)), { maxLength: 12 }),
		advice: fc.array(words(500), { maxLength: 4 }),
		replaced: fc.array(fc.tuple(words(500), words(500), words(150)), { maxLength: 4 }),
		typed: fc.option(words(2000)),
		open: words(500)
	})
	.map((drawn) => {
		const base = nine;
		const [line] = base.advice.lines;
		const [unknown] = base.known.open;
		if (!line || !unknown) throw new Error('no advice');
		const { moment: at } = base;
		const { typed } = drawn;
		const count = (labelled: number) => ({ posts: 3, looked: 3, labelled });
		const week = courseOf(count(3), count(1), 0);
		const needs = base.information.needs.slice(0, drawn.needs.length).map((need, n) => ({
			...need,
			text: `V${String(n)} ${drawn.needs[n] ?? ''}`,
			week,
			...(n % 2 === 1 && { state: 'askedAgain' as const, answer: { at, channel: 'Website', replaced: at } })
		}));
		const rumours = base.limitation.rumours.slice(0, drawn.rumours.length).map((rumour, n) => {
			const [claim = '', source = '', isJudged = false] = drawn.rumours[n] ?? [];
			const verdict = { verdict: 'unknowable', source: `S${String(n)} ${source}`, at, fact: '' } as const;
			const flags = { replaced: at, reworded: true } as const;
			return { ...rumour, text: `G${String(n)} ${claim}`, week, verdict: isJudged ? { ...verdict, ...flags } : null };
		});
		const facts = drawn.facts.map(([fact, source], n) => ({ ...unknown, text: `F${String(n)} ${fact}`, source }));
		const report: Report = {
			...base,
			incident: { ...base.incident, title: drawn.title, phase: drawn.phase, exercise: drawn.exercise, grip: 4 },
			due: at,
			brief: { ...base.brief, text: typed },
			information: { ...base.information, needs },
			limitation: { ...base.limitation, rumours },
			reading: { ...base.reading, text: typed, expected: typed, certainty: 'low', why: typed },
			counterSignals: { text: typed, noneFound: typed === null },
			advice: { ...base.advice, lines: drawn.advice.map((what) => ({ ...line, what, who: what.slice(0, 100) })) },
			known: { ...base.known, facts, open: [{ ...unknown, text: drawn.open }] }
		};
		const replaced = drawn.replaced.map(([before, after, source]) => ({
			at,
			text: before,
			source,
			now: { text: after, source }
		}));
		return { report, replaced };
	});
const nine = sceneOf(0, 9).report(60);

test('any report fits and is filled by importance: the first question, rumour and fact are always included', () => {
	fc.assert(
		fc.property(anyReport, fc.constantFrom(...languages), ({ report, replaced }, language) => {
			const words = wordsIn(language);
			const text = lcmsText(report, { ...frame, replaced }, words);
			expect(text.length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
			const marked = (kind: 'V' | 'G' | 'F', of: string): string[] =>
				[...of.matchAll(new RegExp(`\\b${kind}\\d+(?= )`, 'g'))].map(([mark]) => mark);
			const rows =
				report.incident.phase === 'watch'
					? signRows(new ReportContext(report, words)).map(({ row }) => row)
					: writeUnshortened(report, frame, words).sections.flatMap(({ blocks }) =>
							blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))
						);
			const inOrder = rows.map(({ head }) => plainTextOf(runsOf(head))).join('\n');
			const facts = report.known.facts.map((fact) => fact.text).join('\n');
			for (const [kind, order] of [
				['V', inOrder],
				['G', inOrder],
				['F', facts]
			] as const) {
				const [all, shown] = [marked(kind, order), marked(kind, text)];
				expect(shown).toEqual(all.slice(0, Math.max(1, shown.length)));
			}
			const [first] = marked('G', text);
			const rumour = report.limitation.rumours.find((each) => each.text.startsWith(`${first ?? ''} `));
			const line = text.split('\n').find((each) => each.includes(`${first ?? '-'} `)) ?? '';
			if (rumour?.verdict) {
				expect(line).toContain(`${words.t(m.report.short.verdicts.unknowable)}, S${rumour.text.slice(1, 2)}`);
				// That it is to be checked is not what is cut off.
				expect(line).toContain(words.t(m.report.document.reworded));
			}
			const listed = marked('F', text).length;
			expect(listed).toBeLessThanOrEqual(5);
			const rest = report.known.facts.length - listed;
			expect(text.includes(`- ${words.t(m.report.lcms.more.facts, { count: rest })}`)).toBe(rest > 0);
			for (const [, fact = ''] of text.matchAll(/^- (F\d+ .*) \(.*\)$/gm)) expect(fact.length).toBeLessThanOrEqual(110);
			expect(text.includes(words.t(m.replaced.sentence.now))).toBe(replaced.length > 0);
		}),
		{ numRuns: 60 }
	);
});

test('an exercise is marked in the first and in the last line', () => {
	const report = sceneOf(2000, 12).report(60);
	const lines = textOf({ ...report, incident: { ...report.incident, exercise: true } }).split('\n');
	for (const line of [lines[0], lines.at(-1)]) expect(line).toBe('OEFENING OEFENING OEFENING');
});

test.each([
	['‘Łódź’ “één” – 3 × 4…', '\'?ódz\' "één" - 3 x 4...'],
	['Київ', '????'],
	['e\u0301 ½', 'é ½'],
	['≥ 5 € → 3 ≤ 4', '>= 5 EUR -> 3 <= 4']
])('%s is written in characters that every field accepts', (text, latin1) => {
	expect(inLatin1(text)).toBe(latin1);
});

test('advice names who decides and by when, and later what effect it had', () => {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	const id = fresh(AdviceId);
	const line = { id, what: 'Zeg iets over de scholen', ...advice, decider: 'beleidsteam', deadline: fixture.at(50) };
	incident.when(writeAdvice, line, bram);
	const reportAt = (minute: number): string =>
		shortFlowOf(writeShortReport(fixture.report(minute), frame, wordsIn('nl')), null)
			.flatMap((flow) => (flow.kind === 'panel' ? flow.blocks : [flow]))
			.flatMap((flow) => {
				if (flow.kind === 'table')
					return flow.rows.map((cells) => cells.map((lines) => lines.map(plainTextOf).join(' ')).join(' | '));
				return flow.kind === 'paragraph' ? [plainTextOf(flow.runs)] : [];
			})
			.join('\n');
	const time = wordsIn('nl').time(fixture.at(50));
	expect(reportAt(30)).toContain(`1 Zeg iets over de scholen. | beslist: beleidsteam, vóór ${time}`);
	fixture.release(30);
	const over = incident.state.advice.get(id)?.seq ?? 0;
	fixture.clock(40);
	incident.when(decideAdvice, { advice: id, outcome: 'adopted', why: '', effect: 'De vragen halveerden', over }, bram);
	expect(reportAt(60)).toMatch(
		/Uit rapport 1 overgenomen: Zeg iets over de scholen \([\d.]+ uur\)\. +Effect: De vragen halveerden\./
	);
});
