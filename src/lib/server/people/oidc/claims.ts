import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Grant, PersonalRole } from '$lib/domain/core/role';
import { AccountError, emailOf, nameOf } from '../auth/account-error';
import type { OidcConfig } from '$lib/server/platform/config/organisation';

/** What a provider says of a person, from a token whose signature was checked. */
export type Claims = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Claims =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A claim by its name, which may hold dots itself (an address does); else by steps, as `realm_access.roles`. */
function claimAt(claims: Claims, name: string): unknown {
	if (Object.hasOwn(claims, name)) return claims[name];
	let value: unknown = claims;
	for (const step of name.split('.')) {
		if (!isRecord(value) || !Object.hasOwn(value, step)) return undefined;
		value = value[step];
	}
	return value;
}

/** Whether the claim with roles is there, if only empty. */
export const saysRoles = (claims: Claims, { rolesClaim }: Pick<OidcConfig, 'rolesClaim'>): boolean =>
	claimAt(claims, rolesClaim) !== undefined;

/**
 * Whether the person's groups did not fit into the token, so that the claim with roles is not there: Microsoft Entra ID
 * then names a place to ask for them, or only says that there are some (its "groups overage claim").
 */
export function lacksGroups(claims: Claims, config: Pick<OidcConfig, 'rolesClaim'>): boolean {
	if (saysRoles(claims, config)) return false;
	const elsewhere = claims['_claim_names'];
	if (isRecord(elsewhere) && Object.hasOwn(elsewhere, config.rolesClaim)) return true;
	return config.rolesClaim === 'groups' && [true, 'true'].includes(claims['hasgroups'] as boolean | string);
}

/**
 * The roles that the claims give here, in all incidents. A value counts only when it is exactly one of the map: no other
 * spacing or case, and no other type.
 */
export function rolesByClaims(claims: Claims, { rolesClaim, roles }: Pick<OidcConfig, 'rolesClaim' | 'roles'>) {
	const claim = claimAt(claims, rolesClaim);
	const values = (Array.isArray(claim) ? claim : [claim]).filter((value): value is string => typeof value === 'string');
	return [...new Set(values.flatMap((value) => roles.get(value) ?? []))].sort();
}

interface RoleChanges {
	readonly grant: readonly Grant[];
	readonly revoke: readonly Grant[];
	/** The roles that the person holds by the claims from now on. */
	readonly rolesFromClaims: readonly PersonalRole[];
}

/**
 * What changes so that a person holds what the claims give. A role that was given here by hand stays apart (`keep`), in
 * one incident too: it is not revoked when the claims stop naming it. With `replace` only the claims count.
 * @param current the roles that the person has now
 * @param fromClaims those of them that the claims gave before
 */
export function roleChanges(
	current: readonly Grant[],
	fromClaims: readonly PersonalRole[],
	wanted: readonly PersonalRole[],
	byHand: OidcConfig['rolesByHand']
): RoleChanges {
	const has = (role: PersonalRole): boolean => current.some((one) => one.role === role && one.incident === null);
	const isWanted = ({ role, incident }: Grant): boolean => incident === null && wanted.includes(role);
	const missing = wanted.filter((role) => !has(role));
	const isOurs = ({ role, incident }: Grant): boolean => incident === null && fromClaims.includes(role);
	return {
		grant: missing.map((role) => ({ role, incident: null })),
		revoke: current.filter((one) => !isWanted(one) && (byHand === 'replace' || isOurs(one))),
		rolesFromClaims: wanted.filter(
			(role) => byHand === 'replace' || missing.includes(role) || fromClaims.includes(role)
		)
	};
}

interface ClaimedPerson {
	readonly name: string;
	/** As it is stored; one that cannot receive mail when the provider names none. */
	readonly email: string;
	/** Whether the provider says that it tried the address. */
	readonly isVerified: boolean;
}

/** The person as a new account here. A name is shortened and freed of control characters rather than refused. */
export function personOf(claims: Claims, subject: string): ClaimedPerson {
	const text = (name: string): string => {
		const value = claims[name];
		// A bridge from SAML sends each attribute as a list. Of several values none is chosen.
		const claim: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
		return typeof claim === 'string' ? claim.replace(/\p{C}+/gu, ' ').trim() : '';
	};
	const account = text('preferred_username') || text('upn');
	const email = accepted(emailOf, text('email')) ?? accepted(emailOf, account);
	const whole = `${text('given_name')} ${text('family_name')}`.trim();
	const names = [text('name'), whole, account, email?.split('@')[0] ?? ''].map((name) =>
		Array.from(name).slice(0, 100)
	);
	return {
		name: names.flatMap((name) => accepted(nameOf, name.join('')) ?? [])[0] ?? 'N.N.',
		email: email ?? `${createHash('sha256').update(subject).digest('hex').slice(0, 16)}@no-address.invalid`,
		isVerified: email !== null && claims['email_verified'] === true
	};
}

/** The text as it is stored; null when it is not accepted. */
function accepted(read: (text: string) => string, text: string): string | null {
	try {
		return read(text);
	} catch (error) {
		if (error instanceof AccountError) return null;
		throw error;
	}
}

/** How a person signed in at the provider. */
export interface ProviderSignIn {
	/** The ways they proved who they are there (RFC 8176), such as `pwd`, `otp`, `mfa`. */
	readonly amr: readonly string[];
	/** The level that the provider gives it; null when it says none. */
	readonly acr: string | null;
	/** When they did; null when the provider does not say. */
	readonly at: Date | null;
}
const Methods = z.array(z.string().max(200)).max(50);

export function providerSignIn(claims: Claims): ProviderSignIn {
	const { amr, acr, auth_time: at } = claims;
	return {
		amr: Methods.safeParse(typeof amr === 'string' ? [amr] : amr).data ?? [],
		acr: typeof acr === 'string' && acr.length <= 200 ? acr : null,
		at: typeof at === 'number' && Number.isFinite(at) && at > 0 ? new Date(at * 1000) : null
	};
}

/** Whether the provider's word counts for a second factor: only values that the settings name. */
export const hasSecondFactor = (
	{ amr, acr }: ProviderSignIn,
	{ secondFactor }: Pick<OidcConfig, 'secondFactor'>
): boolean => secondFactor.some((value) => value === acr || amr.includes(value));
