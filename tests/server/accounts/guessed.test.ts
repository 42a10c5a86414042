import { createOTP } from '@better-auth/utils/otp';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonId } from '$lib/domain/core/ids';
import { newSecret } from '$lib/server/people/auth/codes';
import { isLong, runs } from '../../long';
import { runBuilt, type BuiltProgram } from '../http/built';
import { everywhere, PASSWORD, system } from './test-accounts';

/** How many owners sign in during each attack. */
const OWNERS = runs(5, 20);
/** How many guesses a second come from many addresses: ten times as many on a machine that does nothing else. */
const FROM_MANY = runs(28, 280);
/** An owner is in within so many milliseconds. */
const WITHIN = 5_000;
/** Guesses that are under way at once, at most: the attack ends with the test. */
const MOST_AT_ONCE = 400;

const ORIGIN = 'https://voelspriet.example';
let built: BuiltProgram;
beforeAll(async () => {
	built = await runBuilt({ TRUSTED_PROXIES: '127.0.0.1', ORIGIN });
}, 300_000);
afterAll(() => built.remove());

interface Owner {
	readonly id: PersonId;
	readonly email: string;
	readonly code: () => Promise<string>;
}
let made = 0;
async function makeOwner(): Promise<Owner> {
	const email = `eigenaar${String(++made)}@example.nl`;
	const { people, factors } = built.program.accounts;
	const id = await people.add({ name: 'Samira Kaya', email, grants: everywhere('spokesperson') }, system);
	await people.setPassword(id, PASSWORD);
	const secret = newSecret();
	const sealed = factors.encryption.seal(secret, `totp/${id}`);
	await built.program.database.sql`insert into totp (person_id, sealed, confirmed_at) values (${id}, ${sealed}, now())`;
	return { id, email, code: () => createOTP(secret).totp() };
}

const post = (address: string, fields: Record<string, string>): Promise<Response> =>
	fetch(`${built.base}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: ORIGIN, accept: 'text/html', 'x-forwarded-for': address },
		body: new URLSearchParams({ next: '/', ...fields })
	});

/** Guesses at what `target` names, so many a second, until it is stopped. */
class Attack {
	target = '';
	sent = 0;
	readonly statuses = new Map<number, number>();
	#under = 0;
	#timer: NodeJS.Timeout;

	constructor(perSecond: number, addresses: number, fields: (nth: number) => Record<string, string>) {
		const TICK = 50;
		let due = 0;
		this.#timer = setInterval(() => {
			for (due += (perSecond * TICK) / 1000; due >= 1; due -= 1) {
				if (this.#under >= MOST_AT_ONCE) continue;
				const nth = this.sent++;
				const from = nth % addresses;
				this.#under += 1;
				post(`203.0.${String(from >> 8)}.${String(from & 255)}`, { email: this.target, ...fields(nth) })
					.then(async (response) => {
						this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
						await response.arrayBuffer();
					})
					.catch(() => undefined)
					.finally(() => (this.#under -= 1));
			}
		}, TICK);
	}
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		while (this.#under > 0) await pause(20);
	}
}

/** Opens the page and sends the form, again when it is refused. @returns milliseconds until the owner is in */
async function enter({ email, code }: Owner, address: string): Promise<number> {
	const began = performance.now();
	const page = await fetch(`${built.base}/sign-in`, { headers: { 'x-forwarded-for': address } });
	if (!(await page.text()).includes('name="code"')) return Infinity;
	while (performance.now() - began < 3 * WITHIN) {
		const response = await post(address, { email, password: PASSWORD, code: await code() });
		await response.arrayBuffer();
		if (response.status === 303) {
			const took = performance.now() - began;
			const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
			expect(response.headers.get('location')).toBe('/');
			const start = await fetch(`${built.base}/account`, {
				redirect: 'manual',
				headers: { cookie: cookie.join('; ') }
			});
			expect(start.status, 'the second step was taken with the password').toBe(200);
			return took;
		}
		await pause(250);
	}
	return Infinity;
}

const guess = { password: 'een verkeerde gok hier' };
const attacks = [
	{
		name: '28 a second from one address, that of the owner',
		perSecond: 28,
		addresses: 1,
		owner: () => '203.0.0.0',
		fields: () => guess
	},
	{
		name: 'from 1,000 addresses at one owner',
		perSecond: FROM_MANY,
		addresses: 1_000,
		owner: (nth: number) => `198.51.100.${String(nth)}`,
		fields: () => guess
	},
	{
		name: 'from 1,000 addresses at all owners, some with a code',
		perSecond: FROM_MANY,
		addresses: 1_000,
		owner: (nth: number) => `198.51.100.${String(100 + nth)}`,
		fields: (nth: number) => ({
			...guess,
			...(nth % 3 === 0 && { email: `eigenaar${String(1 + (nth % made))}@example.nl` }),
			...(nth % 10 === 0 && { code: String(nth % 1_000_000).padStart(6, '0') })
		})
	}
];

describe.each(attacks)('while passwords are guessed, $name', ({ perSecond, addresses, owner, fields }) => {
	test(`an owner with a second factor is in within five seconds, ${String(OWNERS)} of ${String(OWNERS)}`, async () => {
		const owners = [];
		for (let nth = 0; nth < OWNERS; nth += 1) owners.push(await makeOwner());
		const attack = new Attack(perSecond, addresses, fields);
		const took: number[] = [];
		try {
			for (const [nth, each] of owners.entries()) {
				attack.target = each.email;
				await pause(1_500);
				took.push(Math.round(await enter(each, owner(nth))));
			}
		} finally {
			await attack.stop();
		}
		const figures = `${String(attack.sent)} guesses, ${JSON.stringify([...attack.statuses])}, ${JSON.stringify(took)} ms`;
		if (isLong) process.stdout.write(`${figures}\n`);
		expect(took.filter((each) => each <= WITHIN).length, figures).toBe(OWNERS);
		// The guesses were refused, and nobody else came in.
		expect(
			[...attack.statuses.keys()].filter((status) => status !== 401 && status !== 429),
			figures
		).toEqual([]);
	}, 180_000);
});

test('who has the password and guesses codes is soon no longer looked at first: a right code from elsewhere enters nowhere, until the owner shows one', async () => {
	const owner = await makeOwner();
	const { accounts, database } = built.program;
	const signIn = (address: string, code: string) =>
		accounts.signIn.signIn({ email: owner.email, address, device: undefined }, PASSWORD, new Headers(), code);
	for (let nth = 0; nth < 12; nth += 1) {
		const entered = await signIn(`192.0.2.${String(nth)}`, '000000');
		expect(entered.outcome === 'in' ? entered.second : entered.outcome).toBe('wrong');
	}
	expect(await accounts.factors.isRight(owner.email, await owner.code())).toBe(false);
	const late = await signIn('192.0.2.100', await owner.code());
	expect(late.outcome === 'in' ? late.second : late.outcome).toBe('wrong');
	// A day without guesses.
	await database.sql`update rate_limit set last_request = last_request - 86400000`;
	expect(await accounts.factors.isRight(owner.email, await owner.code())).toBe(true);
});
