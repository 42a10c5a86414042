import * as m from '$lib/messages';
import type { Sql } from 'postgres';
import { INSTALLATION, type IncidentId, type PersonId } from '$lib/domain/core/ids';
import { isReal } from '$lib/domain/installation/people';
import { securityRecorded, type SecurityKind } from '$lib/domain/installation/security';
import { wordsIn } from '$lib/i18n/words';
import type { Executor } from '$lib/server/log/execute/execute';
import type { LogLine } from '$lib/server/log/lines';
import { log } from '$lib/server/platform/operations/logger';
import type { SendMail } from './notifications';

/** What a person must hear also when they do not sign in: somebody may do it in their name. */
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
 * Mails a person what happened to their account, in words of the program's own. One try: the same stands on their start
 * page until they say that they saw it.
 */
export class AccountMails {
	readonly #sending = new Set<Promise<void>>();

	constructor(
		readonly sql: Sql,
		readonly executor: Executor,
		readonly send: SendMail,
		readonly origin: string
	) {}

	/** Takes up new lines of a log. Call it in one process only. */
	take(of: IncidentId, lines: readonly LogLine[]): void {
		if (of !== INSTALLATION) return;
		for (const { type, data, hash } of lines) {
			if (type !== securityRecorded.type) continue;
			const happened = securityRecorded.data.safeParse(data).data;
			if (!happened?.person || !MAILED_KINDS.has(happened.kind)) continue;
			const sending = this.#mail(hash, happened.person, happened.kind).finally(() => this.#sending.delete(sending));
			this.#sending.add(sending);
		}
	}
	/** Waits for what is on its way. */
	async idle(): Promise<void> {
		await Promise.all(this.#sending);
	}

	async #mail(id: string, person: PersonId, kind: SecurityKind): Promise<void> {
		const known = this.executor.logs.installation.people.get(person);
		if (!known || !isReal(known)) return;
		try {
			const [row] = await this.sql<{ email: string }[]>`select email from "user" where id = ${person}`;
			if (!row) return;
			const { t } = wordsIn('nl');
			await this.send({
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
}
