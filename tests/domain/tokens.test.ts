import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, noReferences } from '$lib/domain/core/command';
import { commandKind, commands } from '$lib/domain/commands';
import { IncidentId, momentOf, Sha256, TokenId } from '$lib/domain/core/ids';
import { Role } from '$lib/domain/core/role';
import {
	isTokenValid,
	makeToken,
	programOf,
	reaches,
	revokeToken,
	TOKEN_MAXIMUM
} from '$lib/domain/installation/token';
import { bram, carla, fresh, person, plainJson, InMemoryIncident } from './in-memory-incident';
import { play, sequences } from './sequences';

const refusedWith = (code: string) => expect.objectContaining({ name: 'Refusal', code }) as Error;
const wanted = (to: Record<string, unknown> = {}) => ({
	id: fresh(TokenId),
	name: 'Meldingen openbare ruimte',
	hash: Sha256.parse('b'.repeat(64)),
	scopes: ['post'],
	incident: null,
	expires: momentOf(new InMemoryIncident().wall + TOKEN_MAXIMUM),
	...to
});
const newToken = (input = wanted()) => {
	const testIncident = new InMemoryIncident();
	testIncident.when(makeToken, input, carla);
	const token = testIncident.state.tokens.get(input.id);
	if (!token) throw new Error('no token');
	return { testIncident, token };
};

test('a program decides nothing: a token is refused every command, at any moment and whatever roles it would have', () => {
	const tried = new Set<string>();
	const program = { ...programOf(newToken().token), roles: Role.options };
	fc.assert(
		fc.property(sequences, (steps) => {
			play(steps, ({ type, input }, _, testIncident) => {
				const kind = commandKind(type);
				if (!kind) throw new Error(type);
				const before = plainJson(testIncident.state);
				expect(() => testIncident.when(kind, input, program)).toThrow(refusedWith('token.decides'));
				expect(plainJson(testIncident.state)).toEqual(before);
				tried.add(type);
			});
		}),
		{ numRuns: 15 }
	);
	expect(tried.size).toBeGreaterThan(40);
	const [wallNow, { state }] = [momentOf(0), new InMemoryIncident()];
	for (const kind of commands)
		expect(() => decide(kind, {}, { state, references: noReferences, actor: program, wallNow }), kind.type).toThrow(
			refusedWith('token.decides')
		);
});

test('administrators and coordinators can make tokens; analysts and spokespersons cannot', () => {
	for (const may of [carla, person('administrator')])
		expect(new InMemoryIncident().when(makeToken, wanted(), may)).toHaveLength(1);
	for (const not of [bram, person('spokesperson'), person('partner')])
		expect(() => new InMemoryIncident().when(makeToken, wanted(), not)).toThrow(refusedWith('role.missing'));
});

test('a token works until it expires, at most a year and a day, and not after it was revoked', () => {
	const late = momentOf(new InMemoryIncident().wall + TOKEN_MAXIMUM + 1);
	expect(() => newToken(wanted({ expires: late }))).toThrow(refusedWith('token.expiry'));
	expect(() => newToken(wanted({ expires: momentOf(new InMemoryIncident().wall) }))).toThrow(
		refusedWith('token.expiry')
	);
	const { testIncident, token } = newToken();
	expect(isTokenValid(token, momentOf(testIncident.wall))).toBe(true);
	expect(isTokenValid(token, token.expires)).toBe(false);
	testIncident.when(revokeToken, { token: token.id }, carla);
	const revoked = testIncident.state.tokens.get(token.id);
	expect(revoked && isTokenValid(revoked, momentOf(testIncident.wall))).toBe(false);
	expect(() => testIncident.when(revokeToken, { token: token.id }, carla)).toThrow(refusedWith('token.revoked'));
	expect(() => testIncident.when(revokeToken, { token: fresh(TokenId) }, carla)).toThrow(refusedWith('token.absent'));
});

test('a token gives access to its own incident, or to all', () => {
	const [own, other] = [fresh(IncidentId), fresh(IncidentId)];
	const one = newToken(wanted({ incident: own })).token;
	expect([reaches(one, own), reaches(one, other), reaches(newToken().token, other)]).toEqual([true, false, true]);
});
