import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/**
 * Made-up texts of many kinds of incident (CC0-1.0), in two halves: rules are chosen on `developing`, `measuring` only
 * shows what to expect of them. Written before the rules were changed for them.
 */
export const halves = ['developing', 'measuring'] as const;
export type Half = (typeof halves)[number];

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
