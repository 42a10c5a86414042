import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Made-up texts of many kinds of incident (CC0-1.0), in two halves: rules are chosen on `developing`, `measuring` only
 * shows what to expect of them. Written before the rules were changed for them.
 */

type Half = 'developing' | 'measuring';

const Pair = z.strictObject({ a: z.string(), b: z.string(), same: z.boolean(), kind: z.string() });
const HelpExample = z.strictObject({ text: z.string(), help: z.boolean() });

const folder = fileURLToPath(new URL('../../fixtures/analysis/', import.meta.url));
const linesOf = (file: string): unknown[] =>
	readFileSync(folder + file, 'utf8')
		.split('\n')
		.filter(Boolean)
		.map((line): unknown => JSON.parse(line));

export const hardPairs = (half: Half): z.infer<typeof Pair>[] => Pair.array().parse(linesOf(`pairs-${half}.jsonl`));
export const helpExamples = (half: Half): z.infer<typeof HelpExample>[] =>
	HelpExample.array().parse(linesOf(`help-${half}.jsonl`));

const ExercisePost = z.object({
	kind: z.literal('post'),
	text: z.string(),
	lang: z.string(),
	gold: z.object({ help: z.boolean() })
});
const scripts = fileURLToPath(new URL('../../../src/lib/server/ingest/exercises/', import.meta.url));

/** The exercises of this project, by file name. */
export const exercises = readdirSync(scripts).filter((file) => file.endsWith('.jsonl'));
export const postsOf = (exercise: string): z.infer<typeof ExercisePost>[] =>
	readFileSync(scripts + exercise, 'utf8')
		.split('\n')
		.filter(Boolean)
		.flatMap((line) => ExercisePost.safeParse(JSON.parse(line)).data ?? []);
