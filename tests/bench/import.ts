import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { workbook } from '../fixtures/import/workbook';
import { startProgram, type RunningProgram } from '../running-program';
import { BenchProgram, rawPosts, SECRET } from './bench-program';
import { signInFirstAdministrator } from './first-administrator';
import { percentile, round, type Result } from './result';

const ROWS = 100_000;
/** Of five people who each label two stories a second. */
const COMMANDS_PER_SECOND = 10;
const SECONDS_ALONE = 10;
const MAX_MILLISECONDS = 300;
const MB = 1024 ** 2;

const names = ['id', 'date', 'text', 'handle', 'platform', 'url'];
/** As a monitoring service exports them: one minute further every twenty rows. */
function rowsOf(count: number): string[][] {
	const from = Date.now() - 3_600_000;
	return rawPosts(count, 77).map(({ externalId, text, author, url }, i) => [
		externalId,
		new Date(from + Math.floor(i / 20) * 600).toISOString(),
		text,
		author?.handle ?? '',
		'X',
		url ?? ''
	]);
}
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** Stories to label meanwhile. */
const STORIES = 200;

/** The production build, and its first administrator in an incident with some stories. */
class Desk {
	#sent = 0;
	stories: readonly string[] = [];
	heldUp = 0;
	private constructor(
		readonly program: RunningProgram,
		readonly incident: string,
		readonly headers: Record<string, string>
	) {}

	static async open(program: RunningProgram, log: IncidentId): Promise<Desk> {
		const cookie = await signInFirstAdministrator(program);
		const desk = new Desk(program, `${program.base}/api/v1/incidents/${log}`, { origin: program.base, cookie });
		const { stories } = (await desk.ask('/stories?view=newest')) as { stories: { id: string }[] };
		desk.stories = stories.map(({ id }) => id);
		return desk;
	}
	async ask(
		path: string,
		{ headers = {}, ...init }: RequestInit & { headers?: Record<string, string> } = {}
	): Promise<Record<string, unknown>> {
		const response = await fetch(this.incident + path, { ...init, headers: Object.assign({}, this.headers, headers) });
		const body = (await response.json()) as Record<string, unknown>;
		if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
		return body;
	}
	post = (path: string, body: unknown) =>
		this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
	/** @returns milliseconds until acknowledged */
	async command(): Promise<number> {
		const began = performance.now();
		const story = this.stories[this.#sent++ % this.stories.length];
		const emotion = this.#sent % 2 === 0 ? 'fear' : 'anger';
		await this.post('/commands', {
			id: newId(),
			type: 'story.setSentiment',
			input: { story, emotion, attitude: 'negative' }
		});
		return performance.now() - began;
	}
	/**
	 * Megabytes that the program uses; also records the longest time it was held up since the previous call, in
	 * milliseconds.
	 */
	async memory(): Promise<number> {
		const text = await (await fetch(`${this.program.base}/metrics`)).text();
		const lag = Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]) * 1000;
		this.heldUp = Math.max(this.heldUp, lag);
		return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / MB;
	}
}

interface ImportRun {
	previewTook: number;
	took: number;
	commands: number[];
	peak: number;
	result: { stored: number; known: number; state: string };
}

/** Previews the file and imports it while a person works at the desk. */
async function importFile(
	desk: Desk,
	name: string,
	bytes: Buffer,
	into: string | null
): Promise<ImportRun & { source: string }> {
	const commands: Promise<number>[] = [];
	const stop = new AbortController();
	let peak = 0;
	const working = (async () => {
		const began = performance.now();
		for (let i = 0; !stop.signal.aborted; i += 1) {
			const due = began + (i * 1000) / COMMANDS_PER_SECOND;
			if (due > performance.now()) await pause(due - performance.now());
			commands.push(desk.command());
			if (i % COMMANDS_PER_SECOND === 0) peak = Math.max(peak, await desk.memory());
		}
	})();
	try {
		let began = performance.now();
		const uploaded = await desk.ask(`/imports?name=${name}`, {
			method: 'POST',
			body: new Uint8Array(bytes),
			headers: { 'content-type': 'application/octet-stream' }
		});
		const previewTook = performance.now() - began;
		const { import: started, preview } = uploaded as { import: { id: string }; preview: { mapping: unknown } };
		began = performance.now();
		await desk.post(`/imports/${started.id}/start`, { mapping: preview.mapping, source: into });
		for (;;) {
			await pause(250);
			const { import: now } = (await desk.ask(`/imports/${started.id}`)) as {
				import: ImportRun['result'] & { source: string };
			};
			if (['running', 'stopping'].includes(now.state)) continue;
			return { previewTook, took: performance.now() - began, result: now, source: now.source, ...(await finishWork()) };
		}
	} finally {
		stop.abort();
		await working;
	}
	async function finishWork(): Promise<{ commands: number[]; peak: number }> {
		stop.abort();
		await working;
		return { commands: await Promise.all(commands), peak };
	}
}

