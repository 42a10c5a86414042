import { expect, test } from 'vitest';
import { AdviceId } from '$lib/domain/core/ids';
import { writeAdvice } from '$lib/domain/report/advice';
import { haveFiguresChanged, keptNumbers, unknownNumbers } from '$lib/domain/report/report-counts';
import { ReportSection, writeReportText } from '$lib/domain/report/report-text';
import { newsSince } from '$lib/report/news';
import { bram, fresh } from './in-memory-incident';
import { minutes, ReportFixture } from './report-facts';

function write(fixture: ReportFixture, section: ReportSection, text: string): void {
	const rest = { certainty: section === 'certainty' ? 'middle' : null, noneFound: false, over: null };
	fixture.incident.when(writeReportText, { section, text, ...rest }, bram);
}

test.each([...ReportSection.options, 'advice'] as const)(
	'a number in %s that the report has nowhere is pointed out with its sentence',
	(section) => {
		const fixture = new ReportFixture();
		fixture.need('Gaan de scholen dicht?', fixture.story(minutes(1, 41)));
		const text = 'Om 14.30 uur vroegen 41 mensen het. Dat waren er 9.876, in 30 minuten.';
		if (section === 'advice') {
			const fields = { who: '', channel: '', audience: '', tone: '', decider: '', deadline: null };
			const line = { id: fresh(AdviceId), goal: 'informing', what: text, urgency: 'high', over: null, ...fields };
			fixture.incident.when(writeAdvice, line, bram);
		} else write(fixture, section, text);
		expect(unknownNumbers(fixture.report(60))).toEqual([
			{ section, sentence: 'Dat waren er 9.876, in 30 minuten.', numbers: [9876] }
		]);
	}
);

test('a kept number is shown with what it counts now, of the line that its sentence is about', () => {
	const fixture = new ReportFixture();
	const schools = fixture.story(minutes(1, 7));
	const smoke = fixture.story(minutes(2, 7));
	fixture.need('Is de rook gevaarlijk?', smoke);
	fixture.need('Gaan de scholen dicht?', schools);
	const then = fixture.report(30);
	fixture.arrive(schools, minutes(40, 5));
	const now = fixture.report(60);
	const text = 'Over scholen die dichtgaan zijn 7 berichten. Over rook die gevaarlijk is ook 7. Er waren 99 klachten.';
	expect(keptNumbers(text, then, now)).toEqual([
		{ then: 7, about: 'Gaan de scholen dicht?', now: 12 },
		{ then: 7, about: 'Is de rook gevaarlijk?', now: 7 },
		{ then: 99, about: '', now: null }
	]);
});

test('figures alone are no news, and still a change', () => {
	const fixture = new ReportFixture();
	const story = fixture.story(minutes(1, 7));
	fixture.need('Gaan de scholen dicht?', story);
	const before = fixture.report(60);
	expect(haveFiguresChanged(before, fixture.report(60))).toBe(false);
	fixture.arrive(story, [58]);
	const after = fixture.report(60);
	expect(newsSince(before, after)).toEqual([]);
	expect(haveFiguresChanged(before, after)).toBe(true);
});
