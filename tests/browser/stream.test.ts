import { expect, test } from './server';
import {
	allCame,
	beginExercise,
	colleagueOf,
	command,
	idOf,
	incidentOf,
	leaveOnDevice,
	Line,
	logOf,
	offline,
	onDevice,
	savedAll,
	selected,
	stateOf
} from './desk';
import { faultsOf } from './page-faults';

test.describe.configure({ mode: 'parallel' });

/** Cut lines and killed servers make the browser complain; that is what these tests are about. */
const broken = /ERR_|WebSocket|Failed to load resource/;

test('thirty stories by keys alone: what the log says is what was pressed', async ({ page }) => {
	test.slow();
	await beginExercise(page, 60);
	let keys = 0;
	const press = async (...names: string[]): Promise<void> => {
		for (const name of names) {
			await page.keyboard.press(name);
			keys += 1;
		}
	};
	const done: string[] = [];
	let accepted = 0;
	for (let at = 0; at < 30; at++) {
		const story = await idOf(page);
		expect(done).not.toContain(story);
		const proposal = selected(page).getByRole('button', { name: 'Neem over' });
		if (await proposal.isVisible()) {
			accepted += 1;
			await press('Enter');
		} else if (await selected(page).getByRole('button', { name: 'Kies de houding' }).isVisible()) {
			// Enter asks for the stance; its letter takes the proposal and goes on.
			await press('Enter', 't');
		} else if (at === 0) {
			await press('2');
			await page.keyboard.type('Het drinkwater is vergiftigd');
			await press('Control+Enter', '5', '-', 'e');
		} else if (at === 1) {
			await press('1');
			await page.keyboard.type('Gaan de scholen dicht?');
			await press('Control+Enter', '0', 'e');
		} else if (at % 4 === 2) {
			await press('2', 'Enter');
			if (await page.getByText('Kies dit eerst.').isVisible()) await press('t', 'Enter');
			await press('5', 'e');
		} else if (at % 4 === 3) await press('1', 'Enter', 'e');
		else if (at % 4 === 0) await press('x');
		else await press('8', '=', 'e');
		await expect.poll(() => idOf(page)).not.toBe(story);
		done.push(story);
	}
	await savedAll(page);
	const { state } = await stateOf(page);
	const looked = new Map(state['labels']?.filter(([, labels]) => labels['looked'] !== null));
	expect([...looked.keys()].sort()).toEqual([...done].sort());
	expect(state['rumours']).toHaveLength(1);
	expect(state['needs']).toHaveLength(1);
	console.log(
		`30 stories: ${keys} keys besides typed words, ${(keys / 30).toFixed(1)} a story, ${accepted} by the proposal alone`
	);
});

test('what an authority says is linked to a rumour with a stance that a person chose, never with one by Enter alone', async ({
	page
}) => {
	await beginExercise(page, 40);
	const story = await idOf(page);
	const shown = await page.request.get(`/api/v1/incidents/${incidentOf(page)}/stories/${story}`);
	const { lead } = (await shown.json()) as { lead: { author: { number: number } } };
	await command(page, 'author.setKind', { author: lead.author.number, kind: 'organisation' });
	const rumour = crypto.randomUUID();
	await command(page, 'rumour.signal', {
		id: rumour,
		text: 'Het drinkwater is vergiftigd',
		offline: 'telefoon',
		seenIn: null
	});
	await page.reload();
	await expect(
		page.getByRole('complementary', { name: 'Bevindingen' }).getByText('Het drinkwater is vergiftigd')
	).toBeVisible();
	await expect.poll(() => idOf(page)).toBe(story);
	const linksOf = async () => (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1]['links'] ?? [];

	await page.keyboard.press('2');
	const picker = page.getByRole('dialog', { name: 'Koppel aan een gerucht' });
	for (const stance of await picker.getByRole('radio').all()) await expect(stance).not.toBeChecked();
	await page.keyboard.press('Enter');
	await expect(picker.getByRole('alert')).toHaveText('Kies dit eerst.');
	expect(await linksOf()).toEqual([]);
	await page.keyboard.press('t');
	await page.keyboard.press('Enter');
	await expect(picker).toBeHidden();
	await savedAll(page);
	expect(await linksOf()).toMatchObject([{ finding: rumour, stance: 'denies' }]);
});

