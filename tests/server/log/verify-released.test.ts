import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyLog } from '$lib/server/log/verify';
import { verifyReleased } from '$lib/server/log/verify-released';
import { SigningKey } from '$lib/server/log/anchor/signed-head';
import { fingerprintOf } from '$lib/domain/report/public-key';
import { freshDatabase, type FreshDatabase } from '../database';
import { byTopic, IncidentFixture } from '../report/incident-fixture';

let database: FreshDatabase;
let fixture: IncidentFixture;
const key = new SigningKey('5a'.repeat(32));
beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, {}, byTopic, key);
	await fixture.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
	await fixture.write('counterSignals', '', { noneFound: true });
	for (const minute of [10, 20]) await fixture.release(minute);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

/** What is found when somebody who may do everything changes it so. */
async function found(forge: string): Promise<unknown> {
	let verified: unknown;
	await database.sql
		.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx.unsafe(forge, [fixture.incident]);
			verified = await verifyReleased(tx, fixture.incident);
			throw new Error('undo');
		})
		.catch((error: unknown) => expect(error).toEqual(new Error('undo')));
	return verified;
}

test('each released report equals what the log released, and prints a head of its chain', async () => {
	expect(await verifyLog(database.sql, fixture.incident)).toMatchObject({ ok: true });
	expect(await verifyReleased(database.sql, fixture.incident)).toEqual({ ok: true, reports: 2 });
});

test.each([
	[
		'a line before it was rewritten',
		"update event set hash = sha256('') where log_id = $1 and seq <= (select (data->>'position')::int from event where log_id = $1 and type = 'report.released' order by seq limit 1)",
		1,
		'head'
	],
	[
		'its content was changed',
		'update report_version set content = content || \'{"x": 1}\' where incident_id = $1 and number = 2',
		2,
		'content'
	],
	[
		'its page prints another head',
		"update report_version set html_en = replace(html_en, '…', '') where incident_id = $1 and number = 1",
		1,
		'print'
	],
	[
		'its page names another key',
		`update report_version set html_nl = replace(html_nl, '${fingerprintOf(key.publicKey)}', '') where incident_id = $1 and number = 2`,
		2,
		'print'
	],
	['it was taken away', 'delete from report_version where incident_id = $1 and number = 2', 2, 'missing'],
	[
		'one was put beside them',
		'insert into report_version (incident_id, number, content, html_nl, html_en, short_nl, short_en) select incident_id, 3, content, html_nl, html_en, short_nl, short_en from report_version where incident_id = $1 and number = 1',
		3,
		'unreleased'
	]
])('%s: detected', async (_, forge, number, why) => {
	expect(await found(forge)).toEqual({ ok: false, number, why });
});
