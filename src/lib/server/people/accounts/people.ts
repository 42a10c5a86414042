import { createHash, randomBytes } from 'node:crypto';
import { millisecondsInHour } from 'date-fns/constants';
import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, INSTALLATION, momentOf, PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { assertProof } from '$lib/domain/core/policy';
import { admitPerson, grantRole, isReal, revokeRole, suspendPerson } from '$lib/domain/installation/people';
import { computerColleagues, type Actor, type Grant } from '$lib/domain/core/role';
import { firstKeysIn, type FirstKeys } from '$lib/domain/installation/first-keys';
import { domainOf, MailDomain } from '$lib/domain/installation/mail-domains';
import type { NameHistory } from '$lib/domain/installation/names';
import type { Executor } from '$lib/server/log/execute/execute';
import { notFrequent } from '$lib/server/log/not-frequent';
import { commandLine } from '$lib/server/platform/operations/logger';
import { AccountError, emailOf, assertPassword, nameOf } from '../auth/account-error';
import type { Auth } from '../auth/auth';
import { passwordProblem } from '../auth/passwords';
import { initialsOf } from '../auth/person';
import { assertCounted, mailAddress, othersSince, type Send, type Way } from './opening';
import { earlierNames } from './earlier-names';
import { linkSameMailbox, noteAlikeAccounts } from './same-mailbox';
import { SecurityLog } from './security-log';
import type { Sessions } from '../auth/sessions';

/** The person who does it, and their address: for the log line. */
export interface By {
	readonly actor: Actor;
	readonly origin: string | null;
	/** The browser, as it names itself. */
	readonly device?: string | null;
}
interface NewPerson {
	readonly name: string;
	readonly email: string;
	readonly grants: readonly Grant[];
	readonly exerciseOnly?: boolean;
}
/** A person as administrators see them. */
interface ListedPerson {
	readonly id: PersonId;
	readonly name: string;
	readonly initials: string;
	readonly email: string;
	readonly grants: readonly Grant[];
	readonly exerciseOnly: boolean;
	readonly suspended: boolean;
	/** False for a person who has never chosen one, and does not sign in at the organisation either. */
	readonly hasPassword: boolean;
	readonly lastSignIn: Date | null;
}

/** How long a link or password that was made for a person can be used, in milliseconds. */
export const CHOOSE_WITHIN = 72 * millisecondsInHour;
/** How much later than recorded it may be made, in milliseconds. */
const SLACK_MS = 60_000;

/**
 * Accounts and their permissions. The account (name, address, password) is stored in better-auth's tables; admission
 * and roles are stored in the installation's log. An account that was never admitted has no permissions.
 */
export class People {
	/** Where everything that happens to an account is recorded. */
	readonly security: SecurityLog;

	constructor(
		readonly sql: Sql,
		readonly auth: Auth,
		readonly executor: Executor,
		readonly sessions: Sessions,
		/** Mails links to their people; null where this installation sends no mail. */
		readonly send: Send | null = null
	) {
		this.security = new SecurityLog(executor);
	}

	/** @throws AccountError, Refusal; nothing is stored then */
	async add({ name, email, grants, exerciseOnly = false }: NewPerson, by: By): Promise<PersonId> {
		const id = PersonId.parse(newId());
		await this.#insert(id, name, email);
		try {
			await this.#decide(admitPerson({ person: id, grants: [...grants], exerciseOnly }), by);
		} catch (error) {
			await this.sql`delete from "user" where id = ${id}`;
			throw error;
		}
		await linkSameMailbox(id, this.executor);
		await noteAlikeAccounts(id, this.executor);
		return id;
	}

