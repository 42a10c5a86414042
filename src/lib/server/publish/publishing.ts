import { momentOf } from '$lib/domain/ids';
import { connect } from '$lib/server/database/connect';
import { database } from '$lib/server/database/database';
import { executor } from '$lib/server/execute';
import { Locks } from '$lib/server/ingest/running/locks';
import { log } from '$lib/server/observe/log';
import { part } from '$lib/server/part';
import { stories } from '$lib/server/stories/stories';
import { bySmtp, Notices } from './notices';
import { openIncidents, Rules } from './rules';

/** Milliseconds between two looks at all open incidents. */
const LOOK_EVERY = 10_000;
const LOCK = 'publishing';

/** What the program does by itself on the road from rumour to rebuttal: one process at a time measures, reopens and mails. */
export const publishing = part('publishing', (program) => {
	const { config, port } = program.host;
	const session = connect(database.of(program).url, { max: 1, name: 'voelspriet publishing' });
	const locks = new Locks(session);
	const execute = executor.of(program);
	const { sql } = stories.of(program);
	const origin = config.origin ?? `http://localhost:${String(port)}`;
	const mail = config.smtpUrl === null ? null : bySmtp(config.smtpUrl, `Voelspriet <noreply@${new URL(origin).hostname}>`);
	const rules = new Rules(sql, execute);
	const notices = mail && new Notices(sql, execute, mail, origin);
	let looking: Promise<void> | null = null;

	const look = async (): Promise<void> => {
		try {
			if (!(await locks.alive())) return;
			await locks.take([LOCK]);
			if (!locks.has(LOCK)) return;
			const wall = momentOf(Date.now());
			for (const { incident, state } of openIncidents(execute)) {
				await rules.look(incident, state, wall);
				await notices?.look(incident, state, wall);
			}
		} catch (error) {
			log.warn({ action: 'publishing.look', result: 'failed', err: error }, 'the rules of rumours and texts could not be looked after');
		}
	};
	const timer = setInterval(() => {
		looking ??= look().finally(() => (looking = null));
	}, LOOK_EVERY);
	return {
		service: { rules, notices },
		async stop() {
			clearInterval(timer);
			await looking;
			mail?.close();
			await session.end({ timeout: 0.5 });
		}
	};
});
