ALTER TABLE "session" ADD COLUMN "previous_token" text;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "renewed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_previous_token_unique" UNIQUE("previous_token");