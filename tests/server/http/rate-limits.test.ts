import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { COSTS, waitAfterInvalid, waitOfAddress, waitOfCaller } from '$lib/server/out/api/rate-limits';
import { Limits } from '$lib/server/platform/limits/limits';
import { atLeast } from '../../project-files';

beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => vi.useRealTimers());
/** Each test has its own address and people. */
let count = 0;
const fresh = (kind: 'address' | 'person' | 'token'): string => {
	count += 1;
	return kind === 'address' ? `203.0.113.${String(count)}` : `${kind} ${String(count)}`;
};

const command = 'POST /api/v1/incidents/[id]/commands';
const page = 'GET /sign-in';

/** Sends this many requests a second for this many seconds. @returns how many had to wait */
function refusals(take: () => number, { perSecond, seconds }: { perSecond: number; seconds: number }): number {
	let refused = 0;
	for (let requests = 0; requests < perSecond * seconds; requests += 1) {
		if (take() > 0) refused += 1;
		vi.advanceTimersByTime(1000 / perSecond);
	}
	return refused;
}

test('a person with fast keys can send 50 commands a second for as long as it takes', () => {
	const [address, person] = [fresh('address'), fresh('person')];
	const take = () =>
		Math.max(waitOfAddress({ address, route: command }), waitOfCaller(person, { address, route: command }));
	expect(refusals(take, { perSecond: 50, seconds: 60 })).toBe(0);
});
test('a desk that comes back can send 500 commands at once', () => {
	const [address, person] = [fresh('address'), fresh('person')];
	for (let sent = 0; sent < 500; sent += 1) expect(waitOfCaller(person, { address, route: command })).toBe(0);
});
test('a program that runs away is slowed to 60 requests a second, but no other client at its address is', () => {
	const [address, runaway] = [fresh('address'), fresh('person')];
	const refused = refusals(() => waitOfCaller(runaway, { address, route: command }), { perSecond: 400, seconds: 20 });
	expect(400 * 20 - refused).toBeLessThanOrEqual(600 + 60 * 20 + 1);
	expect(waitOfCaller(fresh('person'), { address, route: command })).toBe(0);
	expect(waitOfCaller(null, { address, route: page })).toBe(0);
});
test('clients without an account are slowed by address; people with one at the same address are not', () => {
	const address = fresh('address');
	const refused = refusals(() => waitOfCaller(null, { address, route: page }), { perSecond: 100, seconds: 10 });
	expect(100 * 10 - refused).toBeLessThanOrEqual(300 + 20 * 10 + 1);
	expect(waitOfCaller(null, { address, route: page })).toBeGreaterThan(0);
	expect(waitOfCaller(fresh('person'), { address, route: page })).toBe(0);
	expect(waitOfCaller(null, { address: fresh('address'), route: page })).toBe(0);
});
test('ten thousand readers of links behind one address are never slowed, but guessing links is', () => {
	const address = fresh('address');
	for (const route of ['GET /r/[link]/[secret]', 'GET /r/[link]', 'GET /r/[link]/newest'])
		for (let reader = 0; reader < 10_000; reader += 1) {
			expect(waitOfAddress({ address, route })).toBe(0);
			expect(waitOfCaller(null, { address, route })).toBe(0);
		}
	expect(refusals(() => waitAfterInvalid(address), { perSecond: 1000, seconds: 1 })).toBeGreaterThan(600);
	expect(waitOfCaller(null, { address, route: 'GET /r/[link]' })).toBe(0);
});
test('requests that make the program work count as more than one', () => {
	const [address, person] = [fresh('address'), fresh('person')];
	const route = 'POST /incidents/[id]/report/export';
	for (let bundle = 0; bundle < 10; bundle += 1) expect(waitOfCaller(person, { address, route })).toBe(0);
	expect(waitOfCaller(person, { address, route })).toBe(1000);
});
test('the sign-in service is not slowed by what others send from its address', () => {
	const address = fresh('address');
	const route = 'POST /sign-in/organisation/ended';
	for (let requests = 0; requests < 5000; requests += 1) waitOfCaller(null, { address, route: page });
	for (let requests = 0; requests < 5000; requests += 1) waitAfterInvalid(address);
	expect([waitOfAddress({ address, route }), waitOfCaller(null, { address, route })]).toEqual([0, 0]);
});
test('each route with a cost exists', () => {
	const files = atLeast(
		150,
		Object.keys(import.meta.glob('../../../src/routes/**/+{page.svelte,page.server.ts,server.ts}'))
	);
	const routes = new Set(files.map((file) => file.replace('../../../src/routes', '').replace(/\/\+[^/]+$/, '')));
	for (const route of Object.keys(COSTS)) expect(routes).toContain(route.replace(/^[A-Z]+ /, ''));
});
test('the memory for clients is bounded', () => {
	const limits = new Limits({ burst: 1, perSecond: 0.001 });
	expect(limits.take('first')).toBe(0);
	expect(limits.take('first')).toBeGreaterThan(0);
	for (let other = 0; other < 10_000; other += 1) limits.take(`other ${String(other)}`);
	expect(limits.take('first')).toBe(0);
});
