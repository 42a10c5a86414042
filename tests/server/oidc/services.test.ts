import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lacksGroups, personOf, rolesByClaims } from '$lib/server/people/oidc/claims';
import { oidcErrorOf } from '$lib/server/people/oidc/oidc-error';
import { originsOf, Provider } from '$lib/server/people/oidc/provider';
import { hostileProvider, type HostileProvider } from './hostile-provider';

let there: HostileProvider;
beforeAll(async () => {
	there = await hostileProvider();
});
afterAll(() => there.stop());
beforeEach(() => {
	there.dated = () => ({});
	there.metadata = {};
	there.userInfo = {};
});

async function signIn(config = {}) {
	const provider = new Provider(there.config(config), 'http://127.0.0.1:4173/sign-in/organisation/back');
	const { address, round } = await provider.begin(false);
	return provider.finish(there.signIn(address), round);
}

interface Service {
	/** Claims besides those of the protocol, as its documentation shows them. */
	readonly claims: Record<string, unknown>;
	readonly dated?: (now: number) => Record<string, unknown>;
	readonly metadata?: Record<string, unknown>;
	readonly userInfo?: Record<string, unknown> | null;
	readonly rolesClaim: string;
	readonly is: { readonly name: string; readonly email: string };
}
const GROUP = '5f0c2c1e-4d0a-4c5b-9f0e-2b8a8e3c9d11';
const datedBack = (now: number) => ({ iat: now - 300, nbf: now - 300, exp: now + 3600 });

/** What the services that municipalities use send in an id_token. */
const services: Record<string, Service> = {
	'Microsoft Entra ID, app roles': {
		claims: {
			sub: 'AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ',
			ver: '2.0',
			tid: '9122040d-6c67-4c5b-b112-36a304b66dad',
			oid: '690222be-ff1a-4d56-abd1-7e4f7d38e474',
			name: 'Anna Visser (Crisis)',
			preferred_username: 'A.Visser@Gemeente.Example',
			roles: [GROUP],
			uti: 'x',
			aio: 'y',
			rh: '0.A'
		},
		dated: datedBack,
		metadata: {
			token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
			response_modes_supported: ['query', 'fragment', 'form_post'],
			authorization_response_iss_parameter_supported: undefined
		},
		rolesClaim: 'roles',
		is: { name: 'Anna Visser (Crisis)', email: 'a.visser@gemeente.example' }
	},
	'Microsoft Entra ID, groups as ids': {
		claims: { sub: 'a', name: 'Anna Visser', email: 'A.VISSER@GEMEENTE.EXAMPLE', groups: [GROUP, 'other'] },
		dated: datedBack,
		rolesClaim: 'groups',
		is: { name: 'Anna Visser', email: 'a.visser@gemeente.example' }
	},
	'AD FS: the name of the account only, and user info that refuses': {
		claims: {
			sub: 'o2mRk=',
			upn: 'avisser@stad.example',
			unique_name: 'STAD\\avisser',
			group: GROUP,
			apptype: 'Confidential'
		},
		dated: (now) => ({ iat: now, auth_time: now - 20, exp: now + 3600 }),
		userInfo: null,
		rolesClaim: 'group',
		is: { name: 'avisser@stad.example', email: 'avisser@stad.example' }
	},
	'AD FS: user info that has only the subject': {
		claims: { sub: 'o2mRk=', upn: 'avisser@stad.example', roles: GROUP },
		userInfo: {},
		rolesClaim: 'roles',
		is: { name: 'avisser@stad.example', email: 'avisser@stad.example' }
	},
	'Keycloak, realm roles': {
		claims: {
			sub: 'f:1',
			typ: 'ID',
			azp: 'voelspriet',
			aud: ['voelspriet', 'account'],
			sid: 'S1',
			acr: '1',
			email_verified: true,
			realm_access: { roles: ['offline_access', GROUP] },
			name: 'Anna Visser',
			preferred_username: 'avisser',
			email: 'anna@stad.example'
		},
		rolesClaim: 'realm_access.roles',
		is: { name: 'Anna Visser', email: 'anna@stad.example' }
	},
	'Okta: a thin token, the rest as user info': {
		claims: { sub: '00u1', ver: 1, amr: ['pwd', 'mfa'], idp: '00o1', at_hash: 'x' },
		userInfo: {
			name: 'Anna Visser',
			email: 'anna@stad.example',
			groups: ['Everyone', GROUP],
			zoneinfo: 'Europe/Amsterdam'
		},
		rolesClaim: 'groups',
		is: { name: 'Anna Visser', email: 'anna@stad.example' }
	},
	'Google Workspace: the domain is all it says of a group': {
		claims: {
			sub: '10769',
			azp: 'voelspriet',
			hd: GROUP,
			name: 'Anna Visser',
			email: 'anna@stad.example',
			email_verified: true
		},
		rolesClaim: 'hd',
		is: { name: 'Anna Visser', email: 'anna@stad.example' }
	},
	'a bridge from SAML: each attribute is a list': {
		claims: {
			sub: 'urn:collab:person:stad.example:avisser',
			name: ['Anna Visser'],
			email: ['anna@stad.example'],
			eduperson_entitlement: [GROUP],
			schac_home_organization: ['stad.example']
		},
		rolesClaim: 'eduperson_entitlement',
		is: { name: 'Anna Visser', email: 'anna@stad.example' }
	}
};

