CREATE TABLE "credential" (
	"owner_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"sealed" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credential_owner_id_mark_pk" PRIMARY KEY("owner_id","mark")
);
--> statement-breakpoint
CREATE TABLE "taken_signature" (
	"source_id" uuid NOT NULL,
	"signature" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "taken_signature_source_id_signature_pk" PRIMARY KEY("source_id","signature")
);
--> statement-breakpoint
CREATE INDEX "taken_signature_at" ON "taken_signature" USING btree ("at");