import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { AnalysisThread } from '$lib/server/analysis/worker/analysis-thread';
import type { TextHints, Texts } from '$lib/server/analysis/post';
import { readTexts } from '$lib/server/analysis/worker/read-texts';
import { ThreadError, WorkerThread } from '$lib/server/operations/worker-thread';

/** From source a thread starts slowly where there is much to do beside it. */
const LONG = 120_000;
const threads: AnalysisThread[] = [];
const made = (...how: ConstructorParameters<typeof AnalysisThread>): AnalysisThread => {
	const thread = new AnalysisThread(...how);
	threads.push(thread);
	return thread;
};
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.stop())));

const textsOf = (...texts: string[]): Texts => ({ texts, langs: texts.map(() => null) });
/** A thread that dies of one text, in the way given, and reads all others. */
const dyingOf = (text: string, how: string, patience = LONG) =>
	new WorkerThread<Texts, TextHints[]>(
		() =>
			new Worker(
				`const { parentPort } = require('node:worker_threads');
				parentPort.on('message', ({ id, job }) => {
					if (job.texts.includes(${JSON.stringify(text)})) { ${how} }
					parentPort.postMessage({ id, result: job.texts.map((said) => ({ lang: said.slice(0, 2), help: null })) });
				});`,
				{ eval: true }
			),
		patience
	);

test(
	'the thread reads what the same function reads here',
	async () => {
		const texts = {
			texts: ['Mijn moeder zit boven en krijgt geen lucht', 'Where can I find shelter tonight?', 'Mooi weer', ''],
			langs: [null, 'en', 'nl', null]
		};
		expect(await made().read(texts)).toEqual(readTexts(texts));
		expect((await made().read(texts))[0]?.help).not.toBeNull();
	},
	LONG
);

test.each([
	['ends the thread', 'process.exit(1);', LONG],
	['throws', "throw new Error('unexpected');", LONG],
	['never ends', 'for (;;);', 300]
])('a text that %s stays unread alone; all others are read', async (_name, how, patience) => {
	const all = ['nl een', 'de zwei', 'xx cause', 'en three', 'tr four'];
	const thread = made(dyingOf('xx cause', how, patience));
	const read = await thread.read({ texts: all, langs: [null, null, 'nl', null, null] });
	expect(read.map(({ lang }) => lang)).toEqual(['nl', 'de', 'nl', 'en', 'tr']);
});

test('when every thread dies the texts stay unread, without a thread for each', async () => {
	let started = 0;
	const run = () => {
		started += 1;
		return Promise.reject(new ThreadError('died'));
	};
	const thread = made({ run, stop: () => Promise.resolve() });
	const texts = Array.from({ length: 400 }, (_, i) => `text ${i}`);
	const read = await thread.read({ texts, langs: texts.map(() => 'nl') });
	expect(read).toEqual(texts.map(() => ({ lang: 'nl', help: null })));
	expect(started).toBeLessThan(30);
});

test('no text is asked for when the program stops', async () => {
	const thread = made();
	await thread.stop();
	await expect(thread.read(textsOf('nog een'))).rejects.toMatchObject({ reason: 'stopped' });
});

test('nothing is read without asking the thread', async () => {
	const run = () => Promise.reject(new Error('asked'));
	expect(await made({ run, stop: () => Promise.resolve() }).read(textsOf())).toEqual([]);
});
