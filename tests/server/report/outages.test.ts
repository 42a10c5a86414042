import { expect, test } from 'vitest';
import { momentOf, SourceId, type Moment } from '$lib/domain/core/ids';
import type { LogLine } from '$lib/server/log/lines';
import { ReportOutages } from '$lib/server/read/report/history/report-history';
import { bram, fresh, system } from '../../domain/in-memory-incident';

const source = fresh(SourceId);
const at = (minute: number): Moment => momentOf(Date.UTC(2026, 10, 20, 12, minute));
const line = (minute: number, type: string, data: object): LogLine => ({
	seq: minute,
	hash: '',
	wallAt: at(minute),
	by: type === 'source.stateSet' ? bram.id : system.id,
	command: null,
	redacted: false,
	type,
	data: { source, ...data }
});
const note = (minute: number, why: string, from: number, to: number | null): LogLine =>
	line(minute, 'source.outageRecorded', {
		why,
		from: at(from),
		to: to === null ? null : at(to),
		problem: null,
		normal: null
	});
const set = (minute: number, state: string): LogLine => line(minute, 'source.stateSet', { state, why: null });
function after(...lines: LogLine[]) {
	const outages = new ReportOutages();
	for (const each of lines) outages.take(each, each.wallAt, () => 'X');
	return outages.all().map(({ why, from, to }) => [why, from, to]);
}

test('an outage that ends is recorded once, from its start to its end', () => {
	expect(after(note(10, 'silent', 5, null))).toEqual([['silent', at(5), null]]);
	expect(after(note(10, 'silent', 5, null), note(20, 'silent', 5, 19))).toEqual([['silent', at(5), at(19)]]);
});
test('a pause by a person ends the current outage, and starts its own', () => {
	expect(after(note(10, 'failed', 5, null), set(12, 'paused'), set(30, 'active'))).toEqual([
		['failed', at(5), at(12)],
		['paused', at(12), at(30)]
	]);
});
test('what is lost for good is recorded at once, with its end', () => {
	expect(after(note(10, 'missed', 5, 9), set(12, 'paused'))).toEqual([
		['missed', at(5), at(9)],
		['paused', at(12), null]
	]);
});
test('continuing from a copy leaves the original unchanged', () => {
	const first = new ReportOutages();
	first.take(note(10, 'silent', 5, null), at(10), () => 'X');
	const second = first.copy();
	second.take(note(20, 'silent', 5, 19), at(20), () => 'X');
	expect(first.all()[0]?.to).toBeNull();
	expect(second.all()[0]?.to).toBe(at(19));
});
