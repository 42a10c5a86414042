import { postingSet } from '$lib/domain/direct-publishing';
import { momentOf } from '$lib/domain/ids';
import { executor } from '$lib/server/execute';
import { locks } from '$lib/server/ingest/running/locks';
import { log } from '$lib/server/observe/log';
import { part } from '$lib/server/part';
import { stories } from '$lib/server/stories/stories';
import { bySmtp, Notices } from './notices';
import { outlets } from './outlets';
import { Postings } from './postings';
import { openIncidents, Rules } from './rules';

/** Milliseconds between two looks at all open incidents, and at postings as long as some wait. */
const LOOK_EVERY = 10_000;
const LOOK_AGAIN = 1_000;
const LOCK = 'publishing';

/** What the program does by itself on the road from rumour to rebuttal: one process at a time measures, reopens and mails. */
export const publishing = part('publishing', (program) => {
	const { config, port } = program.host;
	const held = locks.of(program);
	const execute = executor.of(program);
	const { sql } = stories.of(program);
	const origin = config.origin ?? `http://localhost:${String(port)}`;
	const mail = config.smtpUrl === null ? null : bySmtp(config.smtpUrl, `Voelspriet <noreply@${new URL(origin).hostname}>`);
	const rules = new Rules(sql, execute);
	const notices = new Notices(sql, execute, mail, origin);
	const ours = outlets.of(program);
	const postings = new Postings(sql, execute, ours, ours.networks);
	let again: NodeJS.Timeout | undefined;
	let stopped = false;

	/** Whether this process is the one that does all this. */
	const isOurs = async (): Promise<boolean> => {
		if (stopped) return false;
		await held.beat();
		await held.take([LOCK]);
		return held.has(LOCK);
	};
	/** One at a time; asked for meanwhile, it is done once more afterwards. */
	const looker = (what: string, look: () => Promise<void>) => {
		let running: Promise<void> | null = null;
		let wanted = false;
		const run = async (): Promise<void> => {
			do {
				wanted = false;
				try {
					if (await isOurs()) await look();
				} catch (error) {
					log.warn({ action: 'publishing.look', result: 'failed', err: error }, what);
				}
			} while (wanted as boolean);
		};
		return () => {
			wanted = true;
			return (running ??= run().finally(() => (running = null)));
		};
	};
	const lookAtRules = looker('the rules of rumours and texts could not be looked after', async () => {
		const wall = momentOf(Date.now());
		for (const { incident, state } of openIncidents(execute)) {
			await rules.look(incident, state, wall);
			await notices.look(incident, state, wall);
		}
	});
	const lookAtPostings = looker('what is to stand on networks could not be looked after', async () => {
		const waiting = await postings.look();
		clearTimeout(again);
		if (waiting > 0) again = setTimeout(() => void lookAtPostings(), LOOK_AGAIN);
	});
	const unlisten = execute.logs.listen({
		lines(_, lines) {
			if (lines.some(({ type }) => type === postingSet.type)) void lookAtPostings();
		}
	});
	const timer = setInterval(() => {
		void lookAtRules();
		void lookAtPostings();
	}, LOOK_EVERY);
	return {
		service: { rules, notices, postings },
		async stop() {
			stopped = true;
			unlisten();
			clearInterval(timer);
			clearTimeout(again);
			ours.hangUp();
			await Promise.all([lookAtRules(), lookAtPostings()]);
			mail?.close();
			await held.give(LOCK).catch(() => undefined);
		}
	};
});
