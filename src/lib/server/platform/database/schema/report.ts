import { integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns';
import { incident } from './log';

/** Released versions of the report. */
export const reportVersion = pgTable(
	'report_version',
	{
		incidentId: uuid('incident_id')
			.notNull()
			.references(() => incident.id),
		number: integer('number').notNull(),
		content: jsonb('content').notNull(),
		htmlNl: text('html_nl').notNull(),
		htmlEn: text('html_en').notNull(),
		/** On two pages. */
		shortNl: text('short_nl').notNull(),
		shortEn: text('short_en').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.number] })]
);

/** How often a share link was used; written at most once in ten seconds. */
export const shareLinkView = pgTable(
	'share_link_view',
	{
		incidentId: uuid('incident_id').notNull(),
		linkId: uuid('link_id').notNull(),
		views: integer('views').notNull(),
		lastSeen: moment('last_seen').notNull(),
		/** The last sign of a person; a scanner of mail opens links too. */
		lastRead: moment('last_read')
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.linkId] })]
);

/** The PIN of a share link that asks for one, as a scrypt hash with its salt. */
export const shareLinkPin = pgTable(
	'share_link_pin',
	{
		incidentId: uuid('incident_id').notNull(),
		linkId: uuid('link_id').notNull(),
		hash: text('hash').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.linkId] })]
);

/**
 * A zip of many versions that a person asked for, and its progress; it has content when it is complete. Deleted
 * after a day.
 */
export const reportBundle = pgTable(
	'report_bundle',
	{
		incidentId: uuid('incident_id').notNull(),
		id: uuid('id').notNull(),
		by: uuid('by').notNull(),
		at: moment('at').notNull(),
		/** When the last file was added: a bundle without progress has lost its process. */
		movedAt: moment('moved_at').notNull(),
		name: text('name').notNull(),
		total: integer('total').notNull(),
		done: integer('done').notNull(),
		state: text('state').notNull(),
		content: bytea('content')
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.id] })]
);

/** An imported file, and its progress. */
export const fileImport = pgTable(
	'file_import',
	{
		incidentId: uuid('incident_id').notNull(),
		id: uuid('id').notNull(),
		sourceId: uuid('source_id').notNull(),
		by: uuid('by').notNull(),
		name: text('name').notNull(),
		at: moment('at').notNull(),
		state: text('state').notNull(),
		rows: integer('rows').notNull(),
		/** Rows that were read, whatever the result. */
		done: integer('done').notNull().default(0),
		stored: integer('stored').notNull(),
		known: integer('known').notNull(),
		edited: integer('edited').notNull().default(0),
		backlog: integer('backlog').notNull(),
		refused: integer('refused').notNull(),
		/** Its columns and mapping: to resume, and for later files with the same columns. */
		columnSet: text('column_set'),
		mapping: jsonb('mapping'),
		/** The first thousand refused rows: number and reason. */
		reasons: jsonb('reasons').notNull(),
		/** Rows whose posts count as of their import, and the first of them: number and reason. */
		undated: integer('undated').notNull().default(0),
		undatedRows: jsonb('undated_rows').notNull().default([]),
		/** The code of the reason why it failed. */
		why: text('why')
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.id] })]
);
