import { startProgram, type RunningProgram } from '../running-program';
import { answers, ChatServer, completion, says } from '../server/model/chat-server';
import { beginExercise, command, incidentOf, logOf, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test as baseTest } from './server';

/** What a person does with a language model of the organisation's own; here one on this machine. */
const test = baseTest.extend<object, { model: ChatServer; program: RunningProgram }>({
	model: [
		async ({}, use) => {
			const model = await ChatServer.start();
			await use(model);
			await model.stop();
		},
		{ scope: 'worker' }
	],
	program: [
		async ({ model }, use) => {
			const program = await startProgram({ env: { DEMO: '1', MODEL_URL: model.url, MODEL_NAME: 'klein' } });
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});
test.use({ actionTimeout: 15_000 });

test('a post in another language is translated on request, and says that a machine did it', async ({
	page,
	model,
	watch
}) => {
	await beginExercise(page);
	const text = 'Yangın var! @piet ara: 06-12345678';
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const answer = await page.request.post(`/api/v1/incidents/${incidentOf(page)}/pasted`, {
		data: { name: 'Facebook', platform: 'facebook', posts: [{ text, author: null, url: null, when: null }] },
		headers: { origin: new URL(page.url()).origin }
	});
	expect(answer.status(), await answer.text()).toBe(200);
	await page.goto(`/incidents/${incidentOf(page)}?view=search&q=${encodeURIComponent('Yangın')}`);
	const story = page.getByRole('article').filter({ hasText: '@piet' });
	await story.press('Space');

	model.behave = answers(500, 'boom');
	watch.allow(/503/);
	const translate = story.getByRole('button', { name: 'Vertaal' });
	await translate.click();
	await expect(story.getByText('Het taalmodel is niet bereikbaar. Al het andere werkt gewoon.')).toBeVisible();

	model.behave = says('Er is brand! @…, bel: [tel]');
	await translate.click();
	await expect(story.getByText('Er is brand! @…, bel: [tel]')).toBeVisible();
	await expect(story.getByText('Vertaald door een machine (klein-3 fp_7)')).toBeVisible();
	expect(model.received.at(-1)?.body).toContain('Yangın var! @… ara: [tel]');
	expect(JSON.stringify(model.received)).not.toContain('12345678');
	expect(await faultsOf(page)).toEqual([]);
	expect((await logOf(page)).filter(({ type }) => type === 'model.answered')).toHaveLength(1);

	// A post in the reader's own language has no such button.
	await page.goto(`/incidents/${incidentOf(page)}`);
	await expect(page.getByRole('article').first()).toBeVisible();
	await page.keyboard.press('Space');
	await expect(page.getByRole('button', { name: 'Vertaal' })).toHaveCount(0);
});

test('a first draft is kept apart and marked until a person accepts it; nothing of it is in the report before', async ({
	page,
	model
}) => {
	await beginExercise(page);
	const { stories } = (await (
		await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories?view=newest&limit=5`)
	).json()) as { stories: { id: string }[] };
	for (const { id } of stories) await command(page, 'story.markLookedAt', { story: id, outcome: 'looked' });
	await page.goto(`/incidents/${incidentOf(page)}/report`);

	model.behave = (response, received) => {
		answers(
			200,
			completion('Mensen vragen zich af of de rook gevaarlijk is [S1]. Alles is veilig. De dijk brak [S77].')
		)(response, received);
	};
	await page.getByRole('button', { name: 'Eerste opzet Ons oordeel' }).click();
	const draft = page.getByRole('region', { name: 'Gemaakt door een machine: Ons oordeel' });
	await expect(draft.getByText('Mensen vragen zich af of de rook gevaarlijk is.')).toBeVisible();
	await expect(draft.getByText('Nog door niemand gelezen.')).toBeVisible();
	await expect(draft.getByText('2 zinnen zonder verhaal zijn weggelaten.')).toBeVisible();
	await expect(draft).not.toContainText('Alles is veilig');
	await draft.getByText('verhaal 1').click();
	await expect(draft.locator('details p')).toBeVisible();
	expect((await stateOf(page)).state['reportTexts']).toEqual([]);
	expect(await faultsOf(page)).toEqual([]);

	await draft.getByRole('button', { name: 'Neem over en bewerk' }).click();
	const field = page.getByRole('textbox', { name: 'Ons oordeel' });
	await expect(field).toHaveValue('Mensen vragen zich af of de rook gevaarlijk is.');
	await expect(draft).toHaveCount(0);
	expect((await stateOf(page)).state['reportTexts']).toEqual([]);
	await field.fill('Mensen vragen of de rook gevaarlijk is. Wij denken van niet.');
	await page.keyboard.press('Control+Enter');
	await expect
		.poll(async () => (await stateOf(page)).state['reportTexts'])
		.toMatchObject([['reading', { text: 'Mensen vragen of de rook gevaarlijk is. Wij denken van niet.' }]]);
	expect((await logOf(page)).filter(({ type }) => type === 'model.answered')).toMatchObject([
		{ data: { about: { section: 'reading' }, sentences: 1, dropped: 2 } }
	]);
});

test('the methods are published as a page with an address for each, as JSON, and as a text to copy', async ({
	page
}) => {
	await beginExercise(page);
	await page.goto('/methods#help');
	await expect(page.locator('#help h2')).toBeInViewport();
	await expect(page.locator('#help')).toContainText('Mogelijke noodkreet');
	await expect(page.locator('#translation')).not.toContainText('Staat hier uit');
	await expect(page.getByRole('button', { name: /^Kopieer voor het algoritmeregister/ })).toHaveCount(11);
	expect(await faultsOf(page)).toEqual([]);
	const { methods } = (await (await page.request.get('/methods.json')).json()) as { methods: { key: string }[] };
	expect(methods.map(({ key }) => key)).toContain('draft');
});
