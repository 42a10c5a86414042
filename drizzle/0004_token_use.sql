CREATE TABLE "token_use" (
	"token_id" uuid PRIMARY KEY NOT NULL,
	"last_used" timestamp (3) with time zone NOT NULL
);
