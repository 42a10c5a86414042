import type { BrowserContext } from '@playwright/test';
import { readPdf } from '../../server/report/read-pdf';
import { entryOf } from '../../server/report/zip-entry';
import { inChromium } from '../setup/chromium';
import type { Installation } from '../setup/installation';

/** The incident of which the surfaces are read. */
export interface Measured {
	readonly incident: string;
	/** A question and a rumour of which the own page is read. */
	readonly need: string;
	readonly rumour: string;
	/** The path that opens a partner's share link. */
	readonly link: string;
}

/** The desk's screens by the end of their path. */
const screens = {
	stream: '',
	findings: '/findings',
	needs: '/needs',
	rumours: '/rumours',
	need: '/findings/[need]',
	rumour: '/findings/[rumour]',
	waiting: '/waiting',
	handover: '/handover',
	phone: '/phone',
	charts: '/charts',
	evaluation: '/evaluation',
	report: '/report'
} as const;
const files = ['pdf', 'docx', 'html', 'txt', 'lcms.txt', 'json', 'csv'] as const;

/** Whether a surface shows what it must: a screen is read again for a while as long as it does not. */
type SurfaceCheck = (surface: string, text: string) => Promise<boolean>;

/** The visible text of every surface. @returns null without Chromium */
export function readSurfaces(
	installation: Installation,
	{ incident, need, rumour, link }: Measured,
	isRight: SurfaceCheck
): Promise<Map<string, string> | null> {
	return inChromium(installation, async (browserOf) => {
		const [desk, partner] = [await browserOf('analyst'), await browserOf('stranger')];
		const found = new Map<string, string>();
		const read = async (name: string, context: BrowserContext, path: string): Promise<void> => {
			found.set(name, await textOf(context, path, (text) => isRight(name, text)));
		};
		for (const [name, end] of Object.entries(screens))
			await read(name, desk, `/incidents/${incident}${end.replace('[need]', need).replace('[rumour]', rumour)}`);
		const { number } = await lastReport(installation, incident);
		const at = link.split('/').slice(0, 3).join('/');
		await read('partner', partner, link);
		await read('wall', partner, `${at}/wall`);
		await read('full', partner, `${at}/${String(number)}/full`);
		const api = `/api/v1/incidents/${incident}`;
		for (const extension of files) {
			const response = await desk.request.get(`${api}/report/${String(number)}/files/${extension}`);
			found.set(extension, await wordsOf(extension, await response.body()));
		}
		found.set('figures api', await (await desk.request.get(`${api}/figures`)).text());
		return found;
	});
}

/** The report that was released last, and the moment that it measures. */
export async function lastReport(
	{ sql }: Installation,
	incident: string
): Promise<{ readonly number: number; readonly moment: Date }> {
	const [row] = await sql<{ number: number; moment: Date }[]>`
		select (data ->> 'number')::int as number, (data ->> 'moment')::timestamptz as moment
		from event where log_id = ${incident} and type = 'report.released' order by seq desc limit 1`;
	if (!row) throw new Error('no report was released');
	return row;
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

/** How often a screen is read, a quarter of a second apart, until it is right. */
const READINGS = 40;

async function textOf(
	context: BrowserContext,
	path: string,
	isRight: (text: string) => Promise<boolean>
): Promise<string> {
	const page = await context.newPage();
	await page.goto(path);
	let text = '';
	for (let n = 0; n < READINGS; n += 1) {
		text = await page.evaluate(() => {
			for (const closed of document.querySelectorAll('details')) closed.open = true;
			return document.body.innerText;
		});
		if (await isRight(text)) break;
		await page.waitForTimeout(250);
	}
	await page.close();
	return text;
}
