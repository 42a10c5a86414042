import { expect, test } from 'vitest';
import { AdviceId, FindingId } from '$lib/domain/core/ids';
import { mergeFindings } from '$lib/domain/findings/merge';
import { writeAdvice } from '$lib/domain/report/advice';
import { writeReportText } from '$lib/domain/report/report-text';
import { wordsIn } from '$lib/i18n/words';
import { flowOf, plainTextOf } from '$lib/report/write/flow';
import { writeReport } from '$lib/report/write/write-report';
import { draftFrame, minutes, ReportFixture } from './report-facts';
import { bram, fresh } from './in-memory-incident';

const text = (section: 'reading' | 'counterSignals', rests: FindingId[], over: number | null = null) => ({
	section,
	text: 'De onrust zit bij ouders.',
	certainty: null,
	noneFound: false,
	rests,
	over
});

test('a written text lists the findings that it rests on, with their posts, also after a merge', () => {
	const fixture = new ReportFixture();
	const [school, closed] = [
		fixture.need('Gaan de scholen dicht?', fixture.story(minutes(5, 7, 1))),
		fixture.need('Is de school dicht?', fixture.story(minutes(5, 2, 1)))
	];
	fixture.incident.when(writeReportText, text('reading', [school, closed]), bram);
	fixture.incident.when(writeReportText, text('counterSignals', [school]), bram);
	const line = { who: '', channel: '', audience: '', tone: '', decider: '', deadline: null, over: null };
	const advice = { id: fresh(AdviceId), goal: 'informing', what: 'Zeg iets', urgency: 'high', rests: [closed] };
	fixture.incident.when(writeAdvice, { ...advice, ...line }, bram);
	const posts = (rests: readonly { text: string; posts: number }[] = []) =>
		rests.map((each) => [each.text, each.posts]);
	expect(posts(fixture.report(60).reading.rests)).toEqual([
		['Gaan de scholen dicht?', 7],
		['Is de school dicht?', 2]
	]);
	fixture.incident.when(mergeFindings, { kind: 'need', finding: closed, into: school }, bram);
	const report = fixture.report(60);
	// One after the merge, and named once.
	for (const rests of [report.reading.rests, report.counterSignals.rests, report.advice.lines[0]?.rests])
		expect(posts(rests)).toEqual([['Gaan de scholen dicht?', 9]]);
	const termLines = flowOf(writeReport(report, draftFrame, wordsIn('nl')), null).flatMap((block) =>
		block.kind === 'terms'
			? block.rows.flatMap(({ name, lines }) => lines.map((each) => `${name}: ${plainTextOf(each)}`))
			: []
	);
	expect(termLines.filter((each) => each.startsWith('Rust op'))).toEqual([
		'Rust op: ‘Gaan de scholen dicht?’ (9)',
		'Rust op: ‘Gaan de scholen dicht?’ (9)'
	]);
	expect(termLines).toContain('Informeren: Rust op ‘Gaan de scholen dicht?’ (9)');
});

test('a text cannot rest on an unknown finding', () => {
	const { incident } = new ReportFixture();
	expect(() => incident.when(writeReportText, text('reading', [fresh(FindingId)]), bram)).toThrow('finding.absent');
});
