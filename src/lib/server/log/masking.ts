import type { Sql, TransactionSql } from 'postgres';
import { z } from 'zod';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { maskEvent, removeWords, typesWithWords, wordFields } from '$lib/domain/event-words';
import { isAtPath, type TextLocation } from '$lib/domain/core/texts/fields';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { publicDetails, type IsPublic } from '$lib/domain/posts/masking/public-details';
import type { LineChecksum } from '$lib/domain/incident/redaction';
import { profileChanged } from '$lib/domain/posts/search/profile';
import { neverMaskedSet } from '$lib/domain/installation/never-masked';
import { textApproved } from '$lib/domain/official-text/approval';
import { textPublished } from '$lib/domain/official-text/publication-rules';
import { textSubmitted } from '$lib/domain/official-text/writing';
import { authorNames } from './author-names';
import { proofOf } from './chain';
import { restIn } from './verify';
import { maskProved, type WordProof } from './word-proof';

/** Masks a text: `own` is the number of its author. */
export type MaskWords = (text: string, own?: number | null) => string;

/** The number of posts, of posts that are not masked yet, and of authors. */
export async function maskingCounts(
	tx: TransactionSql,
	incident: IncidentId
): Promise<{ posts: number; left: number; authors: number }> {
	const [row] = await tx<{ posts: number; left: number; authors: number }[]>`
		select count(*)::int as posts, (count(*) filter (where not masked))::int as left, count(distinct author)::int as authors
		from post where incident_id = ${incident}`;
	return row ?? { posts: 0, left: 0, authors: 0 };
}

/** Masks texts of this incident with the names of its private authors, as far as those are stored. */
export async function maskingOf(sql: Sql | TransactionSql, incident: IncidentId): Promise<MaskWords> {
	const authors = (await authorNames(sql, incident)).filter(({ isPrivate }) => isPrivate);
	const own = new Map(authors.map(({ number, handle, name }) => [number, [name, handle]]));
	const known = new KnownNames(authors.flatMap(({ handle, name }) => [name, handle]));
	const isPublic = await neverMasked(sql);
	return (text, author) => maskText(text, own.get(author ?? 0) ?? [], known.in(text), isPublic);
}

/** The details that the installation lists as public. */
async function neverMasked(sql: Sql | TransactionSql): Promise<IsPublic> {
	const [row] = await sql<{ data: unknown }[]>`
		select data from event where log_id = ${INSTALLATION} and type = ${neverMaskedSet.type} order by seq desc limit 1`;
	return publicDetails(row ? neverMaskedSet.data.parse(row.data).details : []);
}

interface LineRow {
	readonly number: number;
	readonly type: string;
	readonly data: unknown;
	readonly author: number | null;
	readonly words: unknown;
	readonly salt: Buffer | null;
	readonly rest: Buffer | null;
	readonly word_proof: unknown;
	readonly hidden: unknown;
}

/** A line with its masked data, and the proof that nothing else changed. */
export interface MaskedLine {
	readonly number: number;
	readonly data: unknown;
	/** Null for a line whose type had no words when it was written. */
	readonly proof: WordProof | null;
}

/** The words that a waiting request for redaction hides, as `mask_lines` stores them. */
const Hidden = z.object({ data: z.unknown(), salt: z.string().nullable(), proof: z.unknown() });

/**
 * The lines whose data changes when personal details are masked.
 * @param numbers sequence numbers to look at; null for all
 * @param reach whether hidden words are masked too
 */
async function maskLines(
	tx: Sql | TransactionSql,
	incident: IncidentId,
	numbers: readonly number[] | null,
	reach: 'shown' | 'hidden'
) {
	const mask = await maskingOf(tx, incident);
	const official = await officialTexts(tx, incident);
	const lines = await tx<LineRow[]>`
		select e.seq as number, e.type, e.data, e.words, e.salt, e.rest, e.word_proof, e.hidden, p.author from event e
		left join post p on p.incident_id = e.log_id and p.id::text = e.data->>'post'
		where e.log_id = ${incident} and e.type = any(${[...typesWithWords()]}) and e.data <> 'null'
			and (${numbers === null} or e.seq = any(${[...(numbers ?? [])]})) order by e.seq`;
	const slice = new TimeSlice();
	const changed: MaskedLine[] = [];
	for (const row of lines) {
		const line = reach === 'hidden' ? unhidden(row) : row;
		const { number, type, data, author } = line;
		const fields = wordFields(type);
		const maskOne = (text: string): string => (official.has(text) ? text : mask(text, author));
		const after = masked(line, (text, at) => (isAtPath(at, fields) ? maskOne(text) : text)) ?? {
			data: maskEvent({ type, data }, maskOne),
			proof: null
		};
		if (after.data !== data) changed.push({ number, ...after });
		if (slice.isOver) await slice.yield();
	}
	return changed;
}

