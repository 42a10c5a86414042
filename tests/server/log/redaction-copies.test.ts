import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { CommandId, FindingId, INSTALLATION, TextId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { linesAfter } from '$lib/server/log/lines';
import { verifyLog } from '$lib/server/log/verify';
import { anna, carla, fresh, person, system } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from '../report/incident-fixture';

const [other, administrator] = [person('coordinator'), person('administrator')];
const why = 'Recht op verwijdering';
const [claim, words] = ['Jan Zqnaam stak het aan', 'Er is nog niets bekend over de oorzaak. Bel 06-12345678.'];

let database: FreshDatabase;
let fixture: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	const installing = await IncidentFixture.begin(database);
	for (const [type, input, by] of [
		['installation.setUp', { organisation: 'Waterveen', administrator: administrator.id }, system],
		['installation.setRetention', { days: 0 }, administrator]
	] as const)
		await installing.executor.execute(INSTALLATION, { id: fresh(CommandId), type, input }, by, null);
	await installing.stop();
});
afterAll(() => database.drop());

let rumour: FindingId;
let text: TextId;
/** The numbers of the lines that say the claim. */
let [signalled, submitted]: number[] = [];
beforeEach(async () => {
	fixture = await IncidentFixture.begin(database);
	[rumour, text] = [fresh(FindingId), fresh(TextId)];
	signalled = (await fixture.send('rumour.signal', { id: rumour, text: claim, offline: 'balie', seenIn: null })).from;
	await fixture.send(
		'text.draft',
		{
			id: text,
			kind: 'holding',
			about: { kind: 'rumour', finding: rumour },
			corrects: null,
			facts: [],
			wordings: [{ channel: 'website', text: words }]
		},
		anna
	);
	const variants = [{ channel: 'website', checksum: wordingChecksum('website', words) }];
	submitted = (await fixture.send('text.submit', { text, variants, requestedFrom: null }, anna)).from;
});
afterEach(() => fixture.stop());

const stored = () => database.sql`
	select seq, data, salt, word_proof, hidden from event where log_id = ${fixture.incident} and seq between ${signalled ?? 0} and ${submitted ?? 0} order by seq`;
const rowsWith = async (part: string): Promise<number[]> =>
	(
		await database.sql<
			{ seq: number }[]
		>`select seq from event e where log_id = ${fixture.incident} and e::text like ${`%${part}%`} order by seq`
	).map(({ seq }) => seq);
const redact = async (...numbers: (number | undefined)[]): Promise<{ request: number }> => ({
	request: (await fixture.send('log.redact', { numbers, why }, carla)).from
});
const versions = () => fixture.logs.state(fixture.incident)?.texts.get(text)?.versions;
const close = async (): Promise<void> => {
	await fixture.send('incident.close', {}, carla);
	await fixture.pass(7);
	await fixture.retention().check();
};
const verified = () => verifyLog(database.sql, fixture.incident);

test('copies are hidden, return and are removed with the words of the named line; other words of a line stay', async () => {
	const before = await stored();
	const hidden = await redact(signalled);
	expect(versions()).toMatchObject([{ claim: '…', wordings: [{ text: words }] }]);
	expect(fixture.logs.state(fixture.incident)?.redactions.get(hidden.request)).toMatchObject({
		numbers: [signalled],
		copies: [submitted]
	});
	expect(await verified()).toMatchObject({ ok: true, masked: 2 });
	await fixture.send('log.declineRedaction', { ...hidden, why }, carla);
	expect(await stored()).toEqual(before);
	await fixture.send('log.confirmRedaction', await redact(signalled), other);
	expect(await rowsWith('Zqnaam')).toEqual([]);
	expect(versions()).toMatchObject([{ claim: '…', wordings: [{ text: words }] }]);
	expect(await verified()).toMatchObject({ ok: true, masked: 2 });
	// More of the same line is removed later.
	await fixture.send('log.confirmRedaction', await redact(submitted), other);
	expect(await rowsWith('oorzaak')).toEqual([]);
	expect(await verified()).toMatchObject({ ok: true });
});

test('words that another request hides are found too: that one is settled first', async () => {
	const first = await redact(submitted);
	await expect(redact(signalled)).rejects.toMatchObject({ code: 'log.waiting' });
	await fixture.send('log.declineRedaction', { ...first, why }, carla);
	await redact(signalled);
	expect(await rowsWith('Zqnaam'), 'what is hidden is apart').toEqual([signalled, submitted]);
	const lines = await linesAfter(database.sql, fixture.incident, 0);
	expect(JSON.stringify(lines)).not.toContain('Zqnaam');
});

test.each(['decline', 'confirm'])(
	'personal details in the words that a waiting request leaves are masked in time; then it is settled: %s',
	async (how) => {
		const request = await redact(signalled);
		await close();
		const lines = JSON.stringify(await linesAfter(database.sql, fixture.incident, 0));
		expect(lines).toContain('Bel [tel]');
		expect(lines).not.toMatch(/12345678|Zqnaam/);
		expect(await rowsWith('12345678'), 'also in what is hidden').toEqual([]);
		expect(await verified()).toMatchObject({ ok: true });
		if (how === 'confirm') await fixture.send('log.confirmRedaction', request, other);
		else await fixture.send('log.declineRedaction', { ...request, why }, carla);
		expect(versions()).toMatchObject([{ wordings: [{ text: expect.stringContaining('Bel [tel]') as unknown }] }]);
		expect(await verified()).toMatchObject({ ok: true });
		expect(await rowsWith('12345678')).toEqual([]);
	}
);

test('masking after a redaction was carried out masks what is left', async () => {
	await fixture.send('log.confirmRedaction', await redact(signalled), other);
	await close();
	expect(await rowsWith('12345678')).toEqual([]);
	expect(await verified()).toMatchObject({ ok: true });
});
