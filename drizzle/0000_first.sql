-- Dutch full text: without accents, then stemmed. `unaccent` is not immutable in a generated column; inside a configuration it is.
CREATE EXTENSION IF NOT EXISTS "unaccent" WITH SCHEMA public;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION "public"."voelspriet" (COPY = pg_catalog.dutch);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION "public"."voelspriet" ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, dutch_stem;
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
	"matched" jsonb,
	"help" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"received_wall" timestamp (3) with time zone NOT NULL,
	"backlog" boolean NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL,
	"versions" smallint DEFAULT 1 NOT NULL,
	"words" "tsvector" GENERATED ALWAYS AS (to_tsvector('public.voelspriet', "text")) STORED,
	CONSTRAINT "post_incident_id_id_pk" PRIMARY KEY("incident_id","id"),
	CONSTRAINT "post_incident_id_source_id_external_id_unique" UNIQUE("incident_id","source_id","external_id")
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
	"emotion" text,
	"attitude" text,
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
	"stored" integer NOT NULL,
	"known" integer NOT NULL,
	"backlog" integer NOT NULL,
	"refused" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	CONSTRAINT "file_import_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "report_version" (
	"incident_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"html_nl" text NOT NULL,
	"html_en" text NOT NULL,
	CONSTRAINT "report_version_incident_id_number_pk" PRIMARY KEY("incident_id","number")
);
--> statement-breakpoint
CREATE TABLE "share_link_view" (
	"incident_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"views" integer NOT NULL,
	"last_seen" timestamp (3) with time zone NOT NULL,
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
CREATE TABLE "rate_limit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
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
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
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
ALTER TABLE "command" ADD CONSTRAINT "command_log_id_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_log_id_log_id_fk" FOREIGN KEY ("log_id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_id_log_id_fk" FOREIGN KEY ("id") REFERENCES "public"."log"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source" ADD CONSTRAINT "source_incident_id_exercise_incident_id_exercise_fk" FOREIGN KEY ("incident_id","exercise") REFERENCES "public"."incident"("id","exercise") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author" ADD CONSTRAINT "author_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch" ADD CONSTRAINT "batch_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_incident_id_source_id_source_incident_id_id_fk" FOREIGN KEY ("incident_id","source_id") REFERENCES "public"."source"("incident_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "story" ADD CONSTRAINT "story_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_version" ADD CONSTRAINT "report_version_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "post_words" ON "post" USING gin ("words");--> statement-breakpoint
CREATE INDEX "post_story" ON "post" USING btree ("incident_id","story_id","at");--> statement-breakpoint
CREATE INDEX "post_at" ON "post" USING btree ("incident_id","at");--> statement-breakpoint
CREATE INDEX "post_batch" ON "post" USING btree ("incident_id","batch_id");--> statement-breakpoint
CREATE INDEX "move_seq" ON "move" USING btree ("incident_id","seq");--> statement-breakpoint
CREATE INDEX "story_since" ON "story" USING btree ("incident_id","since","id");--> statement-breakpoint
CREATE INDEX "story_newest" ON "story_count" USING btree ("incident_id","newest_at","story_id");--> statement-breakpoint
CREATE INDEX "story_link_finding" ON "story_link" USING btree ("incident_id","finding_id");--> statement-breakpoint
CREATE INDEX "account_user" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "verification" USING btree ("identifier");