CREATE TABLE "share_link_pin" (
	"incident_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "share_link_pin_incident_id_link_id_pk" PRIMARY KEY("incident_id","link_id")
);
