import { CommandId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { linkAccounts } from '$lib/domain/installation/account-eyes';
import { domainOf, mailboxOf } from '$lib/domain/installation/mail-domains';
import type { Executor } from '$lib/server/log/execute/execute';

/** Accounts whose mail comes into one mailbox are one person: `samira@…` and `samira+2@…`. */
export async function linkSameMailbox(person: PersonId, executor: Executor): Promise<void> {
	const { sql, logs } = executor;
	const [own] = await sql<{ email: string }[]>`select email from "user" where id = ${person}`;
	if (!own) return;
	const rows = await sql<{ id: string; email: string }[]>`
		select id, email from "user" where id <> ${person} and right(email, ${domainOf(own.email).length + 1}) = ${`@${domainOf(own.email)}`}`;
	for (const { id, email } of rows) {
		const other = PersonId.parse(id);
		if (mailboxOf(email) !== mailboxOf(own.email) || !logs.installation.people.has(other)) continue;
		const command = { id: CommandId.parse(newId()), ...linkAccounts({ person, other }) };
		await executor.execute(INSTALLATION, command, SYSTEM, null).catch((error: unknown) => {
			if (!(error instanceof Refusal && error.code === 'person.already')) throw error;
		});
	}
}
