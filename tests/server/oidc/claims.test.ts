import { describe, expect, test } from 'vitest';
import { IncidentId } from '$lib/domain/core/ids';
import type { Grant, PersonalRole } from '$lib/domain/core/role';
import { readRoleMap } from '$lib/server/platform/config/organisation';
import {
	hasSecondFactor,
	personOf,
	providerSignIn,
	roleChanges,
	rolesByClaims,
	saysRoles,
	lacksGroups
} from '$lib/server/people/oidc/claims';
import { fresh } from '../../domain/in-memory-incident';

const map = (text: string) => readRoleMap(text) ?? new Map<string, PersonalRole[]>();
const roles = map('crisis=analyst; CN=lead,OU=town=coordinator, administrator\n /pers/team = spokesperson');
const by = (claims: Record<string, unknown>, rolesClaim = 'roles') => rolesByClaims(claims, { rolesClaim, roles });

test('the map is split by line or semicolon, and each line at its last =', () => {
	expect([...roles]).toEqual([
		['crisis', ['analyst']],
		['CN=lead,OU=town', ['coordinator', 'administrator']],
		['/pers/team', ['spokesperson']]
	]);
	expect([...map('a=analyst;a=coordinator')]).toEqual([['a', ['analyst', 'coordinator']]]);
	for (const wrong of ['', ';', 'crisis', '=analyst', 'crisis=', 'crisis=boss', 'crisis=system', 'a=analyst; b'])
		expect(readRoleMap(wrong), wrong).toBeNull();
});

