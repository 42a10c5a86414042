import { z } from 'zod';
import { isObject } from '../core/state';

/** The ten keys that a newcomer learns, in the order in which they are offered where no other fits. */
export const firstKeys = [
	'next',
	'previous',
	'open',
	'linkNeed',
	'linkRumour',
	'emotion',
	'linkAny',
	'looked',
	'undo',
	'firstHelp'
] as const;
export const FirstKey = z.enum(firstKeys);
export type FirstKey = z.infer<typeof FirstKey>;

/** The keys that a person used, and whether the strip was closed for good. */
export const FirstKeys = z.strictObject({ used: z.array(FirstKey).max(firstKeys.length), over: z.boolean() });
export type FirstKeys = z.infer<typeof FirstKeys>;

/** Reads what a device stored; null when it is not valid. */
export function firstKeysIn(value: unknown): FirstKeys | null {
	if (!isObject(value) || !Array.isArray(value['used']) || typeof value['over'] !== 'boolean') return null;
	const stored: readonly unknown[] = value['used'];
	return { used: firstKeys.filter((key) => stored.includes(key)), over: value['over'] };
}

/** With one more key used; after the last key the strip is over. */
export function withUsed({ used, over }: FirstKeys, key: FirstKey): FirstKeys {
	const all = firstKeys.filter((each) => each === key || used.includes(each));
	return { used: all, over: over || all.length === firstKeys.length };
}
