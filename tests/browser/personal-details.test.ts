import { beginExercise, expect } from './desk';
import { test } from './server';

test('a telephone number is pointed out while somebody types it, and one press masks it', async ({ page }) => {
	test.setTimeout(90_000);
	const address = await beginExercise(page, 20);
	await page.goto(`${address}/desk`);
	const questionField = page.locator('#text');
	const mask = page.getByRole('button', { name: 'Maak onleesbaar' });
	await questionField.fill('Mag ik het water drinken? Bel 112.');
	await expect(mask).toBeHidden();
	await questionField.fill('Mag ik het water drinken? Bel mij op 06-12345678.');
	await expect(page.getByText('Hier staat een telefoonnummer: 06-12345678.').first()).toBeVisible();
	await mask.click();
	await expect(questionField).toHaveValue('Mag ik het water drinken? Bel mij op [tel].');
	await expect(questionField).toBeFocused();
	await expect(mask).toBeHidden();
});
