import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import type { IncidentId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { startProgram, type RunningProgram } from '../running-program';
import { BenchProgram, SECRET } from './bench-program';
import { signInFirstAdministrator } from './first-administrator';
import { startChromium } from './key-to-paint';
import { largeIncident } from './large-incident';
import { percentile, round, type Result } from './result';

/** Runs only when it is named, as it takes ten minutes: `npm run bench -- million`; `POSTS` sets the number of posts. */
export const isOnlyByName = true;

const POSTS = Number(process.env['POSTS'] ?? 1_000_000);
const LABELS = 5_000;
const FINDINGS = 40;
/** The limits, in milliseconds and megabytes. */
const aims = { shown: 1_000, queue: 100, search: 300, charts: 150, report: 1_000, firstPost: 2_000, megabytes: 600 };
const ROUNDS = 12;
/** The longest time for which a report delays the next one, in milliseconds. */
const REPORT_PAUSE = 5_000;

const CommandReceipt = z.object({ to: z.number() });

/** One incident of a million posts, at a desk: after a restart, and while it runs. */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	const env = { DATABASE_URL: bench.url, SECRET };
	const { log, source } = await largeIncident(bench, { posts: POSTS, findings: FINDINGS, labels: LABELS * 3 });
	const bound = await timed(() => bench.sql`select count(*), max(at) from post where incident_id = ${log}`);
	const program = await startProgram({ env });
	const browser = await startChromium();
	try {
		const cookie = await signInFirstAdministrator(program);
		await program.stop();
		const ready = await program.start();
		const firstPost = await timed(() => sendDeskPost(program, cookie, log, source));
		const context = await browser.newContext({ baseURL: program.base, locale: 'nl-NL', extraHTTPHeaders: { cookie } });
		const page = await context.newPage();
		const read = reader(program, cookie, log);
		const cold = { shown: await shown(page, log), report: await timed(() => read.page('/report')) };
		const warm: number[] = [];
		for (let i = 0; i < 5; i += 1) warm.push(await shown(page, log));
		await page.close();

		const search = await read.each(
			['brand', 'de', 'brand school', 'kraanw', 'zuiderpark 39', 'waar'].map(
				(words) => `/stories?${new URLSearchParams({ view: 'search', q: words })}`
			)
		);
		const queue = await read.each(['/stories?view=waiting', '/stories?view=newest']);
		const charts = await read.each(['/time-series']);
		const found = {
			shown: percentile(warm, 0.5),
			queue: percentile(queue, 0.95),
			search: percentile(search, 0.95),
			charts: percentile(charts, 0.95),
			report: percentile(await read.reports(), 0.5),
			firstPost,
			megabytes: megabytesOf(program.pid)
		};
		const descriptions: Readonly<Record<keyof typeof aims, string>> = {
			shown: 'milliseconds until its stories are shown',
			queue: 'milliseconds of a page of its queue (p95)',
			search: 'milliseconds of a search, also for its commonest words (p95)',
			charts: 'milliseconds of what its charts need (p95)',
			report: 'milliseconds of its report, with the last line of the log',
			firstPost: 'milliseconds until a post is stored after a restart, once the program is ready',
			megabytes: 'megabytes of the program after all of this'
		};
		const extra: Partial<Record<keyof typeof aims, Record<string, number>>> = {
			shown: { cold: round(cold.shown) },
			report: { cold: round(cold.report) },
			queue: { p50: round(percentile(queue, 0.5)) },
			search: { p50: round(percentile(search, 0.5)), slowest: round(percentile(search, 1)) },
			charts: { p50: round(percentile(charts, 0.5)) },
			firstPost: { ready: round(ready) }
		};
		return (Object.keys(aims) as (keyof typeof aims)[]).map((name) => ({
			case: `million: ${descriptions[name]}, in an incident of ${POSTS} posts${name === 'megabytes' ? '' : ', against counting them'}`,
			value: round(found[name]),
			bound: round(name === 'megabytes' ? aims.megabytes : bound),
			ratio: round(found[name] / (name === 'megabytes' ? aims.megabytes : bound)),
			aim: name === 'megabytes' ? `≤ ${aims[name]} MB` : `≤ ${aims[name]} ms`,
			ok: found[name] <= aims[name],
			...(extra[name] && { extra: extra[name] })
		}));
	} finally {
		await browser.close();
		await program.remove();
		await bench.stop();
	}
}

/** From the address to the first selected story. */
async function shown(page: Page, log: IncidentId): Promise<number> {
	await page.goto('about:blank');
	return timed(async () => {
		await page.goto(`/incidents/${log}`, { waitUntil: 'commit' });
		await page.locator('article[aria-current=true]').waitFor();
	});
}

async function sendDeskPost(
	{ base }: RunningProgram,
	cookie: string,
	log: IncidentId,
	source: SourceId
): Promise<void> {
	const input = { source, text: 'Er hangt rook in de Kerkstraat', place: null, author: null };
	await bodyOf(
		fetch(`${base}/api/v1/incidents/${log}/desk-posts`, {
			method: 'POST',
			headers: { origin: base, cookie, 'content-type': 'application/json' },
			body: JSON.stringify({ id: newId(), input })
		})
	);
}

function reader({ base }: RunningProgram, cookie: string, log: IncidentId) {
	const api = `/api/v1/incidents/${log}`;
	const get = (path: string) => bodyOf(fetch(base + path, { headers: { cookie } }));
	return {
		page: (path: string) => get(`/incidents/${log}${path}`),
		/** Milliseconds of each, some rounds of them. */
		async each(paths: readonly string[]): Promise<number[]> {
			const took: number[] = [];
			for (let round = 0; round < ROUNDS; round += 1)
				for (const path of paths) took.push(await timed(() => get(api + path)));
			return took;
		},
		/**
		 * Each includes the last line of the log, so that none is cached, and each is requested after the pause that follows
		 * the previous one, so that only making it is measured.
		 */
		async reports(): Promise<number[]> {
			const took: number[] = [];
			for (let round = 0; round < ROUNDS; round += 1) {
				await pause(REPORT_PAUSE);
				const need = {
					id: newId(),
					text: `Wanneer mag de weg weer open (${round})?`,
					offline: 'telefoon',
					seenIn: null
				};
				const body = await bodyOf(
					fetch(`${base}${api}/commands`, {
						method: 'POST',
						headers: { origin: base, cookie, 'content-type': 'application/json' },
						body: JSON.stringify({ id: newId(), type: 'need.raise', input: need })
					})
				);
				const { to } = CommandReceipt.parse(JSON.parse(body));
				took.push(await timed(() => get(`${api}/report?from=${to}`)));
			}
			return took;
		}
	};
}

/** @throws the answer when it is an error */
async function bodyOf(answer: Promise<Response>): Promise<string> {
	const { ok, status, url, text } = await answer.then(async (response) => ({
		ok: response.ok,
		status: response.status,
		url: response.url,
		text: await response.text()
	}));
	if (!ok) throw new Error(`${url}: ${status} ${text.slice(0, 300)}`);
	return text;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
	const began = performance.now();
	await work();
	return performance.now() - began;
}

const megabytesOf = (pid: number): number =>
	(Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 1024 ** 2;
