import { z } from 'zod';
import type { MachineHint } from '$lib/domain/stories/card';

/** What analysis stored of a hint. Rows outlive versions of the program, so only the reason must be there. */
const StoredHint = z.object({
	method: z.string().catch(''),
	version: z.number().catch(0),
	score: z.number().catch(0),
	reason: z.string()
});

export const hintOf = (stored: unknown): MachineHint | null => StoredHint.safeParse(stored).data ?? null;
