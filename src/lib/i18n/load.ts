import { languages, type Language } from './language';
import type { Messages } from './messages';

/**
 * What is shown: the stream names its own words, any other page may name any. Why a command was refused is said once
 * there are commands.
 */
type Wanted = 'stream' | 'refusals' | 'all';
type Tree = Record<string, unknown>;

/** What this browser has, by language: one tree that is added to, so that words made from it find what came later. */
const held: Record<Language, Tree> = { nl: {}, en: {} };

/**
 * The messages of a language. A server has them all; a browser gets them in parts (scripts/message-parts.mjs), so that
 * the first page of an incident waits for its own alone.
 * @returns in a browser always the same object, with what was loaded so far
 */
export async function loadMessages(language: Language, wanted: Wanted = 'all'): Promise<Messages> {
	if (import.meta.env.SSR)
		return language === 'en'
			? (await import('../../../messages/en.json')).default
			: (await import('../../../messages/nl.json')).default;
	for (const part of await Promise.all(partsOf[wanted].map((fetchPart) => fetchPart(language))))
		add(held[language], part.default);
	return held[language] as Messages;
}

const first = (language: Language): Promise<{ default: Tree }> =>
	language === 'en' ? import('../../../messages/en.json?first') : import('../../../messages/nl.json?first');
const refusals = (language: Language): Promise<{ default: Tree }> =>
	language === 'en' ? import('../../../messages/en.json?refusals') : import('../../../messages/nl.json?refusals');
const later = (language: Language): Promise<{ default: Tree }> =>
	language === 'en' ? import('../../../messages/en.json?later') : import('../../../messages/nl.json?later');

const partsOf = { stream: [first], refusals: [refusals], all: [first, refusals, later] } as const;

/** A part of a page that comes later, once its words are here as well. */
export async function withWords<T>(fetchPart: () => Promise<T>, wanted: Wanted = 'all'): Promise<T> {
	const spoken = languages.filter((language) => Object.keys(held[language]).length > 0);
	const [part] = await Promise.all([fetchPart(), ...spoken.map((language) => loadMessages(language, wanted))]);
	return part;
}

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
/** A message that was parsed while building is a list. */
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
