import { z } from 'zod';
import { IncidentId, Moment, Sha256 } from '$lib/domain/core/ids';
import { fingerprintOf, isSigned } from '../../anchor/signed-head';
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
		key: z.string().regex(/^[0-9a-f]{64}$/),
		signature: z.string().regex(/^[0-9a-f]{128}$/)
	})
);

/**
 * Every signed head has the signature of its key, and the chain goes through it. Null where the package has none. Whose
 * key it is only shows from a report, a mail or another package that was received earlier.
 */
export async function verifySignedHeads(
	reader: PackageReader,
	{ hashes }: Pick<ArchivedLog, 'hashes'>
): Promise<PackageCheck | null> {
	const text = await reader.text(SIGNED_HEADS_PATH);
	if (text === null) return null;
	const heads = Heads.safeParse(jsonIn(text)).data;
	if (!heads) return { check: 'signatures', faults: [`"${SIGNED_HEADS_PATH}" is no list of signed heads.`], says: '' };
	const faults = heads.flatMap((head) => {
		const name = `The signed head of line ${head.seq}`;
		if (!isSigned(head)) return [`${name} was not signed with the key that it names.`];
		return hashes.get(head.seq) === head.hash ? [] : [`${name} does not stand in the log.`];
	});
	const keys = [...new Set(heads.map(({ key }) => fingerprintOf(key)))].join(' and ');
	return {
		check: 'signatures',
		faults,
		says: `${heads.length} signed heads stand in the log; signed with key ${keys}`
	};
}

function jsonIn(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
