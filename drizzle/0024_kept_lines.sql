-- What a log says stays. Data and salt of a line go only where a redaction or a masking says so in the same
-- transaction, through two functions that run with the owner's rights: the program itself may add and read.
CREATE TABLE "signed_head" (
	"log_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "signed_head_log_id_seq_public_key_pk" PRIMARY KEY("log_id","seq","public_key")
);
--> statement-breakpoint
ALTER TABLE "signed_head" ADD CONSTRAINT "signed_head_log_id_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- Whether this line was written by the transaction at hand, and is of this type: the permission for a removal.
CREATE OR REPLACE FUNCTION public.written_now(of_log uuid, line integer, of_type text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT EXISTS (SELECT FROM public.event e
		WHERE e.log_id = of_log AND e.seq = line AND e.type = of_type AND e.xmin = pg_current_xact_id()::xid) $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.written_now(uuid, integer, text) FROM PUBLIC;
--> statement-breakpoint
-- Blanks the lines that the redaction at this line names. Returns how many: those without which the log cannot be
-- checked, or what was forgotten would come back, stay.
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
	UPDATE public.event SET data = 'null', salt = NULL
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
-- Puts masked data in lines that the masking at line `by_line` names, where they have the checksum that it names. `texts` are in
-- canonical form.
CREATE OR REPLACE FUNCTION public.mask_lines(of_log uuid, by_line integer, numbers integer[], texts text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF NOT public.written_now(of_log, by_line, 'log.masked') OR EXISTS (
		SELECT n, encode(sha256(convert_to(t, 'UTF8')), 'hex') FROM unnest(numbers, texts) AS m (n, t)
		EXCEPT
		SELECT (l->>'number')::integer, l->>'sha256' FROM public.event e, jsonb_array_elements(e.data->'lines') l
		WHERE e.log_id = of_log AND e.seq = by_line) THEN
		RAISE EXCEPTION 'no masking in this transaction names these lines' USING errcode = 'insufficient_privilege';
	END IF;
	PERFORM set_config('voelspriet.removed_by', by_line::text, true);
	UPDATE public.event e SET data = m.t::jsonb, salt = NULL
		FROM unnest(numbers, texts) AS m (n, t) WHERE e.log_id = of_log AND e.seq = m.n AND e.seq < by_line;
	UPDATE public.command SET salt = NULL
		WHERE log_id = of_log AND EXISTS (SELECT FROM unnest(numbers) n WHERE n BETWEEN from_seq AND to_seq);
	PERFORM set_config('voelspriet.removed_by', '', true);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION public.mask_lines(uuid, integer, integer[], text[]) FROM PUBLIC;
--> statement-breakpoint
-- Also the owner's own mistakes are refused: a line changes by a removal of this transaction, or not at all. The setting
-- only says where to look; what counts is the line that stands there.
CREATE OR REPLACE FUNCTION public.keep_line() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE by_line integer;
BEGIN
	by_line := nullif(current_setting('voelspriet.removed_by', true), '')::integer;
	IF TG_OP = 'UPDATE' AND by_line IS NOT NULL AND NEW.salt IS NULL
		AND (public.written_now(OLD.log_id, by_line, 'log.redacted') OR public.written_now(OLD.log_id, by_line, 'log.masked'))
		AND to_jsonb(NEW) - 'data' - 'salt' = to_jsonb(OLD) - 'data' - 'salt' THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'what stands in % stays', TG_TABLE_NAME USING errcode = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION public.keep_rows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
