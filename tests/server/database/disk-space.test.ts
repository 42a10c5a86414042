import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FindingId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { DiskFull, DiskSpace } from '$lib/server/platform/database/disk-space';
import { Executor } from '$lib/server/log/execute/execute';
import { refused } from '$lib/server/out/api/refusal-response';
import { Ingest } from '$lib/server/ingest/pipeline/ingest';
import { bram, fresh } from '../../domain/in-memory-incident';
import { post, sameWords, Stage } from '../stage';

const MB = 1024 * 1024;
let stage: Stage;
let log: IncidentId;
let source: SourceId;
beforeAll(async () => {
	stage = await Stage.set();
	const opened = await stage.open();
	[log, source] = [opened.log, SourceId.parse(opened.sources[0])];
});
afterAll(() => stage.strike());

function on(disk: DiskSpace) {
	const ingest = new Ingest(stage.sql, stage.logs, sameWords, disk);
	const executor = new Executor(stage.sql, stage.logs, null, disk);
	return {
		store: (text: string) => ingest.ingest(log, source, [post(text)]),
		raise: () => {
			const id = fresh(FindingId);
			const input = { id, text: `Gaat school ${id} dicht?`, offline: 'balie', seenIn: null };
			return executor.execute(log, { id: fresh(CommandId), type: 'need.raise', input }, bram, null);
		}
	};
}

test('when the disk fills, posts stop first, then everything, and both go on when there is room', async () => {
	let free = 1024 * MB;
	const disk = new DiskSpace(() => Promise.resolve(free));
	const { store, raise } = on(disk);
	await disk.check();
	expect(await store('rook')).toMatchObject({ stored: 1 });

	free = 400 * MB;
	await disk.check();
	expect(disk.state).toBe('noPosts');
	await expect(store('vuur')).rejects.toThrow(DiskFull);
	await raise();

	free = 100 * MB;
	await disk.check();
	expect(disk.state).toBe('full');
	await expect(store('vuur')).rejects.toThrow(DiskFull);
	await expect(raise()).rejects.toThrow(DiskFull);

	free = 1024 * MB;
	await disk.check();
	expect(await store('vuur')).toMatchObject({ stored: 1 });
	await raise();
});

test('a database elsewhere that says it is full stops posts for half a minute, and is then tried again', async () => {
	let now = 0;
	const disk = new DiskSpace(null, () => now);
	const { store, raise } = on(disk);
	await stage.database.sql.unsafe(`
		create function no_room() returns trigger language plpgsql as $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$;
		create trigger no_room before insert on post for each row execute function no_room()`);
	await expect(store('as')).rejects.toThrow(DiskFull);
	await stage.database.sql`drop trigger no_room on post`;
	expect(disk.state).toBe('noPosts');
	await expect(store('as')).rejects.toThrow(DiskFull);
	await raise();
	now = 31_000;
	expect(await store('as')).toMatchObject({ stored: 1 });
});

test('a program is asked to send the same again later', async () => {
	const response = refused(new DiskFull());
	expect(response?.status).toBe(503);
	expect(Number(response?.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await response?.json()).toMatchObject({ code: 'disk.full' });
});
