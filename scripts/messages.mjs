// A text that exists in only one language would show its key on the screen: such a build fails.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'messages');

/**
 * Which messages these texts of source name: whole; or, in back ticks, with a part that comes from elsewhere:
 * `people.roles.${role}`.
 * @param {Iterable<string>} sources
 * @param {readonly string[]} sections the first parts that a message can have
 * @returns {{ names: (key: string) => boolean, patterns: number }} `patterns`: how many have such a part
 */
export function messagesNamedIn(sources, sections) {
	const named = new Set();
	const patterns = new Set();
	for (const source of sources) {
		for (const [, key] of source.matchAll(/['"`]([a-zA-Z]+(?:\.[a-zA-Z0-9_-]+)+)['"`]/g)) named.add(key);
		for (const [, template] of source.matchAll(/`([a-zA-Z]+\.(?:[a-zA-Z0-9_.-]|\$\{[^`]*?\})*)`/g)) {
			if (!template.includes('${') || !sections.includes(template.split('.')[0])) continue;
			const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
			patterns.add(`^${parts.join('[a-zA-Z0-9_.-]+')}$`);
		}
	}
	const matching = [...patterns].map((pattern) => new RegExp(pattern));
	return {
		names: (key) => named.has(key) || matching.some((pattern) => pattern.test(key)),
		patterns: matching.length
	};
}

/** Every message with its dotted key. */
const leaves = (tree, before = '') =>
	Object.entries(tree).flatMap(([key, value]) =>
		typeof value === 'string' ? [[before + key, value]] : leaves(value, `${before}${key}.`)
	);

/**
 * What is missing in the second, too much in it, or empty in either; a line each. The first is the language that
 * counts.
 */
export function compareMessages(first, second, name = 'en.json') {
	const [own, other] = [new Map(leaves(first)), new Map(leaves(second))];
	return [
		...[...own.keys()].filter((key) => !other.has(key)).map((key) => `${name} lacks ${key}`),
		...[...other.keys()].filter((key) => !own.has(key)).map((key) => `${name} has ${key}, which nothing shows`),
		...[...own, ...other].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`)
	];
}

/** The same for the files of this project; none where there is only a build. */
export function messageDifferences() {
	const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
	return existsSync(folder) ? compareMessages(read('nl.json'), read('en.json')) : [];
}
