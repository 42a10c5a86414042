import { gzipSync } from 'node:zlib';
import { beginExercise, selected } from './desk';
import { expect, test } from './server';

/**
 * What a browser fetches before stories show. Sizes, not times: they are the same on every machine. What few people open
 * comes later, with `import()`.
 */
const MAX_FILES = 50;
/** Scripts, styles and words, compressed: bytes. */
const MAX_BYTES = 322_000;

test('the stream of an incident loads few files and stays within its size limit', async ({ page, visitor }) => {
	const address = await beginExercise(page, 40);
	const other = await visitor({ storageState: await page.context().storageState() });
	let isFirst = true;
	const answers = new Map<string, Promise<Buffer>>();
	const heads = new Set<string>();
	other.on('request', (request) => {
		if (request.url().endsWith('/figures')) isFirst = false;
	});
	const first = new Set<string>();
	other.on('request', (request) => {
		if (isFirst && request.url().includes('/_app/')) first.add(request.url());
	});
	other.on('response', (response) => {
		if (!response.url().includes('/_app/immutable/')) return;
		const body = response.body();
		// A request still in progress when the test ends is ignored; one that is read below still fails there.
		body.catch(() => undefined);
		answers.set(response.url(), body);
		const { 'content-encoding': encoding = 'none', 'cache-control': caching = 'none' } = response.headers();
		heads.add(`${encoding} ${caching}`);
	});
	const document = await other.goto(address);
	await expect(selected(other)).toBeVisible();
	expect(isFirst).toBe(false);

	const sizes: number[] = [];
	for (const url of first) sizes.push(gzipSync((await answers.get(url)) ?? '', { level: 9 }).length);
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	test.info().annotations.push({ type: 'first load', description: `${first.size} files, ${bytes} bytes` });
	expect(bytes).toBeGreaterThan(50_000);
	expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
	expect(first.size).toBeLessThanOrEqual(MAX_FILES);

	// Made small while building, and never asked for again.
	expect([...heads]).toEqual(['br public,max-age=31536000,immutable']);
	// Styles are in the page's head: nothing is shown without them, with or without a script.
	const head = (await document?.text()) ?? '';
	const nameOf = (url: string): string => url.split('/').at(-1) ?? '';
	expect([...first].filter((url) => url.endsWith('.css') && !head.includes(nameOf(url)))).toEqual([]);
	// Preloaded with the page, so that no file is discovered through another: all but the words and the error page.
	const announced = document?.headers()['link'] ?? '';
	const found = [...first].filter((url) => url.endsWith('.js') && !announced.includes(nameOf(url)));
	expect(found.length).toBeLessThanOrEqual(2);
});
