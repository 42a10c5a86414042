import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import { startProgram } from '../running-program';
import { expect, missing, selectedStory, test } from './browser-test';

const person = (last: number): string => `00000000-0000-8000-8000-0000000e000${String(last)}`;
const [ANALYST, SPOKESPERSON, COORDINATOR] = [person(1), person(2), person(3)];

test.skip(({ kind }) => missing(kind) !== null, 'a tool is not installed');

test('an analyst labels by keyboard, online and offline, and everything is saved once the connection is back', async ({
	desk: page,
	incident,
	line
}) => {
	await page.goto(incident.url);
	await expect.poll(() => selectedStory(page)).not.toBe('');
	const story = await selectedStory(page);
	await page.type('2');
	await expect
		.poll(() => page.driver.evaluate(() => document.activeElement?.getAttribute('role') ?? null, null))
		.toBe('combobox');
	await page.type('Het drinkwater is vergiftigd');
	await page.press('Tab');
	await page.type('s');
	await page.press('Control', 'Enter');
	await page.press('Control', 'Enter');
	await expect.poll(() => page.driver.evaluate(() => document.querySelector('dialog[open]') === null, null)).toBe(true);
	await page.type('5');
	await page.shows('Alles opgeslagen');

	await line.refuse();
	await page.shows('Geen verbinding');
	await page.type('e');
	await expect.poll(() => selectedStory(page)).not.toBe(story);
	const second = await selectedStory(page);
	await page.type('6e');
	await page.shows(/[34] wijzigingen wachten|[34] wachten op opslaan/);
	await line.accept();
	await page.shows('Alles opgeslagen');

	const labelsOf = async (id: string) => (await incident.state())['labels']?.find(([one]) => id.endsWith(one))?.[1];
	await expect
		.poll(() => labelsOf(story))
		.toMatchObject({
			sentiment: { emotion: 'fear' },
			looked: { outcome: 'looked' },
			links: [{ stance: 'supports' }]
		});
	await expect.poll(() => labelsOf(second)).toMatchObject({ looked: { outcome: 'looked' } });
});

test('a spokesperson approves a rebuttal on a phone', async ({ desk: page, incident }) => {
	await page.goto(incident.url);
	const [rumour, fact, text] = [randomUUID(), randomUUID(), randomUUID()];
	const claim = 'Het kraanwater is vergiftigd';
	await incident.send('rumour.signal', { id: rumour, text: claim, offline: 'telefoon', seenIn: null });
	await incident.send('fact.record', { id: fact, text: 'Het kraanwater is veilig.', source: 'Waterbedrijf', at: null });
	await incident.send('rumour.giveVerdict', { rumour, verdict: 'false', fact });
	await incident.send('text.draft', {
		id: text,
		kind: 'rebuttal',
		about: { kind: 'rumour', finding: rumour },
		corrects: null,
		facts: [fact],
		wordings: [{ channel: 'website', text: 'Het kraanwater is veilig. U kunt het gewoon drinken.' }]
	});
	const textIn = async () => (await incident.state())['texts']?.find(([id]) => id === text)?.[1];
	const variants = ((await textIn())?.['variants'] ?? []) as { channel: string; checksum: string }[];
	const checksums = variants.map(({ channel, checksum }) => ({ channel, checksum }));
	await incident.send('text.submit', { text, variants: checksums, requestedFrom: null });

	await incident.switchTo(SPOKESPERSON);
	await page.driver.resize(390, 844);
	await page.goto(incident.base);
	await page.shows(`Weerlegging van ‘${claim}’`);
	await page.goto(`${incident.url}/texts/${text}`);
	const isWide = () => page.driver.evaluate(() => document.documentElement.scrollWidth > innerWidth, null);
	expect(await isWide()).toBe(false);
	await page.click('Akkoord');
	await page.shows('Uw akkoord is opgeslagen.');
	await page.driver.resize(1440, 1000);
	await incident.switchTo(ANALYST);
	expect(await textIn()).toMatchObject({ variants: [{ approved: { by: SPOKESPERSON } }] });
});

