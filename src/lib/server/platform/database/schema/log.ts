import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uuid
} from 'drizzle-orm/pg-core';
import { bytea, moment } from './columns';

/** Leaves frequent events, which the audit page never shows, out of its indexes. */
const notAudited = sql`"type" <> all ('{posts.arrived,story.labelled,story.sentimentSet,story.lookedAt,story.unmarked,source.outageRecorded,rumour.spreadMeasured}'::text[])`;

/**
 * The head of each log: an incident's, or the installation's (nil UUID). Its row is the lock under which a log grows.
 */
export const log = pgTable('log', {
	id: uuid('id').primaryKey(),
	headSeq: integer('head_seq').notNull().default(0),
	headHash: bytea('head_hash').notNull(),
	headAt: moment('head_at').notNull()
});

export const event = pgTable(
	'event',
	{
		logId: uuid('log_id')
			.notNull()
			.references(() => log.id),
		seq: integer('seq').notNull(),
		at: moment('at').notNull(),
		actor: uuid('actor').notNull(),
		/** Null when no command created the event: arrivals of posts. */
		commandId: uuid('command_id'),
		type: text('type').notNull(),
		data: jsonb('data').notNull(),
		/** Null once words were masked. */
		salt: bytea('salt'),
		digest: bytea('digest').notNull(),
		hash: bytea('hash').notNull(),
		/** The paths of people's words in the data, and a digest of the rest: see `Rest`. Null without words. */
		words: jsonb('words'),
		rest: bytea('rest'),
		/** The proof of the remaining words after some were masked. */
		wordProof: jsonb('word_proof'),
		/** The data, salt and proof of a line whose words are hidden until a request for redaction is settled. */
		hidden: jsonb('hidden'),
		/** When the database stored it, by its own clock; `at` is later only where that clock was set back. */
		storedAt: moment('stored_at')
			.notNull()
			.default(sql`clock_timestamp()`)
	},
	(t) => [
		primaryKey({ columns: [t.logId, t.seq] }),
		// The charts often read all outages of an incident.
		index('event_outage')
			.on(t.logId, t.seq)
			.where(sql`${t.type} = 'source.outageRecorded'`),
		// Lines with removed words of all logs are listed.
		index('event_blank')
			.on(t.logId, t.seq)
			.where(sql`${t.salt} is null`),
		index('event_masked')
			.on(t.logId)
			.where(sql`${t.type} = 'posts.masked'`),
		index('event_audit').on(t.at, t.logId, t.seq, t.type).where(notAudited),
		index('event_audit_log').on(t.logId, t.at, t.seq, t.type).where(notAudited),
		index('event_audit_actor').on(t.actor, t.at, t.logId, t.seq, t.type).where(notAudited),
		index('event_audit_person')
			.on(sql`(${t.data}->>'person')`, t.at, t.logId, t.seq, t.type)
			.where(sql`${t.data}->>'person' is not null and ${notAudited}`)
	]
);

/** Commands with the events they created, so that a command that is sent twice has one effect. */
export const command = pgTable(
	'command',
	{
		logId: uuid('log_id')
			.notNull()
			.references(() => log.id),
		id: uuid('id').notNull(),
		actor: uuid('actor').notNull(),
		/** Null once its events were redacted. */
		salt: bytea('salt'),
		digest: bytea('digest').notNull(),
		fromSeq: integer('from_seq').notNull(),
		toSeq: integer('to_seq').notNull()
	},
	(t) => [primaryKey({ columns: [t.logId, t.id] })]
);

export const incident = pgTable(
	'incident',
	{
		id: uuid('id')
			.primaryKey()
			.references(() => log.id),
		exercise: boolean('exercise').notNull()
	},
	(t) => [unique().on(t.id, t.exercise)]
);

/** A projection of `source.added`, so that the database itself keeps exercises and reality apart. */
export const source = pgTable(
	'source',
	{
		incidentId: uuid('incident_id').notNull(),
		id: uuid('id').notNull(),
		kind: text('kind').notNull(),
		platform: text('platform').notNull(),
		exercise: boolean('exercise').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.id] }),
		foreignKey({ columns: [t.incidentId, t.exercise], foreignColumns: [incident.id, incident.exercise] }),
		check(
			'exercise_stays_exercise',
			sql`case when ${t.exercise} then ${t.kind} in ('exercise', 'desk', 'file') else ${t.kind} <> 'exercise' end`
		)
	]
);

/** How far a connection was read; moves when every incident it feeds has stored the batch. */
export const connectionCursor = pgTable('connection_cursor', {
	connectionId: uuid('connection_id').primaryKey(),
	cursor: jsonb('cursor').notNull(),
	at: moment('at').notNull()
});

/** A head of a log, signed with the installation's key: added, and never changed. */
export const signedHead = pgTable(
	'signed_head',
	{
		logId: uuid('log_id')
			.notNull()
			.references(() => log.id),
		seq: integer('seq').notNull(),
		hash: bytea('hash').notNull(),
		at: moment('at').notNull(),
		/** Why it was signed: `day`, `release` or `closing`. */
		reason: text('reason').notNull(),
		/** The hash of the head of this log that was signed before it; zeros for the first. */
		previous: bytea('previous').notNull(),
		publicKey: bytea('public_key').notNull(),
		signature: bytea('signature').notNull()
	},
	(t) => [primaryKey({ columns: [t.logId, t.seq] }), unique().on(t.logId, t.previous)]
);
