CREATE TABLE "post_count" (
	"incident_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"posts" integer NOT NULL,
	"backlog" integer NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "post_count_incident_id_source_id_at_pk" PRIMARY KEY("incident_id","source_id","at")
);
--> statement-breakpoint
-- One process at a time stores posts of an incident, so nobody waits for these rows. A post keeps its source and moment.
CREATE OR REPLACE FUNCTION public.count_posts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.post_count AS c (incident_id, source_id, at, posts, backlog, received_at)
		SELECT incident_id, source_id, date_bin('5 minutes', at, 'epoch'), count(*), count(*) FILTER (WHERE backlog), max(received_at)
		FROM added GROUP BY 1, 2, 3
		ON CONFLICT (incident_id, source_id, at) DO UPDATE SET posts = c.posts + excluded.posts,
			backlog = c.backlog + excluded.backlog, received_at = greatest(c.received_at, excluded.received_at);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER count_posts AFTER INSERT ON public.post REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.count_posts();
--> statement-breakpoint
-- With the trigger there no post comes in until this is done.
INSERT INTO "post_count" SELECT incident_id, source_id, date_bin('5 minutes', at, 'epoch'), count(*), count(*) FILTER (WHERE backlog), max(received_at) FROM "post" GROUP BY 1, 2, 3;
--> statement-breakpoint
-- As it stood at a position of the log: counted when somebody looks back.
CREATE VIEW past.post_count AS
	SELECT p.incident_id, p.source_id, date_bin('5 minutes', p.at, 'epoch') AS at, count(*)::integer AS posts,
		(count(*) FILTER (WHERE p.backlog))::integer AS backlog, max(p.received_at) AS received_at
	FROM public.post p
	JOIN public.batch b ON b.incident_id = p.incident_id AND b.id = p.batch_id AND b.seq <= (SELECT past.place())
	GROUP BY 1, 2, 3;
