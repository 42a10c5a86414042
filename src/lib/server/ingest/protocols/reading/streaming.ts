import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import type { SourceFault } from '$lib/domain/posts/source-problem';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import type { Gap, PollResult, PollRequest, ConnectionReader } from './reader';
import { problemOf, SourceProblem } from './source-problem';

/** A part of what a stream delivers. */
export interface StreamChunk {
	readonly posts: readonly RawPost[];
	/** Where to resume after these posts. */
	readonly cursor: unknown;
	/** The number of events in it that could not be read. */
	readonly unreadable?: number;
	readonly gap?: Gap;
	/** Posts that were paid for in this calendar month. */
	readonly paid?: number;
}
/** Opens a stream at the cursor of the request and yields its content until aborted; throws for a fault of the source. */
type OpenStream = (request: PollRequest) => AsyncIterable<StreamChunk>;

/** When this many posts wait to be stored, the stream has to wait too. */
const MAX_WAITING_POSTS = 1_000;
/** A quiet stream reports its cursor this often. Milliseconds. */
const CURSOR_INTERVAL = 5_000;
/** A stream that stayed open this long is healthy: the next failure counts as the first again. Milliseconds. */
const HEALTHY_AFTER = 10_000;
const FIRST_RETRY_DELAY = 1_000;
const LONGEST_RETRY_DELAY = 5 * 60_000;
/** A person must fix these: a quick retry does not help, and a connection is opened at once when it was fixed. */
const PERMANENT_FAULTS: readonly SourceFault[] = [
	'token',
	'tokenMissing',
	'forbidden',
	'timelines',
	'notThisServer',
	'budget',
	'profileEmpty',
	'rules',
	'xCredit'
];

/** Keeps one stream open: slows it down while posts wait to be stored, and resumes at the stored cursor on failure. */
export class StreamReader implements ConnectionReader {
	#stream: BufferedStream | null = null;
	/** The cursor of the open stream, as it was returned to the caller that stores it. */
	#lastCursor = '';
	#failures = 0;

	constructor(readonly listen: OpenStream) {}

	async ready(request: PollRequest): Promise<void> {
		await (await this.#streamFor(request)).ready(request.signal);
	}

	async take(request: PollRequest): Promise<PollResult> {
		const stream = await this.#streamFor(request);
		const { posts, cursor, unreadable, gap, paid } = stream.take();
		this.#lastCursor = JSON.stringify(cursor);
		const skipped = { count: unreadable, reasons: unreadable > 0 ? { unreadable } : {} };
		if (posts.length > 0 || gap || !stream.failed) return { posts, cursor, next: 0, skipped, problem: null, gap, paid };
		await this.close();
		const { code, status, retryAfter } = problemOf(stream.failed.error, request.now());
		if (request.signal.aborted) return { posts, cursor, next: 0, skipped, problem: { code: 'stopped', status: null } };
		if (stream.openDuration(request.now()) >= HEALTHY_AFTER) this.#failures = 0;
		const wait = PERMANENT_FAULTS.includes(code)
			? LONGEST_RETRY_DELAY
			: Math.min(FIRST_RETRY_DELAY * 2 ** this.#failures++, LONGEST_RETRY_DELAY);
		return {
			posts,
			cursor,
			next: Math.max(wait * (0.75 + Math.random() / 2), retryAfter),
			skipped,
			problem: { code, status }
		};
	}

	wake(): void {
		this.#stream?.wake();
	}

	async close(): Promise<void> {
		const stream = this.#stream;
		this.#stream = null;
		await stream?.close();
	}

	/** The open stream, if it still belongs to this request. */
	async #streamFor(request: PollRequest): Promise<BufferedStream> {
		const profiles = JSON.stringify(request.profiles);
		const at = JSON.stringify(request.cursor);
		if (this.#stream && (this.#stream.profiles !== profiles || this.#lastCursor !== at)) await this.close();
		if (this.#stream) return this.#stream;
		this.#lastCursor = at;
		this.#stream = new BufferedStream(this.listen, request, profiles);
		return this.#stream;
	}
}

class BufferedStream {
	#posts: RawPost[] = [];
	#cursor: unknown;
	#unreadable = 0;
	#gap: Gap | null = null;
	#paid: number | null = null;
	/** Whether it has anything that must be stored soon: deletions can wait while there is room, paid posts cannot. */
	#isUrgent = false;
	#startedAt: number | null = null;
	failed: { readonly error: unknown } | null = null;
	readonly #stop = new AbortController();
	readonly #finished: Promise<void>;
	readonly #untilReady = new AbortableDelay();
	readonly #untilRead = new AbortableDelay();

	constructor(
		listen: OpenStream,
		request: PollRequest,
		readonly profiles: string
	) {
		this.#cursor = request.cursor;
		// End the stream as soon as the caller stops, even while its posts are still being stored.
		this.#finished = this.#listen(listen, { ...request, signal: AbortSignal.any([this.#stop.signal, request.signal]) });
	}

	async ready(signal: AbortSignal): Promise<void> {
		this.#untilReady.clear();
		if (!this.#isUrgent && !this.failed) await this.#untilReady.wait(CURSOR_INTERVAL, signal);
	}

	take() {
		const result = {
			posts: this.#posts,
			cursor: this.#cursor,
			unreadable: this.#unreadable,
			gap: this.#gap,
			paid: this.#paid
		};
		[this.#posts, this.#unreadable, this.#gap, this.#isUrgent] = [[], 0, null, false];
		this.#untilRead.wake();
		return result;
	}

	/** Milliseconds since it first delivered anything. */
	openDuration(now: number): number {
		return this.#startedAt === null ? 0 : now - this.#startedAt;
	}

	wake(): void {
		this.#untilReady.wake();
	}

	async close(): Promise<void> {
		this.#stop.abort();
		this.wake();
		await this.#finished;
	}

	async #listen(listen: OpenStream, request: PollRequest): Promise<void> {
		try {
			for await (const chunk of listen(request)) {
				if (this.#stop.signal.aborted) break;
				this.#addChunk(chunk, request);
				this.#untilRead.clear();
				if (this.#posts.length >= MAX_WAITING_POSTS) await this.#untilRead.wait(null, this.#stop.signal);
			}
			this.failed = { error: new SourceProblem('closed') };
		} catch (error) {
			this.failed = { error };
		}
		this.wake();
	}

	/**
	 * Keeps only the posts that a profile selects, and changes to posts that may be stored.
	 */
	#addChunk({ posts, cursor, unreadable = 0, gap, paid }: StreamChunk, { isWanted, now }: PollRequest): void {
		const isFirst = this.#startedAt === null;
		const isPaidFor = paid !== undefined && paid !== this.#paid;
		this.#startedAt ??= now();
		const wantedPosts = posts.filter((post) => post.deleted === true || post.edit === true || isWanted(post));
		this.#posts.push(...wantedPosts);
		this.#cursor = cursor;
		this.#unreadable += unreadable;
		this.#paid = paid ?? this.#paid;
		if (gap) this.#gap = this.#gap ? { from: this.#gap.from < gap.from ? this.#gap.from : gap.from, to: gap.to } : gap;
		const isFull = this.#posts.length >= MAX_WAITING_POSTS;
		if (!isFirst && !gap && !isFull && !isPaidFor && !wantedPosts.some(({ deleted }) => deleted !== true)) return;
		this.#isUrgent = true;
		this.wake();
	}
}