describe('roles', () => {
	test('come from a list or a single value, and only from what the map names', () => {
		expect(by({ roles: ['crisis', 'staff', '/pers/team', 'crisis'] })).toEqual(['analyst', 'spokesperson']);
		expect(by({ roles: 'crisis' })).toEqual(['analyst']);
		expect(by({ roles: ['Crisis', 'analyst', 'administrator'] })).toEqual([]);
	});
	test('come from a nested claim, or from a claim with dots in its name', () => {
		expect(by({ realm_access: { roles: ['crisis'] } }, 'realm_access.roles')).toEqual(['analyst']);
		expect(by({ 'https://a.example/roles': ['crisis'] }, 'https://a.example/roles')).toEqual(['analyst']);
		expect(by({ 'a.b': ['crisis'], a: { b: ['/pers/team'] } }, 'a.b')).toEqual(['analyst']);
	});
	test.each([
		{},
		{ roles: null },
		{ roles: { crisis: true } },
		{ roles: [['crisis'], { crisis: 1 }, 3, null] },
		{ roles: 'crisis,coordinator' },
		{ roles: [' crisis', 'crisis ', 'crisis\u200b', '\tcrisis', 'CRISIS', 'cr\u0131sis'] },
		{ roles: ' crisis' },
		{ roles: ['__proto__', 'constructor', 'toString'] }
	])('are none in %j', (claims) => {
		expect(by(claims)).toEqual([]);
	});
	test('never come from properties that every object has', () => {
		expect(by({}, 'constructor.name')).toEqual([]);
		expect(saysRoles({}, { rolesClaim: 'toString' })).toBe(false);
		expect(saysRoles({ roles: [] }, { rolesClaim: 'roles' })).toBe(true);
	});
	test.each([
		[
			{ _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.example' } } },
			'groups',
			true
		],
		[{ _claim_names: { groups: 'src1' } }, 'groups', true],
		[{ hasgroups: true }, 'groups', true],
		[{ hasgroups: 'true' }, 'groups', true],
		// The roles of this application are there, whatever did not fit beside them.
		[{ _claim_names: { groups: 'src1' }, roles: ['crisis'] }, 'roles', false],
		[{ _claim_names: { groups: 'src1' } }, 'roles', false],
		[{ _claim_names: { groups: 'src1' }, groups: [] }, 'groups', false],
		[{ hasgroups: true }, 'roles', false],
		[{ hasgroups: false }, 'groups', false],
		[{ _claim_names: ['groups'] }, 'groups', false],
		[{ _claim_names: { toString: 'src1' } }, 'groups', false],
		[{ groups: [] }, 'groups', false],
		[{}, 'groups', false]
	])('that did not fit into the token are detected: %j for %s', (claims, rolesClaim, lacks) => {
		expect(lacksGroups(claims, { rolesClaim })).toBe(lacks);
	});
});

describe('role changes', () => {
	const incident = fresh(IncidentId);
	const all = (...names: PersonalRole[]): Grant[] => names.map((role) => ({ role, incident: null }));
	const here: Grant = { role: 'coordinator', incident };

	test('a new role is granted, and one that the claims no longer name is revoked', () => {
		expect(roleChanges(all('analyst'), ['analyst'], ['coordinator'], 'keep')).toEqual({
			grant: all('coordinator'),
			revoke: all('analyst'),
			rolesFromClaims: ['coordinator']
		});
	});
	test('a role granted by hand stays, also in one incident, and also when the claims named it for a while', () => {
		const current = [...all('spokesperson'), here];
		expect(roleChanges(current, [], ['spokesperson'], 'keep')).toEqual({ grant: [], revoke: [], rolesFromClaims: [] });
		expect(roleChanges(current, [], [], 'keep')).toEqual({ grant: [], revoke: [], rolesFromClaims: [] });
	});
	test('with replace only the claims count', () => {
		const current = [...all('spokesperson', 'analyst'), here];
		expect(roleChanges(current, [], ['analyst'], 'replace')).toEqual({
			grant: [],
			revoke: [...all('spokesperson'), here],
			rolesFromClaims: ['analyst']
		});
	});
	test('applying the same claims twice changes nothing', () => {
		const changed = roleChanges(all('analyst'), ['analyst'], ['coordinator', 'partner'], 'keep');
		expect(roleChanges(changed.grant, changed.rolesFromClaims, ['coordinator', 'partner'], 'keep')).toEqual({
			grant: [],
			revoke: [],
			rolesFromClaims: ['coordinator', 'partner']
		});
	});
});

describe('a new person', () => {
	test('has the name and address of the claims', () => {
		expect(personOf({ name: ' Anna  Visser\u0000', email: 'Anna@Example.nl', email_verified: true }, 's')).toEqual({
			name: 'Anna Visser',
			email: 'anna@example.nl',
			isVerified: true
		});
		expect(personOf({ given_name: 'Anna', family_name: 'Visser', preferred_username: 'a@b.nl' }, 's')).toEqual({
			name: 'Anna Visser',
			email: 'a@b.nl',
			isVerified: false
		});
	});
	test('without an address gets one that receives no mail, always the same and for nobody else', () => {
		const { email, name } = personOf({ preferred_username: 'anna' }, 's');
		expect(email).toMatch(/^[0-9a-f]{16}@no-address\.invalid$/);
		expect(name).toBe('anna');
		expect(personOf({}, 's').email).toBe(email);
		expect(personOf({}, 't').email).not.toBe(email);
	});
	test.each([
		{ name: 'x'.repeat(9999) },
		{ name: '\u202e\u0007' },
		{ name: 7, email: ['a@b.nl', 'c@d.nl'] },
		{ email: 'a@b' }
	])('with strange claims still gets a name that can be shown: %j', (claims) => {
		const { name, email } = personOf(claims, 's');
		expect(name).toMatch(/^\P{C}{1,120}$/u);
		expect(email).toMatch(/@no-address\.invalid$/);
	});
});

test('a second factor counts only when the settings name it', () => {
	const signedIn = providerSignIn({ amr: ['pwd', 'mfa'], acr: 'loa2', auth_time: 1_700_000_000 });
	expect(signedIn).toEqual({ amr: ['pwd', 'mfa'], acr: 'loa2', at: new Date(1_700_000_000_000) });
	expect(hasSecondFactor(signedIn, { secondFactor: [] })).toBe(false);
	expect(hasSecondFactor(signedIn, { secondFactor: ['mfa'] })).toBe(true);
	expect(hasSecondFactor(signedIn, { secondFactor: ['loa2'] })).toBe(true);
	expect(hasSecondFactor(signedIn, { secondFactor: ['hwk'] })).toBe(false);
	expect(providerSignIn({ amr: { mfa: true }, acr: 3, auth_time: '1' })).toEqual({ amr: [], acr: null, at: null });
});
