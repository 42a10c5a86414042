ALTER TABLE "event" ADD COLUMN "words" jsonb;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "rest_salt" "bytea";--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "rest" "bytea";--> statement-breakpoint
-- Whether `after` is `before` with nothing but marks in place of parts of the texts at these places: masking takes words
-- away, and writes none.
CREATE OR REPLACE FUNCTION public.only_masked(before jsonb, after jsonb, words jsonb) RETURNS boolean
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
-- Whether the posts of a log are being masked at this line: it was begun, and is not done.
CREATE OR REPLACE FUNCTION public.is_masking(of_log uuid, line integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT (SELECT e.type = 'posts.maskingStarted' FROM public.event e
		WHERE e.log_id = of_log AND e.seq < line AND e.type IN ('posts.maskingStarted', 'posts.masked') ORDER BY e.seq DESC LIMIT 1)
		IS TRUE $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.is_masking(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
-- Puts masked data in lines that the masking at line `by_line` names, where they have the checksum that it names, and
-- nothing but words was taken away. `texts` are in canonical form.
CREATE OR REPLACE FUNCTION public.mask_lines(of_log uuid, by_line integer, numbers integer[], texts text[]) RETURNS void
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
	UPDATE public.event e SET data = m.t::jsonb, salt = NULL
		FROM unnest(numbers, texts) AS m (n, t) WHERE e.log_id = of_log AND e.seq = m.n AND e.seq < by_line;
	UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	PERFORM set_config('voelspriet.removed_by', '', true);
END $$;
--> statement-breakpoint
-- As before; the salt of what the words stand in goes too.
CREATE OR REPLACE FUNCTION public.redact_lines(of_log uuid, by_line integer) RETURNS integer
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
	UPDATE public.event SET data = 'null', salt = NULL, rest_salt = NULL
		WHERE log_id = of_log AND seq = ANY (numbers) AND seq < by_line AND type <> ALL (ARRAY['incident.opened',
			'posts.arrived', 'log.redacted', 'log.masked', 'posts.maskingStarted', 'posts.masked', 'posts.forgotten']);
	GET DIAGNOSTICS blanked = ROW_COUNT;
	UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	PERFORM set_config('voelspriet.removed_by', '', true);
	RETURN blanked;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.keep_line() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	by_line integer;
BEGIN
	by_line := nullif(current_setting('voelspriet.removed_by', true), '')::integer;
	IF TG_OP = 'UPDATE' AND by_line IS NOT NULL AND NEW.salt IS NULL
		AND (public.written_now(OLD.log_id, by_line, 'log.redacted') OR public.written_now(OLD.log_id, by_line, 'log.masked'))
		AND to_jsonb(NEW) - '{data,salt,rest_salt}'::text[] = to_jsonb(OLD) - '{data,salt,rest_salt}'::text[] THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'what stands in % stays', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
