import { describe, expect, test } from 'vitest';
import { everyRole, processRoles, type ProcessRole } from '$lib/server/config/process-roles';
import { refuseOthersWork, roleOfRoute } from '$lib/server/http/route-roles';

/** The text of every page and endpoint, by SvelteKit's route id. */
const sources = Object.entries(
	import.meta.glob<string>('../../../src/routes/**/+{page,page@*,page.server,server}.{svelte,ts}', {
		query: '?raw',
		import: 'default',
		eager: true
	})
).map(([file, text]) => [file.replace('../../../src/routes', '').replace(/\/\+[^/]+$/, '') || '/', text] as const);
const routesOf = (role: ProcessRole | null): string[] =>
	[...new Set(sources.map(([id]) => id))].filter((id) => roleOfRoute(id) === role).toSorted();

test('whatever brings posts is the work of ingest, also when a desk or a partner sends them', () => {
	const incident = '/api/v1/incidents/[id]';
	expect(routesOf('ingest').filter((id) => !id.includes('/imports'))).toEqual([
		`${incident}/heard`,
		`${incident}/pasted`,
		`${incident}/profile/preview`,
		`${incident}/sources/[source]/posts`,
		`${incident}/sources/[source]/try`,
		'/r/[link]/signal'
	]);
	// Also one that is added later: these run where posts are stored, sources run or files are read.
	const bringing = sources.filter(([, text]) =>
		/program\.(?:ingest|imports|schedule)\b|answerSignal\b|trySource\(/.test(text)
	);
	expect(bringing.length).toBeGreaterThan(8);
	for (const [id] of bringing) expect(roleOfRoute(id), id).toBe('ingest');
});

test('pages behind a link are the work of partner; health, metrics and help are of every process; the rest is for desks', () => {
	expect(routesOf('partner')).toEqual(
		[...new Set(sources.map(([id]) => id))].filter((id) => id.startsWith('/r/') && !id.endsWith('/signal')).toSorted()
	);
	expect(routesOf(null)).toEqual([
		'/[x+2e]well-known/sbom',
		'/[x+2e]well-known/security.txt',
		'/accessibility',
		'/health/live',
		'/health/ready',
		'/help',
		'/help/[topic]',
		'/help/all',
		'/help/card/[card]',
		'/metrics',
		'/schemas/report.json',
		'/theme.css'
	]);
	for (const id of ['/(start)', '/sign-in', '/incidents/[id]', '/api/v1/incidents/[id]/commands', '/people'])
		expect(roleOfRoute(id), id).toBe('web');
});

describe('what another process does', () => {
	const page = { route: '/sign-in', isApi: false };
	const push = { route: '/api/v1/incidents/[id]/sources/[source]/posts', isApi: true };

	test('a page says in one sentence what this process does instead, in the language of the reader', async () => {
		const dutch = refuseOthersWork(page, new Set(['partner']), 'nl');
		expect(dutch?.status).toBe(404);
		expect(await dutch?.text()).toContain(
			'Dit deel van Voelspriet doet alleen dit: rapporten aan partners tonen. Vraag uw beheerder naar het goede adres.'
		);
		const english = await refuseOthersWork(page, new Set(['ingest', 'partner']), 'en')?.text();
		expect(english).toContain('does only this: fetch posts and store them, show reports to partners.');
	});

	test('a program gets problem details with a status after which it, or a proxy, asks another process', async () => {
		const answer = refuseOthersWork(push, new Set(['web', 'partner']), 'nl');
		expect(answer?.status).toBe(503);
		expect(answer?.headers.get('content-type')).toBe('application/problem+json');
		expect(await answer?.json()).toMatchObject({
			code: 'process.role',
			detail: expect.stringMatching(/role web and partner .* role ingest/) as string
		});
	});

	test('is refused by it alone', () => {
		for (const role of processRoles) {
			const own = routesOf(role);
			expect(own.length).toBeGreaterThan(3);
			for (const route of own)
				for (const other of processRoles)
					expect(refuseOthersWork({ route, isApi: false }, new Set([other]), 'nl') === null, route).toBe(
						other === role
					);
		}
		for (const [route] of sources) expect(refuseOthersWork({ route, isApi: false }, everyRole, 'nl')).toBeNull();
	});
});
