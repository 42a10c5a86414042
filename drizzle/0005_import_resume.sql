ALTER TABLE "file_import" ADD COLUMN "column_set" text;--> statement-breakpoint
ALTER TABLE "file_import" ADD COLUMN "mapping" jsonb;