import { z } from 'zod';

/** The ten keys that a newcomer learns, in the order in which they are offered where no other fits. */
export const FirstKey = z.enum([
	'next',
	'previous',
	'open',
	'linkNeed',
	'linkRumour',
	'emotion',
	'accept',
	'looked',
	'undo',
	'firstHelp'
]);
export type FirstKey = z.infer<typeof FirstKey>;

/** What a person used of them, and whether the strip has gone for good. */
export const FirstKeys = z.strictObject({ used: z.array(FirstKey).max(FirstKey.options.length), over: z.boolean() });
export type FirstKeys = z.infer<typeof FirstKeys>;

/** What they know after using one more; with the tenth it is over. */
export function withUsed({ used, over }: FirstKeys, key: FirstKey): FirstKeys {
	const all = FirstKey.options.filter((each) => each === key || used.includes(each));
	return { used: all, over: over || all.length === FirstKey.options.length };
}
