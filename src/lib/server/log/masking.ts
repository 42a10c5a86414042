import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { canonical, checksumOf } from '$lib/domain/core/checksum';
import { INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { maskEvent, removeWords, typesWithWords, wordFields } from '$lib/domain/event-words';
import type { ReferenceIds } from '$lib/domain/core/command';
import { findingMerged } from '$lib/domain/findings/merge';
import { textsToRemove } from '$lib/domain/copied-words';
import { isAtPath, type TextLocation } from '$lib/domain/core/texts/fields';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { isPublicIn, type IsPublic } from '$lib/domain/posts/masking/public-details';
import type { LineChecksum, RedactableLine } from '$lib/domain/incident/redaction';
import { profileChanged } from '$lib/domain/posts/search/profile';
import { publicDetailsSet } from '$lib/domain/installation/public-details';
import { textApproved } from '$lib/domain/official-text/approval';
import { textPublished } from '$lib/domain/official-text/publication-rules';
import { textSubmitted } from '$lib/domain/official-text/writing';
import { authorNames } from './author-names';
import { proofOf } from './chain';
import { restIn } from './verify';
import { maskProved, WordLocations, type WordProof } from './word-proof';

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
	const isPublic = await publicDetails(sql);
	return (text, author) => maskText(text, own.get(author ?? 0) ?? [], known.in(text), isPublic);
}

