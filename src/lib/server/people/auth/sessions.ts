import { randomBytes, createHmac, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Sql } from '$lib/server/platform/driver/sql';
import { INSTALLATION, momentOf, PersonId } from '$lib/domain/core/ids';
import { Strength, type Proof } from '$lib/domain/core/role';
import { isDatabaseUnavailable } from '$lib/server/platform/database/failure';
import { notificationHandler } from '$lib/server/platform/database/notification';
import { endSessions, SESSION_CHANNEL } from '$lib/server/log/session-end';
import type { Logs } from '$lib/server/log/logs';
import type { Auth } from './auth';
import { initialsOf, type KnownPerson } from './person';

/**
 * The token in a session's cookie, if the signature is ours: `token.signature`, HMAC-SHA-256 in base64, as better-auth
 * writes it (better-call's crypto.mjs). Parsed here because each request needs it, and better-auth takes 9 ms against
 * 0.1 ms.
 * @param name of the cookie, its prefix included
 */
function tokenIn(cookies: string | null, name: string, secret: string): string | null {
	const encoded = (cookies ?? '')
		.split(';')
		.map((part) => part.trim())
		.find((part) => part.startsWith(`${name}=`))
		?.slice(name.length + 1);
	const value = encoded === undefined ? null : decoded(encoded);
	const dot = value?.lastIndexOf('.') ?? -1;
	if (!value || dot < 1) return null;
	const [token, received] = [value.slice(0, dot), Buffer.from(value.slice(dot + 1))];
	const expected = Buffer.from(createHmac('sha256', secret).update(token).digest('base64'));
	return received.length === expected.length && timingSafeEqual(received, expected) ? token : null;
}

function decoded(text: string): string | null {
	try {
		return decodeURIComponent(text);
	} catch {
		return null; // not written by us
	}
}

/**
 * How long the previous token is accepted after a renewal, in milliseconds. A page, its data and its socket are
 * requested at the same time: requests sent before the answer with the new token arrived carry the previous one.
 */
export const PREVIOUS_TOKEN_MS = 30_000;

/** The use of a session is written at most this often, in milliseconds. */
const SEEN_INTERVAL_MS = 60_000;

/** A valid session, and its person. */
export interface AuthenticatedSession {
	readonly person: KnownPerson;
	readonly session: {
		readonly id: string;
		readonly expires: Date;
		/** The second factor that was shown in it; null for none. */
		readonly proof: Proof | null;
	};
	/** The person's roles changed, or this is the previous token: the browser gets the new one at its next page. */
	readonly renew: boolean;
}

interface SessionRow {
	readonly id: string;
	readonly began: Date;
	readonly expires: Date;
	readonly renew: boolean;
	readonly person: string;
	readonly name: string;
	readonly strength: string;
	readonly strongAt: Date | null;
	/** Whether the person has a second factor that this session has not seen. */
	readonly awaits: boolean;
}

/** A session in the person's own list. */
interface OwnSession {
	readonly id: string;
	readonly began: Date;
	readonly expires: Date;
	/** When its person last did something, to the minute. */
	readonly seen: Date;
	readonly address: string | null;
	readonly userAgent: string | null;
}

interface EndedSession {
	readonly session: string;
	readonly person: PersonId;
}

/**
 * The signed-in people and their devices, and ending sessions. The database informs all processes of an ending at once.
 */
export class Sessions {
	readonly #listeners = new Set<(ended: EndedSession) => void>();
	/** By token. */
	readonly #lastRead = new LRUCache<string, SessionRow>({ max: 5_000, ttl: 60_000 });
	/** When each was last written as used, by its id. */
	readonly #seen = new LRUCache<string, true>({ max: 20_000, ttl: SEEN_INTERVAL_MS });
	#unlisten: (() => Promise<void>) | undefined;
	readonly #started = new Date();

	/** `sql` of the program; listening takes one more connection. */
	constructor(
		readonly sql: Sql,
		readonly auth: Auth,
		readonly logs: Logs,
		/** After so many minutes without anything that its person does a session ends; 0: only at its end. */
		readonly idleMinutes = 0
	) {}

	async start(): Promise<void> {
		const listening = await this.logs.sql.listen(
			SESSION_CHANNEL,
			notificationHandler(SESSION_CHANNEL, (payload) => {
				const [session = '', person = ''] = payload.split(' ');
				this.#notify({ session, person: PersonId.parse(person) });
			})
		);
		this.#unlisten = () => listening.unlisten();
	}
	async stop(): Promise<void> {
		await this.#unlisten?.().catch(() => undefined);
	}

