import { z } from 'zod';

/**
 * The grounds of the Wet open overheid on which something is not made public: the absolute ones of article 5.1
 * paragraph 1, those weighed against openness of paragraph 2, that of paragraph 5, and personal views for internal
 * deliberation (5.2 paragraph 1). Their names are in messages/.
 */
export const WooGround = z.enum([
	'5-1-1a',
	'5-1-1b',
	'5-1-1c',
	'5-1-1d',
	'5-1-1e',
	'5-1-2a',
	'5-1-2b',
	'5-1-2c',
	'5-1-2d',
	'5-1-2e',
	'5-1-2f',
	'5-1-2g',
	'5-1-2h',
	'5-1-2i',
	'5-1-5',
	'5-2-1'
]);
export type WooGround = z.infer<typeof WooGround>;

/** Respect for private life: what the masking functions propose. */
export const PRIVATE_LIFE: WooGround = '5-1-2e';
/** Personal views for internal deliberation. */
export const PERSONAL_VIEWS: WooGround = '5-2-1';

/** The article as printed on a removed passage: `5.1.2e`. */
export const articleOf = (ground: WooGround): string => ground.replaceAll('-', '.');
