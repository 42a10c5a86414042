import { availableParallelism } from 'node:os';
import { log } from '$lib/server/platform/operations/logger';
import { startThread, ThreadError, WorkerThread } from '$lib/server/platform/operations/worker-thread';
import type { TextHints, Texts } from '../post';
import type { AnalysisAnswer, AnalysisJob, ProposeJob, Proposed } from './jobs';
import { CrashCounter } from './deaths';
import type { TextAnalysis } from './text-analysis';

/** Five hundred texts take a twentieth of a second; a thread that needs longer than this for them hangs. */
const JOB_TIMEOUT = 20_000;
const MAX_MEGABYTES = 512;
/** After this many crashes by texts in a minute, texts are not analysed until the minute is over. */
const MAX_CRASHES = 20;
/** After this many crashes by proposals in a minute, no proposals are made until the minute is over. */
const MAX_PROPOSAL_CRASHES = 3;

type Thread = Pick<WorkerThread<AnalysisJob, AnalysisAnswer>, 'run' | 'stop'>;

/** Reads texts and proposes labels in a separate thread, so that neither delays a command. */
export class AnalysisThread {
	readonly #crashes = new CrashCounter(MAX_CRASHES);
	readonly #proposalCrashes = new CrashCounter(MAX_PROPOSAL_CRASHES);

	constructor(readonly thread: Thread = makeThread()) {}

	/**
	 * Reads every text, one answer each. When the thread crashes, it tries again with halves until the text that is the cause
	 * is alone: that text keeps the language of its source and gets no hints. Nothing is lost.
	 */
	async read(all: Texts): Promise<readonly TextHints[]> {
		if (all.texts.length === 0) return [];
		if (this.#crashes.isExceeded) return unread(all);
		try {
			const answer = await this.thread.run({ read: all });
			return 'read' in answer ? answer.read : unread(all);
		} catch (error) {
			if (!(error instanceof ThreadError) || error.reason === 'stopped') throw error;
			if (!error.wasOldest) return this.read(all);
			this.#crashes.record();
			const half = all.texts.length >> 1;
			if (half > 0) return [...(await this.read(slice(all, 0, half))), ...(await this.read(slice(all, half)))];
			log.error({ err: error, reason: error.reason }, 'a text could not be read, and is stored without hints');
			return unread(all);
		}
	}

	/**
	 * One answer for each story. `null`: the thread has crashed, by this job or another, and has lost the index: the caller
	 * must build it again, as a new index.
	 * @throws ThreadError when too many threads died of proposals, or the program stops
	 */
	async propose(job: ProposeJob): Promise<readonly Proposed[] | null> {
		if (this.#proposalCrashes.isExceeded) throw new ThreadError('died', 'too many threads died of proposals');
		try {
			const answer = await this.thread.run({ propose: job });
			return 'proposed' in answer ? answer.proposed : null;
		} catch (error) {
			if (!(error instanceof ThreadError) || error.reason === 'stopped') throw error;
			if (error.wasOldest) this.#proposalCrashes.record();
			return null;
		}
	}

	/** Releases an index. */
	forget(index: number): void {
		// If this fails, the thread has ended and the index with it.
		this.thread.run({ forget: index }).catch(() => undefined);
	}

	stop(): Promise<void> {
		return this.thread.stop();
	}
}

const slice = ({ texts, langs }: Texts, from: number, to?: number): Texts => ({
	texts: texts.slice(from, to),
	langs: langs.slice(from, to)
});
const unread = ({ langs }: Texts): TextHints[] => langs.map((lang) => ({ lang, help: null }));

/** The same work on this thread: for machines with one processor, where another thread has no benefit, and for tests. */
export function analysisOnThisThread(): AnalysisThread {
	// Load the models at the first text.
	let analysis: Promise<TextAnalysis> | undefined;
	const load = async () => new (await import('./text-analysis')).TextAnalysis();
	return new AnalysisThread({
		run: async (job) => (await (analysis ??= load())).answer(job),
		stop: () => Promise.resolve()
	});
}

function makeThread(): Thread {
	if (availableParallelism() === 1) return analysisOnThisThread().thread;
	return new WorkerThread(
		() =>
			startThread('analysis-worker', new URL('./analysis-worker.ts', import.meta.url), {
				maxOldGenerationSizeMb: MAX_MEGABYTES
			}),
		JOB_TIMEOUT
	);
}