test('a report is released, and a partner reads it without a script', async ({ desk: page, reader, incident }) => {
	await page.goto(incident.url);
	const text = { certainty: null, over: null };
	const brief = 'Mensen vragen naar het water.';
	await incident.send('report.write', { ...text, section: 'brief', text: brief, noneFound: false });
	await incident.send('report.write', { ...text, section: 'counterSignals', text: '', noneFound: true });
	await incident.switchTo(COORDINATOR);
	await page.goto(`${incident.url}/report/release`);
	await page.click('Geef rapport 1 vrij');
	await page.shows('Rapport 1 is vrijgegeven');
	await page.click('Maak een link');
	await page.fill('Voor wie?', 'politie');
	await page.click('Maak een link');
	const link = () => page.driver.evaluate(() => document.querySelector('.made code')?.textContent.trim() ?? '', null);
	await expect.poll(link).toMatch(/^http/);

	await reader.driver.resize(390, 844);
	await reader.goto(await link());
	await reader.shows(brief);
	await reader.shows('OEFENING');
	await incident.switchTo(ANALYST);
});

test('a file of posts is imported', async ({ desk: page, incident }) => {
	const folder = await mkdtemp(join(tmpdir(), 'voelspriet-import-'));
	try {
		const file = join(folder, 'nacht.csv');
		const rows = Array.from(
			{ length: 50 },
			(_, i) => `20-11-2026 14:${String(10 + i)};Bericht ${String(i)} over rook;a${String(i)}`
		);
		await writeFile(file, ['Datum;Tekst;Account', ...rows, ''].join('\r\n'));
		await page.goto(`${incident.url}/import`);
		await page.upload('Bestand', file);
		await page.shows('50 rijen');
		await page.click('Haal binnen');
		await page.shows('50 nieuwe berichten');
	} finally {
		await rm(folder, { recursive: true });
	}
});

test('pasted posts are split visibly and imported', async ({ desk: page, incident }) => {
	await page.goto(`${incident.url}/sources/paste`);
	await page.fill('Gekopieerde berichten', '[20-11-2026 14:03] Anna: Ruiken jullie dat?');
	await page.press('Enter');
	await page.type('[20-11-2026 14:04] Bram: Ja, rook bij de haven');
	await page.shows('2 berichten');
	await page.click('Neem 2 berichten over');
	await page.shows('2 nieuwe berichten.');
});

test('an account is set up with an authenticator app, and opened with its code', async ({ desk: page }) => {
	const program = await startProgram({ env: { SECOND_FACTOR: 'required' } });
	try {
		// By its name, or it would share the cookies of the other program.
		const base = program.base.replace('127.0.0.1', 'localhost');
		const password = 'vier losse gekke woorden';
		await page.goto(`${base}/set-up`);
		await page.fill('Eenmalige code', /\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(program.output)?.[0] ?? '');
		await page.fill('Naam van uw organisatie', 'Gemeente Proef');
		await page.fill('Uw naam', 'Noor de Wit');
		await page.fill('Uw e-mailadres', 'noor@proef.example');
		await page.fill('Wachtwoord', password);
		await page.fill('Nog een keer hetzelfde wachtwoord', password);
		await page.click('Richt in');
		await expect.poll(() => page.path()).toBe('/account/second-factor');
		await page.click('Stel een app in');
		const shown = () => page.driver.evaluate(() => document.querySelector('main code')?.textContent ?? '', null);
		await expect.poll(shown).not.toBe('');
		const key = await shown();
		const codeOf = (steps: number) =>
			createOTP(new TextDecoder().decode(base32.decode(key.replaceAll(' ', '')))).hotp(
				Math.floor(Date.now() / 30_000) + steps
			);
		await page.fill('Code van zes cijfers', await codeOf(0));
		await page.click('Zet de app aan');
		await page.shows('Uw herstelcodes: u ziet ze alleen nu');

		await page.goto(`${base}/account`);
		await page.click('Noor de Wit');
		await page.click('Meld af');
		await expect.poll(() => page.path()).toBe('/sign-in');
		await page.fill('E-mailadres', 'noor@proef.example');
		await page.fill('Wachtwoord', password);
		await page.press('Enter');
		await page.fill('Code van uw app', await codeOf(1));
		await page.press('Enter');
		// The page of the code shows the name too; the program ends only when the next page is there.
		await expect.poll(() => page.path()).toBe('/');
		await page.started();
		await page.shows('Noor de Wit');
	} finally {
		await program.remove();
	}
});
