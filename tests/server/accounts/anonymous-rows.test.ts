import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { AnonymousRows } from '$lib/server/people/auth/anonymous-rows';
import { newId } from '$lib/domain/core/new-id';
import { Rounds } from '$lib/server/people/oidc/rounds';
import { admit, freshAccounts, PASSWORD, signIn } from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
beforeAll(async () => {
	accounts = await freshAccounts();
});
afterAll(() => accounts.remove());

// A wait is over after a second, and ten thousand tries take longer.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const count = async (table: 'rate_limit' | 'verification'): Promise<number> => {
	const [row] = await accounts.sql<{ rows: number }[]>`select count(*)::integer as rows from ${accounts.sql(table)}`;
	return row?.rows ?? 0;
};

/** From a network of its own each, so that no limit by address holds them back. */
const strangers = Array.from({ length: 10_000 }, (_, n) => ({
	email: `stranger${n}@example.nl`,
	address: `2001:db8:${(n >> 4).toString(16)}:${((n & 15) << 8).toString(16)}::1`,
	device: undefined
}));

test('ten thousand strangers leave no more rows than allowed, and guessing at one account stays slowed', async () => {
	await admit(accounts, 'guessed@example.nl');
	const guess = { email: 'guessed@example.nl', address: '203.0.113.7', device: undefined };
	for (let tried = 0; tried < 6; tried += 1) await accounts.attempts.takeSignIn(guess);
	for (let at = 0; at < strangers.length; at += 500)
		await Promise.all(strangers.slice(at, at + 500).map((attempt) => accounts.attempts.takeSignIn(attempt)));
	expect(await count('rate_limit')).toBeGreaterThan(10_000);
	const rows = new AnonymousRows(accounts.sql, 1_000);
	await rows.sweep();
	expect(await count('rate_limit')).toBe(1_000);
	expect(await accounts.attempts.takeSignIn(guess)).toBeGreaterThan(0);
	expect((await signIn(accounts, 'guessed@example.nl', PASSWORD, { address: '198.51.100.9' })).outcome).toBe('in');
}, 120_000);

test('counters that no longer matter are removed', async () => {
	await accounts.sql`update rate_limit set last_request = ${Date.now() - 26 * 3_600_000}`;
	await new AnonymousRows(accounts.sql).sweep();
	expect(await count('rate_limit')).toBe(0);
});

test('unfinished sign-ins are limited in number; rows made by administrators or needed for expired passwords stay', async () => {
	const rounds = new Rounds(accounts.sql);
	const round = { state: 's', nonce: 'n', verifier: 'v', signsInAgain: false };
	const first = await rounds.keep({ round, next: '/', link: null });
	const retained = ['choose:a', 'once:b', 'oidc-ended:c'];
	for (const identifier of retained)
		await accounts.sql`
			insert into verification (id, identifier, value, expires_at, created_at)
			values (${newId()}, ${identifier}, 'x', now() + interval '1 hour', now() - interval '1 day')`;
	await accounts.sql`
		insert into verification (id, identifier, value, expires_at)
		values (${newId()}, 'once:expired', 'x', now() - interval '1 day'), (${newId()}, 'passkey', 'x', now() - interval '1 day')`;
	for (let at = 0; at < 300; at += 50)
		await Promise.all(Array.from({ length: 50 }, () => rounds.keep({ round, next: '/', link: null })));
	const last = await rounds.keep({ round, next: '/', link: null });
	await new AnonymousRows(accounts.sql, 100).sweep();
	expect(await count('verification')).toBe(100 + retained.length + 1);
	expect(await rounds.take(first)).toBeNull();
	expect(await rounds.take(last)).not.toBeNull();
});
