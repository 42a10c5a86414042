import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessRumour } from '$lib/domain/findings/rumour';
import { recordFact } from '$lib/domain/findings/fact';
import { AdviceId, FactId } from '$lib/domain/core/ids';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import type { Report } from '$lib/domain/report/content';
import { writeReportText } from '$lib/domain/report/report-text';
import { setCallForHelp } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { inLatin1, lcmsText, LCMS_LONGEST } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { plain, shortFlowOf } from '$lib/report/write/flow';
import { draftFrame, minutes, Scene } from './report-facts';
import { bram, fresh } from './sample';

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
function sceneOf(length: number, findings: number): Scene {
	const scene = new Scene();
	const { incident } = scene;
	const long = (of: string): string => of.padEnd(length, ` ${of}`).slice(0, Math.max(of.length, length)).trim();
	for (let n = 0; n < findings; n += 1) {
		scene.need(`${long('Gaan de scholen').slice(0, 290)} ${String(n)}?`, scene.story(minutes(20, 5 + n, 1)));
		const rumour = scene.rumour(
			`${long('Er zijn doden').slice(0, 290)} ${String(n)}`,
			scene.story(minutes(20, 5 + n, 1))
		);
		incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: false }, bram);
	}
	for (let n = 0; n < findings; n += 1) {
		const story = scene.clock(2 * n).story([1]);
		incident.when(setCallForHelp, { story, help: 'passedOn' }, bram);
		if (n % 3 === 0) incident.when(setCallForHelp, { story, help: 'pinned' }, bram);
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
	return scene;
}
const textOf = (report: Report, language: (typeof languages)[number] = 'nl'): string =>
	lcmsText(report, frame, wordsIn(language));

test.each(languages)(
	'the short form says what matters in the order of the report, in at most 1,800 signs: %s',
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
		const places = heads.map((head) => text.indexOf(head));
		expect(places).not.toContain(-1);
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(text).toContain('HOOG'.slice(0, language === 'nl' ? 4 : 0));
		expect(text.length).toBeLessThanOrEqual(LCMS_LONGEST);
	}
);

test.each([0, 100, 300, 2000])(
	'with texts of %i signs it still fits, and keeps picture, advice, what is not known and the sentence',
	(length) => {
		for (const findings of [0, 1, 12]) {
			const text = textOf(sceneOf(length, findings).report(60));
			expect(text.length).toBeLessThanOrEqual(LCMS_LONGEST);
			for (const kept of [
				'BEELD: ',
				'ADVIES',
				'NIET BEKEND: De oorzaak',
				'Wie iets plaatst, is niet iedereen.',
				'Versie 8'
			])
				expect(text).toContain(kept);
			expect(text).toMatch(/^[\n\u0020-\u00ff]*$/);
		}
	}
);

test('with the longest title and place, and texts without a space, the last lines are never cut off', () => {
	const sign = fc.constantFrom('w', 'é', '€', '…', 'Ж', '😀', ' ');
	const typed = (longest: number) =>
		fc.array(sign, { minLength: 2, maxLength: longest }).map((signs) => signs.join(''));
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
				const said = textOf({
					...report,
					due: report.moment,
					incident: { ...report.incident, title, place, grip, exercise: true },
					brief: { ...report.brief, text },
					reading: { ...report.reading, text, expected: text, certainty: 'low', why: text },
					counterSignals: { text, noneFound: false },
					advice: { ...report.advice, lines },
					known: { ...report.known, open: unknown }
				}).split('\n');
				expect(said.join('\n').length).toBeLessThanOrEqual(LCMS_LONGEST);
				expect(said.at(-1)).toBe('OEFENING OEFENING OEFENING');
				expect(said.at(-2)).toMatch(/^Versie 8, .*aaaa$/);
				expect(said.at(-3)).toMatch(/Wie iets plaatst, is niet iedereen\.$/);
				expect(said[1]).toMatch(/^OMGEVINGSRAPPORT 8 - .{0,100}$/);
			}
		),
		{ numRuns: 60, examples: [['w'.repeat(160), '€'.repeat(160), 'w'.repeat(2000), '€'.repeat(500), 5]] }
	);
});

test('an exercise says so in its first and in its last line', () => {
	const report = sceneOf(2000, 12).report(60);
	const lines = textOf({ ...report, incident: { ...report.incident, exercise: true } }).split('\n');
	for (const line of [lines[0], lines.at(-1)]) expect(line).toBe('OEFENING OEFENING OEFENING');
});

test.each([
	['‘Łódź’ “één” – 3 × 4…', '\'?ódz\' "één" - 3 x 4...'],
	['Київ', '????'],
	['e\u0301 ½', 'é ½'],
	['≥ 5 € → 3 ≤ 4', '>= 5 EUR -> 3 <= 4']
])('%s is written in signs that every field takes', (text, plain) => {
	expect(inLatin1(text)).toBe(plain);
});

test('advice says who decides and by when, and later what it brought about', () => {
	const scene = new Scene();
	const { incident } = scene;
	const id = fresh(AdviceId);
	const line = { id, what: 'Zeg iets over de scholen', ...advice, decider: 'beleidsteam', deadline: scene.at(50) };
	incident.when(writeAdvice, line, bram);
	const said = (minute: number): string =>
		shortFlowOf(writeShortReport(scene.report(minute), frame, wordsIn('nl')), null)
			.flatMap((flow) => {
				if (flow.kind === 'table')
					return flow.rows.map((cells) => cells.map((lines) => lines.map(plain).join(' ')).join(' | '));
				return flow.kind === 'paragraph' ? [plain(flow.runs)] : [];
			})
			.join('\n');
	const time = wordsIn('nl').time(scene.at(50));
	expect(said(30)).toContain(`1 Zeg iets over de scholen. | beslist: beleidsteam, vóór ${time}`);
	scene.release(30);
	const over = incident.state.advice.get(id)?.seq ?? 0;
	scene.clock(40);
	incident.when(decideAdvice, { advice: id, outcome: 'adopted', why: '', effect: 'De vragen halveerden', over }, bram);
	expect(said(60)).toMatch(
		/Uit rapport 1 overgenomen: Zeg iets over de scholen \([\d.]+ uur\)\. +Effect: De vragen halveerden\./
	);
});
