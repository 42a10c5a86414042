CREATE TABLE "oidc_identity" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"given" text[] DEFAULT '{}' NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "oidc_identity_pkey" PRIMARY KEY("issuer","subject"),
	CONSTRAINT "oidc_identity_user" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "oidc_session" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"sid" text,
	"id_token" text NOT NULL,
	"refresh_token" text,
	"amr" text[] NOT NULL,
	"acr" text,
	"auth_time" timestamp (3) with time zone,
	"checked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "oidc_identity" ADD CONSTRAINT "oidc_identity_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oidc_session" ADD CONSTRAINT "oidc_session_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oidc_session_person" ON "oidc_session" USING btree ("issuer","subject");