import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { asSpokesperson, command, incidentOf, openAttention, openExercise, savedAll, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

/** The boards of rumours and needs, on a laptop and on a phone: an analyst takes over a running incident. */

const rowOf = async (page: Page, rows: string, id: string): Promise<Record<string, unknown>> =>
	(await stateOf(page)).state[rows]?.find(([key]) => key === id)?.[1] ?? {};

test('a rumour moves across the board by keyboard and mouse, an own action takes two taps, and a question is answered on a phone', async ({
	page,
	base,
	visitor
}) => {
	test.slow();
	await openExercise(page);
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const incident = `/incidents/${incidentOf(page)}`;
	const [water, school, fact, need] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
	await command(page, 'rumour.signal', {
		id: water,
		text: 'Het kraanwater is vergiftigd',
		offline: 'aan de telefoon',
		seenIn: null
	});
	await command(page, 'rumour.signal', {
		id: school,
		text: 'De school is ontruimd',
		offline: 'bij de balie',
		seenIn: null
	});
	await command(page, 'rumour.assess', { rumour: water, harm: 3, danger: true, helpNeeded: true });
	await command(page, 'rumour.setVariants', {
		rumour: water,
		variants: ['Er zit gif in de kraan', 'De sloot is giftig']
	});
	await command(page, 'fact.record', { id: fact, text: 'Het kraanwater is veilig.', source: 'Waterbedrijf', at: null });
	await command(page, 'need.raise', { id: need, text: 'Gaan de scholen dicht?', offline: 'telefoon', seenIn: null });

	// By key: select, move, and the form that the step asks for.
	await page.goto(`${incident}/rumours`);
	const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
	const card = (name: string) => page.getByRole('article', { name });
	await expect(column('Gesignaleerd').getByRole('article').first()).toHaveAccessibleName(
		'Het kraanwater is vergiftigd'
	);
	await expect(card('Het kraanwater is vergiftigd')).toContainText('Vraag dit na.');
	await page.keyboard.press('j');
	await page.keyboard.press('v');
	await page.keyboard.press('2');
	const dialog = page.getByRole('dialog', { name: 'Vraag dit gerucht na' });
	await dialog.getByLabel('Bij wie vraagt u het na?').fill('Waterbedrijf');
	await dialog.getByLabel('Tot wanneer wacht u?').selectOption('20');
	await dialog.getByRole('button', { name: 'Leg de vraag vast' }).click();
	await expect(column('Wordt nagegaan').getByText('Wacht op antwoord van Waterbedrijf')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	// By hand: only where it may go; the form comes first.
	await card('Het kraanwater is vergiftigd').dragTo(column('Gepubliceerd'));
	await expect(page.getByRole('dialog')).toHaveCount(0);
	await card('Het kraanwater is vergiftigd').dragTo(column('Uitkomst, reactie'));
	const verdict = page.getByRole('dialog', { name: 'Geef de uitkomst' });
	await verdict.getByLabel('Wat is de uitkomst?').selectOption('false');
	await verdict.getByLabel('Op welk feit rust dit?').selectOption(fact);
	await verdict.getByRole('button', { name: 'Leg de uitkomst vast' }).click();
	await expect(column('Uitkomst, reactie').getByText('Kies een aanpak.')).toBeVisible();
	await page.getByRole('button', { name: /^hulp nodig/ }).click();
	await expect(card('De school is ontruimd')).toHaveCount(0);

	// What was one claim becomes two.
	await card('Het kraanwater is vergiftigd').getByRole('link').first().click();
	await page.getByRole('button', { name: 'Splits dit gerucht' }).click();
	await page.getByLabel('De sloot is giftig').check();
	await expect(page.getByLabel('De nieuwe bewering')).toHaveValue('De sloot is giftig');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Splits', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'De sloot is giftig' })).toBeVisible();
	expect(await rowOf(page, 'rumours', water)).toMatchObject({ variants: ['Er zit gif in de kraan'] });

	// Two taps, from this screen as from any.
	await page.getByRole('button', { name: 'Eigen actie' }).click();
	await page.getByRole('button', { name: 'Liveblog' }).click();
	await expect(page.getByText('Vastgelegd: Liveblog.').first()).toBeVisible();
	const actions = (await stateOf(page)).state['actions'] ?? [];
	expect(actions.map(([, { text }]) => text)).toContain('Liveblog bijgewerkt.');

	// A fact is replaced: every screen says so until a person has reviewed it.
	await command(page, 'fact.replace', {
		replaces: fact,
		id: randomUUID(),
		text: 'Kook het water.',
		source: 'GGD',
		at: null
	});
	await openAttention(page);
	await page
		.locator('header')
		.getByRole('link', { name: /^Dit klopt niet meer/ })
		.click();
	expect(await faultsOf(page)).toEqual([]);
	// Who gave the verdict does not say that it still holds; a colleague does, with a reason.
	await expect(page.getByText('Een collega zegt of het nog klopt.').first()).toBeVisible();
	const colleague = await asSpokesperson(await visitor(), base);
	await colleague.goto(page.url());
	const stays = colleague.getByRole('button', { name: /^Blijft onjuist/ });
	await stays.click();
	await colleague.getByLabel('Waarom klopt dit nog?').fill('Koken helpt niet tegen gif');
	await stays.click();
	await expect(page.locator('header a', { hasText: 'Dit klopt niet meer' })).toHaveCount(0);

	// An hour later: the bar shows what is late, in order, on every screen.
	const { at } = await stateOf(page);
	await command(page, 'exercise.setClock', {
		speed: 0,
		incident: new Date(Date.parse(at) + 65 * 60_000).toISOString()
	});
	await page.reload();
	await openAttention(page);
	await expect(
		page
			.locator('header')
			.getByRole('link', { name: /min te laat/ })
			.first()
	).toHaveText(/^Over ‘Het kraanwater is vergiftigd’ staat nog geen tekst/);
	await page.keyboard.press('Escape');

	// On a phone: one list, and an unanswered question. The screen is high enough that the thumb bar covers nothing.
	await page.setViewportSize({ width: 360, height: 1400 });
	await page.goto(`${incident}/rumours`);
	await expect(page.getByRole('article').first()).toHaveAccessibleName('Het kraanwater is vergiftigd');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link', { name: 'Vragen' }).click();
	await expect(page.getByRole('rowgroup', { name: /^Niemand beantwoordt dit/ })).toBeVisible();
	await page.getByRole('row', { name: 'Gaan de scholen dicht?' }).click({ position: { x: 5, y: 5 } });
	await page.getByRole('button', { name: 'Leg vast wat al gezegd is' }).click();
	await page.getByLabel('Het antwoord').fill('Nee, de scholen blijven open.');
	await page.getByLabel('Waar gegeven').fill('Website');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Leg het antwoord vast' }).click();
	const noted = page.getByRole('row', { name: 'Gaan de scholen dicht?' });
	await expect(noted).toContainText('Het antwoord is nog niet nagekeken. Niemand zegt het al.');
	await page.goto(`${incident}/findings/${need}`);
	await expect(page.getByText('Een collega met andere ogen kijkt het na.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Nagekeken: dit mag gezegd worden' })).toHaveCount(0);

	// A second person reads it on a phone too, and from then on it counts.
	const reader = await asSpokesperson(await visitor(), base);
	await reader.setViewportSize({ width: 360, height: 740 });
	await reader.goto(`${incident}/findings/${need}`);
	await expect(reader.getByText('Nog niet nagekeken: niemand zegt dit al.')).toBeVisible();
	expect(await faultsOf(reader)).toEqual([]);
	await reader.getByRole('button', { name: 'Nagekeken: dit mag gezegd worden' }).click();
	await expect(reader.getByText(/^nagekeken door /)).toBeVisible();
	await page.goto(`${incident}/needs`);
	await expect(page.getByRole('rowgroup', { name: /^Beantwoord/ }).getByText('Gaan de scholen dicht?')).toBeVisible();
	expect(await rowOf(page, 'needs', need)).toMatchObject({ state: 'answered', answer: { channel: 'Website' } });
});

test('a question is answered in its row by keyboard: duplicates merged, a text per channel, its fact, its approver and its return time', async ({
	page,
	watch
}) => {
	// Words over a version that a colleague replaced are refused.
	watch.allow(/409 \(Conflict\)/);
	await openExercise(page);
	await command(page, 'exercise.setClock', { speed: 0, incident: null });
	const incident = `/incidents/${incidentOf(page)}`;
	const [schools, double, smoke] = [randomUUID(), randomUUID(), randomUUID()];
	const raise = (id: string, text: string) =>
		command(page, 'need.raise', { id, text, offline: 'telefoon', seenIn: null });
	await raise(schools, 'Gaan de scholen dicht?');
	await raise(double, 'Is mijn school dicht?');
	await raise(smoke, 'Waar blijft de rook hangen?');
	await page.goto(`${incident}/needs`);
	const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name.replace('?', '\\?')}`) });

	await savedAll(page);
	// One word is not a question; the sentence is where it was typed.
	await page.keyboard.press('1');
	await expect(page.getByLabel('De vraag')).toBeFocused();
	await page.keyboard.type('Moete');
	await page.getByLabel('Waar gehoord').fill('telefoon');
	await page.getByRole('button', { name: 'Sla op' }).click();
	await expect(page.getByText('Schrijf de hele vraag.')).toBeVisible();
	await page.getByRole('button', { name: 'Annuleer' }).click();

	// Headings once; the answer opens in the row.
	await expect(page.getByRole('columnheader', { name: 'Gevraagd' })).toHaveCount(1);
	await row('Gaan de scholen dicht?').focus();
	// Nothing says here yet that it looks like another question: the key does nothing.
	await page.keyboard.press('m');
	await page.keyboard.press('Enter');
	const reply = page.getByRole('form', { name: 'Antwoord op: Gaan de scholen dicht?' });
	await expect(reply.getByLabel('Tekst voor website en liveblog')).toBeFocused();

	// A letter in a field is text; the key works from the row.
	await page.keyboard.type('m');
	await expect(reply.getByText('Misschien dezelfde vraag')).toBeVisible();
	await row('Gaan de scholen dicht?').focus();
	await page.keyboard.press('m');
	await expect(row('Is mijn school dicht?')).toHaveCount(0);
	await expect(reply.getByText('Misschien dezelfde vraag')).toHaveCount(0);

	await reply.getByLabel('Tekst voor website en liveblog').fill('Wij weten het nog niet. Uw kind is binnen veilig.');
	await expect(reply.getByText('10 woorden, goed te lezen')).toBeVisible();
	await reply.getByLabel('Tekst voor telefoon (KCC)').fill('Dat weten wij nog niet. Uw kind is binnen veilig.');
	await expect(reply.getByText('om voor te lezen: 5 seconden')).toBeVisible();
	await reply.getByLabel('Tekst voor X', { exact: true }).fill('Nog niet bekend.');
	await expect(reply.getByText('16 van 280 tekens')).toBeVisible();
	await reply.getByRole('checkbox', { name: 'X', exact: true }).uncheck();
	expect(await faultsOf(page)).toEqual([]);

	// What is missing is named, in the order in which it is asked.
	await page.keyboard.press('Control+Enter');
	await expect(reply.getByRole('alert')).toContainText('Kies eerst het feit');
	await reply.getByLabel('Feit waar dit op rust').selectOption('known');
	await reply.getByRole('button', { name: 'Bewaar als concept' }).click();
	await expect(reply.getByRole('alert')).toContainText('Noem eerst de bron van het feit.');
	await reply.getByLabel('Feit waar dit op rust').selectOption('unknown');
	await reply.getByLabel('Wat is nog niet bekend?').fill('Besluit over de scholen');
	await page.keyboard.press('Control+Enter');
	await expect(reply.getByRole('alert')).toContainText('Kies eerst wanneer deze vraag terugkomt');
	await reply.getByLabel('Terug op dit bord').selectOption({ index: 2 });

	// What somebody else writes is shown where nothing was typed since, and never replaced unseen.
	await reply.getByRole('button', { name: 'Bewaar als concept' }).click();
	await expect(reply.getByRole('status')).toContainText('Concept van u');
	const phone = reply.getByLabel('Tekst voor telefoon (KCC)');
	const elsewhere = async (channel: string, words: string): Promise<void> => {
		const { texts = [] } = (await stateOf(page)).state;
		const [text, { variants }] = texts[0] as [string, { variants: { channel: string; checksum: string }[] }];
		const over = variants.find((variant) => variant.channel === channel)?.checksum ?? null;
		await command(page, 'text.write', { text, channel, words, over });
	};
	await elsewhere('phone', 'Dat hoort u om drie uur.');
	await expect(phone).toHaveValue('Dat hoort u om drie uur.');
	await phone.fill('Dat hoort u zo.');
	await elsewhere('phone', 'Dat hoort u om vier uur.');
	await expect(reply.getByText('wijzigde deze tekst intussen')).toBeVisible();
	await expect(reply.getByText('Dat hoort u om vier uur.')).toBeVisible();
	await reply.getByRole('button', { name: 'Bewaar als concept' }).click();
	await expect(reply.getByRole('alert')).toContainText('een collega wijzigde deze tekst intussen');
	expect(await faultsOf(page)).toEqual([]);
	await reply.getByRole('button', { name: 'Houd mijn tekst' }).click();
	await reply.getByRole('button', { name: 'Vraag akkoord voor 2 teksten' }).focus();
	await page.keyboard.press('Control+Enter');
	await expect(reply).toHaveCount(0);
	const making = page.getByRole('rowgroup', { name: /^Antwoord in de maak/ });
	await expect(making.getByText(/^Wacht op akkoord van/)).toBeVisible();
	await expect(making.getByText(/^Komt terug o[mp]/)).toBeVisible();
	await expect(row('Gaan de scholen dicht?')).toBeFocused();

	const { texts = [], facts = [] } = (await stateOf(page)).state;
	const [text] = texts.map(([, each]) => each);
	expect(text).toMatchObject({
		kind: 'answer',
		about: { kind: 'need', finding: schools },
		variants: [
			{ channel: 'website', submitted: 1 },
			{ channel: 'x', submitted: null },
			{ channel: 'phone', submitted: 1, text: 'Dat hoort u zo.' }
		]
	});
	expect(facts.map(([, fact]) => fact['text'])).not.toContain('Gaan de scholen dicht?');
	expect(facts.map(([, fact]) => [fact['text'], fact['source']])).toContainEqual(['Besluit over de scholen', null]);
	expect(await rowOf(page, 'needs', double)).toMatchObject({ mergedInto: schools });
	expect(await rowOf(page, 'needs', schools)).toMatchObject({ state: 'answering' });
	expect((await rowOf(page, 'needs', schools))['returnsAt']).not.toBeNull();
	expect(await faultsOf(page)).toEqual([]);
});