	/**
	 * Creates an account with a password; it has no permissions until it is admitted. An account left by an interrupted
	 * set-up is used again.
	 * @throws AccountError
	 */
	async begin({ name, email }: Pick<NewPerson, 'name' | 'email'>, password: string): Promise<PersonId> {
		const [existing] = await this.sql<{ id: string }[]>`select id from "user" where email = ${emailOf(email)}`;
		const id = PersonId.parse(existing?.id ?? newId());
		if (this.#isAdmitted(id)) throw new AccountError('email.taken');
		if (existing) await this.#rename(id, name);
		else await this.#insert(id, name, email);
		await this.setPassword(id, password);
		return id;
	}
	/** Removes an account that was not admitted after all. */
	async forget(person: PersonId): Promise<void> {
		if (!this.#isAdmitted(person)) await this.sql`delete from "user" where id = ${person}`;
	}

	/** Creates only the account, without permissions. @throws AccountError */
	async #insert(id: PersonId, name: string, email: string): Promise<void> {
		const [row] = await this.sql`
			insert into "user" (id, name, email, email_verified) values (${id}, ${nameOf(name)}, ${emailOf(email)}, true)
			on conflict (email) do nothing returning id`;
		if (!row) throw new AccountError('email.taken');
	}

	/**
	 * Assigns a role. As with removal, their sessions get a new token at the next page (log/projections.ts).
	 * @throws Refusal
	 */
	async grant(person: PersonId, grant: Grant, by: By): Promise<void> {
		await this.#decide(grantRole({ person, ...grant }), by);
	}
	/** Removes a role. @throws Refusal */
	async revoke(person: PersonId, grant: Grant, by: By): Promise<void> {
		await this.#decide(revokeRole({ person, ...grant }), by);
	}

	/** Suspends an account, at once on every device (log/projections.ts), or restores it. @throws Refusal */
	async suspend(person: PersonId, suspended: boolean, by: By): Promise<void> {
		await this.#decide(suspendPerson({ person, suspended }), by);
	}

	/** Ends all sessions of a person. @throws AccountError */
	async endSessions(person: PersonId, by: By): Promise<void> {
		this.#assertAdministrator(by);
		assertProof('second', by.actor, this.executor.proofRule, momentOf(Date.now()));
		await this.sessions.endAll(person);
		this.#logCommand('account.endSessions', person, by);
		await this.security.record({ kind: 'session.endedAll', person }, by);
	}

	/**
	 * Makes a secret with which this person can choose a password once, to hand over. Ends their sessions, password and
	 * earlier links.
	 * @throws AccountError
	 */
	async resetPassword(person: PersonId, by: By): Promise<string> {
		return this.#open(person, by, 'fresh', { kind: 'link', delivery: 'shown' });
	}
	/** The same for a person who was just added and never came in. @throws AccountError */
	async invite(person: PersonId, by: By): Promise<string> {
		if (await this.#wasUsed(person)) throw new AccountError('person.absent');
		return this.#open(person, by, 'second', { kind: 'link', delivery: 'shown' });
	}
	/**
	 * Mails the link to the person instead, so that nobody else sees it.
	 * @param proof `second` for a person who was just added
	 * @throws AccountError when it could not be mailed: then the link is not valid
	 */
	async mailLink(person: PersonId, by: By, proof: 'fresh' | 'second' = 'fresh'): Promise<void> {
		if (this.send === null) throw new AccountError('mail.off');
		if (proof === 'second' && (await this.#wasUsed(person))) throw new AccountError('person.absent');
		const secret = await this.#open(person, by, proof, { kind: 'link', delivery: 'mailed' });
		const address = `${this.auth.options.baseURL}/choose-password/${secret}`;
		try {
			await mailAddress(this.send, await this.emailOf(person), address, person);
		} catch (error) {
			await this.sql`delete from verification where identifier = ${linkIdentifier(secret)}`;
			throw error;
		}
	}

	/** Opens the account for its person. @throws AccountError @returns the secret of the link */
	async #open(person: PersonId, by: By, proof: 'fresh' | 'second', way: Way): Promise<string> {
		this.#assertAdministrator(by);
		assertProof(proof, by.actor, this.executor.proofRule, momentOf(Date.now()));
		if (!this.#isAdmitted(person) || !(await this.#exists(person))) throw new AccountError('person.absent');
		await linkSameMailbox(person, this.executor);
		const since = othersSince(this.executor, person);
		// Recorded first: from here on the account shares the eyes of who opens it, whatever else of this fails.
		const kind = (await this.#wasUsed(person)) ? 'password.reset' : 'password.invited';
		const factor = by.actor.roles.includes('system') ? 'console' : 'link';
		const mailDomain = MailDomain.safeParse(domainOf(await this.emailOf(person))).data ?? null;
		// The link is made in a moment: what is recorded holds at least as long.
		const opens = { ...way, mailDomain, until: momentOf(Date.now() + CHOOSE_WITHIN + SLACK_MS) };
		await this.security.record({ kind, person, factor, opens }, by);
		await this.sql`delete from account where user_id = ${person} and provider_id = 'credential'`;
		await this.sql`delete from verification where identifier = ${oneTimeIdentifier(person)}`;
		// Somebody who was let in before the person may have added a sign-in of their own.
		if (since !== null) await this.sql`delete from oidc_identity where user_id = ${person} and linked_at >= ${since}`;
		await this.sessions.endAll(person);
		this.#logCommand('account.resetPassword', person, by);
		const secret = await this.makeLink(person, CHOOSE_WITHIN);
		await assertCounted(this.executor, this.sql, person, by.actor.id, way);
		return secret;
	}

	/** @param lasts milliseconds. @returns the secret; only its hash is stored */
	async makeLink(person: PersonId, lasts: number): Promise<string> {
		const secret = randomBytes(24).toString('base64url');
		// A one-time password stays one until another is chosen.
		await this.sql`delete from verification where value = ${person} and identifier <> ${oneTimeIdentifier(person)}`;
		await this.sql`
			insert into verification (id, identifier, value, expires_at)
			values (${newId()}, ${linkIdentifier(secret)}, ${person}, ${new Date(Date.now() + lasts)})`;
		return secret;
	}

	/** Words that make a password of this person easy to guess: names and addresses of person and organisation. */
	ownWords({ name, email }: { readonly name: string; readonly email: string }): string[] {
		const { baseURL } = this.auth.options;
		const { installation } = this.executor.logs.installation;
		return [name, email, installation?.organisation ?? '', URL.canParse(baseURL) ? new URL(baseURL).hostname : ''];
	}

	/** Sets a password that only serves to choose another one, for the console. @throws AccountError */
	async setOneTimePassword(person: PersonId, password: string, by: By): Promise<void> {
		const way = { kind: 'password', delivery: 'shown' } as const;
		await this.#open(person, by, 'fresh', way);
		await this.setPassword(person, password);
		await this.sql`
			insert into verification (id, identifier, value, expires_at)
			values (${newId()}, ${oneTimeIdentifier(person)}, ${person}, ${new Date(Date.now() + CHOOSE_WITHIN)})`;
		await assertCounted(this.executor, this.sql, person, by.actor.id, way);
	}
	/** Whether the person's password only serves to choose another; `expired` when it is too old even for that. */
	async oneTime(person: PersonId): Promise<'no' | 'yes' | 'expired'> {
		const [row] = await this.sql<
			{ holds: boolean }[]
		>`select expires_at > now() as holds from verification where identifier = ${oneTimeIdentifier(person)}`;
		if (!row) return 'no';
		return row.holds ? 'yes' : 'expired';
	}

	/** The person that the link belongs to, as long as it can be used. */
	async linkedTo(secret: string): Promise<{ id: PersonId; name: string; email: string } | null> {
		const [row] = await this.sql<{ id: string; name: string; email: string }[]>`
			select u.id, u.name, u.email from verification v join "user" u on u.id::text = v.value
			where v.identifier = ${linkIdentifier(secret)} and v.expires_at > now()`;
		return row ? { ...row, id: PersonId.parse(row.id) } : null;
	}

	/** Chooses a password by a link, which can be used once. @throws AccountError */
	async choosePassword(
		secret: string,
		password: string,
		origin: string | null,
		device: string | null = null
	): Promise<{ id: PersonId; email: string }> {
		const person = await this.linkedTo(secret);
		if (!person) throw new AccountError('link.gone');
		assertPassword(passwordProblem(password, this.ownWords(person)));
		const used = await this
			.sql`delete from verification where identifier = ${linkIdentifier(secret)} and expires_at > now() returning id`;
		if (used.length === 0) throw new AccountError('link.gone');
		const by = { actor: { id: person.id, roles: [] }, origin, device };
		this.#logCommand('account.choosePassword', person.id, by);
		// Recorded first: a link that is made after this line is removed with the others, or counts by itself.
		await this.security.record({ kind: 'password.chosen', person: person.id, factor: 'link' }, by);
		await this.setPassword(person.id, password);
		return person;
	}

	/** Stores a password that passed the checks, and ends the sessions except the one to keep. */
	async setPassword(person: PersonId, password: string, keep: string | null = null): Promise<void> {
		const { password: hasher } = await this.auth.$context;
		const hash = await hasher.hash(password);
		await this.sql.begin(async (tx) => {
			await tx`delete from account where user_id = ${person} and provider_id = 'credential'`;
			await tx`
				insert into account (id, account_id, provider_id, user_id, password)
				values (${newId()}, ${person}, 'credential', ${person}, ${hash})`;
			await tx`delete from verification where value = ${person}`;
		});
		await this.sessions.endAll(person, keep);
	}

	/** Changes the person's own password. @throws AccountError */
	async changePassword(
		person: PersonId,
		password: { readonly old: string; readonly chosen: string },
		keep: string,
		from: Omit<By, 'actor'> = { origin: null }
	): Promise<void> {
		const [row] = await this.sql<{ name: string; email: string; hash: string | null }[]>`
			select u.name, u.email, a.password as hash from "user" u
			left join account a on a.user_id = u.id and a.provider_id = 'credential' where u.id = ${person}`;
		const { password: hasher } = await this.auth.$context;
		if (!row?.hash || !(await hasher.verify({ hash: row.hash, password: password.old })))
			throw new AccountError('password.wrong');
		assertPassword(passwordProblem(password.chosen, this.ownWords(row)));
		const by = { actor: { id: person }, ...from };
		await this.security.record({ kind: 'password.changed', person, factor: 'password' }, by);
		await this.setPassword(person, password.chosen, keep);
	}

	/** The address for signing in; empty when there is no such account. */
	async emailOf(person: PersonId): Promise<string> {
		const [row] = await this.sql<{ email: string }[]>`select email from "user" where id = ${person}`;
		return row?.email ?? '';
	}

	/** The person who was admitted with this address. */
	async withEmail(email: string): Promise<PersonId | null> {
		const [row] = await this.sql<{ id: string }[]>`select id from "user" where email = ${email.trim().toLowerCase()}`;
		const person = PersonId.safeParse(row?.id).data;
		return person && this.#isAdmitted(person) ? person : null;
	}

	/** Changes the person's own name; what they approved keeps the name of then. @throws AccountError */
	async rename(person: PersonId, name: string, from: Omit<By, 'actor'> = { origin: null }): Promise<void> {
		const renamed = await this.#rename(person, name);
		if (!renamed) return;
		await this.security.record({ kind: 'name.changed', person }, { actor: { id: person }, ...from });
		await noteAlikeAccounts(person, this.executor);
	}
	async #rename(person: PersonId, name: string): Promise<boolean> {
		const rows = await this.sql`
			with before as (select id, name from "user" where id = ${person} and name <> ${nameOf(name)} for update), earlier as (
				insert into earlier_name (person_id, until, name) select id, now(), name from before on conflict do nothing)
			update "user" u set name = ${nameOf(name)}, updated_at = now() from before where u.id = before.id returning u.id`;
		return rows.length > 0;
	}

	/** Everybody who was ever admitted, by name; for administrators. */
	async list(): Promise<ListedPerson[]> {
		const rows = await this.sql<
			{ id: string; name: string; email: string; hasPassword: boolean; lastSignIn: Date | null }[]
		>`
			select u.id, u.name, u.email, exists (select from account a where a.user_id = u.id and a.password is not null)
				or exists (select from oidc_identity i where i.user_id = u.id) as "hasPassword",
				(select max(s.created_at) from session s where s.user_id = u.id) as "lastSignIn"
			from "user" u order by lower(u.name), u.id`;
		const { people } = this.executor.logs.installation;
		return rows.flatMap((row) => {
			const admitted = people.get(PersonId.parse(row.id));
			if (!admitted) return [];
			return [{ ...row, ...admitted, initials: initialsOf(row.name) }];
		});
	}

	/** Which of the first keys this person has used. */
	async firstKeys(person: PersonId): Promise<FirstKeys> {
		const [row] = await this.sql<{ keys: unknown }[]>`select first_keys as keys from "user" where id = ${person}`;
		return firstKeysIn(row?.keys) ?? { used: [], over: false };
	}
	async keepFirstKeys(person: PersonId, keys: FirstKeys): Promise<void> {
		await this.sql`update "user" set first_keys = ${this.sql.json(keys)} where id = ${person}`;
	}

	/** Names and initials of everybody and of computer colleagues, for pages that show who did something. */
	async names(): Promise<ReadonlyMap<PersonId, NameHistory & { initials: string }>> {
		const [rows, before] = await Promise.all([
			this.sql<{ id: string; name: string }[]>`select id, name from "user"`,
			earlierNames(this.sql)
		]);
		return new Map([
			...rows.map(
				({ id, name }) => [PersonId.parse(id), { name, initials: initialsOf(name), earlier: before.get(id) }] as const
			),
			...Object.values(computerColleagues).map(({ id, name, initials }) => [id, { name, initials }] as const)
		]);
	}

	/** Whether there is a real person with permissions; before that only exercises can be played. */
	hasRealPeople(): boolean {
		return [...this.executor.logs.installation.people.values()].some(isReal);
	}

	#isAdmitted(person: PersonId): boolean {
		return this.executor.logs.installation.people.has(person);
	}
	/** Whether its person has had a password before. */
	async #wasUsed(person: PersonId): Promise<boolean> {
		const rows = await this.sql`
			select from account where user_id = ${person} and password is not null
			union all
			(select from event e where ${notFrequent(this.sql)} and e.log_id = ${INSTALLATION}
			and e.type = 'security.recorded' and e.data->>'person' is not null and e.data->>'person' = ${person}
			and e.data->>'kind' = 'password.chosen' limit 1)`;
		return rows.length > 0;
	}
	async #exists(person: PersonId): Promise<boolean> {
		return (await this.sql`select from "user" where id = ${person}`).length > 0;
	}
	#assertAdministrator({ actor }: By): void {
		if (!actor.roles.includes('administrator') && !actor.roles.includes('system'))
			throw new AccountError('role.missing');
	}
	#logCommand(action: string, person: PersonId, { actor, origin }: By): void {
		commandLine({
			action,
			object: `person/${person}`,
			result: 'done',
			origin,
			actor: actor.roles.includes('system') ? 'system' : actor.id
		});
	}
	async #decide(command: { type: string; input: unknown }, { actor, origin, device = null }: By): Promise<void> {
		await this.executor.execute(INSTALLATION, { id: CommandId.parse(newId()), ...command, device }, actor, origin);
	}
}

const oneTimeIdentifier = (person: PersonId): string => `once:${person}`;
const linkIdentifier = (secret: string): string => `choose:${createHash('sha256').update(secret).digest('base64url')}`;
