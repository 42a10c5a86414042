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