test('a key acts on a call for help only where the strip shows it, and E and X do not settle it', async ({ page }) => {
	await beginExercise(page, 60);
	const before = await idOf(page);
	await page.keyboard.press('a');
	const strip = page.getByRole('region', { name: /^Noodkreten/ });
	const call = strip.locator('article[aria-current=true]');
	await expect(call).toBeVisible();
	const story = await idOf(page);
	expect(story).not.toBe(before);
	expect(await page.title()).toMatch(/^\(\d+!\)/);

	// The picker opens in the strip, and what is typed is text.
	await page.keyboard.press('1');
	await page.keyboard.type('Xe zs');
	await expect(call.getByRole('dialog').getByRole('combobox')).toHaveValue('Xe zs');
	await page.keyboard.press('Escape');
	for (const key of ['e', 'x']) await page.keyboard.press(key);
	await page.keyboard.press('7');
	await expect(call.getByText('verdriet')).toBeVisible();
	await savedAll(page);
	const labelsOf = async () => (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1];
	expect(await labelsOf()).toMatchObject({ looked: null, help: null, sentiment: { emotion: 'sadness' } });

	// The same key leads back, and only the call's own key says that it is none.
	await page.keyboard.press('a');
	await expect.poll(() => idOf(page)).toBe(before);
	await page.keyboard.press('a');
	await expect.poll(() => idOf(page)).toBe(story);
	await page.keyboard.press('Shift+X');
	await savedAll(page);
	await expect.poll(async () => (await labelsOf())?.['help']).toMatchObject({ state: 'dismissed' });
});

test('two people at two desks see the same, no matter who did it, and a partner reads what they found', async ({
	page,
	visitor
}) => {
	test.slow();
	await beginExercise(page, 40);
	const other = await colleagueOf(page, visitor);
	const story = await idOf(page);
	expect(await idOf(other)).toBe(story);

	// Each sees where the other is, and both label the same story.
	await expect(selected(other).getByText('kijkt nu')).toBeVisible();
	await page.keyboard.press('5');
	await other.keyboard.press('-');
	for (const desk of [page, other]) {
		const labels = desk.locator(`#story-${story}`).getByRole('list', { name: 'Labels', exact: true });
		await expect(labels.getByText('angst')).toBeVisible();
		await expect(labels.getByText('kritisch')).toBeVisible();
	}
	await page.keyboard.press('1');
	await page.keyboard.type('Mag ik naar buiten?');
	await page.keyboard.press('Control+Enter');
	await expect(
		other.getByRole('complementary', { name: 'Bevindingen' }).getByText('Mag ik naar buiten?')
	).toBeVisible();
	await other.keyboard.press('e');
	await expect(selected(page).getByText('bekeken', { exact: true })).toBeVisible();
	await savedAll(page);
	await savedAll(other);

	// The analyst writes the message; the coordinator releases and shares; the partner has no account.
	await command(page, 'report.write', {
		section: 'brief',
		text: 'Mensen vragen of zij naar buiten mogen.',
		certainty: null,
		noneFound: false,
		over: null
	});
	await command(page, 'report.write', {
		section: 'counterSignals',
		text: '',
		certainty: null,
		noneFound: true,
		over: null
	});
	await other.goto(`/incidents/${incidentOf(page)}/report/release`);
	await other.getByRole('button', { name: 'Geef rapport 1 vrij' }).click();
	await expect(other.getByRole('heading', { name: 'Rapport 1 is vrijgegeven' })).toBeVisible();
	await other.getByRole('button', { name: 'Maak een link' }).click();
	await other.getByLabel('Voor wie?').fill('politie');
	await other.getByRole('button', { name: 'Maak een link' }).click();
	const partner = await visitor();
	await partner.goto(await other.locator('.made code').innerText());
	await expect(partner.getByText('Mensen vragen of zij naar buiten mogen.')).toBeVisible();
	await expect(partner.getByText('Mag ik naar buiten?').first()).toBeVisible();
	await page.goto(`/incidents/${incidentOf(page)}/report`);
	await expect(page.getByText('Rapport 1').first()).toBeVisible();
});

