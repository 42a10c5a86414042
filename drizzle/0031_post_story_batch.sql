DROP INDEX "post_story";--> statement-breakpoint
CREATE INDEX "post_story" ON "post" USING btree ("incident_id","story_id","at","batch_id");