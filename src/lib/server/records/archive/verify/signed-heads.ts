import { z } from 'zod';
import { IncidentId, Moment, Sha256 } from '$lib/domain/core/ids';
import { fingerprintOf, PublicKey } from '$lib/domain/report/public-key';
import type { ReportVersion } from '$lib/domain/report/version';
import { hashOfHead, isSigned, NO_HEAD } from '$lib/server/log/anchor/signed-head';
import { SIGNED_HEADS_PATH } from '../parts/log-parts';
import type { ArchivedLog } from './archived-log';
import type { PackageCheck } from './package-check';
import type { PackageReader } from './package-reader';

const Heads = z.array(
	z.object({
		log: IncidentId,
		seq: z.int().positive(),
		hash: Sha256,
		at: Moment,
		previous: Sha256,
		key: PublicKey,
		signature: z.string().regex(/^[0-9a-f]{128}$/)
	})
);

/** The name of a key as people type it: the key itself, or its fingerprint with or without spaces; null for no key. */
export function readKey(text: string): string | null {
	const digits = text.replace(/\s/g, '').toLowerCase();
	if (PublicKey.safeParse(digits).success) return fingerprintOf(digits);
	return /^[0-9a-f]{32}$/.test(digits) ? (digits.match(/.{4}/g) ?? []).join(' ') : null;
}

/**
 * Checks that every signed head has the signature of its key, names the head before it and is in the chain, and that
 * each key that a released report names signed what came after. Null where the package has no head and no report names
 * a key. Only a report, a mail or another package that was received earlier shows that the keys are the installation's.
 *
 * @param known the fingerprint of a key that was received in another way: it must have signed the log
 */
export async function verifySignedHeads(
	reader: PackageReader,
	log: Pick<ArchivedLog, 'hashes' | 'released'>,
	known: string | null
): Promise<PackageCheck | null> {
	const text = await reader.text(SIGNED_HEADS_PATH);
	const versions = [...log.released.values()].sort((a, b) => a.number - b.number);
	if (text === null && known === null && versions.every(({ publicKey }) => publicKey === null)) return null;
	const heads = text === null ? [] : Heads.safeParse(jsonIn(text)).data;
	if (!heads) return { check: 'signatures', faults: [`"${SIGNED_HEADS_PATH}" is no list of signed heads.`], says: '' };
	const keys = [...new Set(heads.map(({ key }) => fingerprintOf(key)))];
	const faults = [
		...heads.flatMap((head, i) => faultsOfHead(head, heads[i - 1], log)),
		...versions.flatMap((version, i) => faultsOfKey(version, versions[i + 1], heads)),
		...(known !== null && !keys.includes(known) ? [`The log was not signed with key ${known}.`] : [])
	];
	return {
		check: 'signatures',
		faults,
		says: `${heads.length} signed heads stand in the log; signed with key ${keys.join(' and ')}`
	};
}

type Head = z.infer<typeof Heads>[number];

function faultsOfHead(head: Head, before: Head | undefined, { hashes }: Pick<ArchivedLog, 'hashes'>): string[] {
	const name = `The signed head of line ${head.seq}`;
	if (!isSigned(head)) return [`${name} was not signed with the key that it names.`];
	if (hashes.get(head.seq) !== head.hash) return [`${name} does not stand in the log.`];
	return head.previous === (before ? hashOfHead(before) : NO_HEAD)
		? []
		: [`The head that was signed before that of line ${head.seq} is missing.`];
}

/**
 * A release is signed at once, by the key that the report names. Where the next report names the same key, no other
 * signed between the two: an installation that renews its key does not take the old one again.
 */
function faultsOfKey(version: ReportVersion, next: ReportVersion | undefined, heads: readonly Head[]): string[] {
	const { number, position, publicKey } = version;
	if (publicKey === null) return [];
	const name = `Report ${number}`;
	const after = heads.filter(({ seq }) => seq > position);
	if (!after.some(({ key }) => key === publicKey))
		return [`${name} names key ${fingerprintOf(publicKey)}, and that key signed nothing after it.`];
	if (next?.publicKey !== publicKey) return [];
	return after.flatMap(({ seq, key }) =>
		seq <= next.position && key !== publicKey
			? [`The signed head of line ${seq} has another key than the reports around it.`]
			: []
	);
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
