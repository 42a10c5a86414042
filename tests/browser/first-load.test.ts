import { gzipSync } from 'node:zlib';
import { beginExercise, selected } from './desk';
import { expect, test } from './server';

/**
 * What a browser fetches before it can show the stream. Sizes, not times: they are the same on every machine. Who needs
 * more room lets something else come later (`OnDemand`), or says in the review why the first page got heavier.
 */
const MOST_FILES = 15;
/** Scripts, styles and words, compressed: bytes. */
const MOST_BYTES = 265_000;

test('the stream of an incident needs few files, and no more than it may weigh', async ({ page, visitor }) => {
	const address = await beginExercise(page, 40);
	const html = await (await page.request.get(address)).text();
	const named = [...html.matchAll(/href="([^"]*\/_app\/immutable\/[^"]+\.(?:js|css))"/g)].map(([, href = '']) => href);
	const inHead = [...new Set(named)].map((href) => new URL(href, page.url()).href);
	expect(inHead.length).toBeGreaterThan(5);

	const other = await visitor({ storageState: await page.context().storageState() });
	const fetched = new Map<string, Promise<Buffer>>();
	const encodings = new Set<string>();
	other.on('response', (response) => {
		if (!response.url().includes('/_app/immutable/')) return;
		fetched.set(response.url(), response.body());
		const { 'content-encoding': encoding = 'none', 'cache-control': kept = 'none' } = response.headers();
		if (/\.(js|css)$/.test(response.url())) encodings.add(`${encoding} ${kept}`);
	});
	await other.goto(address);
	await expect(selected(other)).toBeVisible();
	const bodies = new Map<string, Buffer>();
	for (const [url, body] of fetched) bodies.set(url, await body);
	// The words come in a file that no page names; those of other pages come later.
	const words = [...bodies].filter(([, body]) => body.includes('"product":"Voelspriet"')).map(([url]) => url);
	expect(words).toHaveLength(1);

	const first = [...new Set([...inHead, ...words])];
	const sizes = first.map((url) => gzipSync(bodies.get(url) ?? fail(url), { level: 9 }).length);
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	console.log(`first load of the stream: ${first.length} files, ${bytes} bytes`);
	expect(first.length).toBeLessThanOrEqual(MOST_FILES);
	expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
	// Made small while building, and never asked for again.
	expect([...encodings]).toEqual(['br public,max-age=31536000,immutable']);
});

function fail(url: string): never {
	throw new Error(`${url} is named by the page and was not fetched`);
}
