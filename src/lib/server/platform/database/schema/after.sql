-- Whether the current transaction wrote this line, with this type: the permission for a removal.
CREATE FUNCTION public.written_now(of_log uuid, line integer, of_type text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM public.event e
		WHERE e.log_id = of_log AND e.seq = line AND e.type = of_type AND e.xmin = pg_current_xact_id()::xid) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.written_now(uuid, integer, text) FROM PUBLIC;
--> statement-breakpoint
-- A line changes only by a masking or a redaction of the same transaction; mistakes of the owner are refused too. The
-- setting only says where to look: what counts is the line that is there. Hidden words come back only as they were.
CREATE FUNCTION public.keep_line() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	by_line integer := nullif(current_setting('voelspriet.removed_by', true), '')::integer;
	before jsonb := to_jsonb(OLD);
	after jsonb := to_jsonb(NEW);
	columns text[] := '{data,salt,word_proof,hidden}';
BEGIN
	IF TG_OP = 'UPDATE' AND by_line IS NOT NULL AND after - columns = before - columns AND (
		after->'salt' = 'null' AND EXISTS (SELECT FROM unnest(ARRAY['log.masked', 'log.redactionRequested', 'log.redactionConfirmed']) t
			WHERE public.written_now(OLD.log_id, by_line, t))
		OR public.written_now(OLD.log_id, by_line, 'log.redactionDeclined')
			AND jsonb_build_object('data', after->'data', 'salt', after->'salt', 'proof', after->'word_proof') = before->'hidden') THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'rows of % cannot be changed or deleted', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- Lines come in the order of their moments, and none is ahead of the clock by more than a second: only where an earlier
-- line is already ahead, the next ones have at most its moment.
CREATE FUNCTION public.keep_clock() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	latest timestamptz := clock_timestamp() + interval '1 second';
BEGIN
	IF TG_TABLE_NAME = 'log' THEN
		IF TG_OP = 'INSERT' AND NEW.head_at <= latest THEN RETURN NEW; END IF;
		IF TG_OP = 'UPDATE' AND NEW.id = OLD.id AND NEW.head_seq >= OLD.head_seq AND NEW.head_at >= OLD.head_at
			AND NEW.head_at <= greatest(OLD.head_at, latest) THEN RETURN NEW; END IF;
	ELSIF NOT EXISTS (SELECT FROM added a JOIN public.log l ON l.id = a.log_id
		WHERE a.seq <= l.head_seq OR a.at < l.head_at OR a.at > greatest(l.head_at, latest) OR a.hidden IS NOT NULL
			OR a.stored_at > latest OR a.stored_at < transaction_timestamp() - interval '1 second') THEN RETURN NULL;
	END IF;
	RAISE EXCEPTION 'the moment of a line must not be before that of the last line or after the clock' USING errcode = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE FUNCTION public.keep_rows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE held boolean;
BEGIN
	IF TG_OP = 'TRUNCATE' THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %I.%I)', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO held;
		IF NOT held THEN RETURN NULL; END IF;
	END IF;
	RAISE EXCEPTION 'rows of % cannot be changed or deleted', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON public.event FOR EACH ROW EXECUTE FUNCTION public.keep_line();
