import { z } from 'zod';
import { PersonalRole } from '$lib/domain/core/role';
import { isLoopback } from './client-address';

/** How people sign in at their own organisation, by OpenID Connect. */
export interface OidcConfig {
	/** The issuer that every token must name. */
	readonly issuer: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** Separated by spaces; `openid` is among them. */
	readonly scopes: string;
	/** What the button calls it; `null`: "your organisation". */
	readonly name: string | null;
	/** The claim that names a person's groups or roles there. */
	readonly rolesClaim: string;
	/** Our roles by the value of that claim. */
	readonly roles: RoleMap;
	/** Whether roles that an administrator assigned here are kept besides those of the claim. */
	readonly rolesByHand: 'keep' | 'replace';
	/** The values of `amr` or `acr` that count as a second factor; empty: a second factor at the service does not count. */
	readonly secondFactor: readonly string[];
}
type RoleMap = ReadonlyMap<string, readonly PersonalRole[]>;

const SECURE = /^https:$/;
/** Issuers for everybody's own Microsoft account, or for every tenant: they let strangers in. */
const SHARED = /^https:\/\/login\.microsoftonline\.com\/(?:common|organizations|consumers)(?:\/|$)/i;

/** Allows http only for loopback. */
const isIssuer = (text: string): boolean => {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname, search, hash, username, password } = new URL(text);
	const secure = SECURE.test(protocol) || (protocol === 'http:' && isLoopback(hostname));
	return secure && !search && !hash && !username && !password && !SHARED.test(text);
};

/**
 * `value=role`, with `;` or a new line between and `,` between several roles of one value. The last `=` counts: the name
 * of a group may hold one itself. Null when it cannot be read.
 */
export function readRoleMap(text: string): RoleMap | null {
	const roles = new Map<string, readonly PersonalRole[]>();
	for (const line of text.split(/[;\n]/).map((part) => part.trim())) {
		if (line === '') continue;
		const at = line.lastIndexOf('=');
		const value = line.slice(0, Math.max(at, 0)).trim();
		const named = z.array(PersonalRole).safeParse(
			line
				.slice(at + 1)
				.split(',')
				.map((name) => name.trim())
		);
		if (value === '' || !named.success) return null;
		roles.set(value, [...new Set([...(roles.get(value) ?? []), ...named.data])]);
	}
	return roles.size > 0 ? roles : null;
}

const words = z.string().transform((value) => value.split(/[\s,]+/).filter(Boolean));

