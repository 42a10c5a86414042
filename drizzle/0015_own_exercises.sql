CREATE TABLE "own_exercise" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft" jsonb NOT NULL,
	"made_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"script_key" text
);
--> statement-breakpoint
CREATE TABLE "own_script" (
	"key" text PRIMARY KEY NOT NULL,
	"exercise_id" uuid NOT NULL,
	"script" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "own_script_exercise" ON "own_script" USING btree ("exercise_id");