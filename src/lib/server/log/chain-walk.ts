import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { isAtPath } from '$lib/domain/core/texts/fields';
import { provedFields } from '$lib/domain/event-words';
import { RESTORED } from '$lib/domain/incident/forgotten';
import { SYSTEM } from '$lib/domain/core/role';
import { maskingStarted, postsMasked } from '$lib/domain/incident/masking';
import {
	logMasked,
	logRedacted,
	redactionConfirmed,
	redactionDeclined,
	redactionRequested
} from '$lib/domain/incident/redaction';
import { quoteChosen } from '$lib/domain/report/quote';
import { digestOf, GENESIS, hashOf, proofOf, type Rest } from './chain';
import { restDigest } from './word-proof';

/** A line of a log as it is stored and archived. */
interface StoredLine {
	readonly seq: number;
	readonly at: Date;
	readonly actor: string;
	readonly type: string;
	readonly data: unknown;
	/** Null where the data was masked, or blanked by an earlier version. */
	readonly salt: Uint8Array | null;
	readonly digest: Buffer;
	readonly hash: Buffer;
	readonly rest: Rest | null;
}

/** The first invalid line, and why. */
export interface ChainFault {
	readonly line: number;
	readonly why: 'missing' | 'changed' | 'blanked' | 'chain' | 'head' | 'unasked';
}

/**
 * Verifies a log from its first line: sequence numbers without gaps, data that match their digest, each hash over the
 * previous one, and blank lines only where a redaction of an earlier version says so. A masked line has no salt: its data
 * must match a later line that says so, and its other words must match their digests. What masks must be due: posts are
 * being masked or were forgotten, or somebody requested it and nobody declined.
 */
export class ChainWalk {
	#hash: Buffer = GENESIS;
	#seq = 0;
	readonly #blanked = new Set<number>();
	readonly #redacted = new Set<number>();
	/** The checksums of the data of masked lines: as they are, and as the log says. */
	readonly #masked = new Map<number, string>();
	readonly #maskedByLog = new Map<number, string>();
	/** The same of the requests for redaction that wait, by the line of the request. */
	readonly #hiddenByLog = new Map<number, { readonly sums: Map<number, string>; readonly by: string }>();
	readonly #quotes = new Set<number>();
	#isMasking = false;

	/** Verifies the next line. @returns what is wrong with it; the walk must then end */
	take(line: StoredLine): ChainFault | null {
		this.#seq += 1;
		const fault = (why: ChainFault['why']): ChainFault => ({ line: this.#seq, why });
		if (line.seq !== this.#seq) return fault('missing');
		const isBlank = line.salt === null && line.data === null;
		if (isBlank) this.#blanked.add(this.#seq);
		else if (line.salt === null) this.#masked.set(this.#seq, checksumOf(canonical(line.data)));
		else if (!digestOf(line.salt, line.data).equals(line.digest)) return fault('changed');
		if (!isBlank && !this.#hasValidRest(line)) return fault('changed');
		this.#hash = hashOf(this.#hash, line, line.digest, line.rest);
		if (!this.#hash.equals(line.hash)) return fault('chain');
		// Also of a line with masked words: the proof covers the rest of it.
		return !isBlank && !this.#recordExplanation(line) ? fault('unasked') : null;
	}

	/** Whether the line matches its digest except for masked words, and has words only where its type has texts. */
	#hasValidRest({ salt, type, data, rest }: StoredLine): boolean {
		if (rest === null) return salt !== null;
		const proof = proofOf(rest, salt, data);
		return (
			proof !== null &&
			rest.words.every((path) => isAtPath(path, provedFields(type))) &&
			restDigest(proof, rest.words, data)?.equals(rest.digest) === true
		);
	}

	/** Records what a line says of earlier lines. @returns false when it masks lines and masking was not started */
	#recordExplanation({ seq, type, data, actor }: StoredLine): boolean {
		if (type === quoteChosen.type) this.#quotes.add(seq);
		if (type === redactionRequested.type) {
			const { lines } = redactionRequested.data.parse(data);
			const sums = new Map(lines.map(({ number, sha256 }) => [number, sha256]));
			this.#hiddenByLog.set(seq, { sums, by: actor });
		}
		if (type === redactionConfirmed.type) return this.#mayConfirm(redactionConfirmed.data.parse(data).request, actor);
		if (type === redactionDeclined.type) this.#hiddenByLog.delete(redactionDeclined.data.parse(data).request);
		if (type === logRedacted.type)
			for (const number of logRedacted.data.parse(data).numbers) this.#redacted.add(number);
		if (type === maskingStarted.type) this.#isMasking = true;
		if (type === postsMasked.type) this.#isMasking = false;
		if (type !== logMasked.type) return true;
		const { lines, why } = logMasked.data.parse(data);
		for (const { number, sha256, shown } of lines) {
			this.#maskedByLog.set(number, sha256);
			for (const { sums } of this.#hiddenByLog.values()) if (shown && sums.has(number)) sums.set(number, shown);
		}
		const isRepeated = actor === SYSTEM.id && why === RESTORED;
		return this.#isMasking || isRepeated || lines.every(({ number }) => this.#quotes.has(number));
	}
	#mayConfirm(request: number, actor: string): boolean {
		const waiting = this.#hiddenByLog.get(request);
		this.#hiddenByLog.delete(request);
		for (const [number, sha256] of waiting?.sums ?? []) this.#maskedByLog.set(number, sha256);
		return waiting !== undefined && waiting.by !== actor;
	}

	/**
	 * Verifies the end of the log.
	 * @param head as it is stored apart from the lines
	 * @param isWithheld whether a line may be masked because an archive leaves out its words
	 */
	end(
		head: { readonly seq: number; readonly hash: Buffer } | null,
		isWithheld: (line: number) => boolean = () => false
	): ChainFault | null {
		const byLog = new Map([...this.#maskedByLog, ...[...this.#hiddenByLog.values()].flatMap(({ sums }) => [...sums])]);
		const unmasked = [...this.#masked].find(([line, sha256]) => !isWithheld(line) && byLog.get(line) !== sha256);
		if (unmasked) return { line: unmasked[0], why: 'changed' };
		const unexplained = [...this.#blanked].find((line) => !this.#redacted.has(line));
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
	/** How many lines are masked, whatever masked them. */
	get masked(): number {
		return this.#masked.size;
	}
	get blank(): number {
		return this.#blanked.size;
	}
}
