import type { TransactionSql } from '$lib/server/platform/driver/sql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signHeads } from '$lib/server/log/anchor/sign-heads';
import { SigningKey, type SignedHead } from '$lib/server/log/anchor/signed-head';
import { faultOfOutsideHead, readSignedHeads, verifyHeads } from '$lib/server/log/anchor/verify-heads';
import { verifyLog } from '$lib/server/log/verify';
import { verifyReleased } from '$lib/server/log/verify-released';
import { carla } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { byTopic, IncidentFixture } from '../report/incident-fixture';
import { asOwner, cut, rewrite, signAt } from './owner';

const key = new SigningKey('5a'.repeat(32));
const forger = new SigningKey('5b'.repeat(32));
const isKnown = (each: string) => each === key.publicKey;

let database: FreshDatabase;
let fixture: IncidentFixture;
/** Of the first release, the second release and the closing. */
let heads: readonly SignedHead[];
const headAt = (index: number): SignedHead => {
	const head = heads[index];
	if (!head) throw new Error('not signed');
	return head;
};

beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database, {}, byTopic, key);
	await fixture.write('brief', 'Mensen willen weten of de scholen dichtgaan.');
	await fixture.write('counterSignals', '', { noneFound: true });
	for (const minute of [10, 20]) await fixture.release(minute);
	await fixture.send('incident.close', {}, carla);
	await signHeads(database.sql, key, 'closing');
	heads = await readSignedHeads(database.sql, fixture.incident);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

const log = () => fixture.incident;
const remove = (tx: TransactionSql, ...which: number[]) =>
	tx`delete from signed_head where log_id = ${log()} and seq = any(${which.map((index) => headAt(index).seq)})`;
const otherHistory = (tx: TransactionSql) =>
	rewrite(tx, log(), ({ seq, data }) => (seq === 2 ? { data: { ...(data as object), forged: true } } : {}));
const signAgain = async (tx: TransactionSql, by: SigningKey) => {
	for (const { seq, at } of heads) await signAt(tx, by, { log: log(), seq, at });
};

/** Replaces the second release by a line that does not mention it. */
async function withoutRelease(tx: TransactionSql): Promise<void> {
	await rewrite(tx, log(), ({ seq }) => (seq === headAt(1).seq ? { type: 'incident.closed', data: {} } : {}));
	await tx`delete from report_version where incident_id = ${log()} and number = 2`;
}

interface Attack {
	does: string;
	/** What is found by the heads and reports in the database alone; null for nothing. */
	without: string | null;
	/** What is found by the newest head when it was kept elsewhere. */
	withHead: string | null;
	run: (tx: TransactionSql) => Promise<unknown>;
}
const attacks: readonly Attack[] = [
	{ does: 'nothing', without: null, withHead: null, run: () => Promise.resolve() },
	{ does: 'rewrites history and makes the chain whole', without: 'other', withHead: 'other', run: otherHistory },
	{ does: 'removes the newest head', without: null, withHead: 'removed', run: (tx) => remove(tx, 2) },
	{
		does: 'removes the newest head and the newest lines',
		without: null,
		withHead: 'absent',
		async run(tx) {
			await remove(tx, 2);
			await cut(tx, log(), headAt(1).seq);
		}
	},
	{
		does: 'removes the newest release with its lines, its heads and its report',
		without: null,
		withHead: 'absent',
		async run(tx) {
			await remove(tx, 1, 2);
			await cut(tx, log(), headAt(0).seq);
			await tx`delete from report_version where incident_id = ${log()} and number = 2`;
		}
	},
	{
		does: 'removes the report of a release alone',
		without: 'missing',
		withHead: null,
		run: (tx) => tx`delete from report_version where incident_id = ${log()} and number = 2`
	},
	{
		does: 'turns a release into another line and removes its report, with all heads left',
		without: 'other',
		withHead: 'other',
		run: (tx) => withoutRelease(tx)
	},
	{
		does: 'turns a release into another line, removes its report and all heads, and lets the program sign again',
		without: 'late',
		withHead: 'other',
		async run(tx) {
			await withoutRelease(tx);
			await remove(tx, 0, 1, 2);
			await signAt(tx, key, { log: log(), seq: headAt(2).seq, at: new Date().toISOString() });
		}
	},
	{
		does: 'rewrites the moment of a head',
		without: 'signature',
		withHead: 'removed',
		run: (tx) =>
			tx`update signed_head set at = at + interval '1 hour' where log_id = ${log()} and seq = ${headAt(2).seq}`
	},
	{
		does: 'moves a head to another line',
		without: 'signature',
		withHead: 'removed',
		run: (tx) => tx`update signed_head s set seq = e.seq, hash = e.hash from event e where e.log_id = s.log_id
			and e.seq = 1 and s.log_id = ${log()} and s.seq = ${headAt(2).seq}`
	},
	{
		does: 'removes the newest lines alone',
		without: 'absent',
		withHead: 'absent',
		run: (tx) => cut(tx, log(), headAt(1).seq)
	},
	{
		does: 'removes the head of the newest release',
		without: 'unsigned',
		withHead: 'removed',
		run: (tx) => remove(tx, 1, 2)
	},
	{ does: 'removes a head in the middle', without: 'previous', withHead: null, run: (tx) => remove(tx, 1) },
	{ does: 'removes the first head', without: 'previous', withHead: null, run: (tx) => remove(tx, 0) },
	{ does: 'removes all heads', without: 'unsigned', withHead: 'removed', run: (tx) => remove(tx, 0, 1, 2) },
	{
		does: 'forges the predecessor after removing a head',
		without: 'signature',
		withHead: 'removed',
		async run(tx) {
			await remove(tx, 1);
			await tx`update signed_head set previous = ${Buffer.from(headAt(1).previous, 'hex')}
				where log_id = ${log()} and seq = ${headAt(2).seq}`;
		}
	},
	{
		does: 'forges the predecessor and signs with a key of their own',
		without: 'key',
		withHead: 'removed',
		async run(tx) {
			await remove(tx, 1, 2);
			await signAt(tx, forger, headAt(2));
		}
	},
	{
		does: 'rewrites history and signs all of it with a key of their own',
		without: 'key',
		withHead: 'other',
		async run(tx) {
			await otherHistory(tx);
			await remove(tx, 0, 1, 2);
			await signAgain(tx, forger);
		}
	},
	{
		does: 'rewrites history, removes all heads, and lets the program sign again',
		without: 'late',
		withHead: 'other',
		async run(tx) {
			await otherHistory(tx);
			await remove(tx, 0, 1, 2);
			await signAt(tx, key, { log: log(), seq: headAt(2).seq, at: new Date().toISOString() });
		}
	}
];

test.each(attacks)('an owner who $does', async ({ run, without, withHead }) => {
	const found = await asOwner(database.sql, async (tx) => {
		await run(tx);
		const signed = await verifyHeads(tx, log(), isKnown);
		const released = await verifyReleased(tx, log());
		return {
			chain: (await verifyLog(tx, log())).ok,
			without: signed.ok ? (released.ok ? null : released.why) : 'gap' in signed ? signed.gap.why : signed.why,
			withHead: await faultOfOutsideHead(tx, headAt(2))
		};
	});
	expect(found).toEqual({ chain: true, without, withHead });
});
