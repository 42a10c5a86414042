import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { IncidentId, Moment, momentOf, Sha256 } from '$lib/domain/core/ids';

/** The position and hash of a log at a moment. With it anyone can show later that lines were changed or removed. */
interface Head {
	readonly log: IncidentId;
	readonly seq: number;
	/** The chain's hash at that line. */
	readonly hash: Sha256;
	/** When it was signed. */
	readonly at: Moment;
	/** The hash of the head of this log that was signed before it (`hashOfHead`); `NO_HEAD` for the first. */
	readonly previous: Sha256;
}
export interface SignedHead extends Head {
	/** Ed25519 (RFC 8032): 32 bytes, as hexadecimal digits. */
	readonly key: string;
	/** 64 bytes, as hexadecimal digits. */
	readonly signature: string;
}

/** The DER prefix of the 32 bytes of a private and a public Ed25519 key (RFC 8410). */
const DER_PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const DER_PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
/** The first word of a signed text and of the line of a head; identifies the format. */
export const HEAD_FORM = 'voelspriet-head-2';
/** The `previous` of the first signed head of a log. */
export const NO_HEAD = Sha256.parse('0'.repeat(64));

/** The installation's key for signing heads. */
export class SigningKey {
	readonly #private: KeyObject;
	/** The public half, as hexadecimal digits. */
	readonly publicKey: string;

	/** @param seed 32 random bytes, as hexadecimal digits */
	constructor(seed: string) {
		this.#private = createPrivateKey({
			key: Buffer.concat([DER_PRIVATE_PREFIX, Buffer.from(seed, 'hex')]),
			format: 'der',
			type: 'pkcs8'
		});
		const der = createPublicKey(this.#private).export({ format: 'der', type: 'spki' });
		this.publicKey = der.subarray(DER_PUBLIC_PREFIX.length).toString('hex');
	}

	sign(head: Head): SignedHead {
		return { ...head, key: this.publicKey, signature: sign(null, signedText(head), this.#private).toString('hex') };
	}
}

const signedText = ({ log, seq, hash, at, previous }: Head): Buffer =>
	Buffer.from([HEAD_FORM, log, seq, hash, at, previous].join(' '));

/** Whether the signature is that of the head's key. */
export function isSigned(head: SignedHead): boolean {
	try {
		const key = createPublicKey({
			key: Buffer.concat([DER_PUBLIC_PREFIX, Buffer.from(head.key, 'hex')]),
			format: 'der',
			type: 'spki'
		});
		return verify(null, signedText(head), key, Buffer.from(head.signature, 'hex'));
	} catch {
		return false;
	}
}

/** A head as one line of text, for a file, a system log or paper, with everything needed to verify it. */
export const lineOfHead = ({ log, seq, hash, at, previous, key, signature }: SignedHead): string =>
	[HEAD_FORM, log, seq, hash, at, previous, key, signature].join('/');

/** The `previous` of the next head of the log. */
export const hashOfHead = (head: SignedHead): Sha256 =>
	Sha256.parse(createHash('sha256').update(lineOfHead(head)).digest('hex'));

const LINE = /^voelspriet-head-2\/([^/]+)\/(\d{1,10})\/([^/]+)\/([^/]+)\/([^/]+)\/([0-9a-f]{64})\/([0-9a-f]{128})$/;

/** Parses such a line; null when it is invalid. Does not verify the signature. */
export function readHead(line: string): SignedHead | null {
	const parts = LINE.exec(line.trim());
	if (!parts) return null;
	const [, log, seq, hash, at, previous, key = '', signature = ''] = parts;
	const head = z.object({ log: IncidentId, seq: z.int(), hash: Sha256, at: Moment, previous: Sha256 });
	const read = head.safeParse({ log, seq: Number(seq), hash, at, previous });
	return read.success ? { ...read.data, key, signature } : null;
}

/** A row of the table of signed heads. */
export interface SignedHeadRow {
	readonly log_id: string;
	readonly seq: number;
	readonly hash: Buffer;
	readonly at: Date;
	readonly previous: Buffer;
	readonly public_key: Buffer;
	readonly signature: Buffer;
}
export const headIn = (row: SignedHeadRow): SignedHead => ({
	log: IncidentId.parse(row.log_id),
	seq: row.seq,
	hash: Sha256.parse(row.hash.toString('hex')),
	at: momentOf(row.at.getTime()),
	previous: Sha256.parse(row.previous.toString('hex')),
	key: row.public_key.toString('hex'),
	signature: row.signature.toString('hex')
});
