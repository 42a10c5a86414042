import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { IncidentId } from '$lib/domain/core/ids';
import { checksumOfReport } from '$lib/domain/report/content';
import type { ReportVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import { frameOf } from '$lib/report/write/write-report';
import { exportedOf } from '$lib/server/read/report/export/export-kind';
import { exportKinds } from '$lib/server/read/report/export/exports';
import { ReportFiles } from '$lib/server/read/report/files/report-files';
import { makeWriterThread, type WriterThread, type WritingJob } from '$lib/server/read/report/files/writer-thread';
import { ThreadError, WorkerThread } from '$lib/server/platform/operations/worker-thread';
import { ensureBuilt } from '../../built';
import { draftFrame, minutes, ReportFixture } from '../../domain/report-facts';
import { bram, fresh } from '../../domain/in-memory-incident';

let job: WritingJob;
let version: ReportVersion;
const incident = fresh(IncidentId);
beforeAll(() => {
	const fixture = new ReportFixture();
	for (let need = 0; need < 20; need += 1)
		fixture.need(`Mag ik naar buiten in wijk ${String(need)}?`, fixture.story(minutes(5, 40, 1)));
	const report = fixture.report(60);
	const released = fixture.at(61);
	const frame = {
		...draftFrame,
		number: 7,
		position: fixture.incident.seq,
		checksum: checksumOfReport(report),
		released
	};
	job = { extension: 'pdf', report, frame, article: '<h1>Rapport</h1>', language: 'nl' };
	version = {
		...frame,
		moment: report.moment,
		released: { at: released, by: bram.id },
		withdrawn: null
	} as ReportVersion;
});
const threads: WriterThread[] = [];
const threadOf = (start: () => Worker, timeout = LONG, startTimeout?: number): WriterThread => {
	const thread: WriterThread = new WorkerThread(start, timeout, startTimeout);
	threads.push(thread);
	return thread;
};
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.stop())));

const READY = 'parentPort.postMessage({ ready: true });';
/** Starts a thread that runs this code. */
const inside = (code: string) => () =>
	new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true });
const died = (reason: ThreadError['reason']) => expect.objectContaining({ name: 'ThreadError', reason }) as unknown;

