import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessRumour } from '$lib/domain/findings/rumour';
import { recordFact } from '$lib/domain/findings/fact';
import { AdviceId, FactId, millisecondsOf, momentOf } from '$lib/domain/core/ids';
import { decideAdvice, writeAdvice } from '$lib/domain/report/advice';
import type { Report } from '$lib/domain/report/content';
import { writeReportText } from '$lib/domain/report/report-text';
import { setCallForHelp, takeBackCallForHelp } from '$lib/domain/stories/story';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { inLatin1, lcmsText, LCMS_MAX_LENGTH } from '$lib/report/write/short/lcms';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { plainTextOf, shortFlowOf, textOf as textOfLine } from '$lib/report/write/flow';
import { ReportContext } from '$lib/report/write/report-context';
import { writeCalls } from '$lib/report/write/picture';
import { orderedRumours } from '$lib/domain/report/report-lines';
import { draftFrame, minutes, ReportFixture } from './report-facts';
import { bram, fresh } from './in-memory-incident';
import { isWhole, largeReport } from './crowded-report';

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
				expect(output[1]).toMatch(/^OMGEVINGSRAPPORT 8 - .{0,160}$/);
			}
		),
		{ numRuns: 60, examples: [['w'.repeat(160), '€'.repeat(160), 'w'.repeat(2000), '€'.repeat(500), 5]] }
	);
});

test('of any large incident nothing is cut, each list says how many it shows, and risk decides', () => {
	let lines = 0;
	fc.assert(
		fc.property(largeReport, (large) => {
			const { report, frame } = large;
			const text = lcmsText(report, frame, wordsIn('nl'));
			expect(text.length).toBeLessThanOrEqual(LCMS_MAX_LENGTH);
			const rows = text.split('\n');
			const marked = (name: string): string[] =>
				rows.filter((row) => new RegExp(String.raw`^(- |\d+ )(\p{L}+ )?${name}\d+ `, 'u').test(row));
			/** The number of lines below a heading, which says it where they are not all. */
			const counted = (heading: string, shown: number, all: number): void => {
				const found = rows.find(
					(row) => row === heading || row.startsWith(`${heading} (`) || row.startsWith(`${heading}:`)
				);
				if (all === 0) return;
				if (shown < all) expect(found).toContain(`${heading} (${String(shown)} van ${String(all)}`);
				else expect(found).not.toContain(' van ');
			};
			const isSigns = report.incident.phase === 'watch';
			const { needs } = report.information;
			const rumours = orderedRumours(report.limitation.rumours);
			const [shownNeeds, shownRumours, shownAdvice] = [marked('V'), marked('G'), marked('A')];
			lines += shownNeeds.length + shownRumours.length + shownAdvice.length;
			if (isSigns) counted('SIGNALEN', shownNeeds.length + shownRumours.length, needs.length + rumours.length);
			else {
				counted(report.incident.phase === 'aftercare' ? 'DIT BLIJFT' : 'VRAGEN', shownNeeds.length, needs.length);
				counted('GERUCHTEN', shownRumours.length, rumours.length);
			}
			counted('ADVIES', shownAdvice.length, report.advice.lines.length);
			counted('BEKEND', marked('F').length, report.known.facts.length);
			const replaced = rows.filter((row) => row.startsWith('Dit feit klopt niet meer'));
			counted('VERVANGEN SINDS DIT RAPPORT', replaced.length, frame.replaced?.length ?? 0);
			const unknown = rows.find((row) => row.startsWith('NIET BEKEND')) ?? '';
			const shownOpen = [...unknown.matchAll(/O\d+ /g)].length;
			counted('NIET BEKEND', shownOpen, report.known.open.length);

			// The highest risk first, each claim with its verdict and the source of it.
			for (const [at, row] of shownRumours.entries()) {
				const rumour = rumours[at];
				expect(row).toContain(` ${rumour?.text ?? '?'}: `);
				if (rumour?.verdict) expect(row).toContain(`onjuist, ${rumour.verdict.source} `);
			}
			for (const row of shownNeeds) expect(needs.some((need) => row.includes(` ${need.text}`))).toBe(true);
			for (const row of shownAdvice) {
				const [, what = '', decider = ''] =
					/^\d+ (A.+?)(?: \(en nog \d+ zin(?:nen)?\))? \(beslist: ([^,]+), (?:vóór \d\d\.\d\d uur|nu|zodra het kan|zonder haast)\)$/.exec(
						row
					) ?? [];
				expect(isWhole(what, large), row).toBe(true);
				expect(report.advice.lines.some((line) => line.what.startsWith(what) && line.decider === decider)).toBe(true);
			}
			for (const row of marked('F')) {
				const [, fact = ''] =
					/^- (F.+?)(?: \(en nog \d+ zin(?:nen)?\))? \((?:GGD|Waterbedrijf|Veiligheidsregio)[^()]*\)$/.exec(row) ?? [];
				expect(isWhole(fact, large), row).toBe(true);
			}
			for (const row of replaced)
				for (const [, fact = ''] of row.matchAll(/'(.+?)'/g)) expect(isWhole(fact, large), row).toBe(true);
			for (const fact of unknown.matchAll(/O\d+ [^;]+/g)) expect(isWhole(fact[0], large), unknown).toBe(true);
			// What nobody passed on yet, and the counter-signal.
			const { open } = report.limitation.calls;
			if (open > 0) expect(text).toMatch(new RegExp(String.raw`NOODKRETEN: .*\b${String(open)} wacht`));
			expect(/^TEGENGELUID: De /m.test(text)).toBe(report.counterSignals.text !== null);
		}),
		{ numRuns: 120 }
	);
	expect(lines).toBeGreaterThan(300);
});

