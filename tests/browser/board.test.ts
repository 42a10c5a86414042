import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { command, incidentOf, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

/** The boards of rumours and needs, on a laptop and on a phone: an analyst takes over a running incident. */

const rowOf = async (page: Page, rows: string, id: string): Promise<Record<string, unknown>> =>
	(await stateOf(page)).state[rows]?.find(([key]) => key === id)?.[1] ?? {};

test('a rumour goes over the board by key and by hand, an own action in two taps, and a question is answered on a phone', async ({
	page
}) => {
	await page.goto('/');
	await page.locator('form[action*="try"] button').click();
	await page.waitForURL(/\/incidents\//);
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
	await page.getByRole('link', { name: '1 feit vervangen' }).click();
	await expect(page.getByRole('link', { name: 'Uitkomst van: Het kraanwater is vergiftigd' })).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Nagekeken' }).click();
	await expect(page.getByRole('link', { name: '1 feit vervangen' })).toHaveCount(0);

	// An hour later: the bar shows what is late, in order, on every screen.
	const { at } = await stateOf(page);
	await command(page, 'exercise.setClock', {
		speed: 0,
		incident: new Date(Date.parse(at) + 65 * 60_000).toISOString()
	});
	await page.reload();
	await page.getByRole('button', { name: '1 te laat' }).click();
	await expect(page.getByRole('menuitem').first()).toHaveText(/te laat met de tekst: Het kraanwater is vergiftigd$/);
	await page.keyboard.press('Escape');

	// On a phone: one list, and an unanswered question. The screen is high enough that the thumb bar covers nothing.
	await page.setViewportSize({ width: 360, height: 1400 });
	await page.goto(`${incident}/rumours`);
	await expect(page.getByRole('article').first()).toHaveAccessibleName('Het kraanwater is vergiftigd');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('navigation', { name: 'Onderdelen' }).getByRole('link', { name: 'Vragen' }).click();
	await expect(page.getByRole('region', { name: /^Niemand beantwoordt dit/ })).toBeVisible();
	await card('Gaan de scholen dicht?').click({ position: { x: 5, y: 5 } });
	await page.getByRole('button', { name: 'Leg vast wat al gezegd is' }).click();
	await page.getByLabel('Het antwoord').fill('Nee, de scholen blijven open.');
	await page.getByLabel('Waar gegeven').fill('Website');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Leg het antwoord vast' }).click();
	await expect(page.getByRole('region', { name: /^Beantwoord/ }).getByText('Gaan de scholen dicht?')).toBeVisible();
	expect(await rowOf(page, 'needs', need)).toMatchObject({ state: 'answered', answer: { channel: 'Website' } });
});
