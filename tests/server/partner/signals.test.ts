import { afterAll, beforeAll, expect, test } from 'vitest';
import { IncidentId, momentOf, Sha256, ShareLinkId, SignalId } from '$lib/domain/core/ids';
import { Attempts } from '$lib/server/people/auth/attempts';
import { Signals } from '$lib/server/out/partner/inbound/signals';
import { fresh, opening } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

let one: Stage;
let two: Stage;
beforeAll(async () => {
	one = await Stage.set();
	two = await Stage.beside(one.database);
});
afterAll(async () => {
	await two.strike();
	await one.strike();
});

/**
 * A link that accepts signals, and what a process answers to a sender: how it ended, or how many milliseconds to wait.
 */
async function linked() {
	const [log, link] = [fresh(IncidentId), fresh(ShareLinkId)];
	await one.send(log, 'incident.open', opening());
	const expires = momentOf(Date.now() + 3_600_000);
	await one.send(log, 'link.make', {
		id: link,
		label: 'Brandweer',
		hash: Sha256.parse('a'.repeat(64)),
		expires,
		pin: false,
		signals: true
	});
	await expect.poll(() => two.logs.state(log)?.shareLinks.has(link)).toBe(true);
	const send = async (stage: Stage): Promise<string | number> => {
		const state = stage.logs.state(log);
		const found = state?.shareLinks.get(link);
		if (!state || !found) throw new Error('no link');
		const signals = new Signals(stage.executor, stage.ingest, new Attempts(stage.sql, 's'.repeat(32)));
		const opened = { incident: log, state, at: '/r', link: found, figures: false, signals: true };
		const answer = await signals.send(opened, { id: fresh(SignalId), text: 'Rook', place: '', callBack: '' });
		return answer.kind === 'wait' ? answer.ms : answer.kind;
	};
	const stored = async (): Promise<number> => (await one.sql`select from post where incident_id = ${log}`).length;
	const inbox = (): number => one.logs.state(log)?.partnerSignals.size ?? 0;
	return { send, stored, inbox };
}
/** The test does not wait for the clock: stored attempts are moved back by so much time. */
const later = (seconds: number) => one.sql`update rate_limit set last_request = last_request - ${seconds * 1000}`;

test('six come in at once by one link, at whatever process, and then one a minute', async () => {
	const { send, stored, inbox } = await linked();
	const answers = await Promise.all([one, two, one, two, one, two, one, two].map(send));
	expect(answers.map((answer) => (typeof answer === 'number' ? 'wait' : answer)).toSorted()).toEqual([
		...Array<string>(6).fill('stored'),
		'wait',
		'wait'
	]);
	expect(await stored()).toBe(6);
	await expect.poll(inbox).toBe(6);
	const wait = Number(await send(two));
	expect(wait).toBeGreaterThan(30_000);
	expect(wait).toBeLessThanOrEqual(60_000);
	await later(60);
	expect(await send(one)).toBe('stored');
	expect(await send(two)).toBeGreaterThan(0);
	await later(3600);
	for (let i = 0; i < 6; i += 1) expect(await send(i % 2 ? one : two)).toBe('stored');
	expect(await send(one)).toBeGreaterThan(0);
	expect(await stored()).toBe(13);
	await expect.poll(inbox).toBe(13);
});

test('another link has its own limit', async () => {
	const [busy, calm] = [await linked(), await linked()];
	for (let i = 0; i < 6; i += 1) await busy.send(one);
	expect(await busy.send(two)).toBeGreaterThan(0);
	expect(await calm.send(two)).toBe('stored');
});
