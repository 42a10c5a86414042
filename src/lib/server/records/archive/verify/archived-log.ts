import { z } from 'zod';
import { Moment, Sha256 } from '$lib/domain/core/ids';
import { provedFields } from '$lib/domain/event-words';
import { reportReleased, ReportVersion } from '$lib/domain/report/version';
import { WordLocations, WordProof } from '$lib/server/log/word-proof';
import { ChainWalk, type ChainFault } from '$lib/server/log/chain-walk';
import { EVENTS_PATH, HEAD_PATH } from '../parts/log-parts';
import type { PackageCheck } from './package-check';
import type { PackageReader } from './package-reader';

const Salt = z
	.string()
	.regex(/^(?:[0-9a-f]{2})+$/)
	.nullable();
const Line = z.object({
	seq: z.int().positive(),
	at: Moment,
	actor: z.string(),
	type: z.string(),
	data: z.unknown(),
	salt: Salt,
	digest: Sha256,
	hash: Sha256,
	rest: z.object({ words: WordLocations, proof: WordProof.nullable(), digest: Sha256 }).nullable(),
	state: z.enum(['whole', 'withheld', 'masked', 'redacted'])
});
const Head = z.object({ log: z.string(), lines: z.int().nonnegative(), head: Sha256 });

/** The log of a package, up to the first fault. */
export interface ArchivedLog {
	readonly check: PackageCheck;
	/** The hash of each line. */
	readonly hashes: ReadonlyMap<number, Sha256>;
	/** The versions that its lines release. */
	readonly released: ReadonlyMap<number, ReportVersion>;
}

const FAULT_TEXTS: Readonly<Record<ChainFault['why'], string>> = {
	missing: 'is missing',
	changed: 'was changed after it was written',
	blanked: 'was blanked, and no line says why',
	chain: 'does not follow from the line before',
	head: 'is missing at the end, or the head was changed',
	unasked: 'masks lines, and no masking had begun'
};

/** Walks the chain of the log, from its first line to the head that the package names. */
export async function verifyArchivedLog(reader: PackageReader): Promise<ArchivedLog> {
	const walk = new ChainWalk();
	const hashes = new Map<number, Sha256>();
	const released = new Map<number, ReportVersion>();
	const withheld = new Set<number>();
	const failed = (fault: string): ArchivedLog => ({
		check: { check: 'log', faults: [fault], says: '' },
		hashes,
		released
	});
	if (!reader.entries.has(EVENTS_PATH)) return failed(`"${EVENTS_PATH}" is missing.`);
	try {
		for await (const text of reader.lines(EVENTS_PATH)) {
			const line = Line.safeParse(parsed(text)).data;
			if (!line) return failed(`Line ${hashes.size + 1} of the log cannot be read.`);
			const { seq, actor, type, data, salt, rest, state } = line;
			if (state === 'withheld') {
				// Without this a forger could withhold any line, and what it released or decided would count as absent.
				const mayBe = provedFields(type).length > 0 && type !== reportReleased.type;
				if (salt !== null || data === null || !mayBe) return failed(`Line ${seq} of the log may not be withheld.`);
				withheld.add(seq);
			}
			const fault = walk.take({
				seq,
				actor,
				type,
				data,
				at: new Date(line.at),
				salt: bytesOf(salt),
				digest: Buffer.from(line.digest, 'hex'),
				hash: Buffer.from(line.hash, 'hex'),
				rest: rest && { ...rest, digest: Buffer.from(rest.digest, 'hex') }
			});
			if (fault) return failed(sentence(fault));
			hashes.set(seq, line.hash);
			const version = type === reportReleased.type ? ReportVersion.safeParse(data).data : undefined;
			if (version) released.set(version.number, version);
		}
	} catch {
		return failed('The log is damaged: it cannot be read to its end.');
	}
	const head = Head.safeParse(parsed((await reader.text(HEAD_PATH)) ?? '')).data;
	const fault = walk.end(head ? { seq: head.lines, hash: Buffer.from(head.head, 'hex') } : null, (line) =>
		withheld.has(line)
	);
	if (fault) return failed(sentence(fault));
	const says = `${walk.lines} lines in one chain, head ${walk.head}; ${withheld.size} withheld, all but what is masked in them is proved; ${walk.masked - withheld.size} masked; ${walk.blank} redacted`;
	return { check: { check: 'log', faults: [], says }, hashes, released };
}

const bytesOf = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'));

const sentence = ({ line, why }: ChainFault): string => `Line ${line} of the log ${FAULT_TEXTS[why]}.`;

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