/** The details that the installation lists as public. */
async function publicDetails(sql: Sql | TransactionSql): Promise<IsPublic> {
	const [row] = await sql<{ data: unknown }[]>`
		select data from event where log_id = ${INSTALLATION} and type = ${publicDetailsSet.type} order by seq desc limit 1`;
	return isPublicIn(row ? publicDetailsSet.data.parse(row.data).details : []);
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

/** The data of a line with some words masked, and the proof that nothing else changed. */
export interface MaskedData {
	readonly data: unknown;
	/** Null for a line whose type had no words when it was written. */
	readonly proof: WordProof | null;
}
/** A line of the log, and what masking makes of it: null where nothing changes. */
interface ChangedLine extends LineRow {
	readonly masked: MaskedData | null;
	/** The same of what is shown of it while a request for redaction waits. */
	readonly shown: MaskedData | null;
}
type MaskText = (line: LineRow, text: string, at: TextLocation) => string;

/** The words that a waiting request for redaction hides, as `mask_lines` stores them. */
const Hidden = z.object({ data: z.unknown(), salt: z.string().nullable(), proof: z.unknown() });

/** These lines, or all that may have words, as masking changes them. */
async function changedLines(
	tx: Sql | TransactionSql,
	incident: IncidentId,
	numbers: readonly number[] | null,
	mask: MaskText
): Promise<ChangedLine[]> {
	const lines = await tx<LineRow[]>`
		select e.seq as number, e.type, e.data, e.words, e.salt, e.rest, e.word_proof, e.hidden, p.author from event e
		left join post p on p.incident_id = e.log_id and p.id::text = e.data->>'post'
		where e.log_id = ${incident} and (e.type = any(${[...typesWithWords()]}) and e.data <> 'null' and ${numbers === null} or e.seq = any(${[...(numbers ?? [])]})) order by e.seq`;
	const slice = new TimeSlice();
	const changed: ChangedLine[] = [];
	for (const row of lines) {
		const shown = row.hidden === null ? null : masked(row, mask);
		changed.push({ ...row, masked: masked(unhidden(row), mask), shown });
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

/** The line with its texts masked, and the new proof; null where nothing changes. */
function masked(line: LineRow, mask: MaskText): MaskedData | null {
	const rest = restIn(line);
	const proof = rest && proofOf(rest, line.salt, line.data);
	const maskOne = (text: string, at: TextLocation): string => mask(line, text, at);
	const after =
		rest && proof ? maskProved(line.data, rest.words, proof, maskOne) : { data: maskEvent(line, maskOne), proof: null };
	return after.data === line.data ? null : after;
}

/** Masks personal details in words, but not in names nor in official texts. */
async function maskingDetails(tx: Sql | TransactionSql, incident: IncidentId): Promise<MaskText> {
	const [mask, official] = [await maskingOf(tx, incident), await officialTexts(tx, incident)];
	return ({ type, author }, text, at) =>
		official.has(text) || !isAtPath(at, wordFields(type)) ? text : mask(text, author);
}
type Redaction = NonNullable<ReferenceIds['redaction']>;

/** Removes these texts of each line. */
function removing(lines: Redaction['lines']): MaskText {
	const texts = new Map(lines.map((line) => [line.number, line.texts]));
	return ({ number, words }, text, at) => {
		const some = texts.get(number) ?? [];
		const isChosen = some.length === 0 || some.some((each) => isDeepStrictEqual(Reflect.get(Object(words), each), at));
		return isChosen ? removeWords(text) : text;
	};
}

const checksum = (masked: MaskedData | null) => (masked?.proof ? checksumOf(canonical(masked.data)) : null);

/** These lines without these texts, and with copies those without the texts that repeat a removed one. */
export async function linesToRedact(
	tx: Sql | TransactionSql,
	incident: IncidentId,
	{ lines, withCopies }: Redaction
): Promise<RedactableLine[]> {
	const wanted = withCopies ? await withTheirCopies(tx, incident, lines) : lines;
	const [changed, [profile]] = await Promise.all([
		changedLines(
			tx,
			incident,
			wanted.map(({ number }) => number),
			removing(wanted)
		),
		tx<{ seq: number }[]>`
			select seq from event where log_id = ${incident} and type = ${profileChanged.type} order by seq desc limit 1`
	]);
	const texts = new Map(wanted.map((line) => [line.number, [...line.texts]]));
	return changed.map(({ number, type, masked, shown }) => ({
		number,
		texts: texts.get(number) ?? [],
		sha256: checksum(masked),
		shown: checksum(shown),
		isProfile: type.startsWith('profile.') && number >= (profile?.seq ?? 0)
	}));
}

/** Also looks at words that another request hides: they may come back. */
async function withTheirCopies(tx: Sql | TransactionSql, incident: IncidentId, named: Redaction['lines']) {
	const rows = await tx<Pick<LineRow, 'number' | 'type' | 'data' | 'words'>[]>`
		select seq as number, type, coalesce(hidden->'data', data) as data, coalesce(words, '[]') as words from event
		where log_id = ${incident} and (words is not null or type = ${findingMerged.type}) and data <> 'null' order by seq`;
	const numbers = new Set(named.map(({ number }) => number));
	const lines = rows.map((row) => ({ ...row, words: WordLocations.parse(row.words) }));
	const copies = [...textsToRemove(lines, numbers)].flatMap(([number, texts]) =>
		numbers.has(number) ? [] : [{ number, texts }]
	);
	return [...named, ...copies];
}

export const linesToMask = async (tx: TransactionSql, incident: IncidentId): Promise<LineChecksum[]> =>
	(await changedLines(tx, incident, null, await maskingDetails(tx, incident))).flatMap(({ number, masked, shown }) => {
		const sha256 = checksum(masked);
		return sha256 ? [{ number, texts: [], sha256, shown: checksum(shown) }] : [];
	});

/** Each line that masking changes, as it is shown, by its sequence number. */
export const maskedLines = async (sql: Sql, incident: IncidentId): Promise<ReadonlyMap<number, MaskedData>> =>
	new Map(
		(await changedLines(sql, incident, null, await maskingDetails(sql, incident))).flatMap((line) => {
			const shown = line.hidden === null ? line.masked : line.shown;
			return shown ? [[line.number, shown]] : [];
		})
	);

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
	const mask = extent === 'details' ? await maskingDetails(tx, incident) : removing(requested);
	const changed = new Map(
		(
			await changedLines(
				tx,
				incident,
				requested.map(({ number }) => number),
				mask
			)
		).map((line) => [line.number, line])
	);
	for (const what of ['masked', 'shown'] as const) {
		const lines = requested.flatMap(({ number, sha256, shown }) => {
			const wanted = what === 'masked' ? sha256 : shown;
			if (wanted === null) return [];
			const line = changed.get(number)?.[what];
			if (!line?.proof || checksum(line) !== wanted)
				throw new Error(`Line ${number} cannot be masked as the log says.`);
			return [{ number, text: canonical(line.data), proof: canonical(line.proof) }];
		});
		if (lines.length > 0)
			await tx`select mask_lines(${incident}, ${by}, ${what === 'shown'}, ${lines.map(({ number }) => number)}::int[],
				${lines.map(({ text }) => text)}::text[], ${lines.map(({ proof }) => proof)}::text[])`;
	}
}
