import { availableParallelism } from 'node:os';
import { log } from '$lib/server/platform/operations/logger';
import { startThread, ThreadError, WorkerThread } from '$lib/server/platform/operations/worker-thread';
import type { PostColumns, StoryGrouper } from '../post';
import type { Setting } from '../text/places';
import { CrashCounter } from './deaths';
import { StoriesLost } from './stories-lost';
import { StoryGroups } from './story-groups';
import { rowsOf, type StoryAnswer, type StoryJob } from './story-jobs';

/** Milliseconds. A thousand posts take a fifth of a second: a thread that takes longer than this hangs. */
const JOB_TIMEOUT = 20_000;
/** After this many crashes in a minute, posts begin new stories until the minute is over. */
const MAX_CRASHES = 20;
/** Posts of one job. */
const MAX_ROWS = 1_000;
/** The number of remembered texts that crashed a thread, or may have. */
const MAX_TEXTS = 10_000;

interface Thread extends Pick<WorkerThread<StoryJob, StoryAnswer>, 'run' | 'stop'> {
	/** Pauses reading ahead during this work; only when there is no separate thread. */
	withoutReadAhead?<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * Groups posts into stories in a separate thread. A thread that crashes is replaced, and its stories are lost
 * (`StoriesLost`): the caller reads them again and repeats the call. The posts of the job that crashed are then sent one by
 * one, until the post that is the cause is found: it begins a new story. No post is lost.
 */
export class StoryThread {
	readonly #crashes = new CrashCounter(MAX_CRASHES);
	/** Texts of jobs that crashed a thread together with others. */
	readonly #suspects = new Set<string>();
	/** Texts that crashed a thread alone. */
	readonly #unreadable = new Set<string>();
	#lastIndex = 0;

	constructor(readonly thread: Thread = makeThread()) {}

	/**
	 * The stories of an incident, empty.
	 * @param forgotten called with each story that no post can join any more
	 */
	begin(setting: Setting, forgotten: (story: string) => void): StoryGrouper {
		const index = (this.#lastIndex += 1);
		let isLost = false;
		// If this fails, the thread has ended, and the next job reports it.
		this.#send({ begin: index, setting }).catch(() => undefined);
		const ask = async (posts: PostColumns, job: (rows: PostColumns) => StoryJob): Promise<readonly string[]> => {
			const stories: string[] = [];
			for (const rows of this.#jobsOf(posts)) {
				if (isLost && !this.#crashes.isExceeded) throw new StoriesLost();
				const [text] = rows.texts;
				if (this.#crashes.isExceeded || (text !== undefined && this.#unreadable.has(text))) {
					isLost ||= this.#crashes.isExceeded;
					stories.push(...rows.stories);
					continue;
				}
				const answer = await this.#run(rows, job(rows)).catch((error: unknown) => {
					isLost = true;
					throw error;
				});
				stories.push(...answer.stories);
				for (const story of answer.forgotten) forgotten(story);
			}
			return stories;
		};
		return {
			isInThread: !this.thread.withoutReadAhead,
			readAhead: (texts) => {
				const readable = texts.filter((text) => !this.#unreadable.has(text) && !this.#suspects.has(text));
				this.#send({ index, ahead: readable }).catch(() => undefined);
			},
			group: (posts) => ask(posts, (group) => ({ index, group })),
			file: async (posts) => void (await ask(posts, (file) => ({ index, file }))),
			move: async (posts) => void (await ask(posts, (move) => ({ index, move }))),
			withoutReadAhead: (work) => (this.thread.withoutReadAhead ? this.thread.withoutReadAhead(work) : work()),
			end: () => {
				this.#send({ end: index }).catch(() => undefined);
			}
		};
	}

	stop(): Promise<void> {
		return this.thread.stop();
	}

	/** Splits posts into jobs: suspect and unreadable texts each get a job of their own. */
	*#jobsOf(posts: PostColumns): Iterable<PostColumns> {
		const isAlone = (text: string | undefined): boolean =>
			text !== undefined && (this.#suspects.has(text) || this.#unreadable.has(text));
		const { texts } = posts;
		for (let from = 0; from < texts.length;) {
			let to = from + 1;
			if (!isAlone(texts[from])) while (to < texts.length && to - from < MAX_ROWS && !isAlone(texts[to])) to += 1;
			yield to - from === texts.length ? posts : rowsOf(posts, from, to);
			from = to;
		}
	}

	/** Counts each crash once: at the oldest job. */
	async #send(job: StoryJob): Promise<StoryAnswer> {
		try {
			return await this.thread.run(job);
		} catch (error) {
			if (error instanceof ThreadError && error.reason !== 'stopped' && error.wasOldest) this.#crashes.record();
			throw error;
		}
	}

	/** @throws StoriesLost, or ThreadError when the program stops */
	async #run({ texts }: PostColumns, job: StoryJob): Promise<NonNullable<StoryAnswer>> {
		try {
			const answer = await this.#send(job);
			if (answer === null) throw new StoriesLost();
			if (texts.length === 1) this.#suspects.delete(texts[0] ?? '');
			return answer;
		} catch (error) {
			if (!(error instanceof ThreadError) || error.reason === 'stopped') throw error;
			if (error.wasOldest) this.#markSuspects(texts, error);
			throw new StoriesLost();
		}
	}

	#markSuspects(texts: readonly string[], error: ThreadError): void {
		const [text] = texts;
		if (texts.length === 1 && text !== undefined && this.#suspects.delete(text)) {
			log.error({ err: error, reason: error.reason }, 'a post could not be read, and begins a story of its own');
			remember(this.#unreadable, [text]);
		} else remember(this.#suspects, texts);
	}
}

function remember(remembered: Set<string>, texts: readonly string[]): void {
	if (remembered.size > MAX_TEXTS) remembered.clear();
	for (const text of texts) remembered.add(text);
}

/** The same work on this thread: for machines with one processor, where another thread has no benefit, and for tests. */
export function storiesOnThisThread(): StoryThread {
	const groups = new StoryGroups(5);
	return new StoryThread({
		// An error counts as a failed job of a thread.
		run: (job) =>
			groups.answer(job).catch((error: unknown) => Promise.reject(new ThreadError('failed', String(error)))),
		stop: () => Promise.resolve(),
		withoutReadAhead: (work) => groups.ahead.withoutReadAhead(work)
	});
}

function makeThread(): Thread {
	if (availableParallelism() === 1) return storiesOnThisThread().thread;
	return new WorkerThread(
		() => startThread('story-worker', new URL('./story-worker.ts', import.meta.url), { maxYoungGenerationSizeMb: 96 }),
		JOB_TIMEOUT
	);
}
