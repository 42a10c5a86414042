import { Coalescer } from '$lib/concurrency/coalescer';
import { postingSet } from '$lib/domain/official-text/direct-publishing';
import { momentOf } from '$lib/domain/core/ids';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Leases } from '$lib/server/platform/database/leases';
import { log } from '$lib/server/platform/operations/logger';
import type { Sql } from '$lib/server/platform/driver/sql';
import type { SendMail } from '$lib/server/platform/net/mail';
import { Notifications } from '../notifications/notifications';
import type { Outlets } from './outlets';
import { Postings } from './postings';
import type { Push } from '../notifications/push/push';
import { AccountMails } from '../notifications/account-mails';
import { AlertWatch } from '../notifications/alert-watch';
import { openIncidents, SystemRules } from '../notifications/system-rules';

/** Milliseconds between two runs over all open incidents, and over postings as long as some wait. */
const RUN_INTERVAL_MS = 10_000;
const RETRY_DELAY_MS = 1_000;
const LOCK = 'publishing';

interface PublishingOptions {
	/** The database pool for readers. */
	readonly sql: Sql;
	readonly executor: Executor;
	readonly outlets: Outlets;
	/** The process that holds the lock does the work. */
	readonly locks: Leases;
	/** Null where this installation sends no mail. */
	readonly mail: SendMail | null;
	readonly push: Push;
	/** Our own address, as used in mails. */
	readonly origin: string;
}

/** The automatic steps from rumour to rebuttal: one process at a time measures, reopens and mails. */
export class Publishing {
	readonly #alerts: AlertWatch;
	readonly #notices: Notifications;
	readonly #accountMails: AccountMails | null;
	readonly #rules: Coalescer;
	readonly #postings: Coalescer;
	#timer: NodeJS.Timeout | undefined;
	#retry: NodeJS.Timeout | undefined;
	#unlisten: (() => void) | undefined;
	#stopped = false;

	constructor(readonly options: PublishingOptions) {
		const { sql, executor, outlets, mail, push, origin } = options;
		const rules = new SystemRules(sql, executor);
		this.#accountMails = mail && new AccountMails(sql, executor, mail, origin);
		const alerts = (this.#alerts = new AlertWatch(sql, executor));
		const notices = (this.#notices = new Notifications(sql, executor, mail, push, origin));
		const postings = new Postings(sql, executor, outlets, outlets.networks);
		this.#rules = this.#inOneProcess('the rules for rumours and texts could not be applied', async () => {
			const wall = momentOf(Date.now());
			for (const { incident, state } of openIncidents(executor)) {
				await rules.apply(incident, state, wall);
				await notices.sendDue(incident, state, wall);
				// An alert is a service: what fails there holds up no mail, and no other incident.
				await alerts.apply(incident, state, wall).catch((error: unknown) => {
					log.warn({ action: 'publishing.alerts', result: 'failed', err: error }, 'alert rules could not be checked');
				});
			}
		});
		this.#postings = this.#inOneProcess('postings on networks could not be processed', async () => {
			const waiting = await postings.process();
			clearTimeout(this.#retry);
			if (waiting > 0) this.#retry = setTimeout(() => void this.#postings.run(), RETRY_DELAY_MS);
		});
	}

	start(): void {
		this.#unlisten = this.options.executor.logs.listen({
			lines: (logId, lines) => {
				// Every process gets the lines; the one that holds the lock mails.
				if (this.options.locks.has(LOCK)) this.#accountMails?.take(logId, lines);
				if (lines.some(({ type }) => type === postingSet.type)) void this.#postings.run();
			},
			reloaded: (_, isRolledBack) => {
				if (isRolledBack) this.#alerts.forget();
			}
		});
		this.#timer = setInterval(() => {
			void this.#rules.run();
			void this.#postings.run();
		}, RUN_INTERVAL_MS);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unlisten?.();
		clearInterval(this.#timer);
		this.options.outlets.hangUp();
		this.options.push.stop();
		this.#accountMails?.stop();
		await Promise.all([this.#rules.idle(), this.#postings.idle()]);
		await this.#notices.idle();
		await this.#accountMails?.idle();
		clearTimeout(this.#retry);
		await this.options.locks.release(LOCK).catch(() => undefined);
	}

	/** Does the work in the process that has the lock, and nothing in the others. */
	#inOneProcess(failure: string, work: () => Promise<void>): Coalescer {
		return new Coalescer(async () => {
			try {
				if (await this.#holdsLock()) await work();
			} catch (error) {
				log.warn({ action: 'publishing.look', result: 'failed', err: error }, failure);
			}
		});
	}

	async #holdsLock(): Promise<boolean> {
		if (this.#stopped) return false;
		const { locks } = this.options;
		await locks.beat();
		await locks.take([LOCK]);
		return locks.has(LOCK);
	}
}
