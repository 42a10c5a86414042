import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncidentId } from '$lib/domain/core/ids';
import { runBuilt, type BuiltProgram } from './built';
import { atLeast } from '../../project-files';

/** The default limit of nginx and others for the headers of a response (`proxy_buffer_size`). */
const MOST = 4096;
/** Every page that has no parameter but its incident. */
const pages = atLeast(40, Object.keys(import.meta.glob('../../../src/routes/**/+page.svelte')))
	.map((file) => file.replace('../../../src/routes', '').replace('/+page.svelte', '').replace('/(start)', '') || '/')
	.filter((path) => !/\[(?!id\])/.test(path));

let built: BuiltProgram;
let incident: IncidentId;
let person: Record<string, string>;
beforeAll(async () => {
	built = await runBuilt();
	({ id: incident } = await built.openIncident());
	const grants = (['coordinator', 'analyst', 'spokesperson', 'administrator'] as const).map((role) => ({
		role,
		incident: null
	}));
	person = (await built.signIn(...grants)).headers;
}, 400_000);
afterAll(() => built.remove());

/** As they are transferred: names, values, separators and the status line. */
const headerBytes = (
	path: string,
	headers: Record<string, string>
): Promise<{ status: number | undefined; bytes: number }> =>
	new Promise((done, fail) => {
		request(built.base + path, { headers }, (answer) => {
			const lines = answer.rawHeaders.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
			answer.resume().once('end', () => {
				done({ status: answer.statusCode, bytes: lines + 'HTTP/1.1 200 OK\r\n\r\n'.length });
			});
		})
			.once('error', fail)
			.end();
	});

test('the list of pages is not empty', () => {
	expect(pages).toEqual(expect.arrayContaining(['/', '/settings', '/incidents/[id]', '/api/v1/docs']));
});
test.each(pages)('%s keeps its headers below what a proxy accepts by default', async (path) => {
	for (const headers of [person, {}]) {
		const { status, bytes } = await headerBytes(path.replace('[id]', incident), { ...headers, accept: 'text/html' });
		expect(status, path).toBeLessThan(500);
		expect(bytes, path).toBeLessThan(MOST);
	}
});

test.each(['/incidents/[id]', '/api/v1/incidents/[id]/state', '/api/v1/incidents/[id]/stories?view=waiting'])(
	'%s is served compressed, with the same words as uncompressed',
	async (path) => {
		const read = (encoding: string) =>
			fetch(built.base + path.replace('[id]', incident), { headers: { ...person, 'accept-encoding': encoding } });
		const [packed, uncompressed] = [await read('gzip'), await read('identity')];
		expect([packed.status, uncompressed.headers.get('content-encoding')]).toEqual([200, null]);
		const text = await uncompressed.text();
		// What changes from one answer to the next: a nonce, the time.
		const still = (words: string) => words.replace(/nonce(?:-|=")[\w+/=-]+|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
		expect(still(await packed.text())).toBe(still(text));
		expect(packed.headers.get('content-encoding')).toBe(text.length < 1024 ? null : 'gzip');
	}
);

describe('the documentation', () => {
	const read = (path: string, headers: Record<string, string> = {}) => fetch(built.base + path, { headers });

	test.each(['/api/v1/docs', '/api/v1/docs/PushRequest', '/api/v1/openapi.json'])(
		'%s is the same for everyone and is not sent twice',
		async (path) => {
			const [first, ...others] = await Promise.all([read(path), read(path), read(path, person), read(path)]);
			const [etag, text] = [first.headers.get('etag') ?? '', await first.text()];
			expect(etag).not.toBe('');
			expect(first.headers.get('content-encoding')).toBe('gzip');
			for (const other of others) {
				expect(await other.text()).toBe(text);
				expect(other.headers.getSetCookie()).toEqual([]);
			}
			expect((await read(path, { 'if-none-match': etag })).status).toBe(304);
		}
	);
	test('comes in the requested language', async () => {
		const [dutch, english] = await Promise.all(
			['nl', 'en'].map((language) => read('/api/v1/docs', { 'accept-language': language }))
		);
		expect(await dutch?.text()).toContain('<html lang="nl"');
		expect(await english?.text()).toContain('<html lang="en"');
	});
});
