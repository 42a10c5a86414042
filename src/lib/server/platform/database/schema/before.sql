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
--> statement-breakpoint
-- Symbols and emoji of a text, which the parser of words leaves out: each is a word of its own. A flag and a keycap are one;
-- colours of skin and the people of a family are words beside it.
CREATE FUNCTION public.symbol_pattern() RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
	SELECT '[\U0001F1E6-\U0001F1FF]{2}|[0-9#*]\u20E3|[\u00A2-\u00A9\u00AC\u00AE-\u00B1\u00B6\u00D7\u00F7\u203C\u2044\u2049\u2052\u058F\u060B\u07FE\u07FF\u09F2\u09F3\u09FB\u0AF1\u0BF9\u0E3F\u17DB\uA838\uFDFC\uFE69\uFF04\uFFE0-\uFFE6\U00011FDD-\U00011FE0\U0001E2FF\U0001ECB0\u20A0-\u20CF\u2100-\u214F\u2190-\u2BFF\u3030\u303D\u3200-\u33FF\U0001F000-\U0001FBFF]' $$;
--> statement-breakpoint
CREATE FUNCTION public.symbols_in(text text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT CASE WHEN octet_length(text) = length(text) THEN ''::tsvector ELSE array_to_tsvector(ARRAY(
		SELECT DISTINCT found[1] FROM regexp_matches(public.visible_text(text), public.symbol_pattern(), 'g') AS found)) END $$;
--> statement-breakpoint
-- A search for those symbols; empty for a text without any.
CREATE FUNCTION public.symbols_query(text text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
	SELECT coalesce(string_agg(quote_literal(lexeme), ' & ')::tsquery, ''::tsquery) FROM unnest(public.symbols_in(text)) $$;
