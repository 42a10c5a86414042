import { randomUUID } from 'node:crypto';
import { command, incidentOf, openExercise, savedAll, stateOf } from './desk';
import { faultsOf } from './page-faults';
import { expect, test } from './server';

test('the form says what a merge moves; one key undoes it, until something rests on it', async ({ page }) => {
	await openExercise(page);
	const incident = `/incidents/${incidentOf(page)}`;
	const [gas, poison, fact] = [randomUUID(), randomUUID(), randomUUID()];
	const raise = (id: string, text: string) =>
		command(page, 'rumour.signal', { id, text, offline: 'bij de balie', seenIn: null });
	await raise(gas, 'Er is gas in de wijk');
	await raise(poison, 'De wijk is vergiftigd');
	await command(page, 'rumour.assess', { rumour: gas, harm: 3, danger: true, helpNeeded: false });
	await command(page, 'rumour.verify', { rumour: gas, body: 'Brandweer', question: null, deadline: null });
	await command(page, 'fact.record', { id: fact, text: 'Er is geen gas.', source: 'Brandweer', at: null });
	await command(page, 'rumour.giveVerdict', { rumour: gas, verdict: 'false', fact });
	await command(page, 'finding.close', { kind: 'rumour', finding: poison });

	await page.goto(`${incident}/findings/${gas}`);
	await page.getByLabel('Voeg samen met').selectOption(poison);
	await page.getByRole('button', { name: 'Voeg samen', exact: true }).click();
	const dialog = page.getByRole('dialog', { name: 'Voegt u deze twee samen?' });
	for (const line of ['Blijft open', '3: gevaar', 'Direct gevaar voor mensen', 'Brandweer', 'Uitkomst, na te kijken'])
		await expect(dialog.getByText(line)).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	const folder = process.env['PICTURES_OF_MERGE'];
	for (const width of folder ? [1280, 768, 360] : [])
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.setViewportSize({ width, height: 900 });
			await page.emulateMedia({ colorScheme });
			await page.screenshot({ path: `${folder ?? ''}/${String(width)}-${colorScheme}.png` });
		}
	await dialog.getByRole('button', { name: 'Voeg samen' }).click();

	await expect(page).toHaveURL(new RegExp(`/findings/${poison}$`));
	const merged = page.getByText('Hierin is ‘Er is gas in de wijk’ samengevoegd.');
	await expect(merged).toBeVisible();
	const rumour = async (id: string) => (await stateOf(page)).state['rumours']?.find(([key]) => key === id)?.[1] ?? {};
	expect(await rumour(poison)).toMatchObject({ closed: null, harm: 3, danger: true });
	expect(await faultsOf(page)).toEqual([]);
	await page.keyboard.press('z');
	await expect(merged).toBeHidden();
	await savedAll(page);
	expect(await rumour(gas)).toMatchObject({ mergedInto: null, judged: { verdict: 'false' } });
	expect(await rumour(poison)).toMatchObject({ harm: null, danger: false, inquiries: [], closed: {} });

	await command(page, 'finding.merge', { kind: 'rumour', finding: gas, into: poison });
	await expect(merged).toBeVisible();
	await command(page, 'rumour.verify', { rumour: poison, body: 'GGD', question: null, deadline: null });
	await expect(merged).toBeHidden();
});

test('what was typed about a finding that a colleague merges meanwhile goes to the other one', async ({ page }) => {
	await openExercise(page);
	const [one, other] = [randomUUID(), randomUUID()];
	await command(page, 'need.raise', { id: one, text: 'Mag het raam open?', offline: 'balie', seenIn: null });
	await command(page, 'need.raise', { id: other, text: 'Kan ik luchten?', offline: 'balie', seenIn: null });
	await page.goto(`/incidents/${incidentOf(page)}/findings/${one}`);
	await page.getByRole('button', { name: 'Zet op beantwoord' }).click();
	await page.getByLabel('Het antwoord').fill('Nee, wacht op bericht.');
	await command(page, 'finding.merge', { kind: 'need', finding: one, into: other });
	await expect(page).toHaveURL(new RegExp(`/findings/${other}$`));
	await page.getByRole('button', { name: 'Zet op beantwoord' }).click();
	await expect(page.getByLabel('Het antwoord')).toHaveValue('Nee, wacht op bericht.');
});
