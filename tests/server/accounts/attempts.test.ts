import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { IncidentId, inIncident, ShareLinkId } from '$lib/domain/core/ids';
import { fresh } from '../../domain/in-memory-incident';
import { accountsOn, admit, freshAccounts, PASSWORD, signIn, type TestAccounts } from './test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
let other: TestAccounts;
beforeAll(async () => {
	accounts = await freshAccounts();
	other = await accountsOn(accounts.url);
});
afterAll(async () => {
	await other.stop();
	await accounts.remove();
});

// Waits are counted in seconds, and a password takes one to look at on a machine with much else to do.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

const guess = (email: string, address: string, at: TestAccounts = accounts) =>
	signIn(at, email, 'een verkeerde gok hier', { address });

test('after five wrong tries from one place the wait grows longer and longer, also at another process and for accounts that do not exist', async () => {
	await admit(accounts, 'guessed@example.nl');
	for (const email of ['guessed@example.nl', 'absent@example.nl']) {
		const outcomes = [];
		for (let i = 0; i < 5; i += 1) outcomes.push((await guess(email, '203.0.113.1', i % 2 ? other : accounts)).outcome);
		expect(new Set(outcomes)).toEqual(new Set(['wrong']));
		expect(await guess(email, '203.0.113.1', other)).toEqual({ outcome: 'wait', seconds: 1 });
	}
});

test('a try that comes too early does not lengthen the wait, and even the right password is not checked meanwhile', async () => {
	await admit(accounts, 'early@example.nl');
	for (let i = 0; i < 5; i += 1) await guess('early@example.nl', '203.0.113.2');
	for (let i = 0; i < 5; i += 1)
		expect((await signIn(accounts, 'early@example.nl', PASSWORD, { address: '203.0.113.2' })).outcome).toBe('wait');
	await accounts.sql`update rate_limit set last_request = last_request - 1000`;
	expect((await signIn(accounts, 'early@example.nl', PASSWORD, { address: '203.0.113.2' })).outcome).toBe('in');
});

test('the wait doubles up to five minutes, and is forgotten after an hour without tries', async () => {
	await admit(accounts, 'doubling@example.nl');
	const waits: number[] = [];
	for (let i = 0; i < 18; i += 1) {
		const result = await guess('doubling@example.nl', '203.0.113.3');
		if (result.outcome !== 'wait') continue;
		waits.push(result.seconds);
		await accounts.sql`update rate_limit set last_request = last_request - ${result.seconds * 1000}`;
	}
	expect(waits.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
	for (let i = 0; i < 30; i += 1) {
		const result = await guess('doubling@example.nl', '203.0.113.3');
		if (result.outcome === 'wait')
			await accounts.sql`update rate_limit set last_request = last_request - ${result.seconds * 1000}`;
	}
	const last = await guess('doubling@example.nl', '203.0.113.3');
	expect(last.outcome === 'wait' ? last.seconds : 300).toBe(300);
	await accounts.sql`update rate_limit set last_request = last_request - 3600000`;
	expect((await guess('doubling@example.nl', '203.0.113.3')).outcome).toBe('wrong');
});

test('tries counted while the clock was far ahead make nobody wait once the clock is right', async () => {
	await admit(accounts, 'ahead@example.nl');
	for (let i = 0; i < 6; i += 1) await guess('ahead@example.nl', '203.0.113.4');
	expect((await guess('ahead@example.nl', '203.0.113.4')).outcome).toBe('wait');
	await accounts.sql`update rate_limit set last_request = last_request + 34560000000`;
	expect((await signIn(accounts, 'ahead@example.nl', PASSWORD, { address: '203.0.113.4' })).outcome).toBe('in');
});

test('strangers who guess from many places do not lock out a browser that signed in before, and delay a new one by seconds only', async () => {
	await admit(accounts, 'owner@example.nl');
	const before = await signIn(accounts, 'owner@example.nl', PASSWORD, { address: '198.51.100.1' });
	if (before.outcome !== 'in') throw new Error(before.outcome);
	for (let i = 0; i < 40; i += 1)
		await accounts.attempts.takeSignIn({
			email: 'owner@example.nl',
			address: `203.0.113.${i + 10}`,
			device: undefined
		});
	const elsewhere = await signIn(accounts, 'owner@example.nl', PASSWORD, { address: '198.51.100.2' });
	expect(elsewhere).toMatchObject({ outcome: 'wait' });
	expect(elsewhere.outcome === 'wait' && elsewhere.seconds <= 20).toBe(true);
	expect(
		(await signIn(accounts, 'owner@example.nl', PASSWORD, { address: '198.51.100.1', device: before.device })).outcome
	).toBe('in');
	const forged = before.device.replace(/\..*/, '.forged');
	expect(
		(await signIn(accounts, 'owner@example.nl', PASSWORD, { address: '198.51.100.3', device: forged })).outcome
	).toBe('wait');
	expect(
		(await signIn(accounts, 'absent2@example.nl', PASSWORD, { address: '198.51.100.1', device: before.device })).outcome
	).toBe('wrong');
});

test('a thousand tries from one address in a minute are held back, and others are not affected', async () => {
	await admit(accounts, 'calm@example.nl');
	const began = performance.now();
	const waits = await Promise.all(
		Array.from({ length: 1000 }, (_, i) =>
			accounts.attempts.takeSignIn({ email: `victim${i}@example.nl`, address: '203.0.113.200', device: undefined })
		)
	);
	expect(waits.filter((wait) => wait === 0)).toHaveLength(60);
	expect(performance.now() - began).toBeLessThan(20_000);
	expect((await signIn(accounts, 'calm@example.nl', PASSWORD, { address: '198.51.100.9' })).outcome).toBe('in');
});

test('the counters contain neither e-mail addresses nor network addresses', async () => {
	const rows = JSON.stringify(await accounts.sql`select key from rate_limit`);
	expect(rows).not.toContain('example.nl');
	expect(rows).not.toContain('203.0.113');
});

test('an IPv6 network of 64 bits counts as one place, because one person can have all addresses in it', async () => {
	const attempt = (n: number) => ({
		email: 'six@example.nl',
		address: `2001:db8:1:2::${n.toString(16)}`,
		device: undefined
	});
	const waits = [];
	for (let n = 1; n <= 6; n += 1) waits.push(await accounts.attempts.takeSignIn(attempt(n)));
	expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
	expect(waits[5]).toBeGreaterThan(0);
});

test('a link whose PIN is guessed from many places still opens for a place that did not guess', async () => {
	const link = inIncident(fresh(IncidentId), fresh(ShareLinkId));
	for (let n = 1; n <= 40; n += 1) await accounts.attempts.takePin(link, `203.0.113.${n}`);
	const owner = '2001:db8:9:9::1';
	expect(await accounts.attempts.takePin(link, owner)).toBe(0);
	await accounts.attempts.knewPin(link, owner);
	expect(await accounts.attempts.takePin(link, owner)).toBe(0);
	// Who only guesses has two tries a day there.
	const guesser = '2001:db8:8:8::1';
	const waits = [];
	for (let n = 0; n < 4; n += 1) waits.push(await accounts.attempts.takePin(link, guesser));
	expect(waits.slice(0, 2)).toEqual([0, 0]);
	expect(Math.min(...waits.slice(2))).toBeGreaterThan(60_000);
});
