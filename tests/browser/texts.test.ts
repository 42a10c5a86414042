import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import {
	asSpokesperson,
	command,
	incidentOf,
	Line,
	logOf,
	offline,
	openAttention,
	openExercise,
	selected,
	stateOf
} from './desk';
import { faultsOf, sidewaysOf } from './page-faults';
import { expect, test } from './server';
import { anyHour } from '../any-hour';

// Each begins an exercise of its own: none waits in one worker while another has nothing left to do.
test.describe.configure({ mode: 'parallel' });

/** From rumour to rebuttal, by an analyst at a laptop and a spokesperson with a phone. */

/** A paused exercise, with a rumour that was found false; the person in `page` is its analyst. */
async function withRumour(page: Page): Promise<{ incident: string; rumour: string }> {
	await openExercise(page);
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
const textIn = async (page: Page): Promise<Record<string, unknown>> =>
	(await stateOf(page)).state['texts']?.[0]?.[1] ?? {};

test('a rebuttal is written on a laptop, approved on a phone without a script, published, and its address recorded', async ({
	page,
	base,
	visitor
}) => {
	const { incident, rumour } = await withRumour(page);
	await page.goto(`${incident}/findings/${rumour}`);
	await page.getByRole('button', { name: 'Schrijf de tekst' }).click();
	await page.waitForURL(/\/texts\/[^/]+\/edit$/);
	const sheet = new URL(page.url()).pathname.replace(/\/edit$/, '');
	// Filled in from what is known, a field for each part; it is stored as one text.
	await expect(page.getByLabel('1 Feit')).toHaveValue('Het kraanwater is veilig.');
	await expect(page.getByLabel('2 Misverstand')).toHaveValue(
		'U leest misschien: ‘Het kraanwater is vergiftigd’. Dat klopt niet.'
	);
	await page.getByLabel('3 Feit, en wat mensen kunnen doen').fill('U kunt het gewoon drinken.');

	// What is typed survives a reload before it is saved, and is counted as the channel counts.
	const forX = page.getByLabel('Tekst voor X');
	await forX.fill(
		`Kraanwater is veilig. Indien mogelijk leest u meer: https://waterveen.example/zuiderpark/kraanwater`
	);
	await expect(page.getByRole('article', { name: 'X', exact: true })).toContainText('75 van 280');
	// Tips are shown with the channel that they are about.
	await expect(
		page.getByRole('article', { name: 'X', exact: true }).getByText('‘indien mogelijk’: schrijf liever ‘als het kan’.')
	).toBeVisible();
	await page.reload();
	await expect(forX).toHaveValue(/Indien mogelijk/);
	await forX.fill('Kraanwater is veilig. U kunt het gewoon drinken.');
	await expect(page.getByRole('status').getByText('2 teksten getypt, nog niet bewaard')).toBeAttached();
	await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
	await expect(page.getByRole('button', { name: 'Opgeslagen', exact: true })).toBeDisabled();
	expect((await textIn(page))['variants']).toMatchObject([
		{
			text: 'Het kraanwater is veilig.\n\nU leest misschien: ‘Het kraanwater is vergiftigd’. Dat klopt niet.\n\nU kunt het gewoon drinken.'
		},
		{},
		{}
	]);
	await page.getByRole('button', { name: 'Laat Telefoonscript weg' }).click();
	await expect(page.getByText('U vraagt akkoord op: Website en X.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Vraag akkoord' }).click();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();

	// A spokesperson on a phone, on a slow line, without a script.
	const phone = await asSpokesperson(
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
	await expect(
		phone.getByRole('heading', { name: 'Weerlegging van ‘Het kraanwater is vergiftigd’', level: 1 })
	).toBeVisible();
	await expect(phone.getByText('Akkoord gevraagd, versie 1')).toBeVisible();
	await expect(phone.getByText('U geeft akkoord op versie 1, woord voor woord: Website en X.')).toBeVisible();
	await phone.waitForLoadState('networkidle');
	expect(bytes).toBeLessThan(100 * 1024);
	expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

	// They change one word for X: a colleague must read that. The rest they approve.
	await expect(phone.getByText('Laatst gewijzigd')).toHaveCount(0);
	await phone.getByText('Wijzig zelf').click();
	await phone.getByLabel('Nieuwe tekst voor X').fill('Kraanwater is schoon. U kunt het gewoon drinken.');
	await phone.getByRole('button', { name: 'Wijzig en vraag akkoord' }).click();
	await expect(phone.getByText('Uw wijziging is opgeslagen.')).toBeVisible();
	await expect(phone.getByText('U hebt dit het laatst gewijzigd, dus een collega geeft akkoord: X.')).toBeVisible();
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();

	// The analyst confirms just that word, and records the publication.
	await page.goto(sheet);
	await expect(page.getByText('Anders dan versie 1')).toBeVisible();
	await expect(page.locator('ins')).toHaveText('schoon.');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(page.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
	await page.goto(`${sheet}/publish`);
	const x = page.getByRole('article', { name: 'X', exact: true });
	await expect(x).toContainText('Kraanwater is schoon. U kunt het gewoon drinken.');
	await expect(page.locator('textarea')).toHaveCount(0);
	expect(await faultsOf(page)).toEqual([]);
	await x.getByRole('button', { name: 'Leg publicatie vast' }).click();
	await expect(page.getByText('Staat online: X.')).toBeVisible();
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

test('approval is asked for exactly the text on screen: it is saved first, and nothing is asked when saving fails', async ({
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
	const storedText = async () => {
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
	await expect(page.locator('header').getByText('1 tekst getypt, nog niet bewaard').first()).toBeVisible();
	expect(await storedText()).toEqual({ stored: wordings.map(({ text }) => text), versions: 0 });

	await ask.click();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();
	expect(await storedText()).toEqual({ stored: ['Om drie uur weten we meer.', 'Wij zoeken het uit.'], versions: 1 });

	// On a phone without a script one button sends all that was changed on the page.
	const phone = await asSpokesperson(
		await visitor({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }),
		base
	);
	await phone.goto(`${incident}/texts/${id}`);
	await phone.getByText('Wijzig zelf').click();
	await phone.getByRole('button', { name: 'Wijzig en vraag akkoord' }).click();
	await expect(phone.getByText('U hebt nog niets gewijzigd.')).toBeVisible();
	await phone.getByText('Wijzig zelf').click();
	for (const channel of ['Website', 'X'])
		await phone.getByLabel(`Nieuwe tekst voor ${channel}`).fill(`Nieuw op ${channel}.`);
	await phone.getByRole('button', { name: 'Wijzig en vraag akkoord' }).click();
	await expect(phone.getByText('Uw wijziging is opgeslagen.')).toBeVisible();
	expect(await storedText()).toEqual({ stored: ['Nieuw op Website.', 'Nieuw op X.'], versions: 2 });
});

test('a placeholder left open by a starter text is filled in once for all channels, and required before approval', async ({
	page,
	watch
}) => {
	watch.allow(/409/);
	const { incident, rumour } = await withRumour(page);
	const id = randomUUID();
	const wordings = [
		{ channel: 'website', text: 'Blijf weg bij [plaats]. De opvang is aan [plaats].' },
		{ channel: 'x', text: 'Blijf weg bij [plaats].' }
	];
	const about = { kind: 'rumour', finding: rumour };
	await command(page, 'text.draft', { id, kind: 'holding', about, corrects: null, facts: [], wordings });
	await page.goto(`${incident}/texts/${id}/edit`);
	const address = page.getByLabel('Adres of plaats');
	await expect(address).toBeVisible();
	await expect(page.getByLabel('Tekst voor Website')).toHaveValue(wordings[0]?.text ?? '');
	await page.getByRole('button', { name: 'Vraag akkoord' }).click();
	await expect(page.getByText(/Vul in wat tussen haken staat/)).toBeVisible();
	await address.fill('de Havenweg 12');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Vul in', exact: true }).click();
	await expect(address).toHaveCount(0);
	await expect(page.getByLabel('Tekst voor Website')).toHaveValue(
		'Blijf weg bij de Havenweg 12. De opvang is aan de Havenweg 12.'
	);
	await expect(page.getByLabel('Tekst voor X')).toHaveValue('Blijf weg bij de Havenweg 12.');
	await page.getByRole('button', { name: 'Vraag akkoord' }).click();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();
	const { versions } = await textIn(page);
	expect(JSON.stringify(versions)).not.toContain('[plaats]');
});

test('a text is sent back with a reason, and an extra tap has no effect', async ({ page, base, visitor, watch }) => {
	const { incident, rumour } = await withRumour(page);
	const id = randomUUID();
	const about = { kind: 'rumour', finding: rumour };
	const wordings = [{ channel: 'website', text: 'Wij horen dit en zoeken het uit.' }];
	await command(page, 'text.draft', { id, kind: 'holding', about, corrects: null, facts: [], wordings });
	const [variant] = (await textIn(page))['variants'] as { channel: string; checksum: string }[];
	await command(page, 'text.submit', {
		text: id,
		variants: [{ channel: variant?.channel, checksum: variant?.checksum }],
		requestedFrom: null
	});

	// Every screen says that something waits; the board shows how far each rumour is.
	await page.goto(`${incident}/rumours`);
	await openAttention(page);
	await expect(
		page.locator('header').getByRole('link', { name: /‘Het kraanwater is vergiftigd’.*woordvoerder/ })
	).toBeVisible();
	await page.keyboard.press('Escape');
	const waits = page.getByRole('region', { name: /^Wacht op akkoord/ });
	await expect(waits.getByRole('article', { name: 'Het kraanwater is vergiftigd' })).toBeVisible();
	await waits.getByRole('button', { name: 'Pak op' }).click();
	await expect(waits.getByText('Sanne Kuipers')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	// High enough that the bar for thumbs covers nothing.
	await page.setViewportSize({ width: 360, height: 1400 });
	expect(await faultsOf(page)).toEqual([]);
	await page.goto(`${incident}/texts`);
	await expect(page.getByRole('heading', { name: 'Wat op akkoord wacht' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	// The last editor is not offered to approve it.
	await page.goto(`${incident}/texts/${id}`);
	await expect(page.getByText('U hebt dit het laatst gewijzigd')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Akkoord', exact: true })).toHaveCount(0);

	const other = await asSpokesperson(await visitor({ viewport: { width: 360, height: 740 } }), base);
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

test('when a fact is replaced, one correction is prefilled for every channel, dependent texts are listed, and a text published alone waits for a reader', async ({
	page,
	base,
	visitor
}) => {
	test.slow();
	const { incident, rumour } = await withRumour(page);
	const { state } = await stateOf(page);
	const fact = String(state['facts']?.[0]?.[0]);
	const text = randomUUID();
	const words = { website: 'Het kraanwater is veilig.', phone: 'Het kraanwater is veilig, u kunt het drinken.' };
	const wordings = Object.entries(words).map(([channel, text]) => ({ channel, text }));
	const about = { kind: 'rumour', finding: rumour };
	await command(page, 'text.draft', { id: text, kind: 'rebuttal', about, corrects: null, facts: [fact], wordings });
	const drafted = (await textIn(page))['variants'] as { channel: string; checksum: string }[];
	const variants = drafted.map(({ channel, checksum }) => ({ channel, checksum }));
	await command(page, 'text.submit', { text, variants, requestedFrom: null });
	for (const { channel, checksum } of variants)
		await command(page, 'text.publishAlone', {
			text,
			id: randomUUID(),
			channel,
			checksum,
			address: null,
			at: null,
			where: channel === 'phone' ? 'Telefonisten' : 'Website',
			why: 'niemand bereikbaar'
		});
	const news = { id: randomUUID(), text: 'Kook het kraanwater drie minuten.', source: 'GGD', at: null };
	await command(page, 'fact.replace', { replaces: fact, ...news });

	// The list of texts says it first, and so does the desk of the telephone.
	await page.goto(`${incident}/texts`);
	await expect(page.getByRole('heading', { name: 'Wat niet meer klopt' })).toBeVisible();
	await expect(page.getByRole('heading', { name: 'Zonder tweede lezer' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Weerlegging van ‘Het kraanwater is vergiftigd’' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.goto(`${incident}/desk`);
	await expect(page.getByText('Zeg dit niet meer, het klopt niet.')).toBeVisible();
	await page.goto(`${incident}/texts`);
	await page.getByRole('link', { name: 'Maak de correctie' }).click();

	const field = page.getByLabel('Correctie', { exact: true });
	await expect(field).toHaveValue('Kook het kraanwater drie minuten.');
	for (const quote of [
		'Eerder schreven wij: ‘Het kraanwater is veilig.’ Dat klopt niet meer.',
		'Eerder zeiden wij: ‘Het kraanwater is veilig, u kunt het drinken.’ Dat klopt niet meer.'
	])
		await expect(page.getByText(`${quote} Kook het kraanwater drie minuten.`)).toBeVisible();
	await expect(page.getByRole('region', { name: /Wat nog meer op het oude feit rust/ })).toContainText(
		'‘Het kraanwater is vergiftigd’: onjuist'
	);
	const ask = page.getByRole('button', { name: 'Vraag akkoord' });
	await page.getByLabel('Telefoonscript', { exact: true }).uncheck();
	await expect(ask).toBeDisabled();
	await page.getByLabel('Waarom is op Telefoonscript geen correctie nodig?').fill('de lijn is dicht');
	await expect(ask).toBeEnabled();
	await page.getByLabel('Telefoonscript', { exact: true }).check();
	expect(await faultsOf(page)).toEqual([]);
	// So high that the bar at its foot covers no part of a field.
	await page.setViewportSize({ width: 360, height: 2400 });
	expect(await faultsOf(page)).toEqual([]);
	await ask.click();
	await expect(page.getByText('De correctie is gemaakt.')).toBeVisible();
	await expect(page.getByRole('region', { name: /Wie het al weet/ })).toContainText('wacht op akkoord');
	// Who gave the verdict does not say that it still holds; a colleague does, with a reason.
	const restOn = (of: Page) => of.getByRole('region', { name: /Wat nog meer op het oude feit rust/ });
	await expect(restOn(page)).toContainText('Een collega zegt of het nog klopt.');
	const colleague = await asSpokesperson(await visitor(), base);
	await colleague.goto(`${incident}/texts/correct/${fact}`);
	const rest = restOn(colleague);
	const stays = rest.getByRole('button', { name: /^Blijft onjuist/ });
	const reason = rest.getByLabel('Waarom klopt dit nog?');
	await expect(rest).toContainText('0 van 1 gedaan');
	for (const isLast of [false, true]) {
		await stays.click();
		await reason.fill('Koken helpt tegen bacteriën, niet tegen gif');
		await stays.click();
		await expect(rest).toContainText('1 van 1 gedaan');
		await expect(rest).toContainText('Nagekeken door u');
		if (isLast) break;
		await rest.getByRole('button', { name: /^Maak ongedaan/ }).click();
		await expect(rest).toContainText('0 van 1 gedaan');
	}
	expect(await faultsOf(colleague)).toEqual([]);
	// The program counts spread by itself at any moment.
	const types = (await logOf(page)).map(({ type }) => type).filter((type) => type !== 'rumour.spreadMeasured');
	expect(types.slice(-5)).toEqual([
		'text.drafted',
		'text.submitted',
		...['fact.reviewed', 'fact.reviewed', 'fact.reviewed']
	]);
});

test('a prepared text is approved on a phone in four taps from its email, published on the simulated channel, passed on, and given as an answer', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	await openExercise(page);
	await expect(page.getByRole('article').first()).toBeVisible();
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const incident = `/incidents/${incidentOf(page)}`;
	await page.goto(`${incident}/texts/prepared`);

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
	const phone = await asSpokesperson(
		await visitor({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }),
		base
	);
	await phone.goto(sheet);
	await expect(phone.getByText('U leest deze tekst voor het eerst.')).toBeVisible();
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();

	// The program puts it out; in an exercise that is the made-up channel.
	const mastodon = page.getByRole('article', { name: 'Mastodon', exact: true });
	await mastodon.getByRole('link', { name: 'Publiceer' }).click();
	await expect(mastodon.getByRole('button', { name: 'Leg publicatie vast' })).toBeHidden();
	await mastodon.getByRole('button', { name: 'Plaats op verzonnen Mastodon' }).click();
	await page.getByRole('dialog').getByRole('button', { name: 'Plaats nu' }).click();
	await expect(page.getByText(/^Staat online: .*Mastodon/)).toBeVisible();
	await page.getByRole('link', { name: 'Naar de tekst' }).click();
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
	expect(types).toEqual(
		expect.arrayContaining(['text.readingRecorded', 'author.revealed', 'response.given', 'text.passedOn'])
	);

	// What was posted although the text was withdrawn is recorded, and the post says so.
	watch.allow(/409 \(Conflict\)/); // the words may not be copied any more
	await command(page, 'text.withdraw', { text: sheet.split('/').at(-1), why: 'klopt niet' });
	await page.getByRole('button', { name: 'Antwoord op dit bericht' }).first().click();
	await dialog.getByRole('button', { name: 'Leg vast dat u dit plaatste' }).click();
	await expect(page.getByText('Deze tekst was toen al ingetrokken.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await dialog.getByRole('button', { name: 'Annuleer' }).click();

	await page.goto(`${incident}/texts`);
	await page.getByLabel('Woordvoerder van dienst').selectOption('Jeroen Vos');
	await expect.poll(async () => (await logOf(page)).map(({ type }) => type)).toContain('incident.dutySet');
});

interface NewText {
	readonly about: object;
	readonly facts?: readonly string[];
	readonly wordings: readonly { readonly channel: string; readonly text: string }[];
}
/** A text that the person in `page` wrote and submitted. */
async function submittedText(page: Page, text: NewText): Promise<{ id: string; variants: object[] }> {
	const id = randomUUID();
	await command(page, 'text.draft', { id, kind: 'holding', corrects: null, facts: [], ...text });
	const all = (await stateOf(page)).state['texts'] ?? [];
	const drafted = all.find(([key]) => key === id)?.[1]['variants'] as { channel: string; checksum: string }[];
	const variants = drafted.map(({ channel, checksum }) => ({ channel, checksum }));
	await command(page, 'text.submit', { text: id, variants, requestedFrom: null });
	return { id, variants };
}

/** A text that the exercise's spokesperson approved, written by the person in `page`. */
async function approvedText(page: Page, phone: Page, to: NewText): Promise<string> {
	const { id, variants } = await submittedText(page, to);
	await command(phone, 'text.approve', { text: id, variants });
	return id;
}

test('a reply to a post is copied only while its words hold; what was posted is recorded even when it was wrong, and leads to the correction', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(/ERR_|WebSocket|Failed to load resource|409/);
	const line = await Line.of(page.context());
	await openExercise(page);
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const incident = `/incidents/${incidentOf(page)}`;
	const phone = await asSpokesperson(await visitor({ viewport: { width: 360, height: 740 } }), base);
	await phone.goto(incident);
	const first = page.getByRole('article').first();
	await first.click();
	await page.keyboard.press('Space');
	const story = ((await selected(page).getAttribute('id')) ?? '').replace('story-', '');
	const posts = page.request.get(`/api/v1${incident}/stories/${story}/posts`);
	const { posts: known } = (await (await posts).json()) as { posts: { platform: string }[] };
	const platform = known[0]?.platform ?? '';
	const [rumour, fact] = [randomUUID(), randomUUID()];
	const seenIn = { story, stance: 'supports' };
	await command(page, 'rumour.signal', { id: rumour, text: 'Er is bluswater weggelopen', offline: null, seenIn });
	const input = { id: fact, text: 'Er is geen bluswater weg.', source: 'Waterschap', at: null };
	await command(page, 'fact.record', input);
	const about = { kind: 'rumour', finding: rumour };
	const wordings = ['website', platform].map((channel) => ({ channel, text: `Geen bluswater weg (${channel}).` }));
	const text = await approvedText(page, phone, { about, facts: [fact], wordings });
	await approvedText(page, phone, { about: { kind: 'incident', finding: null }, wordings });

	// About this story's rumour first, and of those the one for this channel.
	await page.getByRole('button', { name: 'Antwoord op dit bericht' }).first().click();
	const dialog = page.getByRole('dialog');
	const which = dialog.getByLabel('Welke tekst?');
	await expect(which.locator('option')).toHaveCount(4);
	const offered = await which.locator('option').allTextContents();
	expect(offered.map((name) => name.includes('Er is bluswater weggelopen'))).toEqual([true, true, false, false]);
	await expect(dialog.getByText(`Geen bluswater weg (${platform}). ^SK`)).toBeVisible();
	const copy = dialog.getByRole('button', { name: 'Kopieer' });
	await expect(copy).toBeVisible();
	const variants = (await textIn(page))['variants'] as { channel: string; checksum: string }[];
	const checksum = variants.find(({ channel }) => channel === platform)?.checksum ?? '';
	const byHand = () =>
		page.request.get(`/api/v1${incident}/texts/${text}/words?channel=${platform}&checksum=${checksum}`);
	expect((await byHand()).status()).toBe(200);

	// A colleague pauses it while the window is open and resumes it; without a connection nobody can know.
	const wrong = dialog.getByText('Deze tekst klopt niet meer. Plaats hem niet.');
	await command(phone, 'text.pause', { text, why: 'nieuwe meting' });
	await expect(wrong).toBeVisible();
	await expect(copy).toHaveCount(0);
	expect((await byHand()).status()).toBe(409);
	await command(phone, 'text.resume', { text, why: 'De meting klopt' });
	await expect(copy).toBeVisible();
	await line.cut();
	await dialog.getByRole('button', { name: 'Annuleer' }).click();
	await page.getByRole('button', { name: 'Antwoord op dit bericht' }).first().click();
	await which.selectOption({ index: 1 });
	await expect(dialog.getByText('Geen verbinding.')).toBeVisible();
	await expect(copy).toHaveCount(0);
	line.restore();
	await expect(offline(page)).toBeHidden({ timeout: 15_000 });
	await dialog.getByRole('button', { name: 'Annuleer' }).click();

	// The fact is replaced while the window is open: what was posted by then is recorded, and leads to the correction.
	await page.getByRole('button', { name: 'Antwoord op dit bericht' }).first().click();
	await which.selectOption({ index: 0 });
	await expect(copy).toBeVisible();
	const news = { id: randomUUID(), text: 'Er liep bluswater in de sloot.', source: 'Waterschap', at: null };
	await command(phone, 'fact.replace', { replaces: fact, ...news });
	await expect(wrong).toBeVisible();
	await expect(copy).toHaveCount(0);
	await expect(dialog.getByText('Er is bluswater weggelopen').first()).toBeAttached();
	expect(await faultsOf(page)).toEqual([]);
	await dialog.getByRole('button', { name: 'Leg vast dat u dit plaatste' }).click();
	await expect(dialog.getByText('Vastgelegd. De tekst klopte niet meer')).toBeVisible();
	await dialog.getByRole('link', { name: 'Maak de correctie' }).click();
	await page.waitForURL(new RegExp(`/texts/correct/${fact}$`));
	const rest = page.getByRole('region', { name: /Wat nog meer op het oude feit rust/ });
	await expect(rest).toContainText('^SK');
	expect((await logOf(page)).findLast(({ type }) => type === 'response.given')?.data['problem']).toBe('fact.replaced');

	// What is approved and rests on it as well: its approval is withdrawn here, with why.
	await expect(rest).toContainText(anyHour(/Akkoord \d\d\.\d\d uur, nog niet gebruikt/));
	await rest.getByRole('button', { name: /^Trek akkoord in/ }).click();
	await rest.getByLabel('Waarom trekt u het akkoord in?').fill('Het feit is vervangen.');
	expect(await faultsOf(page)).toEqual([]);
	await rest.getByRole('button', { name: 'Trek akkoord in', exact: true }).click();
	await expect(rest.getByText('nog niet gebruikt')).toHaveCount(0);
	await rest.getByRole('button', { name: /^Correctie gestuurd/ }).click();
	await expect(page.getByText('1 van 1 mensen die antwoord kregen')).toBeVisible();
});

test('on a phone approval is offered only after the end of every differing text was on screen', async ({
	page,
	base,
	visitor,
	watch
}) => {
	test.slow();
	watch.allow(/ERR_|broken|Failed to load resource/);
	const { incident, rumour } = await withRumour(page);
	const phone = await asSpokesperson(await visitor({ viewport: { width: 360, height: 640 } }), base);
	const long = Array.from({ length: 25 }, (_, at) => `Zin ${at + 1}: wij zoeken uit of het water veilig is.`);
	const wordings = [
		{ channel: 'website', text: long.join('\n\n') },
		{ channel: 'phone', text: long.toReversed().join('\n\n') }
	];
	const { id } = await submittedText(page, { about: { kind: 'rumour', finding: rumour }, wordings });
	const approve = phone.getByRole('button', { name: 'Akkoord', exact: true });
	const ends = phone.locator('[data-text-end]');
	// A script that does not arrive, or that fails, leaves the approval below all texts.
	const script = '**/text-page.js';
	for (const broken of [null, 'throw new Error("broken")']) {
		await phone.route(script, (route) => (broken === null ? route.abort() : route.fulfill({ body: broken })));
		await phone.goto(`${incident}/texts/${id}`);
		const [end, button] = await Promise.all([ends.nth(1).boundingBox(), approve.boundingBox()]);
		expect(button?.y ?? 0).toBeGreaterThan(end?.y ?? Infinity);
		await phone.unroute(script);
	}
	await phone.goto(`${incident}/texts/${id}`);
	await expect(ends).toHaveCount(2);
	await expect(phone.getByRole('link', { name: 'Lees verder: tekst 1' })).toBeVisible();
	await expect(approve).toBeHidden();
	await ends.nth(0).scrollIntoViewIfNeeded();
	await phone.mouse.wheel(0, 120);
	await expect(phone.getByRole('link', { name: 'Lees verder: tekst 2' })).toBeVisible();
	await expect(phone.getByText('Gelezen tot nu: 1 van 2 teksten')).toBeVisible();
	await expect(approve).toBeHidden();
	expect(await faultsOf(phone)).toEqual([]);
	const readAll = async (): Promise<void> => {
		for (const end of await ends.all()) {
			await end.scrollIntoViewIfNeeded();
			await phone.mouse.wheel(0, 200);
		}
	};
	await readAll();

	// Without a connection, and after a session that ended, it is said that the approval was not given.
	await phone.waitForFunction(() => navigator.serviceWorker.controller !== null);
	const context = phone.context();
	await context.setOffline(true);
	await approve.click();
	await expect(phone.getByText('Uw akkoord kan zijn aangekomen. Dat weten wij nog niet.')).toBeVisible();
	await context.setOffline(false);
	await phone.getByRole('link', { name: 'Kijk nu' }).click();
	await expect(phone.getByRole('alert').first()).toContainText('Uw akkoord is niet gegeven.');
	expect(await faultsOf(phone)).toEqual([]);
	const cookies = await context.cookies();
	await context.clearCookies();
	await readAll();
	await approve.click();
	await expect(phone.getByText('Na het aanmelden ziet u wat er is opgeslagen.')).toBeVisible();
	await context.addCookies(cookies);
	await phone.goto(new URL(phone.url()).searchParams.get('next') ?? '');
	await expect(phone.getByRole('alert').first()).toContainText(
		'U was niet meer aangemeld. Uw akkoord is niet gegeven.'
	);
	await readAll();
	const sent = await phone.locator('form[data-decision] input[name=command]').inputValue();
	await approve.click();
	await expect(phone.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
	await phone.goto(`${incident}/texts/${id}?sent=approve.${sent}.`);
	await expect(phone.getByRole('alert').first()).toContainText('Uw akkoord is opgeslagen.');
});

test('where a number differs between texts the thumb finds the safe button, and the reason for an approval is kept', async ({
	page,
	base,
	visitor
}) => {
	test.slow();
	const { incident, rumour } = await withRumour(page);
	const about = { kind: 'rumour', finding: rumour };
	const wordings = [
		{ channel: 'website', text: 'In de sporthal is plaats voor 120 mensen.' },
		{ channel: 'phone', text: 'Er is plaats voor 100 mensen.' }
	];
	const { id } = await submittedText(page, { about, wordings });
	const size = { viewport: { width: 360, height: 740 } };
	const phone = await asSpokesperson(await visitor({ ...size, javaScriptEnabled: false }), base);
	await phone.goto(`${incident}/texts/${id}`);
	await expect(phone.getByText('U leest deze tekst voor het eerst.')).toBeVisible();
	await phone.reload();
	await expect(phone.getByText('U opende deze versie al')).toBeVisible();
	await expect(phone.getByRole('heading', { name: 'Een getal is niet in elke tekst hetzelfde' })).toBeVisible();
	await expect(phone.getByRole('button', { name: 'Akkoord', exact: true })).toHaveCount(0);
	const right = phone.getByText('Klopt zo…');
	const [left, wrong] = await Promise.all(
		[right, phone.getByRole('link', { name: 'Terug: getal klopt niet' })].map((each) => each.boundingBox())
	);
	expect(wrong?.x ?? 0).toBeGreaterThan(left?.x ?? Infinity);
	await right.click();
	expect(await sidewaysOf(phone)).toEqual([]);
	await phone.getByLabel('Waarom klopt het verschil?').fill('Twintig plaatsen zijn voor de pers.');
	await phone.getByRole('button', { name: 'Akkoord met verschil' }).click();
	await expect(phone.getByText('Een getal verschilt: ‘Twintig plaatsen zijn voor de pers.’').first()).toBeVisible();
	await expect(phone.getByText(/^Er wacht(en)? nog \d+ ding(en)? op u\./)).toBeVisible();
	await expect(phone.getByRole('link', { name: 'Publiceer' })).toHaveAttribute(
		'href',
		`${incident}/texts/${id}/publish`
	);
});

test('an approval is withdrawn by one tap until the text is published, with and without a script', async ({
	page,
	base,
	visitor
}) => {
	test.slow();
	const { incident, rumour } = await withRumour(page);
	const phone = await asSpokesperson(
		await visitor({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false }),
		base
	);
	const about = { kind: 'rumour', finding: rumour };
	const wordings = ['website', 'x'].map((channel) => ({ channel, text: `Wij zoeken het uit (${channel}).` }));
	const text = await approvedText(page, phone, { about, wordings });
	await phone.goto(`${incident}/texts/${text}`);
	await expect(phone.getByRole('link', { name: 'Publiceer' })).toBeVisible();
	expect(await sidewaysOf(phone)).toEqual([]);
	await phone.getByRole('button', { name: 'Trek akkoord in' }).click();
	await expect(phone.getByText('Het akkoord is ingetrokken.')).toBeVisible();
	await expect(phone.getByText(/^Jeroen Vos trok het akkoord in/)).toBeVisible();
	await expect(phone.getByRole('button', { name: 'Akkoord', exact: true })).toBeVisible();

	// The writer sees it where they work, and nothing can be put out.
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(`${incident}/texts/${text}`);
	expect(await faultsOf(page)).toEqual([]);
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(`${incident}/texts/${text}/edit`);
	await expect(page.getByText(/^Jeroen Vos trok het akkoord in/)).toBeVisible();
	await expect(page.getByText('wacht op akkoord').first()).toBeVisible();
	await expect(page.getByRole('button', { name: 'Leg publicatie vast' })).toHaveCount(0);

	// Approved again; a colleague who withdraws it says why, and what is out stays out.
	await phone.getByRole('button', { name: 'Akkoord', exact: true }).click();
	const x = page.getByRole('article', { name: 'X', exact: true });
	await x.getByRole('button', { name: /^Trek akkoord in/ }).click();
	await x.getByLabel('Waarom trekt u het akkoord in?').fill('De meting komt om drie uur.');
	expect(await faultsOf(page)).toEqual([]);
	await x.getByRole('button', { name: 'Trek akkoord in', exact: true }).click();
	await expect(page.getByText(/trok het akkoord in, .*: ‘De meting komt om drie uur\.’/)).toBeVisible();
	const website = page.getByRole('article', { name: 'Website', exact: true });
	await website.getByRole('link', { name: 'Publiceer' }).click();
	await website.getByRole('button', { name: 'Leg publicatie vast' }).click();
	await expect(page.getByText('Staat online: Website.')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Trek akkoord in/ })).toHaveCount(0);
	await phone.reload();
	await expect(phone.getByText('De meting komt om drie uur.')).toBeVisible();
	expect(await sidewaysOf(phone)).toEqual([]);
});

test('when no correction is needed, one statement with a reason covers every channel', async ({
	page,
	base,
	visitor
}) => {
	const { incident, rumour } = await withRumour(page);
	const phone = await asSpokesperson(await visitor(), base);
	const { state } = await stateOf(page);
	const fact = String(state['facts']?.[0]?.[0]);
	const about = { kind: 'rumour', finding: rumour };
	const wordings = ['website', 'x'].map((channel) => ({ channel, text: 'Het kraanwater is veilig.' }));
	const text = await approvedText(page, phone, { about, facts: [fact], wordings });
	for (const { channel, checksum } of (await textIn(page))['variants'] as { channel: string; checksum: string }[])
		await command(page, 'text.publish', {
			text,
			id: randomUUID(),
			channel,
			checksum,
			where: channel,
			address: null,
			at: null
		});
	const news = { id: randomUUID(), text: 'Het kraanwater is overal veilig.', source: 'GGD', at: null };
	await command(page, 'fact.replace', { replaces: fact, ...news });
	// Who wrote the old words does not say that they may stay.
	await page.goto(`${incident}/texts/correct/${fact}`);
	await page.getByRole('button', { name: 'Geen correctie', exact: true }).click();
	await expect(page.getByText('Een collega zegt of het nog klopt.').last()).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await phone.goto(`${incident}/texts/correct/${fact}`);
	await phone.getByRole('button', { name: 'Geen correctie', exact: true }).click();
	const record = phone.getByRole('button', { name: 'Leg vast: geen correctie' });
	await expect(record).toBeDisabled();
	await phone.getByLabel('Waarom is nergens een correctie nodig?').fill('de nieuwe woorden zeggen hetzelfde');
	expect(await faultsOf(phone)).toEqual([]);
	await record.click();
	await expect(phone.getByText('Op geen kanaal is een correctie nodig.')).toBeVisible();
	const waived = (await logOf(page)).filter(({ type }) => type === 'text.correctionWaived');
	expect(waived.map(({ data }) => (data['waived'] as { why: string }).why)).toEqual([
		'de nieuwe woorden zeggen hetzelfde',
		'de nieuwe woorden zeggen hetzelfde'
	]);
});

test('when two desks correct the same fact at once, the second keeps its words and reads who was first', async ({
	page,
	base,
	visitor,
	watch
}) => {
	watch.allow(/409/);
	const { incident, rumour } = await withRumour(page);
	const phone = await asSpokesperson(await visitor({ viewport: { width: 1280, height: 800 } }), base);
	const { state } = await stateOf(page);
	const fact = String(state['facts']?.[0]?.[0]);
	const about = { kind: 'rumour', finding: rumour };
	const wordings = [{ channel: 'website', text: 'Het kraanwater is veilig.' }];
	const text = await approvedText(page, phone, { about, facts: [fact], wordings });
	const [variant] = (await textIn(page))['variants'] as { channel: string; checksum: string }[];
	const put = { channel: 'website', checksum: variant?.checksum, where: 'Website', address: null, at: null };
	await command(page, 'text.publish', { text, id: randomUUID(), ...put });
	const news = { id: randomUUID(), text: 'Kook het kraanwater.', source: 'GGD', at: null };
	await command(page, 'fact.replace', { replaces: fact, ...news });
	for (const desk of [page, phone]) {
		await desk.goto(`${incident}/texts/correct/${fact}`);
		await expect(desk.getByLabel('Correctie', { exact: true })).toHaveValue(/Kook het kraanwater\.$/);
	}
	await phone.getByLabel('Correctie', { exact: true }).fill('Kook het water eerst, drie minuten.');
	await page.getByRole('button', { name: 'Vraag akkoord' }).click();
	await expect(page.getByText('De correctie is gemaakt.')).toBeVisible();
	const refusedAlert = phone.getByRole('alert').filter({ hasText: 'Sanne Kuipers maakte deze correctie al' });
	await expect(refusedAlert).toContainText('Uw tekst is niet verstuurd.');
	await expect(phone.getByText('Kook het water eerst, drie minuten.')).toBeVisible();
	await expect(phone.getByRole('button', { name: 'Vraag akkoord' })).toHaveCount(0);
	expect(await faultsOf(phone)).toEqual([]);
	expect((await logOf(page)).filter(({ type }) => type === 'text.drafted')).toHaveLength(2);
});