	/**
	 * Calls back for every session that is ended early, in any process, so that its sockets can be closed. Not for a
	 * session that expires, nor again for a missed ending: compare `expires`, and call {@link validSessions} every few
	 * seconds.
	 */
	onEnded(listener: (ended: EndedSession) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
	#notify(ended: EndedSession): void {
		for (const [token, { id }] of this.#lastRead) if (id === ended.session) this.#lastRead.delete(token);
		for (const listener of this.#listeners) listener(ended);
	}

	/**
	 * The valid session that these headers name. Null when there is none, for a suspended or never admitted person, and
	 * for a session that still awaits its person's second factor: whichever way it was made, it opens nothing until then.
	 */
	async sessionOf(headers: Headers): Promise<AuthenticatedSession | null> {
		const found = await this.#authenticate(headers);
		return found && !found.awaits ? found.authenticated : null;
	}

	/** The session that these headers name and that still awaits its person's second factor; null for every other. */
	async awaitingOf(headers: Headers): Promise<AuthenticatedSession | null> {
		const found = await this.#authenticate(headers);
		return found?.awaits ? found.authenticated : null;
	}

	async #authenticate(headers: Headers): Promise<{ authenticated: AuthenticatedSession; awaits: boolean } | null> {
		const { authCookies, secret } = await this.auth.$context;
		const { name } = authCookies.sessionToken;
		const [token, earlier] = [name, name.replace(/^__Host-/, '__Secure-')].map((one) =>
			tokenIn(headers.get('cookie'), one, secret)
		);
		// People who signed in before an upgrade have the old cookie until their next page. It counts only for a session
		// that began before this start, because another site under the same domain can set a cookie of that name.
		const shown = token ?? earlier ?? null;
		const row = shown === null ? undefined : await this.#rowOf(shown);
		// eslint-disable-next-line no-restricted-syntax -- a session ends at a moment
		if (!row || row.expires.getTime() <= Date.now()) return null;
		if (token === null && row.began > this.#started) return null;
		const person = PersonId.parse(row.person);
		const admitted = this.logs.installation.people.get(person);
		if (!admitted || admitted.suspended) return null;
		const { strongAt, awaits } = row;
		const strength = Strength.parse(row.strength);
		const proof = strongAt && strength !== 'password' ? { by: strength, at: momentOf(strongAt.getTime()) } : null;
		const authenticated: AuthenticatedSession = {
			person: { id: person, name: row.name, initials: initialsOf(row.name), exerciseOnly: admitted.exerciseOnly },
			session: { id: row.id, expires: row.expires, proof },
			renew: row.renew || token === null
		};
		return { authenticated, awaits };
	}

	/**
	 * As stored; as read within the last minute while the database is unreachable, so that data in memory stays readable.
	 */
	async #rowOf(token: string): Promise<SessionRow | undefined> {
		try {
			const [row] = await this.sql<SessionRow[]>`
				select s.id, s.created_at as began, s.expires_at as expires, s.renew or s.token <> ${token} as renew, s.user_id as person, u.name,
					s.strength, s.strong_at as "strongAt", s.strong_at is null and (
						exists (select from totp t where t.person_id = s.user_id and t.confirmed_at is not null)
						or exists (select from passkey p where p.user_id = s.user_id)) as awaits
				from session s join "user" u on u.id = s.user_id
				where s.expires_at > now() and (${this.idleMinutes} = 0 or s.seen_at > now() - ${this.idleMinutes} * interval '1 minute')
				and (s.token = ${token}
					or (s.previous_token = ${token} and s.renewed_at > now() - ${PREVIOUS_TOKEN_MS} * interval '1 millisecond'))`;
			// Another process may just have admitted this person, or changed their roles, and sent them on to this one.
			if (row && !this.#lastRead.has(token)) await this.logs.poll(INSTALLATION);
			if (row) this.#lastRead.set(token, row);
			else this.#lastRead.delete(token);
			return row;
		} catch (error) {
			const row = isDatabaseUnavailable(error) ? this.#lastRead.get(token) : undefined;
			if (!row) throw error;
			return { ...row, renew: false };
		}
	}

	/** Those of these sessions that are still valid. */
	async validSessions(sessions: readonly string[]): Promise<ReadonlySet<string>> {
		const rows = await this.sql<{ id: string }[]>`
			select id from session where id = any(${[...sessions]}::uuid[]) and expires_at > now()
			and (${this.idleMinutes} = 0 or seen_at > now() - ${this.idleMinutes} * interval '1 minute')`;
		return new Set(rows.map(({ id }) => id));
	}

	/**
	 * The person did something: a page, a form, a command, another story at the desk. What a desk fetches or receives by
	 * itself does not count, so that an empty chair does not stay signed in. Never fails: it is tried again later.
	 */
	seen(session: string): void {
		if (this.#seen.has(session)) return;
		this.#seen.set(session, true);
		this.sql`update session set seen_at = now() where id = ${session}`.catch(() => this.#seen.delete(session));
	}

	async idOf(token: string): Promise<string> {
		const [row] = await this.sql<{ id: string }[]>`select id from session where token = ${token}`;
		return row?.id ?? '';
	}

	/** The newest first. */
	async list(person: PersonId): Promise<OwnSession[]> {
		return this.sql<OwnSession[]>`
			select id, created_at as began, expires_at as expires, seen_at as seen, nullif(ip_address, '') as address, nullif(user_agent, '') as "userAgent"
			from session where user_id = ${person} and expires_at > now()
			and (${this.idleMinutes} = 0 or seen_at > now() - ${this.idleMinutes} * interval '1 minute') order by created_at desc, id desc`;
	}

	/** Ends one of the person's sessions. Ignores another person's session and an unknown one. */
	async end(person: PersonId, session: string): Promise<void> {
		await endSessions(this.sql, person, this.sql`id::text = ${session}`);
	}
	/** Ends all of the person's sessions, except the one to keep. */
	async endAll(person: PersonId, keep: string | null = null): Promise<void> {
		await endSessions(this.sql, person, this.sql`id::text is distinct from ${keep}`);
	}

	/**
	 * Stores the second factor that was shown in this session, and gives it a new token. The earlier token of a
	 * session that only now becomes valid ends at once, so that nobody else who knew it gains its access.
	 * @returns the new token; null when the session has ended
	 */
	async strengthen(session: string, { by, at }: Proof): Promise<string | null> {
		const [row] = await this.sql<{ token: string }[]>`
			update session set strength = ${by}, strong_at = ${at},
				previous_token = case when strong_at is null then null else token end, renewed_at = now(),
				token = ${randomBytes(24).toString('base64url')}, renew = false
			where id = ${session} and expires_at > now() returning token`;
		return row?.token ?? null;
	}

	/**
	 * Gives the session a new token after a change of the person's second factors; without any left it is no stronger
	 * than the password. @returns the new token; null when the session has ended
	 */
	async replaceToken(session: string): Promise<string | null> {
		const [row] = await this.sql<{ token: string }[]>`
			update session s set previous_token = token, renewed_at = now(), renew = false,
				token = ${randomBytes(24).toString('base64url')},
				strength = case when own.has or strength = 'oidc' then strength else 'password' end,
				strong_at = case when own.has or strength = 'oidc' then strong_at end
			from (select exists (select from totp t join session h on h.user_id = t.person_id
					where h.id = ${session} and t.confirmed_at is not null)
				or exists (select from passkey p join session h on h.user_id = p.user_id where h.id = ${session}) as has) own
			where s.id = ${session} and expires_at > now() returning token`;
		return row?.token ?? null;
	}

	/** Ends one of the person's sessions: its sockets at once, its requests when those in flight are answered. */
	async expireSoon(person: PersonId, session: string): Promise<void> {
		await this.sql`
			with ending as (
				update session set expires_at = least(expires_at, now() + ${PREVIOUS_TOKEN_MS} * interval '1 millisecond')
				where user_id = ${person} and id::text = ${session} returning id)
			select pg_notify(${SESSION_CHANNEL}, id || ' ' || ${person}::text) from ending`;
	}

	/**
	 * Gives the session a new token if it needs one; the first of parallel calls does.
	 * @returns its token; null when ended
	 */
	async renew(session: string): Promise<string | null> {
		await this.sql`
			update session set token = ${randomBytes(24).toString('base64url')}, previous_token = token, renewed_at = now(), renew = false
			where id = ${session} and renew`;
		const [row] = await this.sql<
			{ token: string }[]
		>`select token from session where id = ${session} and expires_at > now()`;
		return row?.token ?? null;
	}
}
