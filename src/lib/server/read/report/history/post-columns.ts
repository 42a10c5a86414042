import { PostId, StoryId, type SourceId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import { bytesOf, ID_BYTES, IdNumbers, textOf } from './id-numbers';

/** What many posts have in common. */
interface PostKind {
	readonly source: SourceId;
	readonly platform: Platform;
	readonly lang: string | null;
	readonly backlog: boolean;
	/** It repeats another post. */
	readonly share: boolean;
}
/** A move of a post by a person, at this log position. */
interface PostMove {
	readonly seq: number;
	readonly from: number;
	readonly to: number;
}

/** The byte offsets in a packed row: post, story, author, moment, and the hash of the post that it shares. */
const ROW = {
	story: ID_BYTES,
	author: 2 * ID_BYTES,
	at: 2 * ID_BYTES + 4,
	shared: 2 * ID_BYTES + 12,
	length: 2 * ID_BYTES + 20
} as const;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH = Date.UTC(2000, 0, 1);
const INITIAL_CAPACITY = 1_024;
/** By how much the columns grow when they are full. */
const GROWTH_FACTOR = 1.5;

/**
 * The posts of an incident in the order of the log, as columns: about sixty bytes per post, so that all figures of a
 * million posts are counted in one pass. A post is identified by its row, and a story by a number of its own.
 */
export class ReportPostColumns {
	#size = 0;
	#ids = Buffer.alloc(INITIAL_CAPACITY * ID_BYTES);
	/** The log position at which it arrived; ascending. */
	seq = new Int32Array(INITIAL_CAPACITY);
	/** The number of the story in which it arrived; `moves` has the later ones. */
	arrived = new Int32Array(INITIAL_CAPACITY);
	/** -1 without one. */
	author = new Int32Array(INITIAL_CAPACITY);
	/** Milliseconds, on the incident's clock. */
	at = new Float64Array(INITIAL_CAPACITY);
	kind = new Int32Array(INITIAL_CAPACITY);
	/** A hash of the platform and id of the post that it repeats; 0 for others. */
	shared = new BigInt64Array(INITIAL_CAPACITY);

	readonly kinds: PostKind[] = [];
	readonly #kindNumbers = new Map<string, number>();
	readonly #stories = new IdNumbers();
	/** Cached story numbers by id, because converting an id to bytes is slow. */
	readonly #storyNumbers = new Map<StoryId, number>();
	/** The moves of the few posts that were moved, by row, in the order of the log. */
	readonly moves = new Map<number, PostMove[]>();
	#lastAuthor = 0;
	/** The rows at the log position of the last lookup: the posts of a batch are looked up one after the other. */
	#cached: { readonly seq: number; readonly size: number; readonly rows: ReadonlyMap<number, readonly number[]> } = {
		seq: -1,
		size: 0,
		rows: new Map()
	};

	get size(): number {
		return this.#size;
	}
	get stories(): number {
		return this.#stories.size;
	}
	get lastAuthor(): number {
		return this.#lastAuthor;
	}

	/** Adds posts of one kind that arrived at this log position, which is never lower than the last. */
	add(seq: number, kind: PostKind, rows: Buffer): void {
		const count = rows.length / ROW.length;
		this.#reserve(this.#size + count);
		const number = this.#numberOf(kind);
		for (let i = 0; i < count; i += 1) {
			const from = i * ROW.length;
			const row = this.#size;
			rows.copy(this.#ids, row * ID_BYTES, from, from + ID_BYTES);
			this.seq[row] = seq;
			this.arrived[row] = this.#stories.numberOf(rows, from + ROW.story);
			const author = rows.readInt32BE(from + ROW.author);
			this.author[row] = author;
			if (author > this.#lastAuthor) this.#lastAuthor = author;
			this.at[row] = Math.round(Number(rows.readBigInt64BE(from + ROW.at)) / 1_000) + EPOCH;
			this.kind[row] = number;
			this.shared[row] = rows.readBigInt64BE(from + ROW.shared);
			this.#size += 1;
		}
	}

	/** Adds the move of a post; its first move also shows in which story it arrived. */
	move(row: number, seq: number, from: StoryId, to: StoryId): void {
		const move = { seq, from: this.#stories.numberOf(bytesOf(from)), to: this.#stories.numberOf(bytesOf(to)) };
		const earlier = this.moves.get(row);
		if (earlier) earlier.push(move);
		else {
			this.arrived[row] = move.from;
			this.moves.set(row, [move]);
		}
	}

	/** The first row that arrived after this log position: the rows before it had all arrived by then. */
	firstRowAfter(seq: number): number {
		let [low, high] = [0, this.#size];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.seq[middle] ?? 0) <= seq) low = middle + 1;
			else high = middle;
		}
		return low;
	}
	/** The highest number of an author whose post had arrived by this log position. */
	lastAuthorAt(seq: number): number {
		const end = this.firstRowAfter(seq);
		if (end === this.#size) return this.#lastAuthor;
		let last = 0;
		for (let row = 0; row < end; row += 1) last = Math.max(last, this.author[row] ?? 0);
		return last;
	}
	/** The row of a post that arrived at this log position; undefined when there is none. */
	rowOf(seq: number, id: string): number | undefined {
		const wanted = bytesOf(id);
		return this.#rowsOf(seq)
			.get(wanted.readInt32LE(ID_BYTES - 4))
			?.find((row) => this.#ids.compare(wanted, 0, ID_BYTES, row * ID_BYTES, (row + 1) * ID_BYTES) === 0);
	}
	/** The rows that arrived at this log position, by the last four bytes of their ids, which are random. */
	#rowsOf(seq: number): ReadonlyMap<number, readonly number[]> {
		if (this.#cached.seq === seq && this.#cached.size === this.#size) return this.#cached.rows;
		const rows = new Map<number, number[]>();
		for (let row = this.firstRowAfter(seq - 1); row < this.#size && this.seq[row] === seq; row += 1) {
			const end = this.#ids.readInt32LE(row * ID_BYTES + ID_BYTES - 4);
			const same = rows.get(end);
			if (same) same.push(row);
			else rows.set(end, [row]);
		}
		this.#cached = { seq, size: this.#size, rows };
		return rows;
	}
	idOf(row: number): PostId {
		return PostId.parse(textOf(this.#ids.subarray(row * ID_BYTES, (row + 1) * ID_BYTES)));
	}

	kindOf(row: number): PostKind | undefined {
		return this.kinds[this.kind[row] ?? -1];
	}

	/** Undefined when no post was ever in it. */
	storyNumber(id: StoryId): number | undefined {
		const known = this.#storyNumbers.get(id);
		if (known !== undefined) return known;
		const number = this.#stories.find(bytesOf(id));
		if (number !== undefined) this.#storyNumbers.set(id, number);
		return number;
	}
	storyId(number: number): StoryId {
		return StoryId.parse(this.#stories.textOf(number));
	}

	#numberOf(kind: PostKind): number {
		const key = JSON.stringify([kind.source, kind.platform, kind.lang, kind.backlog, kind.share]);
		const known = this.#kindNumbers.get(key);
		if (known !== undefined) return known;
		const number = this.kinds.push(kind) - 1;
		this.#kindNumbers.set(key, number);
		return number;
	}
	#reserve(needed: number): void {
		if (needed <= this.seq.length) return;
		const capacity = Math.max(needed, Math.ceil(this.seq.length * GROWTH_FACTOR));
		const ids = Buffer.alloc(capacity * ID_BYTES);
		this.#ids.copy(ids);
		this.#ids = ids;
		const grown = <A extends { set(from: A): void }>(larger: A, current: A): A => {
			larger.set(current);
			return larger;
		};
		this.seq = grown(new Int32Array(capacity), this.seq);
		this.arrived = grown(new Int32Array(capacity), this.arrived);
		this.author = grown(new Int32Array(capacity), this.author);
		this.at = grown(new Float64Array(capacity), this.at);
		this.kind = grown(new Int32Array(capacity), this.kind);
		this.shared = grown(new BigInt64Array(capacity), this.shared);
	}
}
