import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, IncidentId } from '$lib/domain/core/ids';
import { linesAfter } from '$lib/server/log/lines';
import { bram, fresh, opening } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set();
});
afterAll(() => stage.strike());

const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const nobody = { ...bram, roles: [] };

test('a log that does not exist is not followed, whatever is requested of it', async () => {
	const { log, sources } = await stage.open('x');
	const [source] = sources;
	if (!source) throw new Error('no source');
	const before = stage.logs.incidents();
	const ids = Array.from({ length: 50 }, () => fresh(IncidentId));
	for (const id of ids) {
		const need = { id: fresh(FindingId), text: 'Is het water veilig?', offline: 'balie', seenIn: null };
		await expect(stage.send(id, 'need.raise', need)).rejects.toEqual(refused('incident.absent'));
		await expect(stage.send(id, 'incident.open', opening(), nobody)).rejects.toEqual(refused('role.missing'));
		await expect(stage.ingest.ingest(id, source, [post('rook')])).rejects.toEqual(refused('incident.absent'));
		await stage.logs.poll(id);
	}
	expect(stage.logs.incidents()).toEqual(before);
	expect(ids.filter((id) => stage.logs.has(id))).toEqual([]);
	expect(stage.logs.has(log)).toBe(true);
});

test('a log that another process creates while this one opens it is followed once, each line in order', async () => {
	const other = await Stage.beside(stage.database);
	const id = fresh(IncidentId);
	const received: number[] = [];
	stage.logs.listen({
		lines: (log, lines) => {
			if (log === id) received.push(...lines.map(({ seq }) => seq));
		}
	});
	// Step 1: this process has the follower of a log that does not exist. Step 2: another process opens it, and this one
	// reads it.
	const early = stage.logs.follower(id);
	await other.send(id, 'incident.open', opening());
	await stage.logs.poll(id);
	expect(stage.logs.seq(id)).toBe(1);
	// Step 3: lines arrive by the earlier follower.
	early.apply(await linesAfter(stage.sql, id, 0));
	expect(stage.logs.state(id)).toEqual(other.logs.state(id));
	const need = { id: fresh(FindingId), text: 'Is het water veilig?', offline: 'balie', seenIn: null };
	await stage.send(id, 'need.raise', need);
	expect(stage.logs.state(id)?.needs.size).toBe(1);
	expect(received).toEqual([2]);
	await other.strike();
});
