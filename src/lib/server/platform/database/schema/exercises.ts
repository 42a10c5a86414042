import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/** An exercise that people write themselves: the draft as they left it, and the script that can be played. */
export const ownExercise = pgTable('own_exercise', {
	id: uuid('id').primaryKey(),
	draft: jsonb('draft').notNull(),
	madeBy: uuid('made_by').notNull(),
	changedAt: moment('changed_at').notNull().defaultNow(),
	/** The newest script that was made of it; null as long as there is none. */
	scriptKey: text('script_key')
});

/** Scripts that were made of drafts. An exercise that played one can be looked back on, so none ever changes. */
export const ownScript = pgTable(
	'own_script',
	{
		key: text('key').primaryKey(),
		exerciseId: uuid('exercise_id').notNull(),
		script: text('script').notNull(),
		madeAt: moment('made_at').notNull().defaultNow()
	},
	(t) => [index('own_script_exercise').on(t.exerciseId)]
);