test('the moments at which calls were passed on are each said once', () => {
	const { report } = fc.sample(largeReport, { seed: 1, numRuns: 1 })[0] ?? {};
	if (!report) throw new Error('none drawn');
	const { moment } = report;
	const calls = { passedOn: [moment, moment, moment], open: 0 };
	const context = new ReportContext(report, wordsIn('nl'));
	const [line] = writeCalls(calls, context).map(textOfLine);
	expect(line?.match(/\d\d\.\d\d/g)).toHaveLength(1);
	expect(line).toMatch(/^3, /);
});

test('an exercise is marked in the first and in the last line', () => {
	const report = sceneOf(2000, 12).report(60);
	const lines = textOf({ ...report, incident: { ...report.incident, exercise: true } }).split('\n');
	for (const line of [lines[0], lines.at(-1)]) expect(line).toBe('OEFENING OEFENING OEFENING');
});

test.each([
	['‘Łódź’ “één” – 3 × 4…', '\'Lódz\' "één" - 3 x 4...'],
	['Київ', '[Cyrillisch]'],
	['Zie مرحبا بك hier', 'Zie [Arabisch] hier'],
	['Brand 🔥🔥 hier 👩🏽‍🚒', 'Brand hier'],
	['火災 om 14.30', '[Chinees] om 14.30'],
	['© 2026 ışık ☎️ 112', '© 2026 isik 112'],
	['e\u0301 ½', 'é ½'],
	['≥ 5 € → 3 ≤ 4', '>= 5 EUR -> 3 <= 4']
])('%s is written in characters that every field accepts', (text, latin1) => {
	expect(inLatin1(text, 'nl')).toBe(latin1);
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

test('the next report has its day where that is another one', () => {
	const report = sceneOf(20, 3).report(60);
	const words = wordsIn('nl');
	const later = momentOf(millisecondsOf(report.moment) + 7 * 86_400_000);
	const day = words.dayPrefix(later, report.moment);
	expect(day).not.toBe('');
	expect(textOf({ ...report, due: later })).toContain(`Volgend ${day}${words.clock(later)}`);
	expect(textOf({ ...report, due: report.moment })).toContain(`Volgend ${words.clock(report.moment)}`);
});

test('what is left out behind a first sentence that is too long is counted', () => {
	const report = sceneOf(2000, 3).report(60);
	const brief = `${'De rook trekt over de wijk en mensen vragen wat zij moeten doen '.repeat(9).trim()}. Ten tweede. Ten derde.`;
	expect(textOf({ ...report, brief: { ...report.brief, text: brief } })).toMatch(
		/^BEELD: .* \.\.\. \(en nog 2 zinnen\)/m
	);
});
