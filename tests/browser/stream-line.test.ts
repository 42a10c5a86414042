import { expect, test } from './server';
import {
	beginExercise,
	colleagueOf,
	command,
	idOf,
	incidentOf,
	leaveOnDevice,
	Line,
	lineBroken,
	lineLost,
	logOf,
	offline,
	onDevice,
	savedAll,
	selected,
	stateOf
} from './desk';
import { ScriptedAnalyst } from './scripted-analyst';

test.describe.configure({ mode: 'parallel' });

test('the header and the banner agree on the changes that a closed incident refused', async ({
	page,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	const coordinator = await colleagueOf(page, visitor);
	await line.cut();
	await expect(lineLost(page)).toBeVisible({ timeout: 7_000 });
	for (const key of ['5', '-', '6']) await page.keyboard.press(key);
	await expect(offline(page)).toContainText('3 wijzigingen wachten');
	await command(coordinator, 'incident.close', {});
	line.restore();
	await expect(page.getByText('3 wijzigingen van u zijn niet opgeslagen.')).toBeVisible({ timeout: 15_000 });
	await expect(page.locator('header').getByText('3 niet opgeslagen')).toBeVisible();
	await expect(page.locator('.visually-hidden[role=status]').filter({ hasText: '3 niet opgeslagen' })).toBeAttached();
	await expect(page.locator('header').getByText('Alles opgeslagen')).toHaveCount(0);
	await page.getByRole('button', { name: 'Bekijk' }).click();
	await page.getByRole('button', { name: 'Gooi alles weg' }).click();
	await savedAll(page);
});

test('after a lost connection with forty labels the page says so and work continues; afterwards all are saved once and in order', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await beginExercise(page, 60);
	await line.cut();
	await expect(lineLost(page)).toBeVisible({ timeout: 7_000 });
	const keys = ['5', '-', '6', '=', '7', '+', '8', '9', '0', 'h'];
	for (let story = 0; story < 4; story++) {
		for (const key of keys.slice(0, 9)) await page.keyboard.press(key);
		await page.keyboard.press('e');
	}
	await expect(offline(page)).toContainText('40 wijzigingen wachten');
	await expect.poll(async () => (await onDevice(page)).length).toBe(40);
	const waiting = await onDevice(page);
	line.restore();
	await savedAll(page);
	expect(await onDevice(page)).toEqual([]);
	const stored = (await logOf(page)).map((event) => event.command).filter((id) => id !== null && waiting.includes(id));
	expect(stored).toEqual(waiting);
});

test('a reload with a full outbox loses nothing', async ({ page, watch }) => {
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	await line.cut();
	for (const key of ['5', '-', 'e', '6', 'e']) await page.keyboard.press(key);
	await expect.poll(async () => (await onDevice(page)).length).toBe(5);
	const waiting = await onDevice(page);
	await page.reload();
	line.restore();
	await savedAll(page);
	const stored = (await logOf(page)).map((event) => event.command).filter((id) => id !== null && waiting.includes(id));
	expect(stored).toEqual(waiting);
});

test('an outbox left behind by a version before the renaming is read and sent', async ({ page }) => {
	await beginExercise(page, 40);
	const log = incidentOf(page);
	const story = await idOf(page);
	const { seq, state } = await stateOf(page);
	const [source] = state['sources']?.find(([, { kind }]) => kind === 'desk') ?? [];
	const now = Date.now();
	const commands = [
		{ type: 'story.setSentiment', input: { story, emotion: 'fear' } },
		{ type: 'story.markLookedAt', input: { story, outcome: 'looked' } },
		{ type: 'post.hear', input: { source, text: 'Waar kan ik met mijn paard naartoe?', place: null, author: null } }
	].map((command, at) => {
		const id = crypto.randomUUID();
		const key = `${String(now + at).padStart(15, '0')}:${id}`;
		return { key, log, id, ...command, given: new Date(now + at).toISOString(), refused: null };
	});
	await leaveOnDevice(page, commands);
	await page.reload();
	await expect.poll(() => onDevice(page)).toEqual([]);
	const events = (await logOf(page)).filter((event) => event.seq > seq);
	expect(events.filter(({ type }) => type.startsWith('story.')).map(({ command }) => command)).toEqual([
		commands[0]?.id,
		commands[1]?.id
	]);
	expect(events.filter(({ type, data }) => type === 'posts.arrived' && data['source'] === source)).toHaveLength(1);
});

test('when the server is killed the screen says so, keeps the work, and recovers automatically', async ({
	page,
	program,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	await beginExercise(page, 40);
	await program.kill();
	await page.keyboard.press('5');
	await page.keyboard.press('e');
	await expect(lineLost(page)).toBeVisible({ timeout: 7_000 });
	await page.keyboard.press('x');
	await expect(offline(page)).toContainText('3 wijzigingen wachten');
	await program.start();
	await savedAll(page);
	await expect(offline(page)).toBeHidden();
	const outcomes = (await logOf(page))
		.filter(({ type }) => type === 'story.lookedAt')
		.map(({ data }) => data['outcome']);
	expect(outcomes).toEqual(['looked', 'notRelevant']);
});

test('where websockets are blocked the page polls every two seconds', async ({ page, watch }) => {
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await line.blockSockets();
	await beginExercise(page, 40);
	await expect(page.getByText(/Geen verbinding/)).toBeHidden();
	const story = await idOf(page);
	await command(page, 'story.setSentiment', { story, emotion: 'relief' });
	await expect(selected(page).getByText('opluchting')).toBeVisible({ timeout: 5_000 });
	await page.keyboard.press('e');
	await savedAll(page);
});

test('no key is lost or applied to another story while posts arrive and the connection drops', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	const line = await Line.of(page.context());
	await beginExercise(page, 30);
	const analyst = new ScriptedAnalyst(page, 'brand-zuiderpark');
	await command(page, 'exercise.setClock', { speed: 20, incident: null });
	while (analyst.stories < 36) {
		if (analyst.stories === 12) await line.cut();
		if (analyst.stories === 24) line.restore();
		expect(await analyst.settleOne(), `after ${analyst.stories} stories`).toBe(true);
	}
	await savedAll(page);
	expect(await analyst.differences()).toEqual([]);
	// The comparison can fail: a label beside the keyboard is found.
	await command(page, 'story.setSentiment', { story: await idOf(page), emotion: 'humour' });
	expect(await analyst.differences()).toHaveLength(1);
});