test('the header and the banner say the same of changes that a closed incident did not take', async ({
	page,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(broken);
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	const coordinator = await colleagueOf(page, visitor);
	await line.cut();
	await expect(offline(page)).toBeVisible({ timeout: 7_000 });
	for (const key of ['5', '-', '6']) await page.keyboard.press(key);
	await expect(page.getByText('3 wijzigingen wachten')).toBeVisible();
	await command(coordinator, 'incident.close', {});
	line.restore();
	await expect(page.getByText('3 wijzigingen van u zijn niet opgeslagen.')).toBeVisible({ timeout: 15_000 });
	await expect(page.locator('header').getByText('3 niet opgeslagen')).toBeVisible();
	await expect(page.locator('header').getByText('Alles opgeslagen')).toHaveCount(0);
	await page.getByRole('button', { name: 'Bekijk' }).click();
	await page.getByRole('button', { name: 'Gooi alles weg' }).click();
	await savedAll(page);
});

test('a line cut with forty labels: it says so, goes on, and afterwards all are saved once and in order', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(broken);
	const line = await Line.of(page.context());
	await beginExercise(page, 60);
	await line.cut();
	await expect(offline(page)).toBeVisible({ timeout: 7_000 });
	const keys = ['5', '-', '6', '=', '7', '+', '8', '9', '0', 'h'];
	for (let story = 0; story < 4; story++) {
		for (const key of keys.slice(0, 9)) await page.keyboard.press(key);
		await page.keyboard.press('e');
	}
	await expect(page.getByText('40 wijzigingen wachten')).toBeVisible();
	await expect.poll(async () => (await onDevice(page)).length).toBe(40);
	const given = await onDevice(page);
	line.restore();
	await savedAll(page);
	expect(await onDevice(page)).toEqual([]);
	const stored = (await logOf(page)).map((event) => event.command).filter((id) => id !== null && given.includes(id));
	expect(stored).toEqual(given);
});

test('a reload with a full outbox loses nothing', async ({ page, watch }) => {
	watch.allow(broken);
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	await line.cut();
	for (const key of ['5', '-', 'e', '6', 'e']) await page.keyboard.press(key);
	await expect.poll(async () => (await onDevice(page)).length).toBe(5);
	const given = await onDevice(page);
	await page.reload();
	line.restore();
	await savedAll(page);
	const stored = (await logOf(page)).map((event) => event.command).filter((id) => id !== null && given.includes(id));
	expect(stored).toEqual(given);
});

