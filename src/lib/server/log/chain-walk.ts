import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { logMasked } from '$lib/domain/incident/masking';
import { logRedacted } from '$lib/domain/incident/redaction';
import { digestOf, GENESIS, hashOf } from './chain';

/** A line of a log as it is stored, and as an archive keeps it. */
interface StoredLine {
	readonly seq: number;
	readonly at: Date;
	readonly actor: string;
	readonly type: string;
	readonly data: unknown;
	/** Null where the data was redacted or masked. */
	readonly salt: Uint8Array | null;
	readonly digest: Buffer;
	readonly hash: Buffer;
}

/** The first line that is not as it was written, and why. */
export interface ChainFault {
	readonly line: number;
	readonly why: 'missing' | 'changed' | 'blanked' | 'chain' | 'head';
}

/**
 * Walks a log from its first line: numbers without gaps, data as digested, each hash over the one before, blanks only
 * where a redaction says so. A masked line has no salt: its data is what a later `log.masked` says stands there now.
 */
export class ChainWalk {
	#hash: Buffer = GENESIS;
	#seq = 0;
	readonly #blank = new Set<number>();
	readonly #allowed = new Set<number>();
	/** The checksum of the data of masked lines: as they are, and as the log says. */
	readonly #masked = new Map<number, string>();
	readonly #explained = new Map<number, string>();

	/** @returns what is wrong with this line; nothing behind it counts then */
	take(line: StoredLine): ChainFault | null {
		this.#seq += 1;
		const fault = (why: ChainFault['why']): ChainFault => ({ line: this.#seq, why });
		if (line.seq !== this.#seq) return fault('missing');
		if (line.salt === null && line.data === null) this.#blank.add(this.#seq);
		else if (line.salt === null) this.#masked.set(this.#seq, checksumOf(canonical(line.data)));
		else if (!digestOf(line.salt, line.data).equals(line.digest)) return fault('changed');
		this.#hash = hashOf(this.#hash, line, line.digest);
		if (!this.#hash.equals(line.hash)) return fault('chain');
		if (line.salt === null) return null;
		if (line.type === logRedacted.type)
			for (const number of logRedacted.data.parse(line.data).numbers) this.#allowed.add(number);
		if (line.type === logMasked.type)
			for (const { number, sha256 } of logMasked.data.parse(line.data).lines) this.#explained.set(number, sha256);
		return null;
	}

	/**
	 * @param head as it is kept apart from the lines
	 * @param isWithheld whether a blank line may be blank for another reason than a redaction
	 */
	end(
		head: { readonly seq: number; readonly hash: Buffer } | null,
		isWithheld: (line: number) => boolean = () => false
	): ChainFault | null {
		const unmasked = [...this.#masked].find(([line, sha256]) => this.#explained.get(line) !== sha256);
		if (unmasked) return { line: unmasked[0], why: 'changed' };
		const unexplained = [...this.#blank].find((line) => !this.#allowed.has(line) && !isWithheld(line));
		if (unexplained !== undefined) return { line: unexplained, why: 'blanked' };
		if (head?.seq !== this.#seq || !head.hash.equals(this.#hash)) return { line: this.#seq + 1, why: 'head' };
		return null;
	}

	get lines(): number {
		return this.#seq;
	}
	get head(): string {
		return this.#hash.toString('hex');
	}
	get blank(): number {
		return this.#blank.size;
	}
}
