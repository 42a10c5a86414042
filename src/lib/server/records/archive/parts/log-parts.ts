import type { Sql } from '$lib/server/platform/driver/sql';
import { canonical } from '$lib/domain/core/checksum';
import { TimeSlice } from '$lib/concurrency/time-slice';
import type { MaskedData } from '$lib/server/log/masking';
import { restIn } from '$lib/server/log/verify';
import { jsonText, part, type PackagePart } from './part';
import type { ArchiveSubject } from './subject';

interface EventRow {
	seq: number;
	at: Date;
	actor: string;
	command_id: string | null;
	type: string;
	data: unknown;
	salt: Buffer | null;
	digest: Buffer;
	hash: Buffer;
	words: unknown;
	rest: Buffer | null;
	word_proof: unknown;
}

/** Lines that one statement reads. */
const LINES_PER_QUERY = 1_000;

export const EVENTS_PATH = 'data/log/events.jsonl';
export const HEAD_PATH = 'data/log/head.json';
export const SIGNED_HEADS_PATH = 'data/log/signed-heads.json';

/** The log with what its chain is made of, the head of that chain, and who the actors are. */
export const logParts = (sql: Sql, { id, head, people, masked, signed }: ArchiveSubject): PackagePart[] => [
	{ path: EVENTS_PATH, content: () => events(sql, id, head.seq, masked) },
	part('log/head.json', () => jsonText({ log: id, lines: head.seq, head: head.hash, at: head.at })),
	...(signed.length > 0 ? [part('log/signed-heads.json', () => jsonText(signed))] : []),
	part('log/people.json', () => jsonText([...people].map(([person, { name }]) => ({ id: person, name }))))
];

/** One line of JSON for each event. */
async function* events(
	sql: Sql,
	id: string,
	upTo: number,
	masked: ReadonlyMap<number, MaskedData>
): AsyncIterable<string> {
	const slice = new TimeSlice();
	// A page at a time: a cursor would be one statement for as long as the file is written.
	for (let after = 0; after < upTo; after += LINES_PER_QUERY) {
		const rows = await sql<EventRow[]>`
			select seq, at, actor, command_id, type, data, salt, digest, hash, words, rest, word_proof from event
			where log_id = ${id} and seq > ${after} and seq <= ${Math.min(after + LINES_PER_QUERY, upTo)} order by seq`;
		const lines: string[] = [];
		for (const row of rows) {
			if (slice.isOver) await slice.yield();
			lines.push(`${canonical(lineOf(row, masked.get(row.seq)))}\n`);
		}
		yield lines.join('');
	}
}

/**
 * An event whose data name a person is archived without those words. Its digest stays, so that the chain over all lines
 * is still valid, and `rest` proves what remains. One that was masked or redacted in the log itself is unchanged.
 */
function lineOf(
	{ seq, at, actor, command_id, type, data, salt, digest, hash, ...proof }: EventRow,
	masked: MaskedData | undefined
): Record<string, unknown> {
	const rest = restIn(proof);
	const line = {
		seq,
		at: at.toISOString(),
		actor,
		command: command_id,
		type,
		digest: digest.toString('hex'),
		hash: hash.toString('hex'),
		rest: rest && {
			words: rest.words,
			proof: masked ? masked.proof : rest.proof,
			digest: rest.digest.toString('hex')
		}
	};
	if (salt === null && data === null) return { ...line, salt: null, data: null, state: 'redacted' };
	if (masked !== undefined) return { ...line, salt: null, data: masked.data, state: 'withheld' };
	if (salt === null) return { ...line, salt: null, data, state: 'masked' };
	return { ...line, salt: salt.toString('hex'), data, state: 'whole' };
}