test.each(Object.entries(services))('a person signs in: %s', async (_, service) => {
	there.claims = service.claims;
	there.dated = service.dated ?? (() => ({}));
	there.metadata = service.metadata ?? {};
	there.userInfo = service.userInfo === undefined ? {} : service.userInfo;
	const { claims, subject } = await signIn();
	expect(personOf(claims, subject)).toMatchObject(service.is);
	const map = { rolesClaim: service.rolesClaim, roles: new Map([[GROUP, ['analyst' as const]]]) };
	expect(rolesByClaims(claims, map)).toEqual(['analyst']);
});

test('groups that did not fit into the token of Entra are noticed, and nobody gets a role by them', async () => {
	there.claims = { sub: 'a', name: 'Anna', _claim_names: { groups: 'src1' }, email: 'a@b.example' };
	there.claims['_claim_sources'] = { src1: { endpoint: 'https://graph.example/users/a/getMemberObjects' } };
	const { claims } = await signIn();
	expect(lacksGroups(claims, { rolesClaim: 'groups' })).toBe(true);
});

/** Seconds from our clock to iat, nbf and exp; whether the person is let in; which check the log names otherwise. */
const clocks: [string, number, number | undefined, number, string | null][] = [
	['the same clock', 0, 0, 3600, null],
	['dated five minutes back', -300, -300, 3600, null],
	['dated ten minutes back', -600, -600, 3600, null],
	['a clock two minutes ahead', 120, 120, 3720, null],
	['a clock two minutes behind, of a short token', -120, -120, -60, null],
	['made yesterday, and still valid', -86_400, undefined, 3600, null],
	['a clock ten minutes ahead, by nbf', 0, 600, 3600, 'nbf is 600 s later'],
	['a clock ten minutes ahead, by iat', 600, undefined, 4000, 'iat is 600 s later'],
	['expired', -7200, -7200, -3600, 'exp is 3600 s earlier'],
	['made tomorrow', 86_400, undefined, 90_000, 'iat is 86400 s later']
];
test.each(clocks)('the times of a token: %s', async (_, iat, nbf, exp, refusal) => {
	there.claims = { sub: 'anna', name: 'Anna', email: 'anna@stad.example', roles: ['analisten'] };
	there.dated = (now) => ({ iat: now + iat, exp: now + exp, ...(nbf !== undefined && { nbf: now + nbf }) });
	const outcome = await signIn().then(
		() => null,
		(error: unknown) => oidcErrorOf(error)
	);
	if (refusal === null) expect(outcome).toBeNull();
	else
		expect(outcome?.message.replace(/(\d+) s/, (_all, n: string) => `${Math.round(Number(n) / 10) * 10} s`)).toContain(
			refusal
		);
});

test.each([
	[['client_secret_basic', 'client_secret_post'], 'post'],
	[['client_secret_post', 'private_key_jwt', 'client_secret_basic'], 'post'],
	[['client_secret_basic'], 'basic'],
	[undefined, 'basic']
])('a secret with signs arrives whole; the service accepts %j', async (methods, by) => {
	there.claims = { sub: 'anna', name: 'Anna', email: 'anna@stad.example', roles: ['analisten'] };
	there.metadata = { token_endpoint_auth_methods_supported: methods };
	for (const clientSecret of ['pQ8~x.Y_z-1', 'a+b/c==', '%41 %', 'a:b:c', '€uro & "quotes"']) {
		await signIn({ clientSecret });
		expect(there.credentials).toEqual({ by, id: 'voelspriet', secret: clientSecret });
	}
});

test('the addresses of token and keys may be at other hosts, where TLS shows that the issuer named them', () => {
	const google = { token_endpoint: 'https://oauth2.example/token', jwks_uri: 'https://keys.example/v3/certs' };
	expect(originsOf('https://accounts.example', google)).toEqual([
		'https://accounts.example',
		'https://oauth2.example',
		'https://keys.example'
	]);
	expect(originsOf('http://127.0.0.1:9', google)).toEqual(['http://127.0.0.1:9']);
	expect(originsOf('https://accounts.example', { token_endpoint: 'http://inner.example/token' })).toEqual([
		'https://accounts.example'
	]);
});
