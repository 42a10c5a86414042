import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Desk } from '$lib/desk/desk.svelte';
import { permittedTo } from '$lib/domain/commands';
import { isAtDesk } from '$lib/domain/core/policy';
import { momentOf } from '$lib/domain/core/ids';
import type { Reader } from '$lib/domain/core/role';
import { emptyState } from '$lib/domain/core/state';
import type { Executor } from '$lib/server/log/execute/execute';
import { overviewFor } from '$lib/server/read/incidents/overview';
import { fresh } from '../domain/in-memory-incident';
import { actors, play, sequences } from '../domain/sequences';
import { IncidentId } from '$lib/domain/core/ids';
import { runs } from '../long';

const people = actors.filter(isAtDesk);

test('what waits for a person is the same on the start page and in the incident, for any eyes of the account', async () => {
	let approvals = 0;
	await fc.assert(
		fc.asyncProperty(
			sequences,
			fc.constantFrom(...people),
			fc.subarray(people.map(({ id }) => id)),
			fc.nat(90),
			async (steps, actor, eyes, seconds) => {
				const { testIncident } = play(steps);
				const { state } = testIncident;
				if (!state.incident || state.incident.phase === 'closed') return;
				vi.setSystemTime(testIncident.wall + seconds * 1000);
				const log = fresh(IncidentId);
				const reader: Reader = { ...actor, eyes: [...new Set([actor.id, ...eyes])] };
				const queue = { waiting: 3, oldest: momentOf(testIncident.wall), help: 2, pinned: 1 };
				const executor = {
					logs: { incidents: () => [log], state: () => state, installation: emptyState() },
					actorFor: () => reader
				} as unknown as Executor;
				const { running } = await overviewFor(reader.id, executor, {
					figures: () => Promise.resolve({ queue, findings: [] }),
					present: () => []
				});
				const never = () => new Promise<never>(() => undefined);
				const named = { id: reader.id, name: 'Naam', initials: 'N' };
				const reads = { state: never, events: never, figures: never };
				const desk = new Desk(log, named, reader, permittedTo(reader.roles), reads);
				desk.store.become(state, testIncident.seq, '#');
				desk.store.takeFigures({ queue, findings: [] } as unknown as Parameters<typeof desk.store.takeFigures>[0]);
				desk.clock.set(momentOf(Date.now()));
				const start = running[0]?.overview?.work;
				expect(desk.work).toEqual(start);
				approvals += desk.work.others.filter(({ kind }) => kind === 'approve').length;
			}
		),
		{ numRuns: runs(60, 600) }
	);
	vi.useRealTimers();
	expect(approvals).toBeGreaterThan(0);
});
