import { expect, test } from 'vitest';
import { AdviceId } from '$lib/domain/core/ids';
import { writeAdvice } from '$lib/domain/report/advice';
import { nextReport } from '$lib/domain/report/due';
import { writeReportText } from '$lib/domain/report/report-text';
import {
	lastVersion,
	previousVersion,
	releaseReport,
	setReportDue,
	unconfirmedTexts,
	withdrawReport
} from '$lib/domain/report/version';
import { bram, fresh } from './in-memory-incident';
import { minutes, ReportFixture } from './report-facts';

/** Two reports, of which the second was withdrawn. */
function withdrawn(): ReportFixture {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	const due = { at: fixture.at(30), every: 30, meetings: [] };
	incident.when(setReportDue, { due }, bram);
	fixture.need('Gaan de scholen dicht?', fixture.story(minutes(1, 4)));
	fixture.release(30);
	incident.seq += 1;
	const advice = { id: fresh(AdviceId), goal: 'informing', what: 'Noem de opvang.', urgency: 'high', over: null };
	const fields = { who: '', channel: '', audience: '', tone: '', decider: '', deadline: null };
	incident.when(writeAdvice, { ...advice, ...fields }, bram);
	const text = { certainty: null, noneFound: false, over: null };
	incident.when(writeReportText, { section: 'brief', text: 'Ouders vragen naar school.', ...text }, bram);
	fixture.clock(40).need('Waar is de opvang?', fixture.story([40]));
	incident.seq += 1;
	fixture.release(60);
	incident.when(withdrawReport, { number: 2, why: 'De cijfers kloppen niet.' }, bram);
	return fixture;
}

test('a withdrawn report is nobody’s previous report, and its number is not given again', () => {
	const fixture = withdrawn();
	const { incident } = fixture;
	const { state } = incident;
	expect([lastVersion(state.versions)?.number, previousVersion(state.versions)?.number]).toEqual([2, 1]);
	expect(previousVersion(state.versions, 0)).toBeNull();
	const report = fixture.report(80);
	expect(report).toMatchObject({ previous: 1, from: fixture.at(30), carried: {} });
	expect(report.brief.fresh.map(({ text }) => text)).toEqual(['Waar is de opvang?']);
	expect(report.advice.lines).toMatchObject([{ what: 'Noem de opvang.', since: null }]);
	expect(unconfirmedTexts(state)).toEqual([]);
	expect(nextReport(state)).toMatchObject({ number: 3, due: fixture.at(60) });
	fixture.release(80);
	expect(incident.state.versions.get(3)).toMatchObject({ from: fixture.at(30) });
	expect(previousVersion(incident.state.versions)?.number).toBe(3);
});

test('a report that compares with one that was withdrawn meanwhile is not released', () => {
	const fixture = withdrawn();
	const { incident } = fixture;
	const rendered = incident.references.rendered;
	if (!rendered) throw new Error('nothing was released');
	incident.references = { ...incident.references, rendered: { ...rendered, previous: 2 } };
	const input = { number: 3, position: incident.seq, moment: fixture.at(80), checksum: rendered.checksum };
	expect(() => incident.when(releaseReport, input, bram)).toThrow('report.changed');
	incident.references = { ...incident.references, rendered: { ...rendered, previous: 1 } };
	incident.when(releaseReport, input, bram);
});