--> statement-breakpoint
CREATE TRIGGER clock AFTER INSERT ON public.event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION public.keep_clock();
--> statement-breakpoint
CREATE TRIGGER clock BEFORE INSERT OR UPDATE ON public.log FOR EACH ROW EXECUTE FUNCTION public.keep_clock();
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
		RAISE EXCEPTION 'the source of a post must belong to the incident of the post' USING ERRCODE = 'foreign_key_violation', TABLE = 'post';
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
	RAISE EXCEPTION 'the source of a post cannot be changed' USING ERRCODE = 'foreign_key_violation', TABLE = 'post';
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
			regexp_replace(regexp_replace(after #>> place, '([\\%_])', '\\\1', 'g'), '\[tel\]|\[mail\]|\[iban\]|\[auto\]|\[bsn\]|\[id\]|…', '%', 'g'))
			IS NOT TRUE THEN RETURN false; END IF;
		before := jsonb_set(before, place, '""', false);
		after := jsonb_set(after, place, '""', false);
	END LOOP;
	RETURN before = after;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.only_masked(jsonb, jsonb, jsonb) FROM PUBLIC;
--> statement-breakpoint
-- Whether the posts of a log are being masked at this line: started when it was due, and not finished. Due: the term of
-- the closed incident is over (`isMaskingDue`), or the program repeats in a restored back-up what was done at an earlier
-- moment, a week after the opening at least.
CREATE FUNCTION public.is_masking(of_log uuid, line integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH started AS (SELECT e.type, e.seq, e.at, e.actor, (e.data->>'first')::timestamptz AS first FROM public.event e
			WHERE e.log_id = of_log AND e.seq < line AND e.type IN ('posts.maskingStarted', 'posts.masked') ORDER BY e.seq DESC LIMIT 1),
		closed AS (SELECT e.type, e.seq, e.at FROM public.event e JOIN started s ON e.seq < s.seq
			WHERE e.log_id = of_log AND e.type IN ('incident.closed', 'incident.reopened') ORDER BY e.seq DESC LIMIT 1),
		holds AS (SELECT e.type, e.seq, e.at, lag(e.at) OVER (ORDER BY e.seq) AS since FROM public.event e JOIN started s ON e.seq < s.seq
			WHERE e.log_id = of_log AND e.type IN ('incident.held', 'incident.holdEnded')),
		term AS (SELECT (e.data->>'days')::integer AS days FROM public.event e
			WHERE e.log_id = '00000000-0000-0000-0000-000000000000' AND e.type = 'installation.retentionSet' ORDER BY e.seq DESC LIMIT 1)
	SELECT (SELECT s.type = 'posts.maskingStarted' AND CASE
		WHEN s.first IS NOT NULL THEN s.actor = '00000000-0000-8000-8000-000000000001' AND s.first <= s.at AND s.first >= interval '7 days' +
			(SELECT e.at FROM public.event e WHERE e.log_id = of_log AND e.type = 'incident.opened' ORDER BY e.seq LIMIT 1)
		ELSE (SELECT h.type FROM holds h ORDER BY h.seq DESC LIMIT 1) IS DISTINCT FROM 'incident.held' AND s.at >=
			(SELECT c.at + greatest(coalesce((SELECT days FROM term), 30), 7) * interval '1 day'
				+ coalesce((SELECT sum(h.at - greatest(c.at, h.since)) FROM holds h WHERE h.type = 'incident.holdEnded' AND h.seq > c.seq), '0')
				FROM closed c WHERE c.type = 'incident.closed') END
		FROM started s) IS TRUE $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.is_masking(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
-- Whether the masking at line `by_line` is due: the posts are being masked, or each line that it names quotes a post that
-- was forgotten, or the program repeats what was done before a back-up was restored.
CREATE FUNCTION public.is_masking_due(of_log uuid, by_line integer) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT public.is_masking(of_log, by_line) OR EXISTS (SELECT FROM public.event e
		WHERE e.log_id = of_log AND e.seq = by_line AND (
			e.actor = '00000000-0000-8000-8000-000000000001' AND e.data->>'why' = 'retention.restored'
			OR NOT EXISTS (SELECT FROM jsonb_array_elements(e.data->'lines') l
				LEFT JOIN public.event q ON q.log_id = of_log AND q.seq = (l->>'number')::integer AND q.type = 'quote.chosen'
				LEFT JOIN public.post p ON p.incident_id = of_log AND p.id = (q.data->>'post')::uuid
				WHERE p.forgotten IS NOT TRUE))) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.is_masking_due(uuid, integer) FROM PUBLIC;
--> statement-breakpoint
-- Replaces the data of the lines that the masking or the request for redaction at line `by_line` names. A request keeps
-- what it hides, until it is settled: until then a masking replaces that, and by another call what is shown (`of_shown`).
-- Refuses data without the checksum named there, and data in which more changed than masked words. `texts` are canonical
-- JSON; `proofs` prove the words that remain without the salt, from which the removed words could be guessed.
CREATE FUNCTION public.mask_lines(of_log uuid, by_line integer, of_shown boolean, numbers integer[], texts text[], proofs text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	hides boolean := public.written_now(of_log, by_line, 'log.redactionRequested');
BEGIN
	IF NOT hides AND NOT (public.written_now(of_log, by_line, 'log.masked') AND public.is_masking_due(of_log, by_line)) OR EXISTS (
		SELECT n, encode(sha256(convert_to(t, 'UTF8')), 'hex') FROM unnest(numbers, texts) AS m (n, t)
		EXCEPT
		SELECT (l->>'number')::integer, l->>CASE WHEN of_shown THEN 'shown' ELSE 'sha256' END FROM public.event e, jsonb_array_elements(e.data->'lines') l
		WHERE e.log_id = of_log AND e.seq = by_line) THEN
		RAISE EXCEPTION 'these lines are not named by a masking that is due in this transaction' USING errcode = 'insufficient_privilege';
	END IF;
	IF EXISTS (SELECT FROM unnest(numbers, texts) AS m (n, t) JOIN public.event e ON e.log_id = of_log AND e.seq = m.n
		WHERE (hides AND e.hidden IS NOT NULL) OR (of_shown AND e.hidden IS NULL)
			OR NOT public.only_masked(CASE WHEN of_shown THEN e.data ELSE coalesce(e.hidden->'data', e.data) END, m.t::jsonb, e.words)) THEN
		RAISE EXCEPTION 'a masking may only remove words' USING errcode = 'insufficient_privilege';
	END IF;
	PERFORM set_config('voelspriet.removed_by', by_line::text, true);
	UPDATE public.event e SET salt = NULL,
			data = CASE WHEN of_shown OR e.hidden IS NULL THEN m.t::jsonb ELSE e.data END,
			word_proof = CASE WHEN of_shown OR e.hidden IS NULL THEN m.p::jsonb ELSE e.word_proof END,
			hidden = CASE WHEN of_shown THEN e.hidden
				WHEN hides THEN jsonb_build_object('data', e.data, 'salt', e.salt, 'proof', e.word_proof)
				WHEN e.hidden IS NOT NULL THEN jsonb_build_object('data', m.t::jsonb, 'salt', NULL, 'proof', m.p::jsonb) END
		FROM unnest(numbers, texts, proofs) AS m (n, t, p) WHERE e.log_id = of_log AND e.seq = m.n AND e.seq < by_line;
	IF NOT hides THEN UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	END IF;
	PERFORM set_config('voelspriet.removed_by', '', true);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.mask_lines(uuid, integer, boolean, integer[], text[], text[]) FROM PUBLIC;
--> statement-breakpoint
-- Settles the request that the line `by_line` names: confirmed by another account, its words are gone for good; declined,
-- they come back.
CREATE FUNCTION public.settle_redaction(of_log uuid, by_line integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	confirms boolean := public.written_now(of_log, by_line, 'log.redactionConfirmed');
	request integer;
	numbers integer[];
BEGIN
	SELECT r.seq, ARRAY(SELECT (l->>'number')::integer FROM jsonb_array_elements(r.data->'lines') l) INTO request, numbers
		FROM public.event e JOIN public.event r ON r.log_id = of_log AND r.seq = (e.data->>'request')::integer AND r.seq < by_line
		WHERE e.log_id = of_log AND e.seq = by_line AND r.type = 'log.redactionRequested' AND (NOT confirms OR r.actor <> e.actor);
	IF request IS NULL OR NOT (confirms OR public.written_now(of_log, by_line, 'log.redactionDeclined')) OR EXISTS (SELECT FROM public.event e
		WHERE e.log_id = of_log AND e.seq > request AND e.seq < by_line
			AND e.type IN ('log.redactionConfirmed', 'log.redactionDeclined') AND (e.data->>'request')::integer = request) THEN
		RAISE EXCEPTION 'no event of this transaction settles a pending request' USING errcode = 'insufficient_privilege';
	END IF;
	PERFORM set_config('voelspriet.removed_by', by_line::text, true);
	IF confirms THEN
		UPDATE public.event e SET hidden = NULL WHERE e.log_id = of_log AND e.seq = ANY (numbers) AND e.hidden IS NOT NULL;
		UPDATE public.command SET salt = NULL
			WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	ELSE
		UPDATE public.event e SET data = e.hidden->'data', salt = (e.hidden->>'salt')::bytea,
				word_proof = nullif(e.hidden->'proof', 'null'), hidden = NULL
			WHERE e.log_id = of_log AND e.seq = ANY (numbers) AND e.hidden IS NOT NULL;
	END IF;
	PERFORM set_config('voelspriet.removed_by', '', true);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.settle_redaction(uuid, integer) FROM PUBLIC;
