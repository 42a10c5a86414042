import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { AnalysisThread, analysisOnThisThread } from '$lib/server/analysis/worker/analysis-thread';
import type { Texts } from '$lib/server/analysis/post';
import type { AnalysisAnswer, AnalysisJob, ProposeJob } from '$lib/server/analysis/worker/jobs';
import { readTexts } from '$lib/server/analysis/worker/text-analysis';
import { ThreadError, WorkerThread } from '$lib/server/platform/operations/worker-thread';

/** A thread that is run from source starts slowly on a busy machine. */
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
const dyingOf = (text: string, how: string, timeout = LONG) =>
	new WorkerThread<AnalysisJob, AnalysisAnswer>(
		() =>
			new Worker(
				`const { parentPort } = require('node:worker_threads');
				parentPort.on('message', ({ id, job }) => {
					const texts = job.read?.texts ?? job.propose.stories.map(({ utterance }) => utterance.text);
					if (texts.includes(${JSON.stringify(text)})) { ${how} }
					const result = job.read
						? { read: texts.map((text) => ({ lang: text.slice(0, 2), help: null })) }
						: { proposed: texts.map(() => ({ maybe: [], likely: [], retells: [] })) };
					parentPort.postMessage({ id, result });
				});
				parentPort.postMessage({ ready: true });`,
				{ eval: true }
			),
		timeout
	);

test(
	'the thread reads texts exactly as the same function does here',
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
	['never ends', 'for (;;);', 1000]
])('a text that %s stays unread; all others are read', async (_name, how, timeout) => {
	const all = ['nl een', 'de zwei', 'xx cause', 'en three', 'tr four'];
	const thread = made(dyingOf('xx cause', how, timeout));
	const read = await thread.read({ texts: all, langs: [null, null, 'nl', null, null] });
	expect(read.map(({ lang }) => lang)).toEqual(['nl', 'de', 'nl', 'en', 'tr']);
});

test('when every thread dies the texts stay unread, without starting a thread for each', async () => {
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

test('reading is refused once the program stops', async () => {
	const thread = made();
	await thread.stop();
	await expect(thread.read(textsOf('nog een'))).rejects.toMatchObject({ reason: 'stopped' });
});

test('reading no texts does not involve the thread', async () => {
	const run = () => Promise.reject(new Error('asked'));
	expect(await made({ run, stop: () => Promise.resolve() }).read(textsOf())).toEqual([]);
});

const job = (text: string, more: Partial<ProposeJob> = {}): ProposeJob => ({
	index: 1,
	isNew: false,
	newStories: [],
	findings: [],
	labelled: [],
	stories: [{ story: text, utterance: { text, author: 'private', platform: 'x' } }],
	...more
});

test(
	'the thread proposes what the same code proposes here, from what its index was given',
	async () => {
		const link = { kind: 'need', finding: 'shelter' } as const;
		const none = { links: [], relevant: true };
		const texts = ['Waar is de opvang?', 'Waar kunnen we heen voor opvang?', 'Rook boven de wijk', 'Brug dicht'];
		const request = job('Waar is opvang voor kinderen?', {
			isNew: true,
			findings: [{ kind: 'need', finding: 'shelter', text: 'Waar is de opvang?' }],
			labelled: texts.map((text, at) => ({
				story: text,
				utterance: { text, author: null, platform: null },
				labels: at < 2 ? { ...none, links: [link] } : none
			}))
		});
		const [proposed] = (await made().propose(request)) ?? [];
		expect(proposed?.likely[0]).toMatchObject(link);
		expect(proposed?.maybe.map(({ kind }) => kind)).toContain('need');
		expect(await analysisOnThisThread().propose(request)).toEqual([proposed]);
	},
	LONG
);

test('an index is unknown before it begins and after it is released', async () => {
	const thread = analysisOnThisThread();
	expect(await thread.propose(job('een'))).toBeNull();
	expect(await thread.propose(job('een', { isNew: true }))).toHaveLength(1);
	expect(await thread.propose(job('twee'))).toHaveLength(1);
	thread.forget(1);
	expect(await thread.propose(job('drie'))).toBeNull();
});

test('a thread that dies of proposals does not lose the texts waiting behind them', async () => {
	const thread = made(dyingOf('xx cause', 'process.exit(1);'));
	const proposed = thread.propose(job('xx cause'));
	const read = thread.read(textsOf('nl een'));
	expect(await proposed).toBeNull();
	expect(await read).toEqual([{ lang: 'nl', help: null }]);
	expect(await thread.propose(job('en two'))).toHaveLength(1);
});

test('proposals that keep killing the thread are suspended for a while; texts are still read', async () => {
	const thread = made(dyingOf('xx cause', 'process.exit(1);'));
	for (let time = 0; time < 3; time++) expect(await thread.propose(job('xx cause'))).toBeNull();
	await expect(thread.propose(job('en two'))).rejects.toMatchObject({ reason: 'died' });
	expect(await thread.read(textsOf('nl een'))).toEqual([{ lang: 'nl', help: null }]);
});
