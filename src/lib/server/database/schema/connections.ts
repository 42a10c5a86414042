import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** What opens a connection, or what a source is signed with, sealed. Which one counts stands in the log, by its mark: the SHA-256 of the sealed text. */
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

/** Signatures that were taken lately, so that nobody sends what they overheard once more. */
export const takenSignature = pgTable(
	'taken_signature',
	{
		sourceId: uuid('source_id').notNull(),
		signature: text('signature').notNull(),
		at: moment('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.sourceId, t.signature] }), index('taken_signature_at').on(t.at)]
);

/** How a source is doing, as told by the process that runs it: every few seconds, so that a row that is older says nothing any more. */
export const sourceStatus = pgTable('source_status', {
	sourceId: uuid('source_id').primaryKey(),
	at: moment('at').notNull(),
	status: jsonb('status').notNull()
});
