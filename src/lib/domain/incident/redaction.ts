import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { LooseText, Text } from '../core/text';

const Numbers = z.array(z.int().positive()).min(1).max(1000);

/** Removes what lines said, because a court or a person's right demands it. The record says that, when and why, not what; the chain still holds. */
export const redactLog = command('log.redact', {
	input: z.strictObject({ numbers: Numbers, why: Text(500) }),
	allow: ['coordinator', 'administrator'],
	during: 'openOrClosed',
	decide: ({ numbers, why }) => logRedacted({ numbers: [...new Set(numbers)].sort((a, b) => a - b), why })
});
/** Changes nothing by itself: followers read the log anew, without what was removed. */
export const logRedacted = event('log.redacted', {
	data: z.object({ numbers: Numbers, why: LooseText(500) }),
	evolve() {
		// The lines themselves are blank now.
	}
});
