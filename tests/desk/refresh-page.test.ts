import { invalidate } from '$app/navigation';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refreshPage } from '$lib/desk/refresh-page';
import { proxyAnswers } from './proxy-answers';

vi.mock('$app/navigation', () => ({ invalidate: vi.fn(() => Promise.resolve()) }));
const navigating = vi.hoisted(() => ({ complete: null as Promise<void> | null }));
vi.mock('$app/state', () => ({ navigating }));

beforeEach(() => {
	vi.mocked(invalidate).mockClear();
	vi.stubGlobal('location', { pathname: '/incidents/1/archive' });
});
afterEach(() => vi.unstubAllGlobals());

const refreshWith = async (fetch: () => Promise<Response>): Promise<number> => {
	vi.stubGlobal('fetch', fetch);
	await refreshPage('archive:package');
	return vi.mocked(invalidate).mock.calls.length;
};

test('a page is refreshed only when our own server answers', async () => {
	expect(await refreshWith(() => Promise.reject(new TypeError('offline')))).toBe(0);
	expect(await refreshWith(() => Promise.resolve(Response.json({ type: 'data', nodes: [] })))).toBe(1);
	expect(await refreshWith(() => Promise.resolve(Response.json({ type: 'redirect', location: '/sign-in' })))).toBe(2);
});

test.each(['opens', 'fails'])('a navigation that is under way is not cancelled, also when it %s', async (how) => {
	let end = (): void => undefined;
	navigating.complete = new Promise<void>((resolve, reject) => {
		end = how === 'opens' ? resolve : () => reject(new Error('navigation aborted'));
	});
	const refreshed = refreshWith(() => Promise.resolve(Response.json({ type: 'data', nodes: [] })));
	await new Promise((done) => setImmediate(done));
	expect(invalidate).not.toHaveBeenCalled();
	end();
	expect(await refreshed).toBe(1);
	navigating.complete = null;
});

test.each(proxyAnswers)('$name leaves the page as it is', async ({ answer }) => {
	expect(await refreshWith(() => Promise.resolve(answer()))).toBe(0);
});
