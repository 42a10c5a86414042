import { PostId, StoryId, type SourceId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import { bytesOf, ID, IdNumbers, textOf } from './id-numbers';

/** What many posts have in common. */
interface PostKind {
	readonly source: SourceId;
	readonly platform: Platform;
	readonly lang: string | null;
	readonly backlog: boolean;
	/** It repeats another post. */
	readonly share: boolean;
}
/** A move of a post by a person, at this number of the log. */
interface PostMove {
	readonly seq: number;
	readonly from: number;
	readonly to: number;
}

/** How a row of a batch is packed: post, story, author, moment, and what it shares. */
const ROW = { story: ID, author: 2 * ID, at: 2 * ID + 4, shared: 2 * ID + 12, length: 2 * ID + 20 } as const;
/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH = Date.UTC(2000, 0, 1);
const INITIAL_CAPACITY = 1_024;
/** Of room that is full. */
const GROWTH_FACTOR = 1.5;

/**
 * The posts of an incident in the order of the log, as columns: some sixty bytes each, so that all figures of a million
 * are counted in one pass. A post is named by its row. Stories have numbers of their own here.
 */
export class PostColumns {
	#size = 0;
	#ids = Buffer.alloc(INITIAL_CAPACITY * ID);
	/** The number of the log it came with; ascending. */
	seq = new Int32Array(INITIAL_CAPACITY);
	/** The story it came to; where it was moved stands in `moves`. */
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
	/** By the ids that were asked for: each is turned into bytes once. */
	readonly #asked = new Map<StoryId, number>();
	/** Of the few posts that were moved, in the order of the log. */
	readonly moves = new Map<number, PostMove[]>();
	#lastAuthor = 0;
	/** Of the number of the log that was asked last: posts of a batch are asked for one after the other. */
	#last: { readonly seq: number; readonly size: number; readonly rows: ReadonlyMap<number, readonly number[]> } = {
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

	/** Adds posts of one kind that came with this number of the log, which is never less than the last. */
	add(seq: number, kind: PostKind, rows: Buffer): void {
		const count = rows.length / ROW.length;
		this.#reserve(this.#size + count);
		const number = this.#numberOf(kind);
		for (let i = 0; i < count; i += 1) {
			const from = i * ROW.length;
			const row = this.#size;
			rows.copy(this.#ids, row * ID, from, from + ID);
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

	/** Adds the move of a post; the first says where it came to. */
	move(row: number, seq: number, from: StoryId, to: StoryId): void {
		const move = { seq, from: this.#stories.numberOf(bytesOf(from)), to: this.#stories.numberOf(bytesOf(to)) };
		const earlier = this.moves.get(row);
		if (earlier) earlier.push(move);
		else {
			this.arrived[row] = move.from;
			this.moves.set(row, [move]);
		}
	}

	/** The first row that came after this number of the log: those before it are all that had come by then. */
	after(seq: number): number {
		let [low, high] = [0, this.#size];
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.seq[middle] ?? 0) <= seq) low = middle + 1;
			else high = middle;
		}
		return low;
	}
	/** The row of a post that came with this number of the log; undefined when it is not here. */
	rowOf(seq: number, id: string): number | undefined {
		const wanted = bytesOf(id);
		return this.#rowsOf(seq)
			.get(wanted.readInt32LE(ID - 4))
			?.find((row) => this.#ids.compare(wanted, 0, ID, row * ID, (row + 1) * ID) === 0);
	}
	/** The rows that came with this number of the log, by the end of their ids, which is chance. */
	#rowsOf(seq: number): ReadonlyMap<number, readonly number[]> {
		if (this.#last.seq === seq && this.#last.size === this.#size) return this.#last.rows;
		const rows = new Map<number, number[]>();
		for (let row = this.after(seq - 1); row < this.#size && this.seq[row] === seq; row += 1) {
			const end = this.#ids.readInt32LE(row * ID + ID - 4);
			const same = rows.get(end);
			if (same) same.push(row);
			else rows.set(end, [row]);
		}
		this.#last = { seq, size: this.#size, rows };
		return rows;
	}
	idOf(row: number): PostId {
		return PostId.parse(textOf(this.#ids.subarray(row * ID, (row + 1) * ID)));
	}

	kindOf(row: number): PostKind | undefined {
		return this.kinds[this.kind[row] ?? -1];
	}

	/** Undefined when no post ever came to it. */
	storyNumber(id: StoryId): number | undefined {
		const known = this.#asked.get(id);
		if (known !== undefined) return known;
		const number = this.#stories.known(bytesOf(id));
		if (number !== undefined) this.#asked.set(id, number);
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
		const room = Math.max(needed, Math.ceil(this.seq.length * GROWTH_FACTOR));
		const ids = Buffer.alloc(room * ID);
		this.#ids.copy(ids);
		this.#ids = ids;
		const grown = <A extends { set(from: A): void }>(larger: A, held: A): A => {
			larger.set(held);
			return larger;
		};
		this.seq = grown(new Int32Array(room), this.seq);
		this.arrived = grown(new Int32Array(room), this.arrived);
		this.author = grown(new Int32Array(room), this.author);
		this.at = grown(new Float64Array(room), this.at);
		this.kind = grown(new Int32Array(room), this.kind);
		this.shared = grown(new BigInt64Array(room), this.shared);
	}
}
