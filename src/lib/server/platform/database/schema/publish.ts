import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { incident } from './log';

/**
 * The encrypted credentials of an account of ours on a network (encryption.ts). The account itself is in the
 * installation's log; a disconnected one has no row.
 */
export const outletCredential = pgTable('outlet_credential', {
	outletId: uuid('outlet_id').primaryKey(),
	sealed: text('sealed').notNull()
});

/**
 * A projection of `text.postingSet`, and the only list from which the program puts texts on networks: the database
 * itself ensures that an exercise has none.
 */
export const posting = pgTable(
	'posting',
	{
		incidentId: uuid('incident_id').notNull(),
		id: uuid('id').notNull(),
		textId: uuid('text_id').notNull(),
		exercise: boolean('exercise').notNull(),
		waiting: boolean('waiting').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.id] }),
		foreignKey({ columns: [t.incidentId, t.exercise], foreignColumns: [incident.id, incident.exercise] }),
		check('exercise_stays_inside', sql`not ${t.exercise}`),
		index('posting_waiting')
			.on(t.incidentId, t.id)
			.where(sql`${t.waiting}`)
	]
);
