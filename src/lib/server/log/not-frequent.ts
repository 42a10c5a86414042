import type { Sql } from 'postgres';

/**
 * The condition of the indexes `event_audit…`, letter by letter: without it PostgreSQL does not use them. It leaves out
 * what comes so often that no list of events ever shows it.
 */
export const notFrequent = (sql: Sql) =>
	sql`type <> all ('{posts.arrived,story.labelled,story.felt,story.lookedAt,story.unlooked,source.outageNoted,rumour.spreadMeasured}'::text[])`;