/** The line as it is without a request for redaction. */
function unhidden(row: LineRow): LineRow {
	const hidden = Hidden.nullable().parse(row.hidden);
	if (hidden === null) return row;
	const salt = hidden.salt === null ? null : Buffer.from(hidden.salt.slice(String.raw`\x`.length), 'hex');
	return { ...row, data: hidden.data, salt, word_proof: hidden.proof };
}

/** The line with `mask` applied to its texts, and the new proof; null when the line has no texts or no proof. */
function masked(
	{ data, salt, ...wordColumns }: Pick<LineRow, 'data' | 'salt' | 'words' | 'rest' | 'word_proof'>,
	mask: (text: string, at: TextLocation) => string
): { data: unknown; proof: WordProof } | null {
	const rest = restIn(wordColumns);
	const proof = rest && proofOf(rest, salt, data);
	return rest && proof && maskProved(data, rest.words, proof, mask);
}

/** These lines without their words and names; `masked` is null for a line without any. */
async function redactedLines(tx: Sql | TransactionSql, incident: IncidentId, numbers: readonly number[]) {
	const rows = await tx<Omit<LineRow, 'author' | 'hidden'>[]>`
		select seq as number, type, data, words, salt, rest, word_proof from event
		where log_id = ${incident} and seq = any(${[...numbers]}) order by seq`;
	return rows.map((row) => {
		const after = masked(row, removeWords);
		return { number: row.number, type: row.type, masked: after && after.data !== row.data ? after : null };
	});
}
export async function linesToRedact(tx: Sql | TransactionSql, incident: IncidentId, numbers: readonly number[]) {
	const [lines, [profile]] = await Promise.all([
		redactedLines(tx, incident, numbers),
		tx<{ seq: number }[]>`
			select seq from event where log_id = ${incident} and type = ${profileChanged.type} order by seq desc limit 1`
	]);
	return lines.map(({ number, type, masked }) => ({
		number,
		sha256: masked && checksumOf(canonical(masked.data)),
		isProfile: type.startsWith('profile.') && number >= (profile?.seq ?? 0)
	}));
}

export const linesToMask = async (tx: TransactionSql, incident: IncidentId) =>
	(await maskLines(tx, incident, null, 'hidden')).flatMap(({ number, data, proof }) =>
		proof ? [{ number, sha256: checksumOf(canonical(data)) }] : []
	);

/** Each line that masking changes, by its sequence number. */
export const maskedLines = async (sql: Sql, incident: IncidentId): Promise<ReadonlyMap<number, MaskedLine>> =>
	new Map((await maskLines(sql, incident, null, 'shown')).map((line) => [line.number, line]));

/** The texts that were approved or published: those are never masked. */
async function officialTexts(tx: Sql | TransactionSql, incident: IncidentId): Promise<ReadonlySet<string>> {
	const rows = await tx<{ type: string; data: unknown }[]>`
		select type, data from event where log_id = ${incident}
			and type = any(${[textSubmitted.type, textApproved.type, textPublished.type]}) and data <> 'null' order by seq`;
	const submitted = new Map<string, string>();
	const official = new Set<string>();
	for (const { type, data } of rows)
		if (type === textPublished.type) official.add(textPublished.data.parse(data).publication.text);
		else if (type === textSubmitted.type)
			for (const { checksum, text } of textSubmitted.data.parse(data).version.wordings) submitted.set(checksum, text);
		else
			for (const { checksum } of textApproved.data.parse(data).variants) {
				const text = submitted.get(checksum);
				if (text !== undefined) official.add(text);
			}
	return official;
}

/**
 * Replaces the data of the lines that the event at line `by` masks, and deletes the salt of their digest. The database
 * checks that this transaction wrote that event, that it is due, and that the new data match it.
 * @param extent only personal details, or all words and names
 */
export async function maskLogLines(
	tx: TransactionSql,
	incident: IncidentId,
	by: number,
	requested: readonly LineChecksum[],
	extent: 'details' | 'all'
): Promise<void> {
	const numbers = requested.map(({ number }) => number);
	const changed =
		extent === 'details'
			? await maskLines(tx, incident, numbers, 'hidden')
			: (await redactedLines(tx, incident, numbers)).flatMap(({ number, masked }) =>
					masked ? [{ number, ...masked }] : []
				);
	const byNumber = new Map(changed.map((line) => [line.number, line]));
	const lines = requested.map(({ number, sha256 }) => {
		const line = byNumber.get(number);
		if (!line?.proof || checksumOf(canonical(line.data)) !== sha256)
			throw new Error(`Line ${number} cannot be masked as the log says.`);
		return { text: canonical(line.data), proof: canonical(line.proof) };
	});
	await tx`select mask_lines(${incident}, ${by}, ${numbers}::int[], ${lines.map(({ text }) => text)}::text[],
		${lines.map(({ proof }) => proof)}::text[])`;
}
