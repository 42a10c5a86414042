import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/**
 * The encrypted credential of a connection, or the signing key of a source. The log names the valid one by the SHA-256 of
 * the encrypted text.
 */
export const credential = pgTable(
	'credential',
	{
		/** `connection/…`, or `source/…/…` with incident and source. */
		owner: text('owner').notNull(),
		mark: text('mark').notNull(),
		sealed: text('sealed').notNull(),
		at: moment('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.owner, t.mark] })]
);

/** Signatures that were accepted lately, so that a recorded request cannot be replayed. */
export const takenSignature = pgTable(
	'taken_signature',
	{
		incidentId: uuid('incident_id').notNull(),
		sourceId: uuid('source_id').notNull(),
		signature: text('signature').notNull(),
		at: moment('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.sourceId, t.signature] }), index('taken_signature_at').on(t.at)]
);

/** The status of a source, reported every few seconds by the process that runs it: an older row is no longer valid. */
export const sourceStatus = pgTable(
	'source_status',
	{
		incidentId: uuid('incident_id').notNull(),
		sourceId: uuid('source_id').notNull(),
		at: moment('at').notNull(),
		status: jsonb('status').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.sourceId] })]
);
