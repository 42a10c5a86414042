import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { findChromium } from '../../scripts/chromium.mjs';
import { startProgram, type RunningProgram } from '../running-program';
import { largeIncident, type Size } from './large-incident';
import { BenchProgram } from './bench-program';

/** The limits from key to paint. */
export const KEY_PAINTED_BY = 30;

export interface AtDesk {
	readonly page: Page;
	readonly bench: BenchProgram;
	readonly log: IncidentId;
	readonly source: SourceId;
}

export function startChromium(): Promise<Browser> {
	const executablePath = findChromium();
	if (!executablePath) throw new Error('no Chromium: set CHROMIUM_PATH, or run `npx playwright install chromium`');
	return chromium.launch({
		executablePath,
		args: [
			'--disable-gpu',
			'--disable-background-networking',
			'--no-first-run',
			...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])
		]
	});
}

/** A person at a large incident, in a real browser on the production build (`npm run bench` builds it before). */
export async function atLargeIncident<T>(server: string, size: Size, work: (at: AtDesk) => Promise<T>): Promise<T> {
	const bench = await BenchProgram.make(server);
	const { log, source } = await largeIncident(bench, size);
	const program = await startProgram({
		env: { DATABASE_URL: bench.url, SECRET: 'a secret of the benchmark, thirty-two signs' }
	});
	const browser = await startChromium();
	try {
		const page = await browser.newPage({
			baseURL: program.base,
			locale: 'nl-NL',
			viewport: { width: 1280, height: 800 }
		});
		await openAsFirstAdministrator(page, program);
		return await work({ page, bench, log, source });
	} finally {
		await browser.close();
		await program.remove();
		await bench.stop();
	}
}

async function openAsFirstAdministrator(page: Page, program: RunningProgram): Promise<void> {
	await page.goto('/set-up');
	await page.getByLabel('Eenmalige code').fill(/\b([0-9A-Z]{4}-){2}[0-9A-Z]{4}\b/.exec(program.output)?.[0] ?? '');
	await page.getByLabel('Naam van uw organisatie').fill('Gemeente Meerdrecht');
	await page.getByLabel('Uw naam').fill('Noor de Wit');
	await page.getByLabel('Uw e-mailadres').fill('noor@proef.example');
	await page.getByLabel('Wachtwoord', { exact: true }).fill('vier losse gekke woorden');
	await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill('vier losse gekke woorden');
	await page.getByRole('button', { name: 'Richt in' }).click();
	await page.waitForURL(`${program.base}/`);
}

/** Milliseconds from each key to the frame after it was painted, some sixteen keys a second. */
export async function keyTimes(page: Page, count: number, keys: readonly string[]): Promise<number[]> {
	await page.evaluate(() => {
		const took: number[] = [];
		Object.assign(window, { took });
		addEventListener(
			'keydown',
			({ timeStamp }) => {
				requestAnimationFrame(() => {
					const { port1, port2 } = new MessageChannel();
					port2.onmessage = () => took.push(performance.now() - timeStamp);
					port1.postMessage(null);
				});
			},
			true
		);
	});
	for (let i = 0; i < count; i += 1) {
		await page.keyboard.press(keys[i % keys.length] ?? 'j');
		await pause(60);
	}
	return page.evaluate(() => (window as unknown as { took: number[] }).took);
}
