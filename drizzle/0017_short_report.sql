ALTER TABLE "report_version" ADD COLUMN "short_nl" text;--> statement-breakpoint
ALTER TABLE "report_version" ADD COLUMN "short_en" text;