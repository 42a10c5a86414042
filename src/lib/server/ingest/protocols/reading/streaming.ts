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
/** Opens a stream at the request's cursor and yields its content until the signal; throws for a fault of the source. */
type OpenStream = (question: PollRequest) => AsyncIterable<StreamChunk>;

/** When this many posts wait to be stored, the stream has to wait too. */
const most = 1_000;
/** A quiet stream reports its cursor this often. Milliseconds. */
const tick = 5_000;
/** A stream that stayed open this long is healthy: the next failure counts as the first again. Milliseconds. */
const STEADY_AFTER = 10_000;
const soonest = 1_000;
const latest = 5 * 60_000;
/** A person has to fix these: a quick retry does not help, and a fixed connection is opened at once. */
const lasting: readonly SourceFault[] = [
	...(['token', 'tokenMissing', 'forbidden', 'timelines', 'notThisServer'] as const),
	...(['budget', 'profileEmpty', 'rules', 'xCredit'] as const)
];

/** Keeps one stream open: slows it down while posts wait to be stored, and resumes at the stored cursor on failure. */
export class StreamReader implements ConnectionReader {
	#line: Line | null = null;
	/** The cursor of the open stream, as it was returned to the caller that stores it. */
	#lastCursor = '';
	#failures = 0;

	constructor(readonly listen: OpenStream) {}

	async ready(question: PollRequest): Promise<void> {
		await (await this.#lineFor(question)).ready(question.signal);
	}

	async take(question: PollRequest): Promise<PollResult> {
		const line = await this.#lineFor(question);
		const { posts, cursor, unreadable, gap, paid } = line.take();
		this.#lastCursor = JSON.stringify(cursor);
		const skipped = { count: unreadable, reasons: unreadable > 0 ? { unreadable } : {} };
		if (posts.length > 0 || gap || !line.failed) return { posts, cursor, next: 0, skipped, problem: null, gap, paid };
		await this.close();
		const { code, status, patience } = problemOf(line.failed.error, question.now());
		if (question.signal.aborted) return { posts, cursor, next: 0, skipped, problem: { code: 'stopped', status: null } };
		if (line.stoodFor(question.now()) >= STEADY_AFTER) this.#failures = 0;
		const wait = lasting.includes(code) ? latest : Math.min(soonest * 2 ** this.#failures++, latest);
		return {
			posts,
			cursor,
			next: Math.max(wait * (0.75 + Math.random() / 2), patience),
			skipped,
			problem: { code, status }
		};
	}

	wake(): void {
		this.#line?.wake();
	}

	async close(): Promise<void> {
		const line = this.#line;
		this.#line = null;
		await line?.close();
	}

	/** The open stream, if it still belongs to this request. */
	async #lineFor(question: PollRequest): Promise<Line> {
		const asked = JSON.stringify(question.profiles);
		const at = JSON.stringify(question.cursor);
		if (this.#line && (this.#line.asked !== asked || this.#lastCursor !== at)) await this.close();
		if (this.#line) return this.#line;
		this.#lastCursor = at;
		this.#line = new Line(this.listen, question, asked);
		return this.#line;
	}
}

class Line {
	#posts: RawPost[] = [];
	#cursor: unknown;
	#unreadable = 0;
	#gap: Gap | null = null;
	#paid: number | null = null;
	/** Whether it holds anything that cannot wait: deletions can while there is room, what was paid for cannot. */
	#pressing = false;
	#began: number | null = null;
	failed: { readonly error: unknown } | null = null;
	readonly #stop = new AbortController();
	readonly #done: Promise<void>;
	readonly #untilReady = new AbortableDelay();
	readonly #untilTaken = new AbortableDelay();

	constructor(
		listen: OpenStream,
		question: PollRequest,
		readonly asked: string
	) {
		this.#cursor = question.cursor;
		// A caller that stops may still be waiting for its posts to be stored: the stream ends at once.
		this.#done = this.#listen(listen, { ...question, signal: AbortSignal.any([this.#stop.signal, question.signal]) });
	}

	async ready(signal: AbortSignal): Promise<void> {
		this.#untilReady.clear();
		if (!this.#pressing && !this.failed) await this.#untilReady.wait(tick, signal);
	}

	take() {
		const taken = {
			posts: this.#posts,
			cursor: this.#cursor,
			unreadable: this.#unreadable,
			gap: this.#gap,
			paid: this.#paid
		};
		[this.#posts, this.#unreadable, this.#gap, this.#pressing] = [[], 0, null, false];
		this.#untilTaken.wake();
		return taken;
	}

	/** Milliseconds since it first delivered anything. */
	stoodFor(now: number): number {
		return this.#began === null ? 0 : now - this.#began;
	}

	wake(): void {
		this.#untilReady.wake();
	}

	async close(): Promise<void> {
		this.#stop.abort();
		this.wake();
		await this.#done;
	}

	async #listen(listen: OpenStream, question: PollRequest): Promise<void> {
		try {
			for await (const chunk of listen(question)) {
				if (this.#stop.signal.aborted) break;
				this.#keep(chunk, question);
				this.#untilTaken.clear();
				if (this.#posts.length >= most) await this.#untilTaken.wait(null, this.#stop.signal);
			}
			this.failed = { error: new SourceProblem('closed') };
		} catch (error) {
			this.failed = { error };
		}
		this.wake();
	}

	/**
	 * Of a stream of everything, keeps only the posts that a profile wants and the changes to posts that may be stored.
	 */
	#keep({ posts, cursor, unreadable = 0, gap, paid }: StreamChunk, { wanted, now }: PollRequest): void {
		const first = this.#began === null;
		const spent = paid !== undefined && paid !== this.#paid;
		this.#began ??= now();
		const kept = posts.filter((post) => post.deleted === true || post.edit === true || wanted(post));
		this.#posts.push(...kept);
		this.#cursor = cursor;
		this.#unreadable += unreadable;
		this.#paid = paid ?? this.#paid;
		if (gap) this.#gap = this.#gap ? { from: this.#gap.from < gap.from ? this.#gap.from : gap.from, to: gap.to } : gap;
		const full = this.#posts.length >= most;
		if (!first && !gap && !full && !spent && !kept.some(({ deleted }) => deleted !== true)) return;
		this.#pressing = true;
		this.wake();
	}
}
