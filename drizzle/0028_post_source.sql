ALTER TABLE "post" DROP CONSTRAINT "post_incident_id_source_id_source_incident_id_id_fk";
--> statement-breakpoint
DROP INDEX "post_forgotten";--> statement-breakpoint
CREATE INDEX "post_hashed" ON "post" USING btree ("incident_id","id") WHERE "post"."forgotten" or "post"."masked";--> statement-breakpoint
-- What the foreign key held, once for each statement: a source is of the post's own incident.
CREATE OR REPLACE FUNCTION public.own_sources() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM (SELECT DISTINCT incident_id, source_id FROM added) a
			WHERE NOT EXISTS (SELECT FROM public.source s WHERE s.incident_id = a.incident_id AND s.id = a.source_id)) THEN
		RAISE EXCEPTION 'a post is of a source of its own incident' USING ERRCODE = 'foreign_key_violation', TABLE = 'post';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER own_source AFTER INSERT ON public.post REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.own_sources();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.keep_source() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF TG_TABLE_NAME = 'source' AND NOT EXISTS (SELECT FROM public.post p WHERE p.source_id = OLD.id AND p.incident_id = OLD.incident_id) THEN
		IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'a post stays with its source' USING ERRCODE = 'foreign_key_violation', TABLE = 'post';
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_source BEFORE UPDATE OF incident_id, source_id ON public.post FOR EACH ROW EXECUTE FUNCTION public.keep_source();
--> statement-breakpoint
CREATE TRIGGER keep_source BEFORE DELETE OR UPDATE OF incident_id, id ON public.source FOR EACH ROW EXECUTE FUNCTION public.keep_source();
