import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/**
 * The encrypted credential of a connection, or the signing key of a source. The log names the valid one by the SHA-256 of
 * the encrypted text.
 */
export const credential = pgTable(
	'credential',
	{
		ownerId: uuid('owner_id').notNull(),
		mark: text('mark').notNull(),
		sealed: text('sealed').notNull(),
		at: moment('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.ownerId, t.mark] })]
);

/** Signatures that were accepted lately, so that a recorded request cannot be replayed. */
export const takenSignature = pgTable(
	'taken_signature',
	{
		sourceId: uuid('source_id').notNull(),
		signature: text('signature').notNull(),
		at: moment('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.sourceId, t.signature] }), index('taken_signature_at').on(t.at)]
);

/** The status of a source, reported every few seconds by the process that runs it: an older row is no longer valid. */
export const sourceStatus = pgTable('source_status', {
	sourceId: uuid('source_id').primaryKey(),
	at: moment('at').notNull(),
	status: jsonb('status').notNull()
});
