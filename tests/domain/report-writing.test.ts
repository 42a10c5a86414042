import { describe, expect, test } from 'vitest';
import { decideAdvice, dropAdvice, writeAdvice } from '$lib/domain/report/advice';
import { AdviceId, momentOf } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { setReportDue } from '$lib/domain/report/version';
import { confirmReportText, writeReportText } from '$lib/domain/report/report-text';
import { dueAfter } from '$lib/domain/report/due';
import { unfinishedOf } from '$lib/server/read/report/render';
import { anna, bram, fresh } from './in-memory-incident';
import { ReportFixture } from './report-facts';

describe('a line of advice edited by two people', () => {
	const blank = { goal: 'informing', who: '', channel: '', audience: '', tone: '', urgency: 'high' } as const;
	const begin = () => {
		const { incident } = new ReportFixture();
		const id = fresh(AdviceId);
		const write = (what: string, over: number | null) => incident.when(writeAdvice, { id, what, ...blank, over }, bram);
		write('Zeg iets over de scholen', null);
		return { incident, id, write, seq: () => incident.state.advice.get(id)?.seq ?? -1 };
	};

	test('nobody overwrites or decides on words that they did not read', () => {
		const { incident, id, write, seq } = begin();
		const read = seq();
		expect(() => write('Zwijg', null)).toThrow('advice.changed');
		write('Zeg niets', read);
		expect(() => write('Zeg alles', read)).toThrow('advice.changed');
		const decide = (over: number) =>
			incident.when(decideAdvice, { advice: id, outcome: 'adopted', why: '', over }, bram);
		expect(() => decide(read)).toThrow('advice.changed');
		decide(seq());
		expect(incident.state.advice.get(id)?.decision?.outcome).toBe('adopted');
		write('Zeg iets anders', seq());
		expect(incident.state.advice.get(id)?.decision).toBeNull();
		incident.when(dropAdvice, { advice: id }, bram);
		expect(() => write('Toch', read)).toThrow('advice.absent');
	});

	test('declining needs a reason', () => {
		const { incident, id, seq } = begin();
		const decline = (why: string) =>
			incident.when(decideAdvice, { advice: id, outcome: 'declined', why, over: seq() }, bram);
		expect(() => decline('  ')).toThrow('advice.withoutWhy');
		decline('Geen tijd');
		expect(incident.state.advice.get(id)?.decision).toMatchObject({ outcome: 'declined', why: 'Geen tijd' });
	});

	test('adding the effect later keeps when and by whom it was decided; another decision does not', () => {
		const { incident, id, seq } = begin();
		const start = incident.wall;
		const decide = (minute: number, by: Actor, decision: { outcome?: string; why?: string; effect?: string }) => {
			incident.wall = start + minute * 60_000;
			const input = { advice: id, outcome: 'adopted', why: '', ...decision, over: seq() };
			incident.when(decideAdvice, input, by);
			return incident.state.advice.get(id)?.decision;
		};
		const at = (minute: number) => momentOf(start + minute * 60_000);
		expect(decide(1, bram, {})).toMatchObject({ by: bram.id, at: at(1), effectAt: null });
		const effect = 'Minder vragen';
		expect(decide(9, anna, { effect })).toMatchObject({ by: bram.id, at: at(1), effect, effectAt: at(9) });
		expect(decide(10, anna, { effect })).toMatchObject({ by: bram.id, at: at(1), effect, effectAt: at(9) });
		const why = 'Niet nu';
		expect(decide(20, anna, { why, effect })).toMatchObject({ by: anna.id, at: at(20), effectAt: at(9) });
		expect(decide(30, bram, { outcome: 'postponed', why })).toMatchObject({ by: bram.id, at: at(30) });
	});
});

describe('when the next report is due', () => {
	const fixture = new ReportFixture();
	test.each([
		[30, null, 10, 30],
		[30, null, 30, null],
		[30, 30, 30, 60],
		[30, 30, 22, 60],
		[30, 30, 19, 30],
		[30, 60, 95, 150]
	] as const)('due at %i and then every %s: after one measured at %i comes %s', (at, every, measured, expected) => {
		expect(dueAfter({ at: fixture.at(at), every, meetings: [] }, fixture.at(measured))).toBe(
			expected === null ? null : fixture.at(expected)
		);
	});
	test('on the meeting schedule the next report is due at the next meeting, and none after the last', () => {
		const due = { at: fixture.at(30), every: null, meetings: [fixture.at(75), fixture.at(120)] };
		const after = [10, 30, 64, 65, 110].map((measured) => dueAfter(due, fixture.at(measured)));
		expect(after).toEqual([fixture.at(30), fixture.at(75), fixture.at(75), fixture.at(120), null]);
	});
	test('the report includes when the next one is due', () => {
		fixture.incident.when(setReportDue, { due: { at: fixture.at(30), every: 30 } }, bram);
		expect(fixture.report(30).due).toBe(fixture.at(60));
	});
});

