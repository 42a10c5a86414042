import { CommandId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { linkAccounts, noteAlike } from '$lib/domain/installation/account-eyes';
import { domainOf, mailboxOf } from '$lib/domain/installation/mail-domains';
import { areAlike } from '$lib/domain/installation/names';
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
		await send(linkAccounts({ person, other }), executor);
	}
}

/**
 * An account made here and one of the organisation whose names or mailboxes look like one person: they count as one
 * pair of eyes until an administrator answered.
 */
export async function noteAlikeAccounts(person: PersonId, executor: Executor): Promise<void> {
	const { sql, logs } = executor;
	const rows = await sql<{ id: string; name: string; email: string; isLinked: boolean }[]>`
		select u.id, u.name, u.email, exists (select from oidc_identity i where i.user_id = u.id) as "isLinked" from "user" u`;
	const own = rows.find(({ id }) => id === person);
	const { people } = logs.installation;
	if (!own || people.get(person)?.exerciseOnly !== false) return;
	for (const row of rows) {
		const other = PersonId.parse(row.id);
		if (row.isLinked === own.isLinked || people.get(other)?.exerciseOnly !== false || !areAlike(own, row)) continue;
		await send(noteAlike({ person, other }), executor);
	}
}

/** Does nothing where the two were linked, noted or answered before. */
async function send(command: { type: string; input: unknown }, executor: Executor): Promise<void> {
	const sent = { id: CommandId.parse(newId()), ...command };
	await executor.execute(INSTALLATION, sent, SYSTEM, null).catch((error: unknown) => {
		if (!(error instanceof Refusal && error.code === 'person.already')) throw error;
	});
}
