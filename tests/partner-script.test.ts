import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';

const script = readFileSync('static/partner.js', 'utf8');

/** Runs the script on the page of report 1, opened this long ago, and counts the reloads after this answer. */
async function reloadsAfter(milliseconds: number, made: readonly string[]): Promise<number> {
	const reload = vi.fn();
	await new Promise<void>((fetched) => {
		runInNewContext(script, {
			document: {
				body: { dataset: { newest: '/newest', number: '1', made: 'aaaaaaaa' } },
				documentElement: { lang: 'nl' },
				getElementById: () => null,
				addEventListener: () => undefined
			},
			addEventListener: () => undefined,
			AbortSignal,
			clearTimeout: () => undefined,
			setTimeout: () => {
				fetched();
			},
			performance: { now: () => milliseconds },
			location: { reload },
			fetch: () => Promise.resolve(Response.json({ newest: made.length, withdrawn: [], made }))
		});
	});
	return reload.mock.calls.length;
}

test('the page of a report that no longer exists reloads, and at most once a minute', async () => {
	for (const made of [[], ['bbbbbbbb']]) {
		expect(await reloadsAfter(61_000, made)).toBe(1);
		expect(await reloadsAfter(1_000, made)).toBe(0);
	}
	expect(await reloadsAfter(61_000, ['aaaaaaaa', 'bbbbbbbb'])).toBe(0);
});

test('an open page says when the phase has changed, and not otherwise', async () => {
	for (const [phase, isShown] of [
		['acute', false],
		['closed', true]
	] as const) {
		const notice = { hidden: true };
		await new Promise<void>((fetched) => {
			runInNewContext(script, {
				document: {
					body: { dataset: { newest: '/newest', number: '1', phase: 'acute' } },
					documentElement: { lang: 'nl' },
					getElementById: (id: string) => (id === 'phase' ? notice : null),
					addEventListener: () => undefined
				},
				addEventListener: () => undefined,
				AbortSignal,
				clearTimeout: () => undefined,
				setTimeout: () => {
					fetched();
				},
				performance: { now: () => 0 },
				fetch: () => Promise.resolve(Response.json({ newest: 1, withdrawn: [], made: [], phase }))
			});
		});
		expect(notice.hidden).toBe(!isShown);
	}
});
