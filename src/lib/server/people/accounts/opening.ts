import * as m from '$lib/messages';
import type { Sql } from '$lib/server/platform/driver/sql';
import { INSTALLATION, momentOf, type PersonId } from '$lib/domain/core/ids';
import { openSince, type AccountWay } from '$lib/domain/installation/account-ways';
import { wordsIn } from '$lib/i18n/words';
import { AccountError } from '../auth/account-error';
import type { Executor } from '$lib/server/log/execute/execute';
import { isTemporary } from '$lib/server/platform/net/mail';
import { log } from '$lib/server/platform/operations/logger';

/** How an account is opened for its person. */
export type Way = Pick<AccountWay, 'kind' | 'delivery'>;

/** Sends one mail. @throws when it could not be sent */
export type Send = (mail: { readonly to: string; readonly subject: string; readonly text: string }) => Promise<void>;

/** Mails the address where a password is chosen. @throws AccountError */
export async function mailAddress(send: Send, to: string, address: string, person: PersonId): Promise<void> {
	const { t } = wordsIn('nl');
	try {
		await send({
			to,
			subject: t(m.people.handing.mailSubject),
			text: t(m.people.handing.mailText, { address })
		});
	} catch (error) {
		log.warn({ action: 'account.mailLink', object: person, result: 'failed', err: error }, 'a link was not mailed');
		throw new AccountError(isTemporary(error) ? 'mail.later' : 'mail.failed');
	}
}

/**
 * Since when somebody else could have used the account; null when nobody could. A sign-in at the organisation that was
 * added since then may be theirs.
 */
export const othersSince = ({ logs }: Executor, person: PersonId) =>
	openSince(logs.installation, person, momentOf(Date.now()));

/**
 * Checks that this way is still open in the log: somebody else may have opened the account in the same moment, or its
 * person chosen a password. If it is not, the way is removed, because it would not be counted.
 * @throws AccountError
 */
export async function assertCounted(
	{ logs }: Executor,
	sql: Sql,
	person: PersonId,
	by: PersonId,
	{ kind, delivery }: Way
): Promise<void> {
	await logs.poll(INSTALLATION);
	const ways = logs.installation.people.get(person)?.ways ?? [];
	const own = ways.findLast((way) => way.by === by && way.kind === kind && way.delivery === delivery);
	if (!own || own.until > momentOf(Date.now())) return;
	await sql`delete from verification where value = ${person}`;
	await sql`delete from account where user_id = ${person} and provider_id = 'credential'`;
	throw new AccountError('link.gone');
}
