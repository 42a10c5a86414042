CREATE TABLE "queue_change" (
	"incident_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "queue_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"stories" integer NOT NULL,
	CONSTRAINT "queue_change_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.queue_lengthens() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.queue_change (incident_id, stories)
		SELECT incident_id, count(*) FROM added
		WHERE outcome IS NULL AND merged_into IS NULL AND help IS NULL AND help_state IS NULL GROUP BY 1;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.queue_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.queue_change (incident_id, stories)
		SELECT incident_id, sum(stories) FROM (
			SELECT incident_id, 1 AS stories FROM later
				WHERE outcome IS NULL AND merged_into IS NULL AND help IS NULL AND help_state IS NULL
			UNION ALL
			SELECT incident_id, -1 FROM earlier
				WHERE outcome IS NULL AND merged_into IS NULL AND help IS NULL AND help_state IS NULL
		) AS changes GROUP BY 1 HAVING sum(stories) <> 0;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER queue_lengthens AFTER INSERT ON public.story REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.queue_lengthens();
--> statement-breakpoint
CREATE TRIGGER queue_changes AFTER UPDATE ON public.story REFERENCING NEW TABLE AS later OLD TABLE AS earlier FOR EACH STATEMENT EXECUTE FUNCTION public.queue_changes();
--> statement-breakpoint
-- With the triggers there no story changes until this is done.
INSERT INTO "queue_change" (incident_id, stories) SELECT incident_id, count(*) FROM "story"
	WHERE outcome IS NULL AND merged_into IS NULL AND help IS NULL AND help_state IS NULL GROUP BY 1;
--> statement-breakpoint
CREATE VIEW past.queue_change AS
	SELECT incident_id, 0::bigint AS id, count(*)::integer AS stories FROM past.story
	WHERE outcome IS NULL AND merged_into IS NULL AND help IS NULL AND help_state IS NULL GROUP BY 1;