/** From source a thread starts slowly on a busy machine. */
const LONG = 120_000;
const thread = makeWriterThread(LONG);
afterAll(() => thread.stop());
test.each(['pdf', 'docx'])(
	'%s is written in a thread as it would be on the main thread',
	async (extension) => {
		const file = Buffer.from(await thread.run({ ...job, extension }));
		const { report, frame, article, language } = job;
		const here = await exportKinds
			.get(extension)
			?.write(exportedOf(report, frame, article, language, wordsIn(language)));
		expect(file.subarray(0, 4)).toEqual(Buffer.from(here ?? '').subarray(0, 4));
		expect(Math.abs(file.length - (here?.length ?? 0))).toBeLessThan(200);
	},
	LONG
);
test('the thread in the build writes files too', async () => {
	ensureBuilt();
	const built = threadOf(() => new Worker(resolve('build/report-worker.js')), LONG);
	expect(
		Buffer.from(await built.run(job))
			.subarray(0, 5)
			.toString()
	).toBe('%PDF-');
	expect(
		Buffer.from(await built.run({ ...job, extension: 'docx' }))
			.subarray(0, 2)
			.toString()
	).toBe('PK');
}, 400_000);
test(
	'the program continues while a PDF is written',
	async () => {
		await thread.run(job); // it is started
		let turns = 0;
		let isWriting = true;
		const turn = (): void => {
			turns += 1;
			if (isWriting) setImmediate(turn);
		};
		const written = thread.run(job).finally(() => (isWriting = false));
		turn();
		await written;
		// On this thread, writing would block the loop after a few turns.
		expect(turns).toBeGreaterThan(100);
	},
	LONG
);
test('a version is written once for ten simultaneous requests, and not again after that', async () => {
	let made = 0;
	let read = 0;
	const files = new ReportFiles(
		{
			released: () => {
				read += 1;
				return Promise.resolve({ report: job.report, article: job.article, short: '' });
			}
		},
		{
			run: (order) => {
				made += 1;
				return Promise.resolve(new TextEncoder().encode('flow' in order ? '' : order.language));
			}
		},
		(_, shown) => frameOf(shown)
	);
	const ask = (language: 'nl' | 'en') => files.file({ incident, version, extension: 'pdf', language });
	const all = await Promise.all(Array.from({ length: 10 }, () => ask('nl')));
	all.push(await ask('nl'));
	for (const file of all) expect(new TextDecoder().decode(file?.body)).toBe('nl');
	expect([made, read]).toEqual([1, 1]);
	expect(new TextDecoder().decode((await ask('en'))?.body)).toBe('en');
	expect(made).toBe(2);
	expect((await files.file({ incident, version, extension: 'txt', language: 'nl' }))?.name).toMatch(
		/^omgevingsrapport-7-.*\.txt$/
	);
	expect(await files.file({ incident, version, extension: 'odt', language: 'nl' })).toBeNull();
	expect(made).toBe(2);
});
test('a failure is not cached', async () => {
	let tries = 0;
	const released = () => Promise.resolve({ report: job.report, article: job.article, short: '' });
	const run = () => {
		tries += 1;
		return tries === 1 ? Promise.reject(new ThreadError('died')) : Promise.resolve(new Uint8Array(1));
	};
	const files = new ReportFiles({ released }, { run }, (_, shown) => frameOf(shown));
	await expect(files.file({ incident, version, extension: 'pdf', language: 'nl' })).rejects.toEqual(died('died'));
	expect((await files.file({ incident, version, extension: 'pdf', language: 'nl' }))?.body).toHaveLength(1);
});
test('requests that waited for a thread that died get an error, and the next request starts another', async () => {
	const codes = [
		"parentPort.on('message', () => process.exit(3));",
		"parentPort.on('message', () => { throw new Error('outside of any job'); });",
		"parentPort.on('message', ({ id }) => parentPort.postMessage({ id, result: new Uint8Array([7]) }));"
	];
	const thread = threadOf(() => inside(codes.shift() ?? '')());
	expect(await Promise.allSettled([thread.run(job), thread.run(job)])).toEqual(
		[1, 2].map(() => ({ status: 'rejected', reason: died('died') }))
	);
	await expect(thread.run(job)).rejects.toEqual(died('died'));
	expect(await thread.run(job)).toEqual(new Uint8Array([7]));
});
test('a thread that never answers is ended', async () => {
	const thread = threadOf(inside(`parentPort.on('message', () => { for (;;); }); ${READY}`), 100);
	await expect(thread.run(job)).rejects.toEqual(died('late'));
});
test('a thread that never starts its first job is ended', async () => {
	const thread = threadOf(inside("parentPort.on('message', () => { for (;;); });"), LONG, 100);
	await expect(thread.run(job)).rejects.toEqual(died('late'));
});
test('neither a slow start nor earlier jobs count towards the time limit of a job', async () => {
	// The start takes longer than a job may, and so do four jobs, one after the other.
	const wait = (milliseconds: number): string =>
		`Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${String(milliseconds)});`;
	let started = 0;
	const thread = threadOf(() => {
		started += 1;
		return inside(
			`${wait(3_300)} ${READY} parentPort.on('message', ({ id }) => { ${wait(900)} parentPort.postMessage({ id, result: new Uint8Array([id]) }); });`
		)();
	}, 3_000);
	const all = await Promise.all([1, 2, 3, 4].map(() => thread.run(job)));
	expect(all).toEqual([1, 2, 3, 4].map((id) => new Uint8Array([id])));
	expect(started).toBe(1);
});
test('a report that cannot be written leaves the thread to the others; nothing is started after the end', async () => {
	const thread = threadOf(
		inside(
			"let n = 0; parentPort.on('message', ({ id }) => parentPort.postMessage(n++ ? { id, result: new Uint8Array([7]) } : { id, error: 'a font' }));"
		)
	);
	await expect(thread.run(job)).rejects.toMatchObject({ reason: 'failed', message: 'a font' });
	expect(await thread.run(job)).toEqual(new Uint8Array([7]));
	await thread.stop();
	await expect(thread.run(job)).rejects.toEqual(died('stopped'));
});
