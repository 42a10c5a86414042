import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { IncidentId, millisecondsOf, Moment, PersonId, Sha256, TokenId } from '../core/ids';
import { coordinatorsAndAdministrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';
import { isActor } from './people';

export const TOKEN_MAXIMUM = 366 * 24 * 60 * 60 * 1000;

/** What a program may do with a token: send posts, or read what a desk reads (docs/domain.md, rule 4). */
export const TokenScope = z.enum(['post', 'read']);
export type TokenScope = z.infer<typeof TokenScope>;

/**
 * Gives API access to a program with the secret. Only its SHA-256 is kept. `incident` null is all of them; moments are
 * on the wall clock.
 */
export const Token = z.object({
	id: TokenId,
	name: Text(120, 'name'),
	hash: Sha256,
	scopes: z.array(TokenScope).min(1).max(TokenScope.options.length),
	incident: IncidentId.nullable(),
	expires: Moment,
	made: z.object({ by: PersonId, at: Moment }),
	revoked: z.object({ by: PersonId, at: Moment }).nullable()
});
export type Token = z.infer<typeof Token>;

declare module '../core/state' {
	interface Collections {
		tokens: [TokenId, Token];
	}
}

export const makeToken = command('token.make', {
	input: () => Token.pick({ id: true, name: true, hash: true, scopes: true, incident: true, expires: true }).strict(),
	allow: coordinatorsAndAdministrators,
	during: 'installation',
	refusals: ['id.taken', 'token.expiry'],
	decide(input, { state, actor, wallNow }) {
		if (isActor(state, input.id)) throw new Refusal('id.taken');
		const lasts = millisecondsOf(input.expires) - millisecondsOf(wallNow);
		if (lasts <= 0 || lasts > TOKEN_MAXIMUM) throw new Refusal('token.expiry');
		return tokenMade({
			...input,
			scopes: [...new Set(input.scopes)],
			made: { by: actor.id, at: wallNow },
			revoked: null
		});
	}
});
export const tokenMade = event('token.made', {
	data: () => Token.extend({ name: LooseText(120, 'name') }),
	evolve(state, token) {
		if (!state.tokens.has(token.id)) state.tokens.set(token.id, token);
	}
});

export const revokeToken = command('token.revoke', {
	input: () => z.strictObject({ token: TokenId }),
	allow: coordinatorsAndAdministrators,
	during: 'installation',
	refusals: ['token.absent', 'token.revoked'],
	decide({ token }, { state, actor, wallNow }) {
		const found = state.tokens.get(token);
		if (!found) throw new Refusal('token.absent');
		if (found.revoked) throw new Refusal('token.revoked');
		return tokenRevoked({ token, revoked: { by: actor.id, at: wallNow } });
	}
});
export const tokenRevoked = event('token.revoked', {
	data: () => z.object({ token: TokenId, revoked: Token.shape.revoked }),
	evolve: (state, { token, revoked }) => change(state.tokens, token, { revoked })
});

/** Whether it is valid at this wall-clock moment. */
export const isTokenValid = (token: Readonly<Token>, wallNow: Moment): boolean =>
	token.revoked === null && wallNow < token.expires;

/** Whether it gives access to this incident. */
export const reaches = ({ incident }: Readonly<Token>, requested: IncidentId): boolean =>
	incident === null || incident === requested;

/** A program acts under its token's id, without a role: `decide` refuses its decisions. */
export const programOf = ({ id }: Readonly<Token>): Actor => ({ id: PersonId.parse(id), roles: [], program: true });
