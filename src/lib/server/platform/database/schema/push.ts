import { sql } from 'drizzle-orm';
import { check, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { user } from './accounts';
import { moment } from './columns';

/** The installation's own keys for push services (RFC 8292), one pair; the private one is encrypted (encryption.ts). */
export const pushKey = pgTable(
	'push_key',
	{
		id: smallint('id').primaryKey(),
		publicKey: text('public_key').notNull(),
		sealed: text('sealed').notNull()
	},
	(t) => [check('push_key_one', sql`${t.id} = 1`)]
);

/** A browser in which a person allowed notifications. Its address and keys are encrypted. */
export const pushDevice = pgTable(
	'push_device',
	{
		/** The SHA-256 of the address at the push service. */
		id: text('id').primaryKey(),
		personId: uuid('person_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		sealed: text('sealed').notNull(),
		userAgent: text('user_agent'),
		/** The language of its notifications. */
		language: text('language').notNull(),
		addedAt: moment('added_at').notNull().defaultNow(),
		/** When the push service last accepted a notification. */
		sentAt: moment('sent_at'),
		/** Why and when the last one was not accepted; null after one is. */
		failure: text('failure'),
		failedAt: moment('failed_at')
	},
	(t) => [index('push_device_person').on(t.personId)]
);

/** When a person's devices do not ring: times of day in the Netherlands, as `22:00`. */
export const quietHours = pgTable('quiet_hours', {
	personId: uuid('person_id')
		.primaryKey()
		.references(() => user.id, { onDelete: 'cascade' }),
	fromClock: text('from_clock').notNull(),
	toClock: text('to_clock').notNull()
});
