import { z } from 'zod';
import type { MachineHint } from '$lib/domain/stories/card';

/** A hint that analysis stored. It may be of an older version of the program, so only the reason is required. */
const StoredHint = z.object({
	method: z.string().catch(''),
	version: z.number().catch(0),
	score: z.number().catch(0),
	reason: z.string()
});

export const hintOf = (stored: unknown): MachineHint | null => StoredHint.safeParse(stored).data ?? null;
