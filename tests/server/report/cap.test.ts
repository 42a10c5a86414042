import { describe, expect, test } from 'vitest';
import { ActionId, momentOf, PersonId, Sha256, TextId } from '$lib/domain/core/ids';
import { isAlertChannel, recordAction } from '$lib/domain/incident/own-action';
import { checksumOfReport, type Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/both';
import { elementsOf, find, messageOf, textOf } from '$lib/server/ingest/protocols/warnings/cap-message';
import { cap, CapAlert } from '$lib/server/report/export/cap';
import { exportedOf } from '$lib/server/report/export/export-kind';
import { exportsOf } from '$lib/server/report/export/exports';
import type { EarlierActions } from '$lib/server/report/reports';
import { draftFrame, Scene } from '../../domain/report-facts';
import { bram, fresh } from '../../domain/sample';

const scene = new Scene();
const act = (channel: string, text: string, minute: number): void => {
	const { incident } = scene.clock(minute);
	incident.when(recordAction, { id: fresh(ActionId), channel, text, at: null }, bram);
};
act('NL-Alert', 'Brand <b>afvalverwerker</b> & rook.\nSluit ramen en deuren.', 5);
act('Liveblog', 'Liveblog gestart', 6);
act('Sirene', 'Sirene gegaan in Oost.', 20);
const report = scene.report(60);
const frame = {
	...draftFrame,
	number: 2,
	place: scene.incident.seq,
	checksum: checksumOfReport(report),
	released: scene.at(61)
};
const version = {
	...frame,
	publicKey: null,
	moment: report.moment,
	from: report.from,
	released: { by: PersonId.parse(bram.id), at: scene.at(61) },
	withdrawn: null
};
const sender = { host: 'omgeving.waterveen.example', name: 'Gemeente Waterveen' };
const fileOf = (of: Report): string => cap.write(exportedOf(of, frame, '', 'nl', wordsIn('nl')), sender);
const alertIn = (xml: string) => {
	const [alert] = find(elementsOf(xml) ?? undefined, 'alert');
	if (!alert) throw new Error('no alert');
	return alert;
};

test('our own warnings are one message that our own reader takes, the newest first', () => {
	const alert = alertIn(fileOf(report));
	expect(messageOf(alert)).toMatchObject({
		id: `omgeving.waterveen.example,report-2-${frame.checksum.slice(0, 16)}`,
		sent: Date.parse(scene.at(61)),
		kind: 'Alert',
		headline: 'Sirene: Sirene gegaan in Oost.',
		areas: ['Waterveen'],
		sender: 'Gemeente Waterveen'
	});
	const infos = find(alert, 'info');
	expect(infos.map((info) => textOf(info, 'effective'))).toEqual([
		'2026-11-20T12:20:00-00:00',
		'2026-11-20T12:05:00-00:00'
	]);
	expect(textOf(infos[1], 'description')).toBe('Brand <b>afvalverwerker</b> & rook.\nSluit ramen en deuren.');
	expect(infos.map((info) => textOf(info, 'category'))).toEqual(['Fire', 'Fire']);
	// Nobody said how severe it is.
	expect(textOf(infos[0], 'severity')).toBe('Unknown');
});

test('the elements stand in the order of the standard, and a moment has an offset and no letter', () => {
	const alert = alertIn(fileOf(report));
	expect([...new Set(alert.children.map(({ name }) => name))]).toEqual(
		Object.keys(CapAlert.shape).filter((name) => name !== 'note' && name !== 'references')
	);
	expect(CapAlert.shape.sent.safeParse(momentOf(0)).success).toBe(false);
	expect(CapAlert.shape.identifier.safeParse('a,b').success).toBe(false);
});

test('of an exercise it is an exercise, and never a warning', () => {
	const alert = alertIn(fileOf({ ...report, incident: { ...report.incident, exercise: true } }));
	expect(textOf(alert, 'status')).toBe('Exercise');
	expect(textOf(alert, 'note')).toBe('OEFENING');
	expect(messageOf(alert)).toBe('aside');
});

describe('after earlier versions', () => {
	const earlierFrame = { ...frame, number: 1, checksum: Sha256.parse('b'.repeat(64)), released: scene.at(15) };
	const earlierId = `${sender.host},report-1-${'b'.repeat(16)}`;
	const [nlAlert, liveblog, siren] = report.known.actions;
	if (!nlAlert || !liveblog || !siren) throw new Error('no actions');
	const withActions = (...actions: Report['known']['actions']): Report => ({
		...report,
		known: { ...report.known, actions }
	});
	const earlierWith = (...actions: Report['known']['actions']): EarlierActions => ({ frame: earlierFrame, actions });
	const after = (of: Report, ...earlier: EarlierActions[]) =>
		alertIn(cap.write(exportedOf(of, frame, '', 'nl', wordsIn('nl')), sender, earlier));
	const urgencies = (alert: ReturnType<typeof alertIn>) =>
		find(alert, 'info').map((info) => [textOf(info, 'urgency'), textOf(info, 'responseType')]);
	const end = { ...nlAlert, text: 'Ingetrokken: brand is uit.', at: scene.at(50) };

	test('a message with another warning changes the earlier one', () => {
		const alert = after(report, earlierWith(nlAlert));
		expect(messageOf(alert)).toMatchObject({ kind: 'Update', about: [earlierId] });
		expect(textOf(alert, 'references')).toBe(`${earlierId},2026-11-20T12:15:00-00:00`);
		expect([...new Set(alert.children.map(({ name }) => name))]).toEqual(
			Object.keys(CapAlert.shape).filter((name) => name !== 'note')
		);
		const before = { ...earlierWith(siren), frame: { ...earlierFrame, number: 2, checksum: frame.checksum } };
		expect(messageOf(after(report, before, earlierWith(nlAlert)))).toMatchObject({
			about: [expect.anything(), earlierId]
		});
	});

	test('nothing is changed where no earlier version had a warning, or had no such file', () => {
		expect(messageOf(after(report, earlierWith(liveblog)))).toMatchObject({ kind: 'Alert', about: [] });
		const older = { ...earlierWith(nlAlert), frame: { ...earlierFrame, rules: '1.7' } };
		expect(messageOf(after(report, older))).toMatchObject({ kind: 'Alert', about: [] });
	});

	test('words that say that a warning was withdrawn end the last one in their channel', () => {
		const alert = after(withActions(nlAlert, siren, end), earlierWith(nlAlert));
		expect(messageOf(alert)).toMatchObject({ kind: 'Update', about: [earlierId] });
		expect(urgencies(alert)).toEqual([
			['Past', 'AllClear'],
			['Unknown', ''],
			['Past', '']
		]);
		const other = { ...nlAlert, text: 'Rook trekt naar Oost.', at: scene.at(30) };
		expect(urgencies(after(withActions(nlAlert, other, end), earlierWith(nlAlert)))).toEqual([
			['Past', 'AllClear'],
			['Past', ''],
			['Unknown', '']
		]);
	});

	test('the earlier message is cancelled when no warning holds any more', () => {
		expect(messageOf(after(withActions(nlAlert, end), earlierWith(nlAlert)))).toMatchObject({
			kind: 'Cancel',
			about: [earlierId],
			text: 'Ingetrokken: brand is uit.'
		});
		const advice = { ...liveblog, published: { text: fresh(TextId), kind: 'advice', about: null } } as const;
		expect(messageOf(after(withActions(advice), earlierWith(advice)))).toMatchObject({ kind: 'Update' });
		const withdrawn = { ...advice, published: { ...advice.published, withdrawn: true } } as const;
		const cancelled = after(withActions(withdrawn), earlierWith(advice));
		expect(messageOf(cancelled)).toMatchObject({ kind: 'Cancel', about: [earlierId] });
		// Withdrawn words do not say that the danger is over.
		expect(urgencies(cancelled)).toEqual([['Past', '']]);
	});

	test('also when they were taken back as a mistake, so that nothing is left to name', () => {
		expect(exportsOf(version, withActions(liveblog), [earlierWith(nlAlert)])).toContain('cap.xml');
		const alert = after(withActions(liveblog), earlierWith(nlAlert));
		expect(messageOf(alert)).toMatchObject({ kind: 'Cancel', about: [earlierId] });
		expect(find(alert, 'info')).toEqual([]);
	});
});

test('it is offered where the report has a warning, unless the version was withdrawn or is older than the rule', () => {
	expect(exportsOf(version, report)).toContain('cap.xml');
	const [warning] = report.known.actions;
	const none = { ...report, known: { ...report.known, actions: warning ? [{ ...warning, channel: 'Liveblog' }] : [] } };
	expect(exportsOf(version, none)).not.toContain('cap.xml');
	expect(exportsOf(version)).not.toContain('cap.xml');
	expect(exportsOf({ ...version, rules: '1.7' }, report)).not.toContain('cap.xml');
	const withdrawn = { why: 'fout', by: version.released.by, at: version.released.at };
	expect(exportsOf({ ...version, withdrawn }, report)).not.toContain('cap.xml');
});

test.each([
	['NL-Alert', true],
	['nl alert', true],
	['Sirenes', true],
	['Burgernet', true],
	['Website', false],
	['Over de sirene', false]
])('%s warns the public: %s', (channel, warns) => {
	expect(isAlertChannel(channel)).toBe(warns);
});
