import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { incident } from './log';

/**
 * A group of posts that say nearly the same. The columns after `help` are a projection of the labels for queries; the log
 * is authoritative.
 */
export const story = pgTable(
	'story',
	{
		incidentId: uuid('incident_id')
			.notNull()
			.references(() => incident.id),
		id: uuid('id').notNull(),
		/** The post that represents it. */
		leadId: uuid('lead_id').notNull(),
		lang: text('lang'),
		/** Since when it waits, on the incident's clock. */
		since: moment('since').notNull(),
		/** Its first post is older than the incident. */
		backlog: boolean('backlog').notNull(),
		/** Why it may be a call for help. */
		help: jsonb('help'),
		mergedInto: uuid('merged_into'),
		outcome: text('outcome'),
		lookedPosts: integer('looked_posts'),
		lookedPlatforms: text('looked_platforms').array(),
		helpState: text('help_state'),
		/** The value of each kind of label; null while nobody gave one. */
		sentiment: jsonb('sentiment')
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.id] }),
		index('story_since').on(t.incidentId, t.since, t.id),
		// The queue of stories that nobody looked at, in order; and the few stories that are, or were, calls for help.
		index('story_waiting')
			.on(t.incidentId, t.backlog, t.since, t.id)
			.where(sql`${t.outcome} is null and ${t.mergedInto} is null and ${t.help} is null and ${t.helpState} is null`),
		index('story_help')
			.on(t.incidentId, t.since, t.id)
			.where(sql`${t.help} is not null or ${t.helpState} is not null`)
	]
);

/** Counters, written under the log's lock only. */
export const storyCount = pgTable(
	'story_count',
	{
		incidentId: uuid('incident_id').notNull(),
		storyId: uuid('story_id').notNull(),
		posts: integer('posts').notNull(),
		authors: integer('authors').notNull(),
		/** The sum of what is known; null when none is. */
		reach: bigint('reach', { mode: 'number' }),
		platforms: text('platforms').array().notNull(),
		sources: uuid('sources').array().notNull(),
		newestAt: moment('newest_at').notNull(),
		/** When a story that was looked at began to wait again. */
		backAt: moment('back_at')
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.storyId] }),
		index('story_newest').on(t.incidentId, t.newestAt, t.storyId),
		index('story_back')
			.on(t.incidentId, t.backAt, t.storyId)
			.where(sql`${t.backAt} is not null`)
	]
);

/**
 * Changes in the number of stories that nobody looked at: their sum is the number of rows in the index `story_waiting`.
 * Rows are only added, so that writers do not wait for each other. Only triggers on `story` write it (after.sql).
 */
export const queueChange = pgTable(
	'queue_change',
	{
		incidentId: uuid('incident_id').notNull(),
		id: bigint('id', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
		stories: integer('stories').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.id] })]
);

/** A projection of the labels: which stories are evidence for which finding. */
export const storyLink = pgTable(
	'story_link',
	{
		incidentId: uuid('incident_id').notNull(),
		storyId: uuid('story_id').notNull(),
		findingId: uuid('finding_id').notNull(),
		kind: text('kind').notNull(),
		stance: text('stance')
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.storyId, t.findingId] }),
		index('story_link_finding').on(t.incidentId, t.findingId)
	]
);

/** Every move of a post by a person: from which story to which, with its log position. */
export const move = pgTable(
	'move',
	{
		incidentId: uuid('incident_id').notNull(),
		postId: uuid('post_id').notNull(),
		seq: integer('seq').notNull(),
		fromStory: uuid('from_story').notNull(),
		toStory: uuid('to_story').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.postId, t.seq] }), index('move_seq').on(t.incidentId, t.seq)]
);
