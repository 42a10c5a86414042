-- Looking back on a closed incident: the tables that queries read, as they stood at a position of the log. A query that
-- runs with search_path `past, public` and the setting `past.place` gives the answer of that position. All of it is made
-- again from the log and the posts when it is missing, so no back-up holds it; it has numbers and ids only, no words.
CREATE SCHEMA past;
--> statement-breakpoint
-- Up to which position the versions of an incident's stories were made.
CREATE TABLE past.folded (incident_id uuid PRIMARY KEY, seq integer NOT NULL);
--> statement-breakpoint
-- A story with its counters and labels, from one position (inclusive) up to another (exclusive).
CREATE TABLE past.story_version (
	incident_id uuid NOT NULL,
	story_id uuid NOT NULL,
	from_seq integer NOT NULL,
	to_seq integer NOT NULL,
	lead_id uuid NOT NULL,
	lang text,
	since timestamp(3) with time zone NOT NULL,
	backlog boolean NOT NULL,
	help_post uuid,
	merged_into uuid,
	outcome text,
	looked_posts integer,
	looked_platforms text[],
	help_state text,
	emotion text,
	attitude text,
	posts integer NOT NULL,
	authors integer NOT NULL,
	reach bigint,
	platforms text[] NOT NULL,
	sources uuid[] NOT NULL,
	newest_at timestamp(3) with time zone,
	back_at timestamp(3) with time zone,
	links jsonb,
	PRIMARY KEY (incident_id, story_id, from_seq)
);
--> statement-breakpoint
CREATE FUNCTION past.place() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT current_setting('past.place')::integer $$;
--> statement-breakpoint
CREATE VIEW past.batch AS SELECT * FROM public.batch WHERE seq <= (SELECT past.place());
--> statement-breakpoint
CREATE VIEW past.move AS SELECT * FROM public.move WHERE seq <= (SELECT past.place());
--> statement-breakpoint
CREATE VIEW past.event AS SELECT * FROM public.event WHERE seq <= (SELECT past.place());
--> statement-breakpoint
CREATE VIEW past.post_version AS SELECT * FROM public.post_version WHERE until_seq <= (SELECT past.place());
--> statement-breakpoint
-- What a post said then: the first version that was replaced later, else what it says now.
CREATE FUNCTION past.text_of(incident uuid, post uuid, now text) RETURNS text LANGUAGE sql STABLE AS $$
	SELECT coalesce((SELECT v.text FROM public.post_version v
		WHERE v.incident_id = incident AND v.post_id = post AND v.until_seq > past.place() ORDER BY v.number LIMIT 1), now) $$;
--> statement-breakpoint
CREATE FUNCTION past.deleted_of(incident uuid, post uuid, now boolean) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT coalesce((SELECT v.deleted FROM public.post_version v
		WHERE v.incident_id = incident AND v.post_id = post AND v.until_seq > past.place() ORDER BY v.number LIMIT 1), now) $$;
--> statement-breakpoint
CREATE FUNCTION past.versions_of(incident uuid, post uuid) RETURNS smallint LANGUAGE sql STABLE AS $$
	SELECT (1 + count(*))::smallint FROM public.post_version v
		WHERE v.incident_id = incident AND v.post_id = post AND v.until_seq <= past.place() $$;
--> statement-breakpoint
-- Posts that a person moved to another story later are still where they were; all others are found by the same indexes
-- as today.
CREATE VIEW past.post AS
	SELECT p.incident_id, p.id, p.source_id, p.external_id, p.batch_id, p.story_id, p.author, p.platform,
		CASE WHEN p.versions = 1 THEN p.text ELSE past.text_of(p.incident_id, p.id, p.text) END AS text,
		p.url, p.lang, p.reach, p.shares, p.reply_to, p.media, p.matched, p.help, p.at, p.published_at, p.received_at, p.received_wall, p.backlog,
		CASE WHEN p.versions = 1 THEN p.deleted ELSE past.deleted_of(p.incident_id, p.id, p.deleted) END AS deleted,
		CASE WHEN p.versions = 1 THEN p.versions ELSE past.versions_of(p.incident_id, p.id) END AS versions,
		p.forgotten, p.masked,
		CASE WHEN p.versions = 1 THEN p.words ELSE to_tsvector('public.voelspriet', past.text_of(p.incident_id, p.id, p.text)) END AS words
	FROM public.post p
	JOIN public.batch b ON b.incident_id = p.incident_id AND b.id = p.batch_id AND b.seq <= (SELECT past.place())
	WHERE NOT EXISTS (SELECT FROM public.move m WHERE m.incident_id = p.incident_id AND m.post_id = p.id AND m.seq > (SELECT past.place()))
	UNION ALL
	SELECT p.incident_id, p.id, p.source_id, p.external_id, p.batch_id, m.from_story, p.author, p.platform,
		CASE WHEN p.versions = 1 THEN p.text ELSE past.text_of(p.incident_id, p.id, p.text) END,
		p.url, p.lang, p.reach, p.shares, p.reply_to, p.media, p.matched, p.help, p.at, p.published_at, p.received_at, p.received_wall, p.backlog,
		CASE WHEN p.versions = 1 THEN p.deleted ELSE past.deleted_of(p.incident_id, p.id, p.deleted) END,
		CASE WHEN p.versions = 1 THEN p.versions ELSE past.versions_of(p.incident_id, p.id) END,
		p.forgotten, p.masked,
		CASE WHEN p.versions = 1 THEN p.words ELSE to_tsvector('public.voelspriet', past.text_of(p.incident_id, p.id, p.text)) END
	FROM public.move m
	JOIN public.post p ON p.incident_id = m.incident_id AND p.id = m.post_id
	JOIN public.batch b ON b.incident_id = p.incident_id AND b.id = p.batch_id AND b.seq <= (SELECT past.place())
	WHERE m.seq > (SELECT past.place()) AND NOT EXISTS (
		SELECT FROM public.move e WHERE e.incident_id = m.incident_id AND e.post_id = m.post_id
			AND e.seq > (SELECT past.place()) AND e.seq < m.seq);
--> statement-breakpoint
CREATE VIEW past.story AS
	SELECT v.incident_id, v.story_id AS id, v.lead_id, v.lang, v.since, v.backlog,
		CASE WHEN v.help_post IS NULL THEN NULL ELSE (SELECT p.help FROM public.post p WHERE p.incident_id = v.incident_id AND p.id = v.help_post) END AS help,
		v.merged_into, v.outcome, v.looked_posts, v.looked_platforms, v.help_state, v.emotion, v.attitude
	FROM past.story_version v WHERE v.from_seq <= (SELECT past.place()) AND v.to_seq > (SELECT past.place());
--> statement-breakpoint
CREATE VIEW past.story_count AS
	SELECT v.incident_id, v.story_id, v.posts, v.authors, v.reach, v.platforms, v.sources, v.newest_at, v.back_at
	FROM past.story_version v WHERE v.from_seq <= (SELECT past.place()) AND v.to_seq > (SELECT past.place()) AND v.posts > 0;
--> statement-breakpoint
CREATE VIEW past.story_link AS
	SELECT v.incident_id, v.story_id, l.finding AS finding_id, l.kind, l.stance
	FROM past.story_version v CROSS JOIN LATERAL jsonb_to_recordset(v.links) AS l (finding uuid, kind text, stance text)
	WHERE v.links IS NOT NULL AND v.from_seq <= (SELECT past.place()) AND v.to_seq > (SELECT past.place());
