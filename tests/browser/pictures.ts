import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { sizeOf } from '../../src/routes/help/pictures';
import { command, incidentOf, selected, stateOf } from './desk';
import { expect, test } from './server';

/**
 * `npm run pictures`: the pictures of the help and of the README, in both languages, from the demonstration of an
 * exercise that ends with a report.
 */
const FOLDER = join(import.meta.dirname, '../../static/help');
const MAX_BYTES = 60_000;

interface Scene {
	/** Behind the incident's address; an address of its own begins with a slash. */
	readonly at: (page: Page) => Promise<string> | string;
	/** What to do before the picture is taken. */
	readonly then?: (page: Page) => Promise<void>;
}
/** Two of the made-up people of exercises. */
const [ANALYST, SPOKESPERSON] = ['00000000-0000-8000-8000-0000000e0001', '00000000-0000-8000-8000-0000000e0002'];
const becomes = (page: Page, person: string) =>
	page.request.post('/switch-person', { form: { person, next: '/' }, headers: { origin: new URL(page.url()).origin } });

/** What the demonstration leaves out: share links, and a text that waits for approval. */
async function addTo(page: Page): Promise<{ waiting: string }> {
	const links = { Politie: 24, 'GHOR, crisiscommunicatie': 72 };
	for (const [label, hours] of Object.entries(links)) {
		const expires = new Date(Date.now() + hours * 3_600_000).toISOString();
		const secret = { id: randomUUID(), hash: randomUUID().replaceAll('-', '').repeat(2) };
		await command(page, 'link.make', { ...secret, label, expires, signals: label === 'Politie' });
	}
	const text = randomUUID();
	const wordings = [
		{
			channel: 'website',
			text: 'Er is brand in Zuiderpark. Sluit ramen en deuren en zet de ventilatie uit. Blijf uit de rook.'
		},
		{ channel: 'x', text: 'Brand Zuiderpark: sluit ramen en deuren, zet de ventilatie uit. Blijf uit de rook.' }
	];
	const about = { kind: 'incident', finding: null };
	await command(page, 'text.draft', { id: text, kind: 'advice', about, corrects: null, facts: [], wordings });
	const drafted = (await stateOf(page)).state['texts']?.find(([key]) => key === text)?.[1];
	const variants = (drafted?.['variants'] as { channel: string; checksum: string }[]).map(({ channel, checksum }) => ({
		channel,
		checksum
	}));
	await command(page, 'text.submit', { text, variants, requestedFrom: null });
	return { waiting: text };
}

const idIn = async (page: Page, rows: string, at = 0): Promise<string> =>
	(await stateOf(page)).state[rows]?.[at]?.[0] ?? '';

const scenes: Readonly<Record<string, Scene>> = {
	start: { at: () => '/' },
	stream: { at: () => '' },
	labels: {
		at: () => '',
		then: async (page) => {
			await page.keyboard.press('2');
			await expect(page.getByRole('listbox')).toBeVisible();
		}
	},
	findings: { at: () => '/findings' },
	needs: { at: () => '/needs' },
	rumours: { at: async (page) => `/findings/${await idIn(page, 'rumours')}` },
	report: { at: () => '/report' },
	charts: { at: () => '/charts' },
	sources: { at: () => '/sources' },
	handover: { at: () => '/handover' },
	texts: { at: async (page) => `/texts/${await idIn(page, 'texts')}/edit` },
	phone: { at: () => '/phone' },
	partners: { at: () => '/report/links' },
	incident: { at: () => '/settings' },
	// The last one, since the spokesperson looks at it.
	'approve-phone': {
		at: async (page) => `/texts/${(await addTo(page)).waiting}`,
		then: async (page) => {
			await becomes(page, SPOKESPERSON);
			await page.reload();
			await expect(page.getByRole('button', { name: /^(Akkoord|Approve)$/ })).toBeVisible();
		}
	}
};

