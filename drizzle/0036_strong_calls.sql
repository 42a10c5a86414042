-- A story whose hint is too weak for the strip of calls stands in the queue; its post keeps the hint.
UPDATE "story" SET "help" = NULL WHERE ("help" ->> 'score')::float8 < 0.7;
