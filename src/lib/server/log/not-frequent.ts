import type { Sql } from '$lib/server/platform/driver/sql';

/**
 * The condition of the indexes `event_audit…`, literally, so that PostgreSQL uses them. It excludes frequent event types,
 * which no list of events shows.
 */
export const notFrequent = (sql: Sql) =>
	sql`type <> all ('{posts.arrived,story.labelled,story.sentimentSet,story.lookedAt,story.unmarked,source.outageRecorded,rumour.spreadMeasured}'::text[])`;
