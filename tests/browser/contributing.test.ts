import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { startProgram } from '../running-program';
import { localServer } from '../server/ingest/local-server';
import { firstIncident, visitorOf } from './first-incident';
import { blocksIn, changed, followRecipes, runIn } from './recipes';
import { expect, test as usualTest } from './server';

const recipes = readFileSync('docs/recipes.md', 'utf8');

/** The program of these tests is a copy of the project in which every recipe was followed. */
const test = usualTest.extend<object, { copy: string }>({
	copy: [
		async ({}, use) => {
			const copy = followRecipes(recipes);
			await runIn(copy, 'scripts/ready.mjs');
			await use(copy);
			rmSync(copy, { recursive: true, force: true });
		},
		{ scope: 'worker', timeout: 1_800_000 }
	],
	program: [
		async ({ copy }, use) => {
			const program = await startProgram({ root: copy, env: { FETCH_ALLOW_CIDR: '127.0.0.0/8' } });
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});

let context: BrowserContext;
let page: Page;
let incident: string;
test.beforeAll(async ({ browser, program }) => {
	test.setTimeout(300_000);
	context = await visitorOf(browser, program);
	context.setDefaultTimeout(15_000);
	page = await context.newPage();
	incident = await firstIncident(page, program);
});
test.beforeEach(({ watch }) => watch.add(context));
test.afterAll(() => context.close());

const send = async (type: string, input: object, log = new URL(incident).pathname): Promise<void> => {
	const answer = await page.request.post(`/api/v1${log}/commands`, {
		data: { id: randomUUID(), type, input },
		headers: { origin: new URL(incident).origin }
	});
	expect(answer.status(), `${type}: ${await answer.text()}`).toBe(200);
};
/** A schema of the API's description. */
async function schema(name: string): Promise<string> {
	const answer = await page.request.get('/api/v1/openapi.json');
	const { components } = (await answer.json()) as { components: { schemas: Record<string, unknown> } };
	return JSON.stringify(components.schemas[name]);
}

test('the code from the recipes is formatted, type-checks and follows the project rules, and its tests pass', async ({
	copy
}) => {
	test.setTimeout(900_000);
	const files = [...new Set(blocksIn(recipes).map(({ path }) => path))];
	await runIn(copy, 'node_modules/prettier/bin/prettier.cjs', ['--check', ...files]);
	const code = files.filter((file) => file.endsWith('.ts'));
	await runIn(copy, 'node_modules/oxlint/bin/oxlint', ['--type-check', ...code]);
	await runIn(copy, 'node_modules/eslint/bin/eslint.js', files);
	const own = files.filter((file) => file.endsWith('.test.ts'));
	expect(own.length).toBeGreaterThan(3);
	await runIn(copy, 'node_modules/knip/bin/knip.js', ['--include', 'exports,types']);
	await runIn(copy, 'node_modules/vitest/vitest.mjs', ['run', ...own, 'tests/architecture.test.ts']);
});

test('a change in a recipe must match exactly one place', () => {
	expect(changed('a\nb\nc\n', ' a\n-b\n+d\n')).toBe('a\nd\nc\n');
	expect(() => changed('a\nc\n', ' a\n-b\n+d\n')).toThrow();
	expect(() => changed('a\nb\na\nb\n', ' a\n-b\n+d\n')).toThrow();
});

test('the new protocol is connected on screen and by the API, and its posts arrive', async () => {
	const post = { id: 1, raw: 'Brand in Amsterdam: wie weet meer?', created_at: new Date().toISOString() };
	const forum = await localServer((_, response) => {
		response.end(JSON.stringify({ latest_posts: [{ ...post, username: 'bewoner', topic_id: 7, post_number: 1 }] }));
	});
	await page.goto(`${incident}/sources`);
	await page.getByRole('link', { name: 'een forum (Discourse)' }).click();
	await expect(page.getByRole('heading', { name: 'Sluit een forum (Discourse) aan' })).toBeVisible();
	await page.getByLabel('Adres van de server').fill(forum.origin);
	await page.getByLabel(/^Naam/).fill('Wijkforum');
	await page.getByRole('button', { name: 'Sluit aan' }).click();
	await expect(page.getByRole('rowheader', { name: 'Wijkforum' })).toBeVisible();
	await page.goto(`${incident}?view=live`);
	await expect(page.getByRole('article').filter({ hasText: 'wie weet meer?' })).toBeVisible();
	await forum.stop();

	const connection = { id: randomUUID(), protocol: 'discourse', name: 'Ander forum', platform: 'forum', budget: null };
	await send('connection.add', { ...connection, address: 'https://forum.example.nl' }, '/installation');
	expect(await schema('AddOfConnection')).toContain('"discourse"');
	await page.goto('/api/v1/docs/AddOfConnection');
	await expect(page.getByRole('row').filter({ hasText: 'protocol' })).toContainText('a forum (Discourse)');
});

test('the new command is sent on screen and by the API', async () => {
	await page.goto(`${incident}/handover`);
	const form = page.getByRole('region', { name: 'Afspraken' });
	await form.getByLabel('Wat is afgesproken?').fill('Wij bellen de school.');
	await form.getByRole('button', { name: 'Nieuwe afspraak' }).click();
	await form
		.getByRole('listitem')
		.getByRole('button', { name: /^Wijzig de afspraak/ })
		.click();
	await form.getByLabel('Wat is afgesproken?').fill('Wij bellen beide scholen.');
	await form.getByRole('button', { name: 'Wijzig de afspraak', exact: true }).click();
	await expect(form.getByRole('listitem')).toContainText('Wij bellen beide scholen.');

	const agreement = randomUUID();
	await send('agreement.make', { id: agreement, text: 'Wij bellen de pers terug.' });
	await send('agreement.reword', { agreement, text: 'De pers belt het nummer van de voorlichter.' });
	await expect(form.getByText('De pers belt het nummer van de voorlichter.', { exact: true })).toBeVisible();
	expect(await schema('IncidentCommand')).toContain('agreement.reword');
	await page.goto('/api/v1/docs/RewordOfAgreement');
	await expect(page.getByRole('row').filter({ hasText: 'type' })).toContainText('agreement.reword');
});

test('the new export is offered and made on screen and by the API', async () => {
	const section = { certainty: null, over: null };
	await send('report.write', { section: 'brief', text: 'Mensen vragen wat er brandt.', noneFound: false, ...section });
	await send('report.write', { section: 'counterSignals', text: '', noneFound: true, ...section });
	await page.goto(`${incident}/report/release`);
	await page.getByRole('button', { name: 'Geef rapport 1 vrij' }).click();
	const link = page.getByRole('link', { name: 'Markdown, voor een wiki' });
	const download = page.waitForEvent('download');
	await link.click();
	expect(readFileSync(await (await download).path(), 'utf8')).toContain('Mensen vragen wat er brandt.');
	await page.goto(`${incident}/report/export`);
	await expect(page.getByRole('checkbox', { name: 'Markdown, voor een wiki' })).toBeVisible();

	const address = `/api/v1${new URL(incident).pathname}/report/1/files/md`;
	const file = await page.request.get(address);
	expect([file.status(), file.headers()['content-type']]).toEqual([200, 'text/markdown; charset=utf-8']);
	await page.goto('/api/v1/docs');
	const operation = page.getByRole('article', { name: 'Read a released report as a file' });
	await expect(operation).toContainText('text/markdown');
	await expect(operation.getByRole('row').filter({ hasText: 'extension' })).toContainText('Markdown, for a wiki');
});

test('the new kind of label is given on screen and by the API, searchable and documented', async () => {
	await page.goto(`${incident}?view=live`);
	const row = page.getByRole('article').first();
	await row.click();
	await page.keyboard.press('w');
	await expect(row.getByText('twijfelt', { exact: true })).toBeVisible();
	await expect(page.getByRole('group', { name: 'Vertrouwen in de aanpak' })).toContainText('vertrouwt');
	const doubting = async (): Promise<readonly { id: string }[]> => {
		const found = await page.request.get(`/api/v1${new URL(incident).pathname}/stories?view=search&trust=doubting`);
		return ((await found.json()) as { stories: { id: string }[] }).stories;
	};
	await expect.poll(doubting).toHaveLength(1); // the row shows it before the server has it
	await send('story.setSentiment', { story: (await doubting())[0]?.id, trust: 'trusting' });
	await expect(row.getByText('vertrouwt', { exact: true })).toBeVisible();
	expect(await schema('IncidentCommand')).toContain('story.setSentiment');
	await page.goto('/api/v1/docs/SetSentimentOfStory');
	await expect(page.getByRole('row').filter({ hasText: 'trust' })).toContainText('doubting');
});
