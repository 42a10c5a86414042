import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findChromium, findShell } from '../../../scripts/chromium.mjs';
import { readPdf } from '../../server/report/read-pdf';
import { entryOf } from '../../server/report/zip-entry';
import type { Installation, Name } from '../world/installation';

/** The desk's screens by the end of their path. */
const screens = {
	stream: '',
	findings: '/findings',
	needs: '/needs',
	rumours: '/rumours',
	need: '/findings/[figures open need]',
	rumour: '/findings/[figures rumour]',
	waiting: '/waiting',
	handover: '/handover',
	phone: '/phone',
	charts: '/charts',
	evaluation: '/evaluation',
	report: '/report'
} as const;
const files = ['pdf', 'docx', 'html', 'txt', 'lcms.txt', 'json', 'csv'] as const;

/**
 * The visible text of every surface.
 * @param isRight whether a text is what is looked for: a screen is read again for a while as long as it is not
 */
export async function readSurfaces(
	world: Installation,
	incident: string,
	isRight: (surface: string, text: string) => boolean
): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const executablePath = findShell() ?? findChromium();
	const args = process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'];
	const browser = await chromium.launch({ executablePath: executablePath ?? undefined, args });
	try {
		const [desk, partner] = [
			await openContext(browser, world, 'analyst'),
			await openContext(browser, world, 'stranger')
		];
		const number = await reportNumber(world, incident);
		const fill = (path: string): string => path.replaceAll(/\[([^\]]+)\]/g, (_, name: string) => world.ids.of(name));
		const read = async (name: string, context: BrowserContext, path: string): Promise<void> => {
			found.set(name, await textOf(context, path, (text) => isRight(name, text)));
		};
		for (const [name, end] of Object.entries(screens)) await read(name, desk, `/incidents/${incident}${fill(end)}`);
		const link = world.ids.of('figures link');
		const at = link.split('/').slice(0, 3).join('/');
		await read('partner', partner, link);
		await read('wall', partner, `${at}/wall`);
		await read('full', partner, `${at}/${number}/full`);
		const api = `/api/v1/incidents/${incident}`;
		for (const extension of files) {
			const response = await desk.request.get(`${api}/report/${number}/files/${extension}`);
			found.set(extension, await wordsOf(extension, await response.body()));
		}
		found.set('figures api', await (await desk.request.get(`${api}/figures`)).text());
	} finally {
		await browser.close();
	}
	return found;
}

/** The words of a file, without its markup. */
async function wordsOf(extension: (typeof files)[number], body: Buffer): Promise<string> {
	if (extension === 'pdf') return (await readPdf(body, false)).pieces.join(' ');
	if (extension === 'docx')
		return (await entryOf(body, 'word/document.xml')).replaceAll('</w:p>', ' ').replaceAll(/<[^>]+>/g, '');
	if (extension === 'html')
		return body
			.toString()
			.replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, '')
			.replaceAll(/<[^>]+>/g, ' ');
	return body.toString();
}

async function reportNumber(world: Installation, incident: string): Promise<string> {
	const [row] = await world.sql<{ number: string }[]>`
		select max((data ->> 'number')::int)::text as number from event where log_id = ${incident} and type = 'report.released'`;
	return row?.number ?? '1';
}

async function openContext(browser: Browser, world: Installation, role: Name): Promise<BrowserContext> {
	const context = await browser.newContext({
		...{ baseURL: world.program.base, reducedMotion: 'reduce', locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' }
	});
	await context.addCookies(world.people[role].cookies);
	await context.clock.setFixedTime(world.clock.now());
	context.setDefaultTimeout(20_000);
	return context;
}

/** How often a screen is read, a quarter of a second apart, until it is right. */
const READINGS = 40;

async function textOf(context: BrowserContext, path: string, isRight: (text: string) => boolean): Promise<string> {
	const page = await context.newPage();
	await page.goto(path);
	let text = '';
	for (let n = 0; n < READINGS; n += 1) {
		text = await page.evaluate(() => {
			for (const closed of document.querySelectorAll('details')) closed.open = true;
			return document.body.innerText;
		});
		if (isRight(text)) break;
		await page.waitForTimeout(250);
	}
	await page.close();
	return text;
}
