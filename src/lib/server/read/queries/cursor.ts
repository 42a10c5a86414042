import type { z } from 'zod';

/** Where a page ended, as an opaque text for an address. */
export const encodeCursor = (values: readonly unknown[]): string =>
	Buffer.from(JSON.stringify(values)).toString('base64url');

/** Reads a cursor that this program gave out; null for anything else. */
function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> | null {
	try {
		const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
		return parsed.success ? parsed.data : null;
	} catch {
		return null;
	}
}

/** A cursor that is not one of ours. */
export class BadCursor extends Error {
	override readonly name = 'BadCursor';
}

/** The place after which to go on; null is the beginning. @throws BadCursor */
export function readCursor<S extends z.ZodType>(schema: S, cursor: string | null): z.output<S> | null {
	if (cursor === null) return null;
	const found = decodeCursor(schema, cursor);
	if (found === null) throw new BadCursor();
	return found;
}

/**
 * Of a list by moment and id, newest first: later than everything there is, so that the first page needs no statement
 * of its own.
 */
export const BEGINNING: readonly [string, string] = [
	'9999-12-31T23:59:59.999Z',
	'ffffffff-ffff-ffff-ffff-ffffffffffff'
];
