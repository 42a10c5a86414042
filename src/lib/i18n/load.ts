import type { Language } from './language';
import type { Messages } from './messages';

/** What a page shows: the stream names its own words, any other page may name any. */
type Wanted = 'stream' | 'all';
type Tree = Record<string, unknown>;

/** What this browser has, by language: one tree that is added to, so that words made from it find what came later. */
const held: Record<Language, Tree> = { nl: {}, en: {} };

/**
 * The messages of a language. A server has them all; a browser gets those of the stream in one file and the rest in
 * another (scripts/message-parts.mjs), so that the first page of an incident waits for its own alone.
 * @returns in a browser always the same object, with what was loaded so far
 */
export async function loadMessages(language: Language, wanted: Wanted = 'all'): Promise<Messages> {
	if (import.meta.env.SSR)
		return language === 'en'
			? (await import('../../../messages/en.json')).default
			: (await import('../../../messages/nl.json')).default;
	const parts = wanted === 'all' ? [first(language), later(language)] : [first(language)];
	for (const part of await Promise.all(parts)) add(held[language], part.default);
	return held[language] as Messages;
}

const first = (language: Language): Promise<{ default: Tree }> =>
	language === 'en' ? import('../../../messages/en.json?first') : import('../../../messages/nl.json?first');
const later = (language: Language): Promise<{ default: Tree }> =>
	language === 'en' ? import('../../../messages/en.json?later') : import('../../../messages/nl.json?later');

function add(to: Tree, from: Tree): void {
	for (const [key, value] of Object.entries(from)) {
		const own = to[key];
		if (isTree(value) && isTree(own)) add(own, value);
		else to[key] = isTree(value) ? copyOf(value) : value;
	}
}
/** A module's own object is not ours to change. */
function copyOf(tree: Tree): Tree {
	const copy = {};
	add(copy, tree);
	return copy;
}
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
