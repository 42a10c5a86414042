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
CREATE INDEX "backup_run_ended" ON "backup_run" USING btree ("ended_at");