import { z } from 'zod';
import { Moment } from '$lib/domain/core/ids';

/** What a back-up contains and what must be equal after a restore. It is in the file as `manifest.json`. */
export const Manifest = z.object({
	format: z.literal(1),
	/** The moment of the snapshot. */
	made: z.iso.datetime(),
	/**
	 * Migrations carried out on the database it was made from, by the moment they were written (milliseconds since 1970).
	 */
	migrations: z.array(z.object({ when: z.number(), hash: z.string() })),
	/** In an order in which each row finds the rows it refers to. */
	tables: z.array(
		z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int().nonnegative(), sha256: z.string() })
	),
	/** The head of every log. */
	logs: z.array(z.object({ id: z.string(), lines: z.int().nonnegative(), head: z.string() })),
	/** The checksum of every released report, computed from its stored content. */
	reports: z.array(z.object({ incident: z.string(), number: z.int(), checksum: z.string() })),
	/** Which incidents have posts with personal data in them, and until when those may be kept; absent in older files. */
	personal: z
		.array(
			z.object({
				incident: z.string(),
				title: z.string(),
				posts: z.int().positive(),
				isHeld: z.boolean(),
				/** Null while the incident is open, or held. */
				until: Moment.nullable()
			})
		)
		.optional(),
	/** SHA-256 of the installation's secret; null when it was not in the data folder. */
	secret: z.string().nullable()
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';
export const SECRET = 'secret';
export const entryOf = (table: string): string => `tables/${table}.copy`;

/** A back-up cannot be made or restored. The message says to a person what to do. */
export class BackupError extends Error {
	override readonly name = 'BackupError';
	constructor(
		readonly code: 'damaged' | 'locked' | 'newer' | 'notEmpty' | 'inUse' | 'different' | 'exists' | 'empty',
		message: string,
		options?: ErrorOptions
	) {
		super(message, options);
	}
}
