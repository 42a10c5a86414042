-- Dutch full-text search: accents removed, then stemmed. The function `unaccent` is not immutable, so a generated column
-- cannot call it; a text search configuration can.
CREATE EXTENSION IF NOT EXISTS "unaccent" WITH SCHEMA public;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION "public"."voelspriet" (COPY = pg_catalog.dutch);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION "public"."voelspriet" ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, dutch_stem;
--> statement-breakpoint
-- The text of a post as its readers see it, for searches; `visibleText` does the same. Joiners go too, as few people type
-- them in a search.
CREATE FUNCTION public.visible_text(text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT CASE WHEN octet_length(text) = length(text) THEN text ELSE regexp_replace(text,
		'[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
		'', 'g') END $$;
--> statement-breakpoint
-- Symbols and emoji of a text, which the parser of words leaves out: each is a word of its own. A flag and a keycap are one;
-- colours of skin and the people of a family are words beside it.
CREATE FUNCTION public.symbol_pattern() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT '[\U0001F1E6-\U0001F1FF]{2}|[0-9#*]\u20E3|[\u00A2-\u00A9\u00AC\u00AE-\u00B1\u00B6\u00D7\u00F7\u203C\u2044\u2049\u2052\u058F\u060B\u07FE\u07FF\u09F2\u09F3\u09FB\u0AF1\u0BF9\u0E3F\u17DB\uA838\uFDFC\uFE69\uFF04\uFFE0-\uFFE6\U00011FDD-\U00011FE0\U0001E2FF\U0001ECB0\u20A0-\u20CF\u2100-\u214F\u2190-\u2BFF\u3030\u303D\u3200-\u33FF\U0001F000-\U0001FBFF]' $$;
--> statement-breakpoint
CREATE FUNCTION public.symbols_in(text text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT CASE WHEN octet_length(text) = length(text) THEN ''::tsvector ELSE array_to_tsvector(ARRAY(
		SELECT DISTINCT found[1] FROM regexp_matches(public.visible_text(text), public.symbol_pattern(), 'g') AS found)) END $$;
--> statement-breakpoint
-- A search for those symbols; empty for a text without any.
CREATE FUNCTION public.symbols_query(text text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(string_agg(quote_literal(lexeme), ' & ')::tsquery, ''::tsquery) FROM unnest(public.symbols_in(text)) $$;
--> statement-breakpoint
CREATE TABLE "command" (
	"log_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"actor" uuid NOT NULL,
	"salt" "bytea",
	"digest" "bytea" NOT NULL,
	"from_seq" integer NOT NULL,
	"to_seq" integer NOT NULL,
	CONSTRAINT "command_log_id_id_pk" PRIMARY KEY("log_id","id")
);
--> statement-breakpoint
CREATE TABLE "connection_cursor" (
	"connection_id" uuid PRIMARY KEY NOT NULL,
	"cursor" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"log_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" uuid NOT NULL,
	"command_id" uuid,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"salt" "bytea",
	"digest" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"words" jsonb,
	"rest" "bytea",
	"word_proof" jsonb,
	"hidden" jsonb,
	"stored_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "event_log_id_seq_pk" PRIMARY KEY("log_id","seq")
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" uuid PRIMARY KEY NOT NULL,
	"exercise" boolean NOT NULL,
	CONSTRAINT "incident_id_exercise_unique" UNIQUE("id","exercise")
);
--> statement-breakpoint
CREATE TABLE "log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"head_seq" integer DEFAULT 0 NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"head_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signed_head" (
	"log_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"public_key" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "signed_head_log_id_seq_pk" PRIMARY KEY("log_id","seq"),
	CONSTRAINT "signed_head_log_id_previous_unique" UNIQUE("log_id","previous")
);
--> statement-breakpoint
CREATE TABLE "source" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"platform" text NOT NULL,
	"exercise" boolean NOT NULL,
	CONSTRAINT "source_incident_id_id_pk" PRIMARY KEY("incident_id","id"),
	CONSTRAINT "exercise_stays_exercise" CHECK (case when "source"."exercise" then "source"."kind" in ('exercise', 'desk', 'file') else "source"."kind" <> 'exercise' end)
);
--> statement-breakpoint
CREATE TABLE "author" (
	"incident_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"handle" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"followers" integer,
	CONSTRAINT "author_incident_id_number_pk" PRIMARY KEY("incident_id","number"),
	CONSTRAINT "author_incident_id_platform_external_id_unique" UNIQUE("incident_id","platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "batch" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "batch_incident_id_id_pk" PRIMARY KEY("incident_id","id"),
	CONSTRAINT "batch_incident_id_seq_unique" UNIQUE("incident_id","seq")
);
--> statement-breakpoint
CREATE TABLE "post" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"batch_id" uuid NOT NULL,
	"story_id" uuid NOT NULL,
	"author" integer,
	"platform" text NOT NULL,
	"text" text NOT NULL,
	"url" text,
	"lang" text,
	"reach" integer,
	"shares" text,
	"reply_to" text,
	"media" jsonb,
	"matched" jsonb,
	"help" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"received_wall" timestamp (3) with time zone NOT NULL,
	"backlog" boolean NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"versions" smallint DEFAULT 1 NOT NULL,
	"forgotten" boolean DEFAULT false NOT NULL,
	"masked" boolean DEFAULT false NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (to_tsvector('public.voelspriet', public.visible_text("text")) || case when "text" ~ ('\u20E3|' || public.symbol_pattern()) then public.symbols_in("text") else ''::tsvector end) STORED,
	CONSTRAINT "post_incident_id_id_pk" PRIMARY KEY("incident_id","id"),
	CONSTRAINT "post_source_id_external_id_incident_id_unique" UNIQUE("source_id","external_id","incident_id")
);
--> statement-breakpoint
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
CREATE TABLE "post_version" (
	"incident_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"text" text NOT NULL,
	"deleted" boolean NOT NULL,
	"until_seq" integer NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "post_version_incident_id_post_id_number_pk" PRIMARY KEY("incident_id","post_id","number")
);
--> statement-breakpoint
CREATE TABLE "move" (
	"incident_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"from_story" uuid NOT NULL,
	"to_story" uuid NOT NULL,
	CONSTRAINT "move_incident_id_post_id_seq_pk" PRIMARY KEY("incident_id","post_id","seq")
);
--> statement-breakpoint
CREATE TABLE "queue_change" (
	"incident_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "queue_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"stories" integer NOT NULL,
	CONSTRAINT "queue_change_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "story" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"lang" text,
	"since" timestamp (3) with time zone NOT NULL,
	"backlog" boolean NOT NULL,
	"help" jsonb,
	"merged_into" uuid,
	"outcome" text,
	"looked_posts" integer,
	"looked_platforms" text[],
	"help_state" text,
	"sentiment" jsonb,
	CONSTRAINT "story_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "story_count" (
	"incident_id" uuid NOT NULL,
	"story_id" uuid NOT NULL,
	"posts" integer NOT NULL,
	"authors" integer NOT NULL,
	"reach" bigint,
	"platforms" text[] NOT NULL,
	"sources" uuid[] NOT NULL,
	"newest_at" timestamp (3) with time zone NOT NULL,
	"back_at" timestamp (3) with time zone,
	CONSTRAINT "story_count_incident_id_story_id_pk" PRIMARY KEY("incident_id","story_id")
);
--> statement-breakpoint
CREATE TABLE "story_link" (
	"incident_id" uuid NOT NULL,
	"story_id" uuid NOT NULL,
	"finding_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"stance" text,
	CONSTRAINT "story_link_incident_id_story_id_finding_id_pk" PRIMARY KEY("incident_id","story_id","finding_id")
);
--> statement-breakpoint
CREATE TABLE "file_import" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"rows" integer NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"stored" integer NOT NULL,
	"known" integer NOT NULL,
	"edited" integer DEFAULT 0 NOT NULL,
	"backlog" integer NOT NULL,
	"refused" integer NOT NULL,
	"column_set" text,
	"mapping" jsonb,
	"reasons" jsonb NOT NULL,
	"undated" integer DEFAULT 0 NOT NULL,
	"undated_rows" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"why" text,
	CONSTRAINT "file_import_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "report_bundle" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	"total" integer NOT NULL,
	"done" integer NOT NULL,
	"state" text NOT NULL,
	"content" "bytea",
	CONSTRAINT "report_bundle_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "report_version" (
	"incident_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"html_nl" text NOT NULL,
	"html_en" text NOT NULL,
	"short_nl" text NOT NULL,
	"short_en" text NOT NULL,
	CONSTRAINT "report_version_incident_id_number_pk" PRIMARY KEY("incident_id","number")
);
--> statement-breakpoint
CREATE TABLE "share_link_pin" (
	"incident_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "share_link_pin_incident_id_link_id_pk" PRIMARY KEY("incident_id","link_id")
);
--> statement-breakpoint
CREATE TABLE "share_link_view" (
	"incident_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"views" integer NOT NULL,
	"last_seen" timestamp (3) with time zone NOT NULL,
	"last_read" timestamp (3) with time zone,
	CONSTRAINT "share_link_view_incident_id_link_id_pk" PRIMARY KEY("incident_id","link_id")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "command_origin" (
	"log_id" uuid NOT NULL,
	"command_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"address" text,
	"device" text,
	CONSTRAINT "command_origin_log_id_command_id_pk" PRIMARY KEY("log_id","command_id")
);
--> statement-breakpoint
CREATE TABLE "earlier_name" (
	"person_id" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "earlier_name_person_id_until_pk" PRIMARY KEY("person_id","until")
);
--> statement-breakpoint
CREATE TABLE "passkey" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"user_id" uuid NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"aaguid" text,
	"last_used" timestamp with time zone,
	CONSTRAINT "passkey_credential_id_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "recovery_code" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" uuid NOT NULL,
	"renew" boolean DEFAULT false NOT NULL,
	"previous_token" text,
	"renewed_at" timestamp with time zone,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"strength" text DEFAULT 'password' NOT NULL,
	"strong_at" timestamp with time zone,
	CONSTRAINT "session_token_unique" UNIQUE("token"),
	CONSTRAINT "session_previous_token_unique" UNIQUE("previous_token")
);
--> statement-breakpoint
CREATE TABLE "token_use" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"last_used" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "totp" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_used" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"first_keys" jsonb,
	"security_seen" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oidc_identity" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"given" text[] DEFAULT '{}' NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "oidc_identity_pkey" PRIMARY KEY("issuer","subject"),
	CONSTRAINT "oidc_identity_user" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "oidc_session" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"sid" text,
	"id_token" text NOT NULL,
	"refresh_token" text,
	"amr" text[] NOT NULL,
	"acr" text,
	"auth_time" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"owner" text NOT NULL,
	"mark" text NOT NULL,
	"sealed" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credential_owner_mark_pk" PRIMARY KEY("owner","mark")
);
--> statement-breakpoint
CREATE TABLE "source_status" (
	"incident_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" jsonb NOT NULL,
	CONSTRAINT "source_status_incident_id_source_id_pk" PRIMARY KEY("incident_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "taken_signature" (
	"incident_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"signature" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "taken_signature_incident_id_source_id_signature_pk" PRIMARY KEY("incident_id","source_id","signature")
);
--> statement-breakpoint
CREATE TABLE "outlet_credential" (
	"outlet_id" uuid PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posting" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"exercise" boolean NOT NULL,
	"waiting" boolean NOT NULL,
	CONSTRAINT "posting_incident_id_id_pk" PRIMARY KEY("incident_id","id"),
	CONSTRAINT "exercise_stays_inside" CHECK (not "posting"."exercise")
);
--> statement-breakpoint
CREATE TABLE "own_exercise" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft" jsonb NOT NULL,
	"made_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"script_key" text
);
--> statement-breakpoint
CREATE TABLE "own_script" (
	"key" text PRIMARY KEY NOT NULL,
	"exercise_id" uuid NOT NULL,
	"script" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "push_device" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"sealed" text NOT NULL,
	"user_agent" text,
	"language" text NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"failure" text,
	"failed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "push_key" (
	"id" smallint PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"sealed" text NOT NULL,
	CONSTRAINT "push_key_one" CHECK ("push_key"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "quiet_hours" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"from_clock" text NOT NULL,
	"to_clock" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backup_run" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "backup_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"problem" text,
	"file" text,
	"bytes" bigint,
	"rows" bigint,
	CONSTRAINT "backup_run_by" CHECK ("backup_run"."by" in ('timetable', 'command'))
);
--> statement-breakpoint
CREATE TABLE "secret_fingerprint" (
	"id" smallint PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "secret_fingerprint_once" CHECK ("secret_fingerprint"."id" = 1)
);
--> statement-breakpoint
ALTER TABLE "command" ADD CONSTRAINT "command_log_id_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_log_id_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_id_log_id_fk" FOREIGN KEY ("id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signed_head" ADD CONSTRAINT "signed_head_log_id_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_incident_id_exercise_incident_id_exercise_fk" FOREIGN KEY ("incident_id","exercise") REFERENCES "public"."incident"("id","exercise") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author" ADD CONSTRAINT "author_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch" ADD CONSTRAINT "batch_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earlier_name" ADD CONSTRAINT "earlier_name_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp" ADD CONSTRAINT "totp_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oidc_session" ADD CONSTRAINT "oidc_session_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posting" ADD CONSTRAINT "posting_incident_id_exercise_incident_id_exercise_fk" FOREIGN KEY ("incident_id","exercise") REFERENCES "public"."incident"("id","exercise") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_device" ADD CONSTRAINT "push_device_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiet_hours" ADD CONSTRAINT "quiet_hours_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_outage" ON "event" USING btree ("log_id","seq") WHERE "event"."type" = 'source.outageRecorded';--> statement-breakpoint
CREATE INDEX "event_blank" ON "event" USING btree ("log_id","seq") WHERE "event"."salt" is null;--> statement-breakpoint
CREATE INDEX "event_masked" ON "event" USING btree ("log_id") WHERE "event"."type" = 'posts.masked';--> statement-breakpoint
CREATE INDEX "event_audit" ON "event" USING btree ("at","log_id","seq","type") WHERE "type" <> all ('{posts.arrived,story.labelled,story.sentimentSet,story.lookedAt,story.unmarked,source.outageRecorded,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "event_audit_log" ON "event" USING btree ("log_id","at","seq","type") WHERE "type" <> all ('{posts.arrived,story.labelled,story.sentimentSet,story.lookedAt,story.unmarked,source.outageRecorded,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "event_audit_actor" ON "event" USING btree ("actor","at","log_id","seq","type") WHERE "type" <> all ('{posts.arrived,story.labelled,story.sentimentSet,story.lookedAt,story.unmarked,source.outageRecorded,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "event_audit_person" ON "event" USING btree (("data"->>'person'),"at","log_id","seq","type") WHERE "event"."data"->>'person' is not null and "type" <> all ('{posts.arrived,story.labelled,story.sentimentSet,story.lookedAt,story.unmarked,source.outageRecorded,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "post_words" ON "post" USING gin ("words");--> statement-breakpoint
CREATE INDEX "post_story" ON "post" USING btree ("incident_id","story_id","at","batch_id");--> statement-breakpoint
CREATE INDEX "post_at" ON "post" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "post_batch" ON "post" USING btree ("incident_id","batch_id");--> statement-breakpoint
CREATE INDEX "post_hashed" ON "post" USING btree ("incident_id","id") WHERE "post"."forgotten" or "post"."masked";--> statement-breakpoint
CREATE INDEX "post_changed" ON "post" USING btree ("incident_id","story_id") WHERE "post"."versions" > 1;--> statement-breakpoint
CREATE INDEX "move_seq" ON "move" USING btree ("incident_id","seq");--> statement-breakpoint
CREATE INDEX "story_since" ON "story" USING btree ("incident_id","since","id");--> statement-breakpoint
CREATE INDEX "story_waiting" ON "story" USING btree ("incident_id","backlog","since","id") WHERE "story"."outcome" is null and "story"."merged_into" is null and "story"."help" is null and "story"."help_state" is null;--> statement-breakpoint
CREATE INDEX "story_help" ON "story" USING btree ("incident_id","since","id") WHERE "story"."help" is not null or "story"."help_state" is not null;--> statement-breakpoint
CREATE INDEX "story_newest" ON "story_count" USING btree ("incident_id","newest_at","story_id");--> statement-breakpoint
CREATE INDEX "story_back" ON "story_count" USING btree ("incident_id","back_at","story_id") WHERE "story_count"."back_at" is not null;--> statement-breakpoint
CREATE INDEX "story_link_finding" ON "story_link" USING btree ("incident_id","finding_id");--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "command_origin_at" ON "command_origin" USING btree ("at");--> statement-breakpoint
CREATE INDEX "passkey_user" ON "passkey" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "recovery_code_person" ON "recovery_code" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "oidc_session_person" ON "oidc_session" USING btree ("issuer","subject");--> statement-breakpoint
CREATE INDEX "taken_signature_at" ON "taken_signature" USING btree ("at");--> statement-breakpoint
CREATE INDEX "posting_waiting" ON "posting" USING btree ("incident_id","id") WHERE "posting"."waiting";--> statement-breakpoint
CREATE INDEX "own_script_exercise" ON "own_script" USING btree ("exercise_id");--> statement-breakpoint
CREATE INDEX "push_device_person" ON "push_device" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "backup_run_ended" ON "backup_run" USING btree ("ended_at");
--> statement-breakpoint
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
