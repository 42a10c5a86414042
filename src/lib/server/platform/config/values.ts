import { z } from 'zod';
import { isNetwork } from './client-address';

/** The kinds of values that variables have. */

/** Separated by commas or spaces. */
export const list = (value: string): string[] => value.split(/[\s,]+/).filter(Boolean);
export const networks = z
	.string()
	.transform(list)
	.refine((all) => all.every(isNetwork));
export const port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.refine((number) => number <= 65_535);
/** From 1 to 9999. */
export const count = z
	.string()
	.regex(/^[1-9]\d{0,3}$/)
	.transform(Number);
export const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
/** @param schemes as URL has them, such as `https:` */
export const address = (schemes: RegExp) =>
	z.string().refine((value) => URL.canParse(value) && schemes.test(new URL(value).protocol));
/** Scheme, host and port of an address that has no more than those. */
export const origin = address(/^https?:$/)
	.transform((value) => new URL(value))
	.refine((url) => url.pathname === '/' && !url.search && !url.hash && !url.username)
	.transform((url) => url.origin);
