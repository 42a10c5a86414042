import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import { momentOf, ShareLinkId, type IncidentId } from '$lib/domain/core/ids';
import { fresh } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from './built';

let built: BuiltProgram;
let person: Record<string, string>;
let incident: IncidentId;
beforeAll(async () => {
	built = await runBuilt();
	({ id: incident } = await built.openIncident());
	person = (await built.signIn({ role: 'coordinator', incident: null })).headers;
}, 400_000);
afterAll(() => built.remove());

/** Asks many times at once until one is refused. @throws when none is */
async function flood(path: string, headers: Record<string, string> = {}): Promise<Response> {
	for (let round = 0; round < 40; round += 1) {
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => fetch(built.base + path, { headers, redirect: 'manual' }))
		);
		const refused = answers.find(({ status }) => status === 429);
		if (refused) return refused;
	}
	throw new Error(`${path} was never refused`);
}

test('a flood of invalid links is refused in words, and readers of a valid one are not', async () => {
	const [id, secret] = [fresh(ShareLinkId), randomBytes(24).toString('base64url')];
	const link = `${built.base}/r/${id}`;
	await built.execute(incident, 'link.make', {
		id,
		label: 'lezers',
		hash: checksumOf(secret),
		expires: momentOf(Date.now() + 3_600_000)
	});
	const first = () => fetch(`${link}/${secret}`, { redirect: 'manual' });
	await expect.poll(async () => (await first()).status).toBe(303);
	const cookie = (await first()).headers.get('set-cookie')?.split(';')[0] ?? '';
	const refused = await flood(`/r/${fresh(ShareLinkId)}/x`, { accept: 'text/html' });
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(await refused.text()).toContain('Wacht een halve minuut');
	for (const path of [link, `${link}/newest`]) expect((await fetch(path, { headers: { cookie } })).status).toBe(200);
});
test('a flood without a session is refused as a page or as problem details, and signed-in people at that address are not affected', async () => {
	const headers = { accept: 'text/html', 'accept-language': 'en' };
	const page = await flood('/sign-in', headers);
	expect([page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
		'text/html; charset=utf-8',
		'private, no-store'
	]);
	expect(await page.text()).toContain('Too many requests');
	const problem = await flood('/api/v1/openapi.json');
	expect(problem.headers.get('content-type')).toBe('application/problem+json');
	expect(await problem.json()).toMatchObject({ status: 429, code: 'tooMany' });
	const data = await flood('/sign-in/__data.json');
	expect(await data.json()).toEqual({ message: 'Van dit account of adres kwamen te veel verzoeken tegelijk.' });
	expect((await fetch(built.base, { headers: person })).status).toBe(200);
});