/**
 * An import of 100,000 rows, as CSV and then as a workbook, with people at work; against ingesting the same posts
 * directly.
 */
export async function run(server: string): Promise<Result[]> {
	const bench = await BenchProgram.make(server);
	const bound = 20_000;
	const { log, source } = await bench.open();
	const posts = rawPosts(bound, 78);
	const began = performance.now();
	for (let from = 0; from < bound; from += 500) await bench.ingest.ingest(log, source, posts.slice(from, from + 500));
	const best = (bound / (performance.now() - began)) * 1000;
	const deskIncident = await bench.open();
	await bench.ingest.ingest(deskIncident.log, deskIncident.source, rawPosts(STORIES, 79));

	// Made before anything is timed: it holds this process up for seconds.
	const rows = rowsOf(ROWS);
	const csv = Buffer.from([names, ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n'));
	const book = await workbook({ sheets: [{ name: 'Blad1', rows: [names, ...rows] }] });
	const program = await startProgram({ env: { DATABASE_URL: bench.url, SECRET } });
	try {
		const desk = await Desk.open(program, deskIncident.log);
		await desk.command();
		const idle = await desk.memory();
		// The time of a command while nothing is imported.
		const alone: Promise<number>[] = [];
		for (let i = 0; i < COMMANDS_PER_SECOND * SECONDS_ALONE; i += 1) {
			alone.push(desk.command());
			await pause(1000 / COMMANDS_PER_SECOND);
		}
		const idleP99 = percentile(await Promise.all(alone), 0.99);
		const size = async (): Promise<number> => {
			const [row] = await bench.sql<{ bytes: number }[]>`select pg_database_size(current_database())::float8 as bytes`;
			return (row?.bytes ?? 0) / MB;
		};
		const empty = await size();
		desk.heldUp = 0;
		const asCsv = await importFile(desk, 'nacht.csv', csv, null);
		const full = await size();
		const afterCsv = await desk.memory();
		const heldUpByCsv = desk.heldUp;
		desk.heldUp = 0;
		const asBook = await importFile(desk, 'nacht.xlsx', book, asCsv.source);
		const after = await desk.memory();
		const p99 = percentile([...asCsv.commands, ...asBook.commands], 0.99);
		const value = (ROWS / asCsv.took) * 1000;
		return [
			{
				case: `import: p99 in milliseconds of commands over HTTP at ${COMMANDS_PER_SECOND}/s while ${ROWS} rows come in, as CSV and as XLSX, against the same without`,
				value: round(p99),
				bound: round(idleP99),
				ratio: round(p99 / idleP99),
				aim: `≤ ${MAX_MILLISECONDS} ms`,
				ok: p99 <= MAX_MILLISECONDS,
				extra: {
					p99ofCsv: round(percentile(asCsv.commands, 0.99)),
					p99ofXlsx: round(percentile(asBook.commands, 0.99)),
					p50: round(percentile(asCsv.commands, 0.5)),
					longestHeldUp: round(heldUpByCsv),
					longestHeldUpByXlsx: round(desk.heldUp),
					slowest: round(percentile(asCsv.commands, 1)),
					commands: asCsv.commands.length + asBook.commands.length
				}
			},
			{
				case: 'import: rows per second of a CSV file, against the same kind of posts handed straight to ingest',
				value: round(value),
				bound: round(best),
				ratio: round(value / best),
				aim: 'all rows stored once; the same file again, as a workbook, all known',
				ok: asCsv.result.stored === ROWS && asBook.result.known === ROWS,
				extra: {
					secondsToLookAtCsv: round(asCsv.previewTook / 1000),
					secondsToLookAtXlsx: round(asBook.previewTook / 1000),
					secondsXlsxKnown: round(asBook.took / 1000),
					megabytesOfMemoryIdle: round(idle),
					megabytesOfMemoryAfterCsv: round(afterCsv),
					megabytesOfMemoryMostForXlsx: round(asBook.peak),
					megabytesOfMemoryMost: round(Math.max(asCsv.peak, asBook.peak)),
					megabytesOfMemoryAfter: round(after),
					megabytesOfDatabaseEmpty: round(empty),
					megabytesOfDatabaseOfThem: round(full - empty)
				}
			}
		];
	} finally {
		await program.remove();
		await bench.stop();
	}
}
