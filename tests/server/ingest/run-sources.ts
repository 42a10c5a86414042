import { bySystem } from '$lib/server/ingest/running/by-system';
import { cursorsIn } from '$lib/server/ingest/running/cursors';
import { followedIn } from '$lib/server/ingest/running/followed';
import { Locks } from '$lib/server/ingest/running/locks';
import { boardIn } from '$lib/server/ingest/running/statuses';
import { storedIn } from '$lib/server/ingest/running/stored';
import { Semaphore } from '$lib/concurrency/semaphore';
import { Schedule, type ScheduleGiven } from '$lib/server/ingest/schedule';
import { waysOut } from '$lib/server/ingest/ways-out';
import type { Stage } from '../stage';

/** Runs the sources as one process does, on loopback too. */
export function runSources(stage: Stage, { locks = new Locks(stage.database.url, 'test sources'), ...more }: Partial<ScheduleGiven> = {}) {
	const schedule = new Schedule({
		followed: followedIn(stage.logs),
		locks,
		board: boardIn(stage.sql),
		stored: storedIn(stage.sql),
		cursors: cursorsIn(stage.sql),
		...waysOut({ allow: ['127.0.0.0/8'] }),
		credential: () => Promise.resolve(null),
		polls: new Semaphore(8),
		deliver: (incident, source, posts) => stage.ingest.ingest(incident, source, posts),
		...bySystem(stage.executor),
		now: () => Date.now(),
		lookEvery: 50,
		tellEvery: 50,
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
