import { z } from 'zod';

/**
 * What jsonb and JSON can hold: no NUL, no lone surrogate. `max` counts UTF-16 units, as browsers' `maxlength` does.
 */
const holdable = /^[^\p{Surrogate}\0]*$/u;

/** Text that may be empty. */
export const LooseText = (max: number) => z.string().max(max).regex(holdable);

/** Text that is not empty: trimmed, at least one character. */
export const Text = (max: number) => z.string().trim().min(1).max(max).regex(holdable);
