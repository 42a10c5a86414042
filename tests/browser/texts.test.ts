import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { command, incidentOf, Line, logOf, offline, savedAll, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

/** From rumour to rebuttal, by an analyst at a laptop and a spokesperson with a phone. */

const SPOKESPERSON = '00000000-0000-8000-8000-0000000e0002';

/** A paused exercise, with a rumour that was found false; the person in `page` is its analyst. */
async function withRumour(page: Page): Promise<{ incident: string; rumour: string }> {
	await page.goto('/');
	await page.locator('form[action*="try"] button').click();
	await page.waitForURL(/\/incidents\//);
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const [rumour, fact] = [randomUUID(), randomUUID()];
	await command(page, 'rumour.signal', {
		id: rumour,
		text: 'Het kraanwater is vergiftigd',
		offline: 'aan de telefoon',
		seenIn: null
	});
	await command(page, 'fact.record', { id: fact, text: 'Het kraanwater is veilig.', source: 'Waterbedrijf', at: null });
	await command(page, 'rumour.giveVerdict', { rumour, verdict: 'false', fact });
	return { incident: `/incidents/${incidentOf(page)}`, rumour };
}
/** Another person at another machine, as the exercise's spokesperson. */
async function spokesperson(phone: Page, base: string): Promise<Page> {
	await phone.goto('/');
	await phone.locator('form[action*="try"] button').click();
	await phone.waitForURL(/\/incidents\//);
	const { status } = await phone.request
		.post('/step-into', { form: { person: SPOKESPERSON, next: '/' }, headers: { origin: base } })
		.then((answer) => ({ status: answer.status() }));
	expect(status).toBe(200);
	return phone;
}
const textIn = async (page: Page): Promise<Record<string, unknown>> =>
	(await stateOf(page)).state['texts']?.[0]?.[1] ?? {};

test('a rebuttal is written at a laptop, approved on a phone without a script, published, and its address recorded', async ({
	page,
	base,
	visitor
}) => {
	const { incident, rumour } = await withRumour(page);
	await page.goto(`${incident}/findings/${rumour}`);
	await page.getByRole('button', { name: 'Maak een weerlegging' }).click();
	await page.waitForURL(/\/texts\/[^/]+\/edit$/);
	const sheet = new URL(page.url()).pathname.replace(/\/edit$/, '');
	await expect(page.getByLabel('Tekst voor Website')).toHaveValue('Het kraanwater is veilig.');

	// What is typed survives a reload before it is saved, and is counted as the channel counts.
	const forX = page.getByLabel('Tekst voor X');
	await forX.fill(
		`Kraanwater is veilig. Indien mogelijk leest u meer: https://waterveen.example/zuiderpark/kraanwater`
	);
	await expect(page.getByRole('article', { name: 'X', exact: true })).toContainText('75 van 280');
	await expect(page.getByText('‘indien mogelijk’: schrijf liever ‘als het kan’.')).toBeVisible();
	await page.reload();
	await expect(forX).toHaveValue(/Indien mogelijk/);
	await forX.fill('Kraanwater is veilig. U kunt het gewoon drinken.');
	await page.getByRole('article', { name: 'X', exact: true }).getByRole('button', { name: 'Bewaar' }).click();
	await page.getByRole('button', { name: 'Laat Telefoonscript weg' }).click();
	await expect(page.getByText('U vraagt akkoord op: Website en X.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Vraag akkoord' }).click();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();

	// A spokesperson on a phone, on a slow line, without a script.
	const phone = await spokesperson(
		await visitor({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false }),
		base
	);
	let bytes = 0;
	phone.on('response', (response) => {
		void response.body().then(
			(body) => (bytes += body.length),
			() => undefined
		);
	});
	await phone.goto(sheet);
	await expect(phone.getByRole('heading', { name: 'Akkoord gevraagd' })).toBeVisible();
	await expect(phone.getByText('U geeft akkoord op versie 1, woord voor woord: Website en X.')).toBeVisible();
	await phone.waitForLoadState('networkidle');
	expect(bytes).toBeLessThan(100 * 1024);
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

	// They change one word for X: a colleague must read that. The rest they approve.
	await phone.getByText('Wijzig X').click();
	await phone
		.getByRole('article', { name: 'X' })
		.getByLabel('Nieuwe tekst')
		.fill('Kraanwater is schoon. U kunt het gewoon drinken.');
	await phone.getByRole('article', { name: 'X' }).getByRole('button', { name: 'Wijzig en vraag akkoord' }).click();
	await expect(phone.getByText('Uw wijziging is opgeslagen.')).toBeVisible();
	await expect(phone.getByText('U hebt dit het laatst gewijzigd, dus een collega geeft akkoord: X.')).toBeVisible();
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();

	// The analyst confirms just that word, and records the publication.
	await page.goto(sheet);
	await expect(page.getByText('Anders dan eerst')).toBeVisible();
	await expect(page.locator('ins')).toHaveText('schoon.');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(page.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
	await page.goto(`${sheet}/edit`);
	const x = page.getByRole('article', { name: 'X', exact: true });
	await x.getByRole('button', { name: 'Leg publicatie vast' }).click();
	await expect(x.getByText('staat online')).toBeVisible();
	const text = await textIn(page);
	expect(text['publications']).toMatchObject([
		{ channel: 'x', text: 'Kraanwater is schoon. U kunt het gewoon drinken.', alone: null }
	]);
	await page.goto(`${incident}/findings/${rumour}`);
	await expect(page.getByText('akkoord, nog niet gepubliceerd')).toBeVisible();

	// The effect is watched from now on, and claims nothing yet.
	await expect(page.getByRole('heading', { name: /^Effect sinds/ })).toBeVisible();
	await expect(page.getByText('Het is nog te vroeg om iets te zeggen.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
});

test('what stands on screen is what is asked for: it is saved first, and nothing is asked when that cannot be', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(/ERR_|WebSocket|Failed to load resource|409/);
	const line = await Line.of(page.context());
	const { incident, rumour } = await withRumour(page);
	const id = randomUUID();
	const about = { kind: 'rumour', finding: rumour };
	const wordings = [
		{ channel: 'website', text: 'Wij horen dit en zoeken het uit.' },
		{ channel: 'x', text: 'Wij zoeken het uit.' }
	];
	await command(page, 'text.draft', { id, kind: 'holding', about, corrects: null, facts: [], wordings });
	await page.goto(`${incident}/texts/${id}/edit`);
	const website = page.getByLabel('Tekst voor Website');
	const ask = page.getByRole('button', { name: 'Vraag akkoord' });
	const asked = async () => {
		const { variants, versions } = await textIn(page);
		return {
			stored: (variants as { text: string }[]).map(({ text }) => text),
			versions: (versions as unknown[]).length
		};
	};

	await website.fill('Om drie uur weten we meer.');
	await line.cut();
	await ask.click();
	await expect(page.getByText('Er kwam geen antwoord. Probeer het opnieuw.')).toBeVisible();
	line.restore();
	await expect(offline(page)).toBeHidden({ timeout: 15_000 });
	await savedAll(page);
	expect(await asked()).toEqual({ stored: wordings.map(({ text }) => text), versions: 0 });

	await ask.click();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();
	expect(await asked()).toEqual({ stored: ['Om drie uur weten we meer.', 'Wij zoeken het uit.'], versions: 1 });

	// On a phone without a script one button sends all that was changed on the page.
	const phone = await spokesperson(
		await visitor({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }),
		base
	);
	await phone.goto(`${incident}/texts/${id}`);
	for (const channel of ['Website', 'X']) {
		await phone.getByText(`Wijzig ${channel}`).click();
		await phone
			.getByRole('article', { name: new RegExp(`^${channel}\\b`) })
			.getByLabel('Nieuwe tekst')
			.fill(`Nieuw op ${channel}.`);
	}
	await phone.getByRole('article', { name: /^X\b/ }).getByRole('button', { name: 'Wijzig en vraag akkoord' }).click();
	await expect(phone.getByText('Uw wijziging is opgeslagen.')).toBeVisible();
	expect(await asked()).toEqual({ stored: ['Nieuw op Website.', 'Nieuw op X.'], versions: 2 });
});

test('a text goes back with a reason, and a tap too many has no effect', async ({ page, base, visitor, watch }) => {
	const { incident, rumour } = await withRumour(page);
	const id = randomUUID();
	const about = { kind: 'rumour', finding: rumour };
	const wordings = [{ channel: 'website', text: 'Wij horen dit en zoeken het uit.' }];
	await command(page, 'text.draft', { id, kind: 'holding', about, corrects: null, facts: [], wordings });
	const [variant] = (await textIn(page))['variants'] as { channel: string; checksum: string }[];
	await command(page, 'text.submit', {
		text: id,
		variants: [{ channel: variant?.channel, checksum: variant?.checksum }],
		asked: null
	});

	// Every screen says that something waits; the board shows how far each rumour is.
	await page.goto(`${incident}/rumours`);
	await expect(page.getByRole('link', { name: '1 tekst wacht' })).toBeVisible();
	const waits = page.getByRole('region', { name: /^Wacht op akkoord/ });
	await expect(waits.getByRole('article', { name: 'Het kraanwater is vergiftigd' })).toBeVisible();
	await waits.getByRole('button', { name: 'Neem op' }).click();
	await expect(waits.getByText('Sanne Kuipers')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	// High enough that the bar for thumbs covers nothing.
	await page.setViewportSize({ width: 360, height: 1400 });
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('link', { name: '1 tekst wacht' }).click();
	await expect(page.getByRole('heading', { name: 'Wat op akkoord wacht' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	// The last editor is not offered to approve it.
	await page.goto(`${incident}/texts/${id}`);
	await expect(page.getByText('U hebt dit het laatst gewijzigd')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Akkoord', exact: true })).toHaveCount(0);

	const other = await spokesperson(await visitor({ viewport: { width: 360, height: 740 } }), base);
	await other.goto(`${incident}/texts/${id}`);
	await other.getByLabel('Wat moet er anders?').fill('Zeg ook wanneer we meer weten.');
	await other.getByRole('button', { name: 'Stuur terug' }).dblclick();
	await expect(other.getByText('De tekst is terug bij de schrijver')).toBeVisible();
	expect(await faultsOf(other)).toEqual([]);
	await page.goto(`${incident}/texts/${id}/edit`);
	await expect(page.getByText('stuurde versie 1 terug: ‘Zeg ook wanneer we meer weten.’')).toBeVisible();
	// Approval of a returned text is refused with a message.
	watch.allow(/409/);
	const returned = ((await textIn(page))['returned'] as { why: string } | null)?.why;
	expect(returned).toBe('Zeg ook wanneer we meer weten.');
});

test('what was prepared is one key away, approved on a phone in four taps from its mail, put on the made-up channel, passed on, and given as an answer', async ({
	page,
	base,
	visitor
}) => {
	test.slow();
	await page.goto('/');
	await page.locator('form[action*="try"] button').click();
	await page.waitForURL(/\/incidents\//);
	await expect(page.getByRole('article').first()).toBeVisible();
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const incident = `/incidents/${incidentOf(page)}`;
	await page.keyboard.press('p');
	await page.waitForURL(/\/texts\/prepared/);

	// Only a place fits there; with it the text is ready, its time filled in.
	await page.getByLabel('Plaats in de tekst').fill('Zuiderpark. Drink het water niet');
	await page.getByRole('button', { name: 'Vul in' }).click();
	await expect(page.getByText('Vul alleen een plaats in')).toBeVisible();
	await page.getByLabel('Plaats in de tekst').fill('Zuiderpark');
	await page.getByRole('button', { name: 'Vul in' }).click();
	const first = page.getByRole('article', { name: /^Eerste bericht/ });
	await expect(first).toContainText('Wij krijgen meldingen over Zuiderpark.');
	expect(await faultsOf(page)).toEqual([]);
	await first.getByRole('button', { name: 'Maak een concept' }).click();
	await page.waitForURL(/\/edit$/);
	const sheet = new URL(page.url()).pathname.replace(/\/edit$/, '');
	await page.getByLabel('Aan wie vraagt u akkoord?').selectOption('Jeroen Vos');
	await page.getByRole('button', { name: 'Vraag akkoord' }).click();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();

	// The link in the mail, and one tap on Akkoord: two of the four.
	const phone = await spokesperson(
		await visitor({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }),
		base
	);
	await phone.goto(sheet);
	await expect(phone.getByText('U leest deze tekst voor het eerst.')).toBeVisible();
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();

	// The program puts it out; in an exercise that is the made-up channel.
	const mastodon = page.getByRole('article', { name: 'Mastodon', exact: true });
	await mastodon.getByRole('button', { name: 'Plaats op verzonnen Mastodon' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Plaats nu' }).click();
	await expect(mastodon.getByText('staat online')).toBeVisible();
	await mastodon.getByText('Geef door').click();
	await expect(mastodon.getByText('Wilt u dit delen?')).toBeVisible();
	await mastodon.getByLabel('raadsleden').check();
	expect(await faultsOf(page)).toEqual([]);
	await mastodon.getByRole('button', { name: 'Leg vast wie u vroeg' }).click();
	await expect(mastodon.getByText('Sanne Kuipers vroeg raadsleden om dit te delen')).toBeVisible();
	await page.goto(`${incident}/channel`);
	await expect(page.getByRole('article', { name: /oefening verzonnen Mastodon/i })).toContainText(
		'Wij krijgen meldingen over Zuiderpark.'
	);
	expect(await faultsOf(page)).toEqual([]);

	// Under a post the same words appear with initials; the log records that a person revealed a name and what they
	// answered.
	await page.goto(incident);
	await page.getByRole('article').first().click();
	await page.keyboard.press('Space');
	await page.getByRole('button', { name: 'Antwoord op dit bericht' }).first().click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText(/^Wij krijgen meldingen .* \^SK$/s)).toBeVisible();
	await dialog.getByRole('button', { name: 'Toon de naam' }).click();
	expect(await faultsOf(page)).toEqual([]);
	await dialog.getByRole('button', { name: 'Leg vast dat u dit plaatste' }).click();
	await expect(page.getByText(/^Sanne Kuipers antwoordde/)).toBeVisible();
	const types = (await logOf(page)).map(({ type }) => type);
	expect(types).toEqual(expect.arrayContaining(['text.read', 'author.lookedAt', 'response.given', 'text.passedOn']));

	await page.goto(`${incident}/texts`);
	await page.getByLabel('Woordvoerder van dienst').selectOption('Jeroen Vos');
	await expect.poll(async () => (await logOf(page)).map(({ type }) => type)).toContain('incident.dutySet');
});
