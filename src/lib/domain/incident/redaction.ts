import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { LooseText, Text } from '../core/text';
import { coordinatorsAndAdministrators } from '../core/policy';

const Numbers = z.array(z.int().positive()).min(1).max(1000);

/**
 * Removes the content of log lines when a court or a person's right requires it. The record says that, when and why,
 * not what; the hash chain stays valid.
 */
export const redactLog = command('log.redact', {
	input: () => z.strictObject({ numbers: Numbers, why: Text(500, 'ownWords') }),
	allow: coordinatorsAndAdministrators,
	proof: 'second',
	during: 'openOrClosed',
	delivery: 'now',
	decide: ({ numbers, why }) => logRedacted({ numbers: [...new Set(numbers)].sort((a, b) => a - b), why })
});
/** Changes nothing itself: followers read the log again, without what was removed. */
export const logRedacted = event('log.redacted', {
	data: () => z.object({ numbers: Numbers, why: LooseText(500, 'ownWords') }),
	evolve() {
		// The lines themselves are blank now.
	}
});
