import * as m from '$lib/messages';
import type { Sql } from '$lib/server/platform/driver/sql';
import { INSTALLATION, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { isReal } from '$lib/domain/installation/people';
import { securityRecorded, type SecurityKind } from '$lib/domain/installation/security';
import { wordsIn } from '$lib/i18n/words';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import type { Executor } from '$lib/server/log/execute/execute';
import type { LogLine } from '$lib/server/log/lines';
import { log } from '$lib/server/platform/operations/logger';
import { MAIL_RETRY_MS } from '$lib/domain/overview/approval-notices';
import { isTemporary, MAX_MAIL_TRIES, type Mail, type SendMail } from '$lib/server/platform/net/mail';

/** What a person is told even when they do not sign in: somebody else may have done it. */
const MAILED_KINDS: ReadonlySet<SecurityKind> = new Set<SecurityKind>([
	'password.reset',
	'password.chosen',
	'password.changed',
	'factor.added',
	'factor.removed',
	'factor.reset',
	'factor.recoveryUsed'
]);

/**
 * Mails a person what happened to their account, without any text that somebody typed. A mail that is refused for now
 * is sent again; their start page shows the same until they confirm that they saw it.
 */
export class AccountMails {
	readonly #sending = new Set<Promise<void>>();
	readonly #stop = new AbortController();

	constructor(
		readonly sql: Sql,
		readonly executor: Executor,
		readonly send: SendMail,
		readonly origin: string,
		/** Waits before a mail is sent again. */
		readonly pause = (stop: AbortSignal): Promise<void> => new AbortableDelay().wait(MAIL_RETRY_MS, stop)
	) {}

	/** Sends the mails for new lines of a log. Call it in one process only. */
	take(logId: IncidentId, lines: readonly LogLine[]): void {
		if (logId !== INSTALLATION) return;
		for (const { type, data, hash } of lines) {
			if (type !== securityRecorded.type) continue;
			const event = securityRecorded.data.safeParse(data).data;
			if (!event?.person || !MAILED_KINDS.has(event.kind)) continue;
			const sending = this.#mail(hash, event.person, event.kind).finally(() => this.#sending.delete(sending));
			this.#sending.add(sending);
		}
	}
	/** Sends no mail again from now on. */
	stop(): void {
		this.#stop.abort();
	}
	/** Waits for the mails that are being sent. */
	async idle(): Promise<void> {
		await Promise.all(this.#sending);
	}

	async #mail(id: string, person: PersonId, kind: SecurityKind): Promise<void> {
		const account = this.executor.logs.installation.people.get(person);
		if (!account || !isReal(account)) return;
		try {
			const [row] = await this.sql<{ email: string }[]>`select email from "user" where id = ${person}`;
			if (!row) return;
			const { t } = wordsIn('nl');
			await this.#send({
				id,
				to: row.email,
				subject: t(m.account.news.mailSubject),
				text: t(m.account.news.mailText, {
					what: t(m.audit.kinds[`security.${kind}`]),
					address: `${this.origin}/account`
				})
			});
		} catch (error) {
			log.warn({ action: 'account.mail', object: person, result: 'failed', err: error }, 'a person was not mailed');
		}
	}

	async #send(mail: Mail): Promise<void> {
		for (let tries = 1; ; tries++)
			try {
				await this.send(mail);
				return;
			} catch (error) {
				if (!isTemporary(error) || tries === MAX_MAIL_TRIES) throw error;
				await this.pause(this.#stop.signal);
				if (this.#stop.signal.aborted) throw error;
			}
	}
}
