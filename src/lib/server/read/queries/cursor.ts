import type { z } from 'zod';

/** Encodes the position where a page ended as opaque text for an address. */
export const encodeCursor = (values: readonly unknown[]): string =>
	Buffer.from(JSON.stringify(values)).toString('base64url');

/** Decodes a cursor of this program; null for anything else. */
function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> | null {
	try {
		const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}

/** A cursor that this program did not make. */
export class BadCursor extends Error {
	override readonly name = 'BadCursor';
}

/** The position after which to continue; null for the beginning. @throws BadCursor */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string | null): z.output<S> | null {
	if (cursor === null) return null;
	const decoded = decodeCursor(schema, cursor);
	if (decoded === null) throw new BadCursor();
	return decoded;
}

/**
 * The start of a list by moment and id, newest first: later than any row, so that the first page uses the same statement
 * as the others.
 */
export const BEGINNING: readonly [string, string] = [
	'9999-12-31T23:59:59.999Z',
	'ffffffff-ffff-ffff-ffff-ffffffffffff'
];
