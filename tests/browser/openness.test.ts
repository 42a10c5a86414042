import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { command, openExercise } from './desk';
import { faultsOf, lookOver } from './page-faults';
import { expect, test } from './server';
import { entriesOf } from '../server/report/zip-entry';
import { readPdf } from '../server/report/read-pdf';

/** The coordinator among the made-up people of an exercise. */
const COORDINATOR = '00000000-0000-8000-8000-0000000e0003';

test('a coordinator assesses documents under the Woo, marks words by keyboard, and releases a set without them', async ({
	page,
	base,
	watch
}) => {
	test.slow();
	watch.allow(/WebSocket/);
	await openExercise(page);
	const address = new URL(page.url()).pathname;
	await command(page, 'fact.record', {
		id: randomUUID(),
		text: 'Mevrouw Quirijnen uit de Dorpsstraat belde over rook.',
		source: 'brandweer',
		at: null
	});
	await command(page, 'fact.record', {
		id: randomUUID(),
		text: 'De brand is onder controle.',
		source: 'brandweer',
		at: null
	});
	await page.goto(`${address}/openness`);
	const lines = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3 }) });
	await expect(lines.filter({ hasText: 'onder controle' })).toContainText('Openbaar');
	await expect(page.getByText('Alleen de coördinator kan hier iets wijzigen.')).toBeVisible();
	await expect(page.getByRole('button', { name: /^Beoordeel/ })).toHaveCount(0);

	await page.request.post('/switch-person', { form: { person: COORDINATOR, next: '/' }, headers: { origin: base } });
	await page.goto(`${address}/openness`);
	const named = lines.filter({ hasText: 'belde over rook' });
	await expect(named).toContainText('Deels openbaar');
	await expect(named).toContainText('5.1.2e');
	await expect(named).not.toContainText('Quirijnen');
	await page.getByRole('button', { name: /^Neem alle voorstellen over/ }).click();
	await expect(page.getByRole('button', { name: /^Neem alle voorstellen over/ })).toHaveCount(0);
	await expect(named).toContainText('Niet in de set: markeer eerst wat eruit moet.');
	expect(await lookOver(page, base, `${address}/openness`)).toEqual([]);

	// By keyboard alone: to the words, choose two, choose the ground, mark.
	await named.getByRole('link', { name: /^Markeer woorden/ }).click();
	const text = page.getByRole('listbox');
	await text.getByRole('option', { name: 'Mevrouw' }).focus();
	await page.keyboard.press('Shift+ArrowRight');
	await expect(page.getByText('Gekozen: Mevrouw Quirijnen')).toBeVisible();
	await page.keyboard.press('Enter');
	await expect(page.getByLabel('Grond')).toBeFocused();
	await page.getByLabel('Grond').selectOption('5-1-2e');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Markeer', exact: true }).press('Enter');
	const marked = page.getByRole('listitem').filter({ hasText: 'Mevrouw Quirijnen' });
	await expect(marked).toContainText('5.1.2e');
	await text.getByRole('option', { name: 'Dorpsstraat' }).click();
	await page.getByLabel('Grond').selectOption('5-1-5');
	await page.getByRole('button', { name: 'Markeer', exact: true }).click();
	await expect(page.getByRole('listitem').filter({ hasText: '5.1.5' })).toBeVisible();
	expect(await lookOver(page, base, new URL(page.url()).pathname)).toEqual([]);

	// What stays back here is gone from other documents too, and their screens say so.
	await command(page, 'fact.record', {
		id: randomUUID(),
		text: 'Het verhaal van Mevrouw Quirijnen klopt.',
		source: 'brandweer',
		at: null
	});
	await page.goto(`${address}/openness`);
	await lines
		.filter({ hasText: 'Het verhaal van' })
		.getByRole('link', { name: /^Markeer woorden/ })
		.click();
	await expect(page.getByRole('heading', { name: 'Gaat er ook uit' })).toBeVisible();
	await expect(page.getByRole('listitem').filter({ hasText: 'Mevrouw Quirijnen' })).toContainText('5.1.2e');
	expect(await lookOver(page, base, new URL(page.url()).pathname)).toEqual([]);

	await page.goto(`${address}/openness`);
	await expect(named).toContainText('2 stukken gemarkeerd. In de set.');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Gelakte set (zip)' }).click()
	]);
	expect(download.suggestedFilename()).toBe('woo-documenten.zip');
	const entries = await entriesOf(await readFile(await download.path()));
	let whole = '';
	for (const { name, content } of entries)
		whole += name.endsWith('.pdf') ? (await readPdf(Buffer.from(content), false)).text : content.toString('utf8');
	expect(whole).toContain('De brand is onder controle.');
	expect(whole).toContain('5.1.2e');
	expect(whole).toContain('belde over rook');
	expect(whole).not.toMatch(/Quirijnen|Dorpsstraat/);
	const csv = await page.request.get(`${address}/openness/file/csv`);
	expect((await csv.text()).startsWith('\ufeffNummer;Datum en tijd;Soort;Onderwerp;')).toBe(true);
});

test('a single document is assessed, and withholding it requires a ground', async ({ page, base, watch }) => {
	watch.allow(/409/); // the refusal of what changed
	await openExercise(page);
	const address = new URL(page.url()).pathname;
	await command(page, 'fact.record', { id: randomUUID(), text: 'De brand is uit.', source: 'brandweer', at: null });
	await page.request.post('/switch-person', { form: { person: COORDINATOR, next: '/' }, headers: { origin: base } });
	await page.goto(`${address}/openness`);
	const line = page.getByRole('listitem').filter({ hasText: 'De brand is uit.' });
	await line.getByRole('button', { name: /^Beoordeel/ }).click();
	await line.getByLabel('Oordeel').selectOption('not');
	await line.getByRole('button', { name: 'Bewaar' }).click();
	await expect(line.getByRole('alert')).toContainText('kies ook op welke grond');
	await line.getByLabel('5.1.2c opsporing en vervolging').check();
	await line.getByLabel('Toelichting').fill('De politie doet onderzoek.');
	expect(await faultsOf(page)).toEqual([]);
	await line.getByRole('button', { name: 'Bewaar' }).click();
	await expect(line).toContainText('Niet openbaar');
	await expect(line).toContainText('De politie doet onderzoek.');
	await page.reload();
	await expect(line).toContainText('5.1.2c');

	// A colleague adds words while the form is open: those were not judged.
	const rumour = randomUUID();
	await command(page, 'rumour.signal', { id: rumour, text: 'De kade is ingestort', offline: 'Telefoon', seenIn: null });
	await command(page, 'rumour.verify', { rumour, body: 'Waterschap', question: null, deadline: null });
	const checked = page.getByRole('listitem').filter({ hasText: 'De kade is ingestort' });
	await expect(checked).toContainText('Openbaar');
	await checked.getByRole('button', { name: /^Beoordeel/ }).click();
	const text = 'Mevrouw Quirijnen ging kijken.';
	await command(page, 'rumour.answerInquiry', { rumour, inquiry: 0, text });
	await expect(checked).toContainText('Deels openbaar');
	await checked.getByRole('button', { name: 'Bewaar' }).click();
	await expect(checked.getByRole('alert')).toContainText('een collega wijzigde of markeerde dit document intussen');
	await checked.getByRole('button', { name: 'Annuleer' }).click();
	await checked.getByRole('button', { name: /^Beoordeel/ }).click();
	await expect(checked.getByLabel('Oordeel')).toHaveValue('partly');
	await checked.getByRole('button', { name: 'Bewaar' }).click();
	await expect(checked).toContainText('Niet in de set: markeer eerst wat eruit moet.');
});
