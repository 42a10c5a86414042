import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSettled, orderedRumours } from '$lib/domain/report/report-lines';
import { isHigh } from '$lib/domain/findings/risk';
import { wordsIn } from '$lib/i18n/words';
import { languages } from '$lib/i18n/language';
import { textOf } from '$lib/report/write/flow';
import { lineCount, SCREEN_HEIGHT, wallContent, wallHeight } from '$lib/report/wall/wall-content';
import type { WallReplacement } from '$lib/report/wall/replaced-before';
import { isWhole, largeReport } from './crowded-report';

const nl = wordsIn('nl');
const contentOf = ({ report, frame }: { report: Parameters<typeof wallContent>[0]; frame: { replaced?: unknown } }) =>
	wallContent(report, frame.replaced as WallReplacement[], report.limitation.calls.open, nl);

test('of any large incident nothing on the wall is cut, and what is left out is counted', () => {
	let rows = 0;
	fc.assert(
		fc.property(largeReport, fc.constantFrom(...languages), (large, language) => {
			const { report, frame } = large;
			const replaced = frame.replaced as unknown as WallReplacement[];
			const { calls } = report.limitation;
			const content = wallContent(report, replaced, calls.open, wordsIn(language));
			const { needs, rumours, advice, facts } = content;
			rows += needs.shown.length + rumours.shown.length;
			const undecided = report.advice.lines.length;
			for (const [list, all] of [
				[needs, report.information.needs.length],
				[rumours, report.limitation.rumours.length],
				[advice ?? { shown: [], rest: 0 }, undecided],
				[facts, replaced.length]
			] as const)
				expect(list.shown.length + list.rest).toBe(all);
			const texts = new Set([...report.information.needs, ...report.limitation.rumours].map(({ text }) => text));
			for (const { text } of [...needs.shown, ...rumours.shown]) expect(texts).toContain(text);
			for (const { what, decider } of advice?.shown ?? []) {
				expect(isWhole(what, large)).toBe(true);
				expect(report.advice.lines.find((line) => line.what === what)?.decider).toBe(decider);
			}
			for (const { line } of facts.shown) {
				const quotes = line.flatMap((piece) => (piece.kind === 'verbatim' ? [piece.text] : []));
				expect(quotes).toHaveLength(2);
				for (const quote of quotes) expect(isWhole(quote, large), quote).toBe(true);
				expect(textOf(line)).toMatch(/\((GGD|Waterbedrijf Lage Vaart|Veiligheidsregio .+)\)\.$/);
			}
			for (const { verdict } of rumours.shown.filter((row) => row.verdict !== null))
				expect(verdict).toMatch(/ \((GGD|Waterbedrijf Lage Vaart|Veiligheidsregio .+communicatie)\)$/);
			expect(wallHeight(content, report.incident, calls.open)).toBeLessThanOrEqual(SCREEN_HEIGHT);
		}),
		{ numRuns: 150 }
	);
	expect(rows).toBeGreaterThan(200);
});

test('the rumours on the wall are the first of the one order, and room goes to them before anything else', () => {
	fc.assert(
		fc.property(largeReport, (large) => {
			const { rumours } = contentOf(large);
			const ordered = orderedRumours(large.report.limitation.rumours);
			expect(rumours.shown.map(({ finding }) => finding)).toEqual(
				ordered.slice(0, rumours.shown.length).map(({ finding }) => finding)
			);
			const [first] = ordered;
			if (first && first.text.length <= 80 && !large.report.incident.exercise)
				expect(rumours.shown.length).toBeGreaterThan(0);
			const left = ordered.slice(rumours.shown.length);
			const isOpenAndHigh = left.some((line) => isHigh(line) && !isSettled(line));
			if (isOpenAndHigh)
				for (const { finding } of rumours.shown)
					expect(ordered.find((line) => line.finding === finding && isSettled(line))).toBeUndefined();
		}),
		{ numRuns: 100 }
	);
});

test('a replaced fact says that the fact no longer applies, never the verdict, and pushes no rumour out', () => {
	const [large] = fc
		.sample(largeReport, { seed: 4, numRuns: 200 })
		.filter(({ report }) => report.limitation.rumours.length >= 3 && !report.incident.exercise);
	const [rumour] = large?.report.limitation.rumours ?? [];
	if (!large || !rumour) throw new Error('none drawn');
	const fact = 'Het water is overal veilig. In Lage Kamp adviseert het waterbedrijf om water eerst te koken.';
	const line = (text: string, more: object) => ({ ...rumour, text, verdict: null, lastText: null, ...more });
	const at = large.report.moment;
	const growing = line('Er drijft gif in de haven', {
		finding: 'a',
		level: 'danger',
		course: { now: 41, before: 3, trend: 'rises' }
	});
	const settled = line('Het water is vergiftigd', {
		finding: 'b',
		level: 'danger',
		product: 9,
		verdict: { verdict: 'false', source: 'Waterbedrijf', at, fact: 'Het water is veilig' },
		lastText: { kind: 'rebuttal', at, where: ['Website'], effect: null }
	});
	const report = {
		...large.report,
		incident: { ...large.report.incident, title: 'Brand' },
		advice: { lines: [], became: [] },
		information: { ...large.report.information, needs: [] },
		limitation: { ...large.report.limitation, rumours: [settled, growing], calls: { passedOn: [], open: 0 } }
	} as unknown as Parameters<typeof wallContent>[0];
	const replaced = { fact: 'f', under: ['b'], at, text: 'Het water is veilig', source: 'Waterbedrijf' };
	const content = wallContent(report, [{ ...replaced, now: { text: fact, source: 'Waterbedrijf' } }] as never, 0, nl);
	expect(content.rumours.shown.map(({ text }) => text)).toEqual([growing.text, settled.text]);
	const row = content.rumours.shown[1];
	expect(`${row?.verdict ?? ''}, ${row?.note ?? ''}`).toMatch(
		/^onjuist \(Waterbedrijf\), feit vervangen .+, uitkomst wordt nagekeken$/i
	);
	expect(textOf(content.facts.shown[0]?.line ?? [])).toMatch(
		/^Dit feit klopt niet meer sinds .*om water eerst te koken’ \(Waterbedrijf\)\.$/
	);
});

test('a text takes as many lines as its words need', () => {
	expect(lineCount('', 10)).toBe(0);
	expect(lineCount('een twee', 10)).toBe(1);
	expect(lineCount('een twee drie', 10)).toBe(2);
	fc.assert(
		fc.property(fc.array(fc.stringMatching(/^[a-z]{1,25}$/), { minLength: 1, maxLength: 30 }), (words) => {
			const lines = lineCount(words.join(' '), 20);
			expect(lines).toBeGreaterThanOrEqual(Math.ceil(words.join(' ').length / 21));
			expect(lines).toBeLessThanOrEqual(words.reduce((sum, { length }) => sum + Math.ceil(length / 20), 0));
		})
	);
});
