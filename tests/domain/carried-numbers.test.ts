import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeReportText } from '$lib/domain/report/report-text';
import { numbersIn } from '$lib/domain/report/numbers-in';
import { wordsIn } from '$lib/i18n/words';
import { ReportContext } from '$lib/report/write/report-context';
import { bram } from './in-memory-incident';
import { minutes, ReportFixture } from './report-facts';

test.each([
	['71 mensen vragen of de scholen dichtgaan, 24 keer in het laatste half uur.', [71, 24]],
	['1.234 berichten (was 12)', [1234, 12]],
	['Om 18.37 uur en 9:05, sinds 20 november 2026 en 3 mrt.', []],
	['Bel 112. In 2026 was er ook brand. GRIP 3, zie rapport 8, versie 2.', []],
	['Langs de A12 en de N279, covid-19, 2,5 kilometer, 45 %', [45]],
	['‘Er zijn 2 doden’ zeggen 9 mensen; “3 gewonden” zegt er 1', [9, 1]],
	['71, en nog eens 71', [71]],
	['Geen enkel getal.', []]
])('the numbers in %j', (text, numbers) => expect(numbersIn(text)).toEqual(numbers));

const write = (fixture: ReportFixture, section: string, text: string): void => {
	const rest = { certainty: section === 'certainty' ? 'middle' : null, noneFound: false, over: null };
	fixture.incident.seq += 1;
	fixture.incident.when(writeReportText, { section, text, ...rest }, bram);
};

describe('a number in a text of an earlier report', () => {
	test('is marked as a number of that report, unless the table still has it', () => {
		const counts = fc.record({
			then: fc.integer({ min: 1, max: 12 }),
			more: fc.nat(6),
			other: fc.nat(18),
			part: fc.constantFrom('brief', 'meaning', 'counterSignals', 'reading', 'expected')
		});
		fc.assert(
			fc.property(counts, ({ then, more, other, part }) => {
				const fixture = new ReportFixture();
				fixture.story(minutes(1, 60));
				const story = fixture.story(minutes(1, then));
				fixture.need('Gaan de scholen dicht?', story);
				fixture.clock(20);
				write(fixture, part, `${String(then)} keer gevraagd.`);
				fixture.release(30);
				fixture.arrive(story, minutes(40, more));
				// Another count may have the same value by now: that is not what the text says.
				const claim = fixture.story(minutes(41, other));
				if (other > 0) fixture.rumour('Er is asbest', claim);
				const report = fixture.report(60);
				const name = part === 'expected' ? 'reading' : (part as 'brief');
				const isOld = more > 0;
				expect(report.carried?.[name]?.numbers).toEqual(isOld ? [then] : undefined);
				const age = new ReportContext(report, wordsIn('nl')).carried(name);
				expect(age?.includes(`Getallen van toen: ${String(then)}.`)).toBe(isOld);
			})
		);
	});
	test('is marked when no table has it, and never in a text of the current report', () => {
		const fixture = new ReportFixture();
		fixture.need('Gaan de scholen dicht?', fixture.story(minutes(1, 4)));
		write(fixture, 'brief', 'Voor 9.876 mensen, sinds 14.05 uur.');
		expect(fixture.report(20).carried).toEqual({});
		fixture.release(30);
		expect(fixture.report(60).carried?.brief?.numbers).toEqual([9876]);
	});
});
