-- Whether the current transaction wrote this line, with this type: the permission for a removal.
CREATE FUNCTION public.written_now(of_log uuid, line integer, of_type text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM public.event e
		WHERE e.log_id = of_log AND e.seq = line AND e.type = of_type AND e.xmin = pg_current_xact_id()::xid) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.written_now(uuid, integer, text) FROM PUBLIC;
--> statement-breakpoint
-- Blanks the lines that the redaction at line `by_line` names. Returns how many. Lines without which the log cannot be
-- checked, or what was forgotten would come back, stay.
CREATE FUNCTION public.redact_lines(of_log uuid, by_line integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	numbers integer[];
	blanked integer;
BEGIN
	IF NOT public.written_now(of_log, by_line, 'log.redacted') THEN
		RAISE EXCEPTION 'no redaction of this transaction stands there' USING errcode = 'insufficient_privilege';
	END IF;
	SELECT array_agg(n::integer) INTO numbers FROM public.event e, jsonb_array_elements_text(e.data->'numbers') n
		WHERE e.log_id = of_log AND e.seq = by_line;
	PERFORM set_config('voelspriet.removed_by', by_line::text, true);
	UPDATE public.event SET data = 'null', salt = NULL, word_proof = NULL
		WHERE log_id = of_log AND seq = ANY (numbers) AND seq < by_line AND type <> ALL (ARRAY['incident.opened',
			'posts.arrived', 'log.redacted', 'log.masked', 'posts.maskingStarted', 'posts.masked', 'posts.forgotten']);
	GET DIAGNOSTICS blanked = ROW_COUNT;
	UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	PERFORM set_config('voelspriet.removed_by', '', true);
	RETURN blanked;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.redact_lines(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
-- A line changes only by a redaction or a masking of the same transaction; mistakes of the owner are refused too. The
-- setting only says where to look: what counts is the line that is there.
CREATE FUNCTION public.keep_line() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	by_line integer;
BEGIN
	by_line := nullif(current_setting('voelspriet.removed_by', true), '')::integer;
	IF TG_OP = 'UPDATE' AND by_line IS NOT NULL AND NEW.salt IS NULL
		AND (public.written_now(OLD.log_id, by_line, 'log.redacted') OR public.written_now(OLD.log_id, by_line, 'log.masked'))
		AND to_jsonb(NEW) - '{data,salt,word_proof}'::text[] = to_jsonb(OLD) - '{data,salt,word_proof}'::text[] THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'what stands in % stays', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE FUNCTION public.keep_rows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE held boolean;
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO held;
		IF NOT held THEN RETURN NULL; END IF;
	END IF;
	RAISE EXCEPTION 'what stands in % stays', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.event FOR EACH ROW EXECUTE FUNCTION public.keep_line();
--> statement-breakpoint
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.command FOR EACH ROW EXECUTE FUNCTION public.keep_line();
--> statement-breakpoint
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.signed_head FOR EACH ROW EXECUTE FUNCTION public.keep_rows();
--> statement-breakpoint
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON public.event FOR EACH STATEMENT EXECUTE FUNCTION public.keep_rows();
--> statement-breakpoint
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON public.command FOR EACH STATEMENT EXECUTE FUNCTION public.keep_rows();
--> statement-breakpoint
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON public.signed_head FOR EACH STATEMENT EXECUTE FUNCTION public.keep_rows();
--> statement-breakpoint
-- An exercise never becomes a real incident, nor the reverse, also not by taking its row away and writing another.
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.incident FOR EACH ROW EXECUTE FUNCTION public.keep_rows();
--> statement-breakpoint
CREATE TRIGGER kept_whole BEFORE TRUNCATE ON public.incident FOR EACH STATEMENT EXECUTE FUNCTION public.keep_rows();
--> statement-breakpoint
-- Does the work of a foreign key, once per statement instead of per row: the source of a post is of its own incident.
CREATE FUNCTION public.own_sources() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
CREATE FUNCTION public.keep_source() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
--> statement-breakpoint
-- Counts posts per five minutes and source. One process at a time stores posts of an incident, so there is no contention.
CREATE FUNCTION public.count_posts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
CREATE FUNCTION public.queue_lengthens() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	INSERT INTO public.queue_change (incident_id, stories)
		SELECT incident_id, count(*) FROM added
		WHERE outcome IS NULL AND merged_into IS NULL AND help IS NULL AND help_state IS NULL GROUP BY 1;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION public.queue_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
-- Whether `after` equals `before` except for masks in the texts at the paths in `words`: masking removes words and writes
-- none.
CREATE FUNCTION public.only_masked(before jsonb, after jsonb, words jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE place text[];
BEGIN
	IF words IS NULL THEN RETURN false; END IF;
	FOR place IN SELECT ARRAY(SELECT s FROM jsonb_array_elements_text(p) WITH ORDINALITY AS steps (s, n) ORDER BY n)
		FROM jsonb_array_elements(words) p
	LOOP
		IF (jsonb_typeof(after #> place) = 'string' AND (before #>> place) LIKE
			regexp_replace(regexp_replace(after #>> place, '([\\%_])', '\\\1', 'g'), '\[(?:tel|mail|iban|auto)\]|…', '%', 'g'))
			IS NOT TRUE THEN RETURN false; END IF;
		before := jsonb_set(before, place, '""', false);
		after := jsonb_set(after, place, '""', false);
	END LOOP;
	RETURN before = after;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.only_masked(jsonb, jsonb, jsonb) FROM PUBLIC;
--> statement-breakpoint
-- Whether the posts of a log are being masked at this line: started and not finished.
CREATE FUNCTION public.is_masking(of_log uuid, line integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT (SELECT e.type = 'posts.maskingStarted' FROM public.event e
		WHERE e.log_id = of_log AND e.seq < line AND e.type IN ('posts.maskingStarted', 'posts.masked') ORDER BY e.seq DESC LIMIT 1)
		IS TRUE $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.is_masking(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
-- Replaces the data of the lines that the masking at line `by_line` names. Refuses data without the checksum named there,
-- and data in which more changed than masked words. `texts` are canonical JSON; `proofs` prove the words that remain
-- without the salt, from which the removed words could be guessed.
CREATE FUNCTION public.mask_lines(of_log uuid, by_line integer, numbers integer[], texts text[], proofs text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.written_now(of_log, by_line, 'log.masked') OR NOT public.is_masking(of_log, by_line) OR EXISTS (
		SELECT n, encode(sha256(convert_to(t, 'UTF8')), 'hex') FROM unnest(numbers, texts) AS m (n, t)
		EXCEPT
		SELECT (l->>'number')::integer, l->>'sha256' FROM public.event e, jsonb_array_elements(e.data->'lines') l
		WHERE e.log_id = of_log AND e.seq = by_line) THEN
		RAISE EXCEPTION 'no masking in this transaction names these lines' USING errcode = 'insufficient_privilege';
	END IF;
	IF EXISTS (SELECT FROM unnest(numbers, texts) AS m (n, t) JOIN public.event e ON e.log_id = of_log AND e.seq = m.n
		WHERE NOT public.only_masked(e.data, m.t::jsonb, e.words)) THEN
		RAISE EXCEPTION 'a masking takes words away, and changes nothing else' USING errcode = 'insufficient_privilege';
	END IF;
	PERFORM set_config('voelspriet.removed_by', by_line::text, true);
	UPDATE public.event e SET data = m.t::jsonb, salt = NULL, word_proof = m.p::jsonb
		FROM unnest(numbers, texts, proofs) AS m (n, t, p) WHERE e.log_id = of_log AND e.seq = m.n AND e.seq < by_line;
	UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	PERFORM set_config('voelspriet.removed_by', '', true);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.mask_lines(uuid, integer, integer[], text[], text[]) FROM PUBLIC;
