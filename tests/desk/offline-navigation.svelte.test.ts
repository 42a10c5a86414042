import { goto } from '$app/navigation';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BeforeNavigate } from '@sveltejs/kit';
import type { Desk } from '$lib/desk/desk.svelte';
import { OfflineNavigation } from '../../src/routes/incidents/[id]/bar/offline-navigation.svelte';

vi.mock('$app/navigation', () => ({
	goto: vi.fn(() => Promise.resolve()),
	preloadCode: vi.fn(() => Promise.resolve())
}));

const address = (path: string): URL => new URL(`https://voelspriet.example/incidents/1/${path}`);
const connection = { status: 'starting' };
let opening: OfflineNavigation;
/** Answers the requests to the server, in turn; true: the server answers. */
let answers: ((isOk: boolean) => void)[];

beforeEach(() => {
	vi.mocked(goto).mockClear();
	connection.status = 'starting';
	answers = [];
	vi.stubGlobal('navigator', { onLine: true });
	vi.stubGlobal('fetch', () => new Promise((done) => answers.push((ok) => done({ ok }))));
	opening = new OfflineNavigation({ incident: '1', connection } as unknown as Desk, () => address('sources'));
});
afterEach(() => vi.unstubAllGlobals());

/** Clicks a link to a page that needs the server. @returns whether SvelteKit may open it now */
function click(path: string): boolean {
	let isCancelled = false;
	const to = { url: address(path), params: { id: '1' }, route: { id: `/incidents/[id]/${path}` } };
	opening.guard({ to, willUnload: false, cancel: () => (isCancelled = true) } as unknown as BeforeNavigate);
	return !isCancelled;
}
async function answer(request: number, isOk: boolean): Promise<void> {
	answers[request]?.(isOk);
	await new Promise((done) => setImmediate(done));
}
const opened = (): string[] => vi.mocked(goto).mock.calls.map(([url]) => new URL(url).pathname.split('/').at(-1) ?? '');

test('with a connection, a click opens the page at once', () => {
	connection.status = 'online';
	expect(click('report')).toBe(true);
	expect(answers).toHaveLength(0);
});

test('before there is a connection, a click opens the page when the server answers', async () => {
	expect(click('report')).toBe(false);
	await answer(0, true);
	expect(opened()).toEqual(['report']);
	expect(click('report')).toBe(true);
});

test('a click is not lost when the answer fails but the desk is connected by then', async () => {
	click('report');
	connection.status = 'online';
	await answer(0, false);
	expect(opened()).toEqual(['report']);
	expect(opening.refused).toBeNull();
});

test('without an answer or a connection the person stays and can try again', async () => {
	click('report');
	await answer(0, false);
	expect(opened()).toEqual([]);
	expect(opening.refused).toEqual(address('report'));
	void opening.open(address('report'));
	await answer(1, true);
	expect(opened()).toEqual(['report']);
	expect(opening.refused).toBeNull();
});

test('only the page that was requested last opens, in either order of the answers', async () => {
	click('report');
	click('partners');
	await answer(1, true);
	await answer(0, true);
	expect(opened()).toEqual(['partners']);
	click('report');
	click('partners');
	await answer(2, true);
	await answer(3, true);
	expect(opened()).toEqual(['partners', 'partners']);
});

test('who decides to stay, stays, whatever the server answers later', async () => {
	click('report');
	await answer(0, false);
	void opening.open(address('report'));
	opening.stay();
	await answer(1, true);
	expect(opened()).toEqual([]);
	expect([opening.refused, opening.busy]).toEqual([null, false]);
});
