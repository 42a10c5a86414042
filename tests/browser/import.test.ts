import { readFile } from 'node:fs/promises';
import { workbook, type Cell } from '../fixtures/import/workbook';
import { lineBroken, openExercise } from './desk';
import { expect, test } from './server';

const ROWS = 4_000;
const sheet = (): Promise<Buffer> =>
	workbook({
		sheets: [
			{ name: 'Toelichting', rows: [['Export van de nacht']] },
			{
				name: 'Berichten',
				rows: [
					['Datum', 'Tekst', 'Uiting', 'Account'],
					...Array.from({ length: ROWS }, (_, i): Cell[] => [
						'20-11-2026 14:03',
						'negatief',
						`Bericht ${i} over de rook in wijk ${i % 700}`,
						`a${i % 300}`
					]),
					['31-02-2026', '=1+1 staat hier', '', '@kwaad']
				]
			}
		]
	});

test('an import of a workbook with its text in another column is corrected, stopped, and resumed where it was', async ({
	page,
	watch
}) => {
	test.slow();
	watch.allow(lineBroken);
	await openExercise(page);
	await page.goto(`${new URL(page.url()).pathname}/import`);
	const choose = page.getByLabel('Bestand', { exact: true });
	// A person who practises has room for 5 MB: more is refused at once, before it was read.
	await choose.setInputFiles({ name: 'groot.csv', mimeType: 'text/csv', buffer: Buffer.alloc(7 * 1024 ** 2, 'a,b\n') });
	await expect(page.getByText('U hebt geen ruimte meer voor dit bestand.')).toBeVisible();
	const file = { name: 'nacht.xlsx', mimeType: 'application/octet-stream', buffer: await sheet() };
	await choose.setInputFiles(file);
	await expect(
		page.getByText(`${new Intl.NumberFormat('nl').format(ROWS + 1)} rijen op het blad “Berichten”.`)
	).toBeVisible();
	await expect(page.getByLabel('Welk blad?')).toHaveValue('Berichten');
	await expect(page.getByLabel('Lees Tekst als')).toHaveValue('text');
	await page.getByLabel('Lees Tekst als').selectOption('');
	await page.getByLabel('Lees Uiting als').selectOption('text');
	await page.getByRole('button', { name: 'Haal binnen' }).click();
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	const stopped = page.locator('[data-import=stopped]');
	await expect(stopped).toContainText('Het bestand blijft hier een dag staan.');
	await stopped.getByRole('button', { name: 'Ga verder' }).click();
	const done = page.locator('[data-import=done]');
	await expect(done).toContainText(/4\.?000 nieuwe berichten/, { timeout: 90_000 });
	await expect(done).not.toContainText('al bekend');
	const download = page.waitForEvent('download');
	await done.getByRole('link', { name: 'Haal de lijst met geweigerde rijen op' }).click();
	expect((await readFile(await (await download).path(), 'utf8')).split('\r\n')).toEqual([
		'\ufeffbestand;rij;reden;Datum;Tekst;Uiting;Account',
		`nacht.xlsx;${ROWS + 2};Er staat geen tekst in deze rij.;31-02-2026;'=1+1 staat hier;;'@kwaad`,
		''
	]);
	// What was chosen is known for the next export with these columns.
	await choose.setInputFiles({ ...file, name: 'nacht (1).xlsx' });
	await expect(page.getByText('Zo zijn dezelfde kolommen de vorige keer gelezen.')).toBeVisible();
	await expect(page.getByLabel('Lees Uiting als')).toHaveValue('text');
	await page.getByLabel('Welk blad?').selectOption('Toelichting');
	await expect(page.getByRole('table').getByText('Export van de nacht').first()).toBeVisible();
});
