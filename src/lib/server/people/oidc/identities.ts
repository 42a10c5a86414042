import type { Sql } from '$lib/server/platform/driver/sql';
import { PersonId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { PersonalRole } from '$lib/domain/core/role';
import { nameOf } from '../auth/account-error';
import { personOf, type Claims, type ProviderSignIn } from './claims';
import { OidcError } from './oidc-error';
import type { EndedProviderSession, VouchedPerson } from './provider';

/** An account that belongs to a person of the provider. */
interface Identity {
	readonly person: PersonId;
	/** The roles that the claims gave. */
	readonly rolesFromClaims: readonly PersonalRole[];
}
type ProviderIdentity = Pick<VouchedPerson, 'issuer' | 'subject'>;

/** A session here, and the one there that it began with; tokens are encrypted. */
export interface LinkedSession extends ProviderIdentity {
	readonly session: string;
	readonly person: PersonId;
	readonly refreshToken: string;
}

/** Which account belongs to whom there: by issuer and subject, never by an address. */
export class Identities {
	constructor(readonly sql: Sql) {}

	async find({ issuer, subject }: ProviderIdentity): Promise<Identity | null> {
		const [row] = await this.sql<{ person: string; given: string[] }[]>`
			select user_id as person, given from oidc_identity where issuer = ${issuer} and subject = ${subject}`;
		return row ? { person: PersonId.parse(row.person), rolesFromClaims: PersonalRole.array().parse(row.given) } : null;
	}
	/** Whether this account belongs to somebody there. */
	async isLinked(person: PersonId): Promise<boolean> {
		return (await this.sql`select from oidc_identity where user_id = ${person}`).length > 0;
	}

	/**
	 * The account of a new person, without permissions. Two first sign-ins at once make one.
	 * @throws OidcError `addressTaken`
	 */
	async make({ issuer, subject }: ProviderIdentity, claims: Claims): Promise<Identity> {
		const { name, email, isVerified } = personOf(claims, `${issuer} ${subject}`);
		const id = newId();
		const isMade = await this.sql.begin(async (tx) => {
			await tx`select pg_advisory_xact_lock(hashtextextended(${`oidc ${issuer} ${subject}`}, 0))`;
			const known = await tx`select from oidc_identity where issuer = ${issuer} and subject = ${subject}`;
			if (known.length > 0) return true;
			const made = await tx`
				insert into "user" (id, name, email, email_verified) values (${id}, ${nameOf(name)}, ${email}, ${isVerified})
				on conflict (email) do nothing returning id`;
			if (made.length === 0) return false;
			await tx`
				insert into oidc_identity (issuer, subject, user_id, linked_at) values (${issuer}, ${subject}, ${id}, now())`;
			return true;
		});
		const found = isMade ? await this.find({ issuer, subject }) : null;
		if (!found) throw new OidcError('addressTaken', 'another account here has the address');
		return found;
	}

	/** Binds an account that was made here. @throws OidcError `linkedElsewhere` */
	async link({ issuer, subject }: ProviderIdentity, person: PersonId): Promise<Identity> {
		await this.sql`
			insert into oidc_identity (issuer, subject, user_id, linked_at) values (${issuer}, ${subject}, ${person}, now())
			on conflict do nothing`;
		const found = await this.find({ issuer, subject });
		if (found?.person !== person) throw new OidcError('linkedElsewhere', 'one of the two is linked already');
		return found;
	}

	/** Stores which roles the claims gave. */
	async storeRolesFromClaims({ issuer, subject }: ProviderIdentity, roles: readonly PersonalRole[]): Promise<void> {
		await this.sql`
			update oidc_identity set given = ${[...roles]} where issuer = ${issuer} and subject = ${subject}`;
	}

	/** @param sealed the tokens, encrypted */
	async storeSession(
		session: string,
		{ issuer, subject, sid }: VouchedPerson,
		{ amr, acr, at }: ProviderSignIn,
		sealed: { readonly idToken: string; readonly refreshToken: string | null }
	): Promise<void> {
		await this.sql`
			insert into oidc_session (session_id, issuer, subject, sid, id_token, refresh_token, amr, acr, auth_time, checked_at)
			values (${session}, ${issuer}, ${subject}, ${sid}, ${sealed.idToken}, ${sealed.refreshToken}, ${[...amr]}, ${acr}, ${at}, now())`;
	}
	/** The encrypted token that a session began with; null when it did not begin at the provider. */
	async idTokenOf(session: string): Promise<string | null> {
		const [row] = await this.sql<{ sealed: string }[]>`
			select id_token as sealed from oidc_session where session_id = ${session}`;
		return row?.sealed ?? null;
	}

	/** The sessions here of one session there, or of all of the person there. */
	async sessionsOf({ issuer, subject, sid }: EndedProviderSession): Promise<{ session: string; person: PersonId }[]> {
		const rows = await this.sql<{ session: string; person: string }[]>`
			select s.id as session, s.user_id as person from oidc_session o join session s on s.id = o.session_id
			where o.issuer = ${issuer} and (${subject}::text is null or o.subject = ${subject})
				and (${sid}::text is null or o.sid = ${sid})`;
		return rows.map(({ session, person }) => ({ session, person: PersonId.parse(person) }));
	}

	/** Takes some sessions that nobody asked about for this long, in milliseconds: each is taken by one process. */
	async takeUnchecked(after: number): Promise<LinkedSession[]> {
		const rows = await this.sql<
			(Omit<LinkedSession, 'person' | 'refreshToken'> & { person: string; refreshToken: string | null })[]
		>`
			update oidc_session o set checked_at = now()
			from (
				select u.session_id, s.user_id from oidc_session u join session s on s.id = u.session_id
				where u.refresh_token is not null and u.checked_at < now() - ${after} * interval '1 millisecond'
					and s.expires_at > now()
				order by u.checked_at limit 20 for update of u skip locked
			) due
			where o.session_id = due.session_id
			returning o.session_id as session, o.issuer, o.subject, o.refresh_token as "refreshToken",
				due.user_id as person`;
		return rows.flatMap(({ refreshToken, ...row }) =>
			refreshToken === null ? [] : [{ ...row, refreshToken, person: PersonId.parse(row.person) }]
		);
	}
	async storeRefreshToken(session: string, sealed: string): Promise<void> {
		await this.sql`update oidc_session set refresh_token = ${sealed} where session_id = ${session}`;
	}
}
