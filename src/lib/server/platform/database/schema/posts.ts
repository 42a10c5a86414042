import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment, tsvector } from './columns';
import { incident } from './log';

/**
 * The author of posts, with a number within the incident. Retention deletes the row, but posts and events keep the number.
 */
export const author = pgTable(
	'author',
	{
		incidentId: uuid('incident_id')
			.notNull()
			.references(() => incident.id),
		number: integer('number').notNull(),
		platform: text('platform').notNull(),
		externalId: text('external_id').notNull(),
		handle: text('handle').notNull(),
		name: text('name').notNull(),
		/** As the source or script gives it; corrections by people are in the log. */
		kind: text('kind').notNull(),
		followers: integer('followers')
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.number] }), unique().on(t.incidentId, t.platform, t.externalId)]
);

/** The log position of a batch: that of its `posts.arrived`, or of the move that a person made. */
export const batch = pgTable(
	'batch',
	{
		incidentId: uuid('incident_id')
			.notNull()
			.references(() => incident.id),
		id: uuid('id').notNull(),
		seq: integer('seq').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.id] }), unique().on(t.incidentId, t.seq)]
);

export const post = pgTable(
	'post',
	{
		incidentId: uuid('incident_id').notNull(),
		id: uuid('id').notNull(),
		sourceId: uuid('source_id').notNull(),
		externalId: text('external_id').notNull(),
		/** The batch with which it arrived, which has the log position. */
		batchId: uuid('batch_id').notNull(),
		/** Its current story; earlier ones are in `move`. */
		storyId: uuid('story_id').notNull(),
		author: integer('author'),
		platform: text('platform').notNull(),
		text: text('text').notNull(),
		url: text('url'),
		lang: text('lang'),
		reach: integer('reach'),
		shares: text('shares'),
		replyTo: text('reply_to'),
		/** Its media; null when the source does not say whether there are any. */
		media: jsonb('media'),
		/** What of the search profile it matched. */
		matched: jsonb('matched'),
		/** Why it may be a call for help. */
		help: jsonb('help'),
		/** The moment that charts, trends and periods use, on the incident's clock (docs/domain.md, post). */
		at: moment('at').notNull(),
		publishedAt: moment('published_at'),
		receivedAt: moment('received_at').notNull(),
		receivedWall: moment('received_wall').notNull(),
		/** Older than the incident: searchable and counted, never on top of the queue. */
		backlog: boolean('backlog').notNull(),
		deleted: boolean('deleted').notNull().default(false),
		versions: smallint('versions').notNull().default(1),
		/** Retention removed its text, address and external id (a hash is left), because they were deleted at the source. */
		forgotten: boolean('forgotten').notNull().default(false),
		/** Retention masked its text and removed its address, external id (a hash is left) and media. */
		masked: boolean('masked').notNull().default(false),
		words: tsvector('words').generatedAlwaysAs(
			// Few texts have symbols, and to look for them costs less than to collect none. A keycap has its mark apart.
			sql`to_tsvector('public.voelspriet', public.visible_text("text")) || case when "text" ~ ('\\u20E3|' || public.symbol_pattern()) then public.symbols_in("text") else ''::tsvector end`
		)
	},
	(t) => [
		primaryKey({ columns: [t.incidentId, t.id] }),
		// The source first: ingest asks for known posts by source and external id alone. With the incident too, PostgreSQL
		// would read all posts of an incident that is not in its statistics yet, because it expects only a few.
		unique().on(t.sourceId, t.externalId, t.incidentId),
		// A trigger per statement checks that the source belongs to the same incident, so that exercises stay separate. A
		// foreign key would check every row, which is a third of the cost of writing a post.
		index('post_words').using('gin', t.words),
		// With the batch, so that the index alone tells when the posts of a story were published and received.
		index('post_story').on(t.incidentId, t.storyId, t.at, t.batchId),
		index('post_at').on(t.incidentId, t.at),
		index('post_batch').on(t.incidentId, t.batchId),
		// The few whose external id was reduced to a hash, and those that were edited or deleted at their source.
		index('post_hashed')
			.on(t.incidentId, t.id)
			.where(sql`${t.forgotten} or ${t.masked}`),
		index('post_changed')
			.on(t.incidentId, t.storyId)
			.where(sql`${t.versions} > 1`)
	]
);

/**
 * How many posts of five minutes, which begin at `at`, came from a source, so that charts and figures need not count
 * them. Only a trigger on `post` writes it (after.sql).
 */
export const postCount = pgTable(
	'post_count',
	{
		incidentId: uuid('incident_id').notNull(),
		sourceId: uuid('source_id').notNull(),
		at: moment('at').notNull(),
		posts: integer('posts').notNull(),
		/** How many of them are older than the incident. */
		backlog: integer('backlog').notNull(),
		/** When the last of them was received. */
		receivedAt: moment('received_at').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.sourceId, t.at] })]
);

/** The text of a post before it was edited or deleted at the source, until `seq`. */
export const postVersion = pgTable(
	'post_version',
	{
		incidentId: uuid('incident_id').notNull(),
		postId: uuid('post_id').notNull(),
		number: smallint('number').notNull(),
		text: text('text').notNull(),
		deleted: boolean('deleted').notNull(),
		/** The number of the arrival that replaced it. */
		untilSeq: integer('until_seq').notNull(),
		until: moment('until').notNull()
	},
	(t) => [primaryKey({ columns: [t.incidentId, t.postId, t.number] })]
);
