import { expect, test } from 'vitest';
import { SourceId } from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import { recordOutage } from '$lib/domain/posts/outage';
import { Refusal } from '$lib/domain/core/refusal';
import { addSource, setSourceState } from '$lib/domain/posts/source';
import { bram, fresh, noon, opening, InMemoryIncident, system } from './in-memory-incident';

const outage = { why: 'silent' as const, from: noon, to: null, problem: null, normal: 40 };
function withSource() {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), bram);
	const source = fresh(SourceId);
	incident.when(
		addSource,
		{ id: source, name: 'X', kind: 'program', platform: 'x', connection: null, key: null },
		bram
	);
	return { incident, source, reasons: () => incident.state.outages.get(source)?.outages.map(({ why }) => why) ?? [] };
}

test('an outage lasts until its end is recorded', () => {
	const { incident, source, reasons } = withSource();
	incident.when(recordOutage, { source, ...outage }, system);
	incident.when(recordOutage, { source, ...outage, why: 'failed', problem: { code: 'status', status: 503 } }, system);
	expect(reasons()).toEqual(['silent', 'failed']);
	incident.when(recordOutage, { source, ...outage, to: noon }, system);
	expect(reasons()).toEqual(['failed']);
});
test('a source paused by a person is not out, and starts again without an outage when resumed', () => {
	const { incident, source, reasons } = withSource();
	incident.when(recordOutage, { source, ...outage }, system);
	incident.when(setSourceState, { source, state: 'paused', why: null }, bram);
	expect(reasons()).toEqual([]);
	expect(() => incident.when(recordOutage, { source, ...outage }, system)).toThrow(new Refusal('source.notActive'));
});
test('only the program can record that a source is out', () => {
	const { incident, source } = withSource();
	expect(() => incident.when(recordOutage, { source, ...outage }, bram)).toThrow(new Refusal('role.missing'));
});
