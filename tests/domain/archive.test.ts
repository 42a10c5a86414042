import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bagInfoOf, bagInfoValue, manifestOf, readManifest } from '$lib/domain/archive/bag';
import { archiveDescriptionOf, describeArchive, undescribed } from '$lib/domain/archive/description';
import { recordTransfer } from '$lib/domain/archive/transfer';
import { Sha256 } from '$lib/domain/core/ids';
import { closeIncident, openIncident, reopenIncident } from '$lib/domain/incident/incident';
import { bram, carla, opening, InMemoryIncident } from './in-memory-incident';

const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const checksum = Sha256.parse('a'.repeat(64));
const transfer = { to: 'Streekarchief', on: '2020-01-01', checksum, note: null };

test('a coordinator describes how an incident is filed, before and after closing; without that nothing is destroyed', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), carla);
	expect(archiveDescriptionOf(incident.state)).toEqual(undescribed);
	expect(undescribed).toMatchObject({ keptYears: null, restriction: 'privacy' });
	incident.when(describeArchive, { ...undescribed, caseNumber: 'Z-1' }, carla);
	incident.when(closeIncident, {}, carla);
	incident.when(describeArchive, { ...undescribed, caseNumber: 'Z-2' }, carla);
	expect(archiveDescriptionOf(incident.state).caseNumber).toBe('Z-2');
	expect(() => incident.when(describeArchive, undescribed, bram)).toThrow(refused('role.missing'));
});

test('a transfer is recorded only for a closed incident, not with a future date, and is kept when the filing changes', () => {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening(), carla);
	expect(() => incident.when(recordTransfer, transfer, carla)).toThrow(refused('incident.notClosed'));
	incident.when(closeIncident, {}, carla);
	const today = new Date(incident.wall).toISOString().slice(0, 10);
	expect(() => incident.when(recordTransfer, { ...transfer, on: '2999-01-01' }, carla)).toThrow(
		refused('archive.future')
	);
	incident.when(recordTransfer, { ...transfer, on: today }, carla);
	incident.when(describeArchive, undescribed, carla);
	incident.when(reopenIncident, { why: 'Een correctie' }, carla);
	expect(incident.state.archive?.transfers).toMatchObject([{ to: 'Streekarchief', on: today, by: carla.id }]);
});

test('a manifest with any file names is read back as it was written', () => {
	const names = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((name) => /^\S/.test(name));
	fc.assert(
		fc.property(fc.uniqueArray(names), (paths) => {
			const files = paths.map((path) => ({ path, bytes: 1, sha256: checksum }));
			expect(readManifest(manifestOf(files))).toEqual(new Map(paths.map((path) => [path, checksum])));
		})
	);
	expect(readManifest('no manifest')).toBeNull();
	expect(readManifest(`${checksum}  a\n${checksum}  a\n`), 'a name that stands in it twice').toBeNull();
});

test('a value in bag-info.txt cannot start a new line', () => {
	const info = bagInfoOf([
		['Source-Organization', 'Gemeente\nPayload-Oxum: 1.1'],
		['External-Identifier', null]
	]);
	expect(info.trimEnd().split('\n')).toHaveLength(1);
	expect(bagInfoValue(info, 'Payload-Oxum')).toBeNull();
});
