-- Unlogged: what is lost here was never told as stored, and nothing that is written here waits for the disk.
CREATE UNLOGGED TABLE "inbox" (
	"incident_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"size" integer NOT NULL,
	"posts" json,
	"hints" json,
	"answer" json,
	CONSTRAINT "inbox_incident_id_id_pk" PRIMARY KEY("incident_id","id")
)
-- Its rows last for moments, and hold names: what is left of one on the disk is cleaned at the next look of autovacuum.
WITH (
	autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
	toast.autovacuum_vacuum_threshold = 0, toast.autovacuum_vacuum_scale_factor = 0
);
--> statement-breakpoint
-- To pack posts that are read once would cost more than to write them.
ALTER TABLE "inbox" ALTER COLUMN "posts" SET STORAGE EXTERNAL, ALTER COLUMN "hints" SET STORAGE EXTERNAL;