test('an outbox that a version from before the renaming left behind is read and sent', async ({ page }) => {
	await beginExercise(page, 40);
	const log = incidentOf(page);
	const story = await idOf(page);
	const { seq, state } = await stateOf(page);
	const [source] = state['sources']?.find(([, { kind }]) => kind === 'desk') ?? [];
	const now = Date.now();
	const commands = [
		{ type: 'story.feel', input: { story, emotion: 'fear' } },
		{ type: 'story.look', input: { story, outcome: 'looked' } },
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

test('a killed server: the screen says so, keeps the work, and comes back by itself', async ({
	page,
	program,
	watch
}) => {
	test.slow();
	watch.allow(broken);
	await beginExercise(page, 40);
	await program.kill();
	await page.keyboard.press('5');
	await page.keyboard.press('e');
	await expect(offline(page)).toBeVisible({ timeout: 7_000 });
	await page.keyboard.press('x');
	await expect(page.getByText('3 wijzigingen wachten')).toBeVisible();
	await program.start();
	await savedAll(page);
	await expect(offline(page)).toBeHidden();
	const outcomes = (await logOf(page))
		.filter(({ type }) => type === 'story.lookedAt')
		.map(({ data }) => data['outcome']);
	expect(outcomes).toEqual(['looked', 'notRelevant']);
});

test('where websockets are blocked it goes on by polling every two seconds', async ({ page, watch }) => {
	watch.allow(broken);
	const line = await Line.of(page.context());
	await line.blockSockets();
	await beginExercise(page, 40);
	await expect(page.getByText(/Geen verbinding/)).toBeHidden();
	const story = await idOf(page);
	await command(page, 'story.feel', { story, emotion: 'relief' });
	await expect(selected(page).getByText('opluchting')).toBeVisible({ timeout: 5_000 });
	await page.keyboard.press('e');
	await savedAll(page);
});

test('undo takes one’s own actions back, the newest first, and a whole proposal at once', async ({ page }) => {
	await beginExercise(page, 40);
	const story = await idOf(page);
	const labels = page.locator(`#story-${story}`).getByRole('list', { name: 'Labels', exact: true });
	for (const key of ['5', '-', 'e']) await page.keyboard.press(key);
	await expect.poll(() => idOf(page)).not.toBe(story);
	await page.keyboard.press('z');
	await expect.poll(() => idOf(page)).toBe(story);
	await expect(labels.getByText('kritisch')).toBeVisible();
	await page.keyboard.press('z');
	await expect(labels.getByText('kritisch')).toBeHidden();
	await page.keyboard.press('z');
	await expect(labels).toBeHidden();
	await savedAll(page);
	const held = (await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1];
	expect(held).toMatchObject({ sentiment: null, looked: null, links: [] });
});

test('the queue never jumps: new stories are counted, and stand below only when asked for', async ({ page }) => {
	await beginExercise(page, 20);
	const order = () =>
		page
			.getByRole('feed')
			.getByRole('article')
			.evaluateAll((rows) => rows.slice(0, 6).map(({ id }) => id));
	const before = await order();
	await page.keyboard.press('e');
	await expect.poll(() => idOf(page)).toBe((before[1] ?? '').replace('story-', ''));
	const now = Date.parse((await stateOf(page)).at);
	await command(page, 'exercise.setClock', { speed: 0, incident: new Date(now + 10 * 60_000).toISOString() });
	const pill = page.getByRole('button', { name: /\d+ nieuw/ });
	await expect(pill).toBeVisible({ timeout: 20_000 });
	await expect.poll(() => allCame(page), { timeout: 30_000 }).toBe(true);
	expect(await order()).toEqual(before);
	// The last posts may reach this screen a moment later than the log: then they are counted and requested again.
	await expect(async () => {
		await page.keyboard.press('n');
		await expect(pill).toBeHidden({ timeout: 1_000 });
	}).toPass();
	await expect(page.locator(`#${before[0] ?? ''}`)).toBeHidden();
});

test('a call for help: pinned by one key, passed on by the next, after a question', async ({ page }) => {
	await beginExercise(page, 20);
	const story = await idOf(page);
	await page.keyboard.press('!');
	const strip = page.getByRole('region', { name: /Noodkreten/ });
	await expect(strip.locator(`#story-${story}`).getByText('Noodkreet', { exact: true })).toBeVisible();
	await page.keyboard.press('!');
	const question = page.getByRole('dialog', { name: /meldkamer/ });
	await expect(question).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(question).toBeHidden();
	expect((await stateOf(page)).state['labels']?.find(([id]) => id === story)?.[1]['help']).toMatchObject({
		state: 'pinned'
	});
	await strip
		.locator(`#story-${story}`)
		.getByRole('button', { name: /Geef door/ })
		.click();
	await question.getByRole('button', { name: 'Ja, doorgegeven' }).click();
	await expect(strip.locator(`#story-${story}`).getByText(/Doorgegeven aan de meldkamer om/)).toBeVisible();
	await savedAll(page);
	await strip.locator(`#story-${story}`).getByRole('button', { name: 'Toch niet' }).click();
	await expect(strip.locator(`#story-${story}`).getByRole('button', { name: /Geef door/ })).toBeVisible();
});

test('a finding that went into another is offered as the other, and a label that came too late says so and can be put there', async ({
	page,
	watch
}) => {
	watch.allow(broken);
	const line = await Line.of(page.context());
	await beginExercise(page, 40);
	const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
	await command(page, 'need.raise', { id: one, text: 'Is het kraanwater veilig?', offline: 'telefoon', seenIn: null });
	await command(page, 'need.raise', {
		id: two,
		text: 'Mag ik uit de kraan drinken?',
		offline: 'telefoon',
		seenIn: null
	});
	await expect(page.getByText('Mag ik uit de kraan drinken?')).toBeVisible();
	await line.cut();
	await expect(offline(page)).toBeVisible({ timeout: 7_000 });
	await command(page, 'finding.merge', { kind: 'need', finding: one, into: two });
	await page.keyboard.press('1');
	await page.keyboard.type('kraanwater');
	await page.keyboard.press('Enter');
	await expect(page.getByText('1 wijziging wacht')).toBeVisible();
	line.restore();
	const notice = selected(page).getByText(/Niet opgeslagen: deze bevinding is intussen samengevoegd/);
	await expect(notice).toBeVisible({ timeout: 15_000 });
	// By key: the line has just come back, and rows may still move from under a pointer.
	await selected(page)
		.getByRole('button', { name: /Zet op/ })
		.press('Enter');
	await expect(
		selected(page).getByRole('list', { name: 'Labels', exact: true }).getByText('Mag ik uit de kraan drinken?')
	).toBeVisible();
	await expect(notice).toBeHidden();
	await savedAll(page);

	await page.keyboard.press('1');
	await page.keyboard.type('kraanwater');
	await page.keyboard.press('Enter');
	await expect(page.getByText('Die is samengevoegd.')).toBeVisible();
	await page.keyboard.press('Escape');
});

test('a story is split and merged, and both are taken back', async ({ page }) => {
	await beginExercise(page, 60);
	// The most urgent one has several posts.
	const story = await idOf(page);
	const posts = () => page.locator(`#story-${story}`).locator('p strong').first().innerText();
	const before = await posts();
	expect(Number(before)).toBeGreaterThan(2);
	await page.keyboard.press('Space');
	await selected(page).getByRole('button', { name: 'Splits af' }).first().click();
	await expect.poll(posts).toBe(String(Number(before) - 1));
	await savedAll(page);
	await page.keyboard.press('z');
	await expect.poll(posts).toBe(before);

	await page.keyboard.press('j');
	const small = await idOf(page);
	await page.keyboard.press('m');
	await page.keyboard.type('vergiftigd');
	await selected(page).getByRole('button', { name: 'Hiermee' }).first().click();
	await expect.poll(() => idOf(page)).not.toBe(small);
	await expect(page.locator(`#story-${small}`).getByText('Samengevoegd met een ander verhaal')).toBeAttached();
	await savedAll(page);
});

test('search finds by words and by finding; a finding shows its evidence', async ({ page }) => {
	await beginExercise(page, 60);
	await page.keyboard.press('2');
	await page.keyboard.type('Er komt gif uit de kraan');
	await page.keyboard.press('Control+Enter');
	const story = await idOf(page);
	await savedAll(page);
	await page.keyboard.press('/');
	await page.keyboard.type('rook');
	await expect(page.getByText(/verhaal gevonden|verhalen gevonden/)).toBeVisible();
	const first = page.getByRole('feed').getByRole('article').first();
	await expect(first).toContainText(/rook/i);

	// Around a moment: only what came then; a moment before everything finds nothing.
	const found = page.getByRole('feed', { name: 'Gevonden verhalen' }).getByRole('article');
	await page.getByRole('combobox', { name: 'Tijd' }).selectOption('Rond een tijdstip');
	await page.getByLabel(/^Tijd \(/).fill('13:05');
	await expect(found.first()).toContainText(/1[23]\.\d\d/);
	await page.getByLabel('Dag', { exact: true }).fill('2020-01-01');
	await expect(page.getByText('Niets gevonden. Gebruik minder woorden, of kies een langere tijd.')).toBeVisible();
	await page.getByRole('combobox', { name: 'Tijd' }).selectOption('De hele tijd');
	await expect(first).toContainText(/rook/i);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('feed', { name: 'Wachtende verhalen' })).toBeVisible();
	await page
		.getByRole('complementary', { name: 'Bevindingen' })
		.getByRole('link', { name: /Er komt gif uit de kraan/ })
		.click();
	await expect(page.getByRole('feed', { name: 'Verhalen bij deze bevinding' }).getByRole('article')).toHaveCount(1);
	await expect(page.locator(`#story-${story}`)).toBeVisible();
});

test('a post in another language says so, and opened what its words mean, one by one', async ({ page }) => {
	await beginExercise(page, 60);
	await page.keyboard.press('/');
	await page.keyboard.type('Zuiderpark yangın');
	const turkish = page.getByRole('feed', { name: 'Gevonden verhalen' }).getByRole('article').first();
	await expect(turkish).toContainText('yangın');
	await expect(turkish.getByText('Turks', { exact: true })).toBeVisible();
	await turkish.click();
	await page.keyboard.press('Space');
	const gloss = turkish.getByRole('note', { name: 'Woord voor woord, door de computer' });
	await expect(gloss).toContainText(/brand.*rook.*raam/);
	await expect(gloss.getByTitle('yangın')).toHaveText('brand');
	expect(await faultsOf(page)).toEqual([]);
});
