-- Dutch full-text search: accents removed, then stemmed. The function `unaccent` is not immutable, so a generated column
-- cannot call it; a text search configuration can.
CREATE EXTENSION IF NOT EXISTS "unaccent" WITH SCHEMA public;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION "public"."voelspriet" (COPY = pg_catalog.dutch);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION "public"."voelspriet" ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, dutch_stem;
