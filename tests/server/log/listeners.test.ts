import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, type IncidentId } from '$lib/domain/core/ids';
import { connect } from '$lib/server/platform/database/connect';
import { Logs, type LogListener } from '$lib/server/log/logs';
import { CHANNEL } from '$lib/server/log/follow/wake-ups';
import { metrics } from '$lib/server/platform/operations/metrics';
import { fresh } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const counted = async (name: string): Promise<number> => {
	const metric = await metrics.getSingleMetric(name)?.get();
	return (metric?.values ?? []).reduce((sum, { value }) => sum + value, 0);
};
const received: number[] = [];
const failing: LogListener = {
	lines() {
		throw new Error('this listener fails');
	},
	reloaded() {
		throw new Error('this listener fails');
	}
};
const working: LogListener = { lines: (_, lines) => void received.push(...lines.map(({ seq }) => seq)) };

test('a listener that fails does not keep lines from the others, and what was stored is answered as stored', async () => {
	const { log } = await stage.open('x');
	const unlisten = [stage.logs.listen(failing), stage.logs.listen(working)];
	const before = await counted('voelspriet_log_listener_failures_total');
	const id = fresh(FindingId);
	const receipt = await stage.send(log, 'rumour.signal', {
		id,
		text: 'Het water is vies',
		offline: 'balie',
		seenIn: null
	});
	expect(receipt).toMatchObject({ again: false });
	expect(received).toEqual([stage.logs.seq(log)]);
	expect(stage.logs.state(log)?.rumours.has(id)).toBe(true);
	expect(await counted('voelspriet_log_listener_failures_total')).toBe(before + 1);
	for (const stop of unlisten) stop();
});

test('a listener that fails on a line of another process does not stop following', async () => {
	const tail = connect(stage.database.url, { max: 2 });
	const other = new Logs(tail);
	await other.start();
	other.listen(failing);
	const { log } = await stage.open('x');
	await expect.poll(() => other.seq(log)).toBe(stage.logs.seq(log));
	await other.stop();
	await tail.end({ timeout: 1 });
});

test('a notification that cannot be read is counted, and the next one is followed', async () => {
	const before = await counted('voelspriet_notifications_malformed_total');
	await stage.sql`select pg_notify(${CHANNEL}, 'no incident at all')`;
	await expect.poll(() => counted('voelspriet_notifications_malformed_total')).toBe(before + 1);
	const { log }: { log: IncidentId } = await stage.open('x');
	expect(stage.logs.seq(log)).toBeGreaterThan(0);
});
