CREATE TABLE "command_origin" (
	"log_id" uuid NOT NULL,
	"command_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"address" text,
	"device" text,
	CONSTRAINT "command_origin_log_id_command_id_pk" PRIMARY KEY("log_id","command_id")
);
--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "security_seen" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "command_origin_at" ON "command_origin" USING btree ("at");--> statement-breakpoint
CREATE INDEX "event_audit" ON "event" USING btree ("at","log_id","seq","type") WHERE "type" <> all ('{posts.arrived,story.labelled,story.felt,story.lookedAt,story.unlooked,source.outageNoted,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "event_audit_log" ON "event" USING btree ("log_id","at","seq","type") WHERE "type" <> all ('{posts.arrived,story.labelled,story.felt,story.lookedAt,story.unlooked,source.outageNoted,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "event_audit_actor" ON "event" USING btree ("actor","at","log_id","seq","type") WHERE "type" <> all ('{posts.arrived,story.labelled,story.felt,story.lookedAt,story.unlooked,source.outageNoted,rumour.spreadMeasured}'::text[]);--> statement-breakpoint
CREATE INDEX "event_audit_person" ON "event" USING btree (("data"->>'person'),"at","log_id","seq","type") WHERE "event"."data"->>'person' is not null and "type" <> all ('{posts.arrived,story.labelled,story.felt,story.lookedAt,story.unlooked,source.outageNoted,rumour.spreadMeasured}'::text[]);