-- Dutch full-text search: accents removed, then stemmed. The function `unaccent` is not immutable, so a generated column
-- cannot call it; a text search configuration can.
CREATE EXTENSION IF NOT EXISTS "unaccent" WITH SCHEMA public;
--> statement-breakpoint
CREATE TEXT SEARCH CONFIGURATION "public"."voelspriet" (COPY = pg_catalog.dutch);
--> statement-breakpoint
ALTER TEXT SEARCH CONFIGURATION "public"."voelspriet" ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, dutch_stem;
--> statement-breakpoint
-- The text of a post as its readers see it, for searches; `visibleText` does the same. Joiners go too, as few people type
-- them in a search.
CREATE FUNCTION public.visible_text(text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT CASE WHEN octet_length(text) = length(text) THEN text ELSE regexp_replace(text,
		'[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
		'', 'g') END $$;
