ALTER TABLE "file_import" ADD COLUMN "done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "file_import" ADD COLUMN "edited" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "file_import" ADD COLUMN "why" text;