import { availableParallelism } from 'node:os';
import { log } from '$lib/server/operations/logger';
import { startThread, ThreadError, WorkerThread } from '$lib/server/operations/worker-thread';
import type { TextHints, Texts } from '../post';
import { readTexts } from './read-texts';

/** Five hundred texts take a twentieth of a second; a thread that needs longer than this for them hangs. */
const PATIENCE = 20_000;
const MOST_MEGABYTES = 512;
/** After so many dead threads in a minute texts stay unread until the minute is over. */
const MOST_DEATHS = 20;
const MINUTE = 60_000;

/** Reads texts beside the program's own thread, so that reading never holds up a command. */
export class AnalysisThread {
	#deaths: readonly number[] = [];

	constructor(readonly thread: Pick<WorkerThread<Texts, TextHints[]>, 'run' | 'stop'> = makeThread()) {}

	/**
	 * Reads every text, one answer each. When the thread dies it is asked again in halves, until the text that is the
	 * cause is alone: that one stays unread, with what its source says. Nothing is lost.
	 */
	async read(all: Texts): Promise<TextHints[]> {
		if (all.texts.length === 0) return [];
		this.#deaths = this.#deaths.filter((at) => performance.now() - at < MINUTE);
		if (this.#deaths.length >= MOST_DEATHS) return unread(all);
		try {
			return await this.thread.run(all);
		} catch (error) {
			if (!(error instanceof ThreadError) || error.reason === 'stopped') throw error;
			this.#deaths = [...this.#deaths, performance.now()];
			const half = all.texts.length >> 1;
			if (half > 0) return [...(await this.read(part(all, 0, half))), ...(await this.read(part(all, half)))];
			log.error({ err: error, reason: error.reason }, 'a text could not be read, and is stored without hints');
			return unread(all);
		}
	}

	stop(): Promise<void> {
		return this.thread.stop();
	}
}

const part = ({ texts, langs }: Texts, from: number, to?: number): Texts => ({
	texts: texts.slice(from, to),
	langs: langs.slice(from, to)
});
const unread = ({ langs }: Texts): TextHints[] => langs.map((lang) => ({ lang, help: null }));

/** On a machine with one processor a thread only costs: there the texts are read here. */
function makeThread(): Pick<WorkerThread<Texts, TextHints[]>, 'run' | 'stop'> {
	if (availableParallelism() === 1)
		return { run: (all) => Promise.resolve(readTexts(all)), stop: () => Promise.resolve() };
	return new WorkerThread(
		() =>
			startThread('analysis-worker', new URL('./analysis-worker.ts', import.meta.url), {
				maxOldGenerationSizeMb: MOST_MEGABYTES
			}),
		PATIENCE
	);
}
