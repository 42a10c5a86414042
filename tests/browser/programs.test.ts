import createClient from 'openapi-fetch';
import type { paths } from '../server/http/client/paths';
import { faultsOf, lookOver } from './page-faults';
import { expect, testOfSeparateProgram } from './server';

/** A separate program, set up for real: tokens are for real incidents. */
const test = testOfSeparateProgram();
test.use({ actionTimeout: 15_000 });

const PASSWORD = 'paarse giraf op de kade';

test('a token is made, shown once, used by a program through the generated client, and revoked', async ({
	page,
	base,
	program,
	watch
}) => {
	test.slow();
	watch.allow(/WebSocket|400/); // a form that was not filled in is answered so
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/first administrator: (\S+)/.exec(program.output)?.[1] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Waterveen');
	await page.getByLabel('Uw naam').fill('Samira Kaya');
	await page.getByLabel('Uw e-mailadres').fill('samira.kaya@waterveen.nl');
	await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
	await page.getByLabel('Nog een keer hetzelfde').fill(PASSWORD);
	await page.getByRole('button', { name: 'Richt in' }).click();
	await page.getByLabel('Wat is er aan de hand?').fill('Stroomstoring Noord');
	await page.getByLabel('Plaats', { exact: true }).fill('Waterveen');
	await page.getByRole('button', { name: 'Open incident' }).click();
	await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
	const incident = page.url().split('/').at(-1) ?? '';

	// A source into which programs put posts, with its address.
	await page.goto(`/incidents/${incident}/sources`);
	const make = page.locator('form[action*="program"]');
	await make.getByLabel('Naam').fill('Meldingen openbare ruimte');
	await make.getByRole('button', { name: 'Maak deze bron' }).click();
	const address = await page.getByRole('status').locator('code').textContent();
	const source = /sources\/([0-9a-f-]{36})\/posts$/.exec(address ?? '')?.[1] ?? '';
	expect(address).toBe(`${base}/api/v1/incidents/${incident}/sources/${source}/posts`);
	expect(await faultsOf(page)).toEqual([]);

	await page.getByRole('link', { name: 'Maak een sleutel' }).click();
	await expect(page.getByText('Er zijn nog geen sleutels.')).toBeVisible();
	const form = page.locator('form[action*="make"]');
	await form.getByLabel('Voor welk programma?').fill('Meldsysteem');
	await form.getByRole('button', { name: 'Maak de sleutel' }).click();
	await expect(page.getByText('Kies minstens één ding dat het programma mag.')).toBeVisible();
	await form.getByLabel('berichten sturen').check();
	await form.getByLabel('meelezen').check();
	await form.getByLabel('In welk incident?').selectOption('Stroomstoring Noord');
	await form.getByRole('button', { name: 'Maak de sleutel' }).click();
	const shown = page.getByRole('status').filter({ hasText: 'De sleutel voor Meldsysteem' });
	const secret = (await shown.locator('code').first().textContent()) ?? '';
	expect(secret).toMatch(/^vst_[\w-]{43}$/);
	expect(await faultsOf(page)).toEqual([]);

	// The line on the page, as a terminal would send it: no cookie, no Origin, only the token.
	const line = (await shown.locator('code').nth(1).textContent()) ?? '';
	const [, url = ''] = / '(http[^']+)'$/.exec(line) ?? [];
	const headers = { authorization: `Bearer ${secret}` };
	const answered = await fetch(url, { headers });
	expect(answered.status).toBe(200);
	expect(answered.headers.get('api-version')).toBe('1.0.0');

	const client = createClient<paths>({ baseUrl: `${base}/api/v1`, headers });
	const sent = await client.POST('/incidents/{id}/sources/{source}/posts', {
		params: { path: { id: incident, source } },
		body: {
			posts: [
				{
					externalId: 'm1',
					text: 'De verkeerslichten bij de Kerkstraat doen het niet',
					author: { externalId: 'melder-7' },
					url: 'https://meldingen.example/m1',
					media: [
						{ kind: 'picture', description: 'Donker kruispunt' },
						{ kind: 'picture' },
						{ kind: 'picture' },
						{ kind: 'video', seconds: 21 }
					]
				},
				{ externalId: 'm2', text: '' }
			]
		}
	});
	expect(sent.data?.results.map(({ result, why }) => [result, why])).toEqual([
		['stored', null],
		['refused', 'empty']
	]);
	const { data: stories } = await client.GET('/incidents/{id}/stories', {
		params: { path: { id: incident }, query: { view: 'newest' } }
	});
	expect(stories?.stories.map(({ lead }) => lead.text)).toEqual(['De verkeerslichten bij de Kerkstraat doen het niet']);
	const { data: events } = await client.GET('/incidents/{id}/events', {
		params: { path: { id: incident }, query: { after: 0 } }
	});
	expect(events?.events.at(-1)?.type).toBe('posts.arrived');
	const command = { id: crypto.randomUUID(), type: 'incident.setPhase', input: { phase: 'watch' } };
	const decided = await fetch(`${base}/api/v1/incidents/${incident}/commands`, {
		method: 'POST',
		headers: { ...headers, 'content-type': 'application/json' },
		body: JSON.stringify(command)
	});
	expect([decided.status, await decided.json()]).toEqual([403, expect.objectContaining({ code: 'token.decides' })]);

	// What the post shows is named with its link, in the row and among its posts, and nothing of it is loaded.
	await page.goto(`/incidents/${incident}`);
	const row = page.getByRole('article').filter({ hasText: 'verkeerslichten' });
	const marks = row.getByRole('list', { name: 'Beeld en geluid bij dit bericht' });
	await expect(marks.getByRole('listitem')).toHaveText([
		'Afbeelding: Donker kruispunt',
		'2 afbeeldingen, zonder beschrijving',
		'Filmpje van 21 seconden, zonder beschrijving'
	]);
	await expect(row.getByRole('link', { name: 'Open bij de bron: meldingen.example' })).toHaveAttribute(
		'href',
		'https://meldingen.example/m1'
	);
	await page.keyboard.press('Space');
	await expect(marks).toHaveCount(2);
	await expect(row.getByRole('link', { name: 'Open bij de bron: meldingen.example' })).toHaveCount(2);
	expect(await faultsOf(page)).toEqual([]);

	await page.goto('/programs');
	await expect(page.getByText(secret)).toHaveCount(0);
	await expect(page.getByRole('row').filter({ hasText: 'Meldsysteem' })).toContainText('Stroomstoring Noord');
	await page.getByRole('button', { name: 'Trek in: Meldsysteem' }).click();
	await expect(page.getByText('De sleutel is ingetrokken.')).toBeVisible();
	expect((await fetch(url, { headers })).status).toBe(401);
	// What is published, for programs of partners: shut until a coordinator opens it.
	await page.goto(`/incidents/${incident}/report/links`);
	await page.getByRole('button', { name: 'Maak een link' }).click();
	await page.getByLabel('Voor wie?').fill('brandweer');
	await page.getByRole('button', { name: 'Maak een link' }).click();
	const [link = '', password = ''] = (await page.locator('.made code').innerText()).split('/').slice(-2);
	const feed = (name: string) =>
		fetch(`${base}/r/${link}/${name}.atom`, { headers: { authorization: `Basic ${btoa(`brandweer:${password}`)}` } });
	expect((await feed('texts')).status).toBe(404);
	await page.goto(`/incidents/${incident}/settings`);
	const settings = page.locator('#feeds');
	await settings.getByRole('button', { name: 'Zet open' }).click();
	await expect(settings.getByText('Staat open.')).toBeVisible();
	await settings.getByText('Deellinks en hun adressen').click();
	await expect(settings.getByText(`${base}/r/${link}/texts.atom`)).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	expect((await feed('texts')).headers.get('content-type')).toContain('application/atom+xml');
	expect(await (await feed('reports')).text()).toContain('<feed xmlns="http://www.w3.org/2005/Atom"');
	await settings.getByRole('button', { name: 'Zet dicht' }).click();
	await expect(settings.getByText('Staat dicht.')).toBeVisible();
	expect((await feed('texts')).status).toBe(404);

	expect(await lookOver(page, base, '/programs')).toEqual([]);
	expect(program.output).not.toContain(secret.slice(4));
});

