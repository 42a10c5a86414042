-- Each signed head names the one before it. Heads that were signed before name none, so they go; the program signs again
-- at its next start.
ALTER TABLE "signed_head" DISABLE TRIGGER USER;--> statement-breakpoint
DELETE FROM "signed_head";--> statement-breakpoint
ALTER TABLE "signed_head" ENABLE TRIGGER USER;--> statement-breakpoint
ALTER TABLE "signed_head" DROP CONSTRAINT "signed_head_log_id_seq_public_key_pk";--> statement-breakpoint
ALTER TABLE "signed_head" ADD CONSTRAINT "signed_head_log_id_seq_pk" PRIMARY KEY("log_id","seq");--> statement-breakpoint
ALTER TABLE "signed_head" ADD COLUMN "previous" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "signed_head" ADD CONSTRAINT "signed_head_log_id_previous_unique" UNIQUE("log_id","previous");
