import { systemActions } from '$lib/server/ingest/scheduler/system-commands';
import { storedCursors } from '$lib/server/ingest/scheduler/cursors';
import { followedIncidents } from '$lib/server/ingest/scheduler/followed-incidents';
import { Leases } from '$lib/server/platform/database/leases';
import { sharedBoard } from '$lib/server/ingest/scheduler/status-board';
import { storedOf, storedTexts } from '$lib/server/ingest/scheduler/stored-posts';
import { Semaphore } from '$lib/concurrency/semaphore';
import { Scheduler, type SchedulerOptions } from '$lib/server/ingest/scheduler/scheduler';
import { outboundClients } from '$lib/server/ingest/protocols/reading/outbound-clients';
import type { Stage } from '../stage';

/** Runs the sources as one process does, on loopback too. */
export function runSources(
	stage: Stage,
	{ locks = new Leases(stage.database.url, 'test sources'), ...more }: Partial<SchedulerOptions> = {}
) {
	const schedule = new Scheduler({
		followed: followedIncidents(stage.logs),
		locks,
		board: sharedBoard(stage.sql),
		stored: storedTexts(stage.sql),
		storedOf: storedOf(stage.sql),
		cursors: storedCursors(stage.sql),
		...outboundClients({ allow: ['127.0.0.0/8'] }),
		credential: () => Promise.resolve(null),
		polls: new Semaphore(8),
		deliver: (incident, source, posts) => stage.ingest.ingest(incident, source, posts),
		...systemActions(stage.executor),
		now: () => Date.now(),
		reconcileEvery: 50,
		shareEvery: 50,
		...more
	});
	schedule.start();
	return {
		schedule,
		locks,
		stop: async (): Promise<void> => {
			await schedule.stop();
			await locks.end();
		}
	};
}
