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
ALTER TABLE "posting" ADD CONSTRAINT "posting_incident_id_exercise_incident_id_exercise_fk" FOREIGN KEY ("incident_id","exercise") REFERENCES "public"."incident"("id","exercise") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "posting_waiting" ON "posting" USING btree ("incident_id","id") WHERE "posting"."waiting";