/** Each variable: what it must be, and what to write when it is not (config.ts). */
export const organisationVariables = {
	OIDC_ISSUER: {
		is: z.string().refine(isIssuer),
		advice:
			'give the address by which the sign-in service names itself, with https, such as https://login.example.nl/realms/town; for Microsoft that of your own tenant, not "common"',
		about:
			"address of your organisation's sign-in service (OpenID Connect: Entra ID, Keycloak, SURFconext). The help page on signing in has the steps for each",
		byDefault: 'off'
	},
	OIDC_CLIENT_ID: {
		is: z.string().max(500),
		advice: 'give the client id that the sign-in service made for this program',
		about: 'client id for this program at that service',
		byDefault: 'none'
	},
	OIDC_CLIENT_SECRET: {
		is: z.string().max(2000),
		advice: 'give the client secret that the sign-in service made for this program',
		about: 'client secret for this program at that service',
		byDefault: 'none'
	},
	OIDC_SCOPES: {
		is: words.refine((all) => all.includes('openid')),
		advice: 'give scopes with spaces between, openid among them, such as openid profile email',
		about: 'scopes to ask for. With offline_access, roles are checked again every quarter of an hour',
		byDefault: 'openid profile email'
	},
	OIDC_NAME: {
		is: z.string().max(60),
		advice: 'give the name for the button in at most 60 characters, such as Almere',
		about: 'name on the sign-in button',
		byDefault: 'your organisation'
	},
	OIDC_ROLES_CLAIM: {
		is: z.string().max(200),
		advice: 'give the name of the claim with groups or roles, such as roles or realm_access.roles',
		about: 'claim with the groups or roles; realm_access.roles reads one level deeper',
		byDefault: 'roles'
	},
	OIDC_ROLES: {
		is: z.string().transform((text, context) => {
			const map = readRoleMap(text);
			if (map) return map;
			context.addIssue('unreadable');
			return z.NEVER;
		}),
		advice: `give pairs as crisis-analysts=analyst; crisis-lead=coordinator,administrator (roles: ${PersonalRole.options.join(', ')})`,
		about: 'which group gets which role, such as crisis-analysts=analyst; crisis-lead=coordinator,administrator',
		byDefault: 'none'
	},
	OIDC_ROLES_BY_HAND: {
		is: z.enum(['keep', 'replace']),
		advice: 'write keep (roles given here stay) or replace (only the roles of the claim hold)',
		about: 'keep: a role that an administrator gave stays beside those of the claim. replace: only the claim counts',
		byDefault: 'keep'
	},
	OIDC_SECOND_FACTOR: {
		is: words,
		advice: 'give the values of amr or acr that stand for a second factor, such as mfa otp hwk',
		about: 'values of amr or acr by which the service says that a second factor was used, and which you trust',
		byDefault: 'none: a second factor at the service does not count'
	},
	LOCAL_SIGN_IN: {
		is: z.enum(['on', 'off']).transform((value) => value === 'on'),
		advice: 'write on (passwords here too) or off (the sign-in service alone)',
		about: 'off: nobody signs in with a password, except the administrator of BREAK_GLASS',
		byDefault: 'on'
	},
	BREAK_GLASS: {
		is: z.email().transform((value) => value.toLowerCase()),
		advice: 'give the e-mail address of the one administrator who may always sign in with a password',
		about:
			'e-mail address of the one administrator who can always sign in with a password; each time gives a warning in the log',
		byDefault: 'none'
	}
} as const;

type OrganisationValues = {
	readonly [Name in 'issuer' | 'clientId' | 'clientSecret' | 'name' | 'rolesClaim' | 'breakGlass']: string | undefined;
} & {
	readonly scopes: readonly string[] | undefined;
	readonly roles: RoleMap | undefined;
	readonly rolesByHand: 'keep' | 'replace' | undefined;
	readonly secondFactor: readonly string[] | undefined;
	readonly localSignIn: boolean | undefined;
};
interface OrganisationSettings {
	readonly oidc: OidcConfig | null;
	readonly breakGlass: string | null;
}

type Name = keyof typeof organisationVariables;
const REQUIRED: readonly Name[] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_ROLES'];

/** @param mistakes receives a sentence for each variable that is missing, or whose absence would lock everybody out */
export function organisationSettings(
	values: OrganisationValues,
	isSet: (name: Name) => boolean,
	mistakes: string[]
): OrganisationSettings {
	const names = Object.keys(organisationVariables) as Name[];
	const isOff = values.localSignIn === false;
	const isWanted = isOff || names.some((name) => name.startsWith('OIDC_') && isSet(name));
	const missing: Name[] = isWanted ? REQUIRED.filter((name) => !isSet(name)) : [];
	if (isOff && !isSet('BREAK_GLASS')) missing.push('BREAK_GLASS');
	mistakes.push(...missing.map((name) => `${name} is missing: ${organisationVariables[name].advice}.`));
	if (isSet('BREAK_GLASS') && values.localSignIn !== false)
		mistakes.push('BREAK_GLASS is set without LOCAL_SIGN_IN=off: set both, or neither.');
	const { issuer, clientId, clientSecret, roles } = values;
	return {
		oidc:
			issuer && clientId && clientSecret && roles
				? {
						issuer,
						clientId,
						clientSecret,
						roles,
						scopes: (values.scopes ?? ['openid', 'profile', 'email']).join(' '),
						name: values.name ?? null,
						rolesClaim: values.rolesClaim ?? 'roles',
						rolesByHand: values.rolesByHand ?? 'keep',
						secondFactor: values.secondFactor ?? []
					}
				: null,
		breakGlass: isOff ? (values.breakGlass ?? null) : null
	};
}