test('the API documentation is readable without a script and without an account', async ({ visitor, base }) => {
	test.slow();
	const page = await visitor({ javaScriptEnabled: false });
	await page.goto('/api/v1/docs');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Voor programmeurs');
	await page.getByRole('link', { name: 'Send posts' }).click();
	await expect(page.getByRole('article', { name: 'Send posts' })).toBeInViewport();
	await page.getByRole('link', { name: 'PushRequest' }).first().click();
	await page.getByRole('link', { name: 'PushedPost' }).click();
	await expect(page.getByRole('row').filter({ hasText: 'externalId' }).first()).toContainText(
		'Unique within the source.'
	);
	const document = (await (await fetch(`${base}/api/v1/openapi.json`)).json()) as {
		openapi: string;
		servers: { url: string }[];
	};
	expect([document.openapi, document.servers[0]?.url]).toEqual(['3.0.3', `${base}/api/v1`]);
	const seeing = await visitor();
	await seeing.goto('/api/v1/docs/PushedPost');
	expect(await faultsOf(seeing)).toEqual([]);
	for (const [width, look] of [
		[360, 'light'],
		[1280, 'dark']
	] as const) {
		await seeing.context().addCookies([{ name: 'look', value: look, url: base }]);
		await seeing.setViewportSize({ width, height: 800 });
		await seeing.goto('/api/v1/docs');
		expect(await faultsOf(seeing)).toEqual([]);
	}
});
