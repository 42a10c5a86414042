ALTER TABLE "event" ADD COLUMN "word_proof" jsonb;--> statement-breakpoint
DROP FUNCTION IF EXISTS public.mask_lines(uuid, integer, integer[], text[]);
--> statement-breakpoint
-- Puts masked data in lines that the masking at line `by_line` names, where they have the checksum that it names, and
-- nothing but words was taken away. `texts` are in canonical form; `proofs` prove the words that are left, without the salt
-- from which those that are gone could be guessed.
CREATE OR REPLACE FUNCTION public.mask_lines(of_log uuid, by_line integer, numbers integer[], texts text[], proofs text[]) RETURNS void
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
	UPDATE public.event e SET data = m.t::jsonb, salt = NULL, rest_salt = NULL, word_proof = m.p::jsonb
		FROM unnest(numbers, texts, proofs) AS m (n, t, p) WHERE e.log_id = of_log AND e.seq = m.n AND e.seq < by_line;
	UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	PERFORM set_config('voelspriet.removed_by', '', true);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.mask_lines(uuid, integer, integer[], text[], text[]) FROM PUBLIC;
--> statement-breakpoint
-- As before; what proves the words that were left goes too.
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
	UPDATE public.event SET data = 'null', salt = NULL, rest_salt = NULL, word_proof = NULL
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
		AND to_jsonb(NEW) - '{data,salt,rest_salt,word_proof}'::text[] = to_jsonb(OLD) - '{data,salt,rest_salt,word_proof}'::text[] THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'what stands in % stays', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