describe('a text carried over from an earlier report', () => {
	const blank = { text: 'Het beeld', certainty: null, noneFound: false };
	const released = (): ReportFixture => {
		const fixture = new ReportFixture();
		fixture.incident.when(writeReportText, { section: 'brief', ...blank, over: null }, bram);
		fixture.release(30);
		return fixture.clock(40);
	};
	const over = (fixture: ReportFixture): number => fixture.incident.state.reportTexts.get('brief')?.seq ?? 0;

	test('blocks the next release until a person confirms that it still holds', () => {
		const fixture = released();
		expect(() => fixture.release(60)).toThrow('report.unconfirmed');
		fixture.incident.when(confirmReportText, { section: 'brief', over: over(fixture) }, bram);
		fixture.release(60);
		expect(() => fixture.release(90)).toThrow('report.unconfirmed');
	});
	test('no longer blocks once it is rewritten, and an empty one never blocks', () => {
		const fixture = released();
		fixture.incident.when(writeReportText, { section: 'brief', ...blank, over: over(fixture) }, bram);
		fixture.incident.when(writeReportText, { section: 'watch', ...blank, text: ' ', over: null }, bram);
		fixture.release(60);
	});
	test('cannot be confirmed when a colleague changed it since it was read', () => {
		const fixture = released();
		const read = over(fixture);
		fixture.incident.when(writeReportText, { section: 'brief', ...blank, over: read }, bram);
		expect(() => fixture.incident.when(confirmReportText, { section: 'brief', over: read }, bram)).toThrow(
			'report.textChanged'
		);
	});
	test('shows in the report when it was written and confirmed; a new one does not', () => {
		const fixture = released();
		expect(fixture.report(35).carried).toEqual({ brief: { written: fixture.at(0), confirmed: null } });
		fixture.incident.when(confirmReportText, { section: 'brief', over: over(fixture) }, bram);
		expect(fixture.report(45).carried).toEqual({ brief: { written: fixture.at(0), confirmed: fixture.at(40) } });
		fixture.incident.when(writeReportText, { section: 'brief', ...blank, over: over(fixture) }, bram);
		expect(fixture.report(45).carried).toEqual({});
	});
});

describe('what must be filled in before release', () => {
	test('a judgement needs a certainty with a reason, and neither is accepted without the other', () => {
		const fixture = new ReportFixture();
		const blank = { certainty: null, noneFound: false, over: null };
		const write = (section: string, to: object) =>
			fixture.incident.when(writeReportText, { section, text: 'Woorden', ...blank, ...to }, bram);
		for (const section of ['brief', 'counterSignals', 'reading']) write(section, {});
		expect(unfinishedOf(fixture.report(1))).toEqual(['certainty']);
		expect(() => write('certainty', { certainty: 'high', text: ' ' })).toThrow('report.withoutWhy');
		expect(() => write('certainty', {})).toThrow('report.withoutWhy');
		write('certainty', { certainty: 'high' });
		expect(unfinishedOf(fixture.report(1))).toEqual([]);
	});
	const filled = (brief: string | null, counter: string | null, noneFound: boolean) => {
		const fixture = new ReportFixture();
		const blank = { certainty: null, noneFound: false, over: null };
		if (brief !== null) fixture.incident.when(writeReportText, { section: 'brief', text: brief, ...blank }, bram);
		if (counter !== null)
			fixture.incident.when(writeReportText, { ...blank, section: 'counterSignals', text: counter, noneFound }, bram);
		return unfinishedOf(fixture.report(1));
	};
	test.each([
		['nothing written', null, null, false, ['brief', 'counterSignals']],
		['no counter-signals', 'Het beeld', null, false, ['counterSignals']],
		['no picture in short, blanks are nothing', '   ', 'Oost ruikt niets', false, ['brief']],
		['both, and none found', 'Het beeld', '', true, []]
	])('%s', (_, brief, counter, noneFound, expected) => expect(filled(brief, counter, noneFound)).toEqual(expected));
});