test('pictures of the help', async ({ page, base }) => {
	test.setTimeout(900_000);
	mkdirSync(FOLDER, { recursive: true });
	await page.goto('/');
	await page.getByRole('button', { name: 'Kijk mee' }).click();
	await page.waitForURL(/\/incidents\//);
	// The demonstration, in jumps: 15 seconds of the exercise are one of its own.
	const { state } = await stateOf(page);
	const { started } = state['computers'] as unknown as { started: { at: string } };
	for (const seconds of [64, 88, 118, 147, 168, 185]) {
		const incident = new Date(Date.parse(started.at) + seconds * 15_000).toISOString();
		await command(page, 'exercise.setClock', { speed: 0, incident });
		const done = async (): Promise<number> => (await stateOf(page)).state['versions']?.length ?? 0;
		if (seconds >= 168) await expect.poll(done, { timeout: 120_000 }).toBe(1);
		else
			await page.waitForURL({ 64: /./, 88: /findings/, 118: /edit/, 147: /needs/ }[seconds] ?? /./, {
				timeout: 120_000
			});
	}
	await page.getByRole('button', { name: 'Neem het over' }).click();
	const incident = `/incidents/${incidentOf(page)}`;
	const addresses = new Map<string, string>();
	for (const [name, { at }] of Object.entries(scenes)) {
		const path = await at(page);
		addresses.set(name, path === '/' ? path : `${incident}${path}`);
	}
	for (const language of ['nl', 'en']) {
		await becomes(page, ANALYST);
		await page.context().addCookies([
			{ name: 'language', value: language, url: base },
			{ name: 'look', value: 'light', url: base }
		]);
		for (const [name, { then }] of Object.entries(scenes)) {
			await page.setViewportSize(sizeOf(name));
			await page.goto(addresses.get(name) ?? '/');
			await page.waitForLoadState('networkidle');
			await page.evaluate(() => document.fonts.ready);
			if (addresses.get(name) === incident) await expect(selected(page)).toBeVisible();
			await then?.(page);
			const webp = await compressed(page, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
			writeFileSync(join(FOLDER, `${name}.${language}.webp`), webp);
		}
	}
	await becomes(page, ANALYST);
	await page.setViewportSize({ width: 1280, height: 800 });
	await page.goto(incident);
	await expect(selected(page)).toBeVisible();
	await page.screenshot({ path: join(FOLDER, '../screenshot.png') });
});

/**
 * As WebP without loss, which keeps letters sharp, in as many of its colours as fit: the most used stay as they are.
 * Chromium writes it so at quality 1.
 */
async function compressed(page: Page, png: Buffer): Promise<Buffer> {
	const other = await page.context().newPage();
	try {
		for (const colourCount of [256, 64, 32, 24, 16, 12]) {
			const found = await other.evaluate(
				async ({ data, colourCount }) => {
					const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
					const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
					const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
					const context = canvas.getContext('2d');
					if (!context) throw new Error('this browser cannot draw');
					context.drawImage(bitmap, 0, 0);
					const image = context.getImageData(0, 0, bitmap.width, bitmap.height);
					const pixels = new Uint32Array(image.data.buffer);
					const counts = new Map<number, number>();
					for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
					const used = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour);
					const apart = (one: number, two: number): number =>
						[0, 8, 16].reduce((sum, bits) => sum + (((one >> bits) & 255) - ((two >> bits) & 255)) ** 2, 0);
					const palette = used.slice(0, colourCount);
					const nearest = new Map(
						used.map((colour) => [
							colour,
							palette.reduce((best, each) => (apart(each, colour) < apart(best, colour) ? each : best), palette[0] ?? 0)
						])
					);
					pixels.forEach((colour, at) => (pixels[at] = nearest.get(colour) ?? colour));
					context.putImageData(image, 0, 0);
					const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 1 });
					return [...new Uint8Array(await blob.arrayBuffer())];
				},
				{ data: png.toString('base64'), colourCount }
			);
			if (found.length <= MAX_BYTES) return Buffer.from(found);
		}
	} finally {
		await other.close();
	}
	throw new Error('a picture does not fit in 60 kB');
}
