CREATE TABLE "source_status" (
	"source_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" jsonb NOT NULL
);
