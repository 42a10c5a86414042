CREATE INDEX "event_blank" ON "event" USING btree ("log_id","seq") WHERE "event"."salt" is null;--> statement-breakpoint
CREATE INDEX "event_masked" ON "event" USING btree ("log_id") WHERE "event"."type" = 'posts.masked';--> statement-breakpoint
CREATE INDEX "post_forgotten" ON "post" USING btree ("incident_id","id") WHERE "post"."forgotten";