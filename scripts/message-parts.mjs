// The words that a browser gets first. All words of a language are a third of what the stream would have to load, and it
// shows a fifth of them: `messages/nl.json?first` has what the first sight of the stream and the frame around it name,
// `?refusals` why a command was refused, which nobody reads before there are commands, and `?later` the rest.
//
// A browser gets them parsed: the library's parser is larger than all words of the stream, and slow to start.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messagesNamedIn } from './messages.mjs';
import { parsed } from './parsed-messages.mjs';

const src = fileURLToPath(new URL('../src', import.meta.url));
const PARSER = /^@formatjs\/icu-messageformat-parser$/;
const PART = /\/messages\/(?:nl|en)\.json\?(first|refusals|later)$/;
/** The stream, and all that is around it. */
export const FIRST = [
	'hooks.client.ts',
	'routes/+layout.ts',
	'routes/+layout.svelte',
	'routes/+error.svelte',
	'routes/incidents/[id]/+layout.svelte',
	'routes/incidents/[id]/+page.svelte'
];
/** What comes without words of its own, right after them. */
const NEXT = ['routes/incidents/[id]/bar/notices.ts'];

/**
 * Divides the messages while building; in development and in tests the first part has all of them.
 * @returns {import('vite').Plugin}
 */
export function messageParts() {
	let isBuild = false;
	/** @type {Promise<(key: string) => boolean> | null} */
	let first = null;
	return {
		name: 'voelspriet-message-parts',
		enforce: 'pre',
		configResolved(config) {
			isBuild = config.command === 'build';
		},
		resolveId: {
			filter: { id: PARSER },
			handler(source, importer) {
				return isBuild && this.environment.name === 'client'
					? this.resolve(`${source}/no-parser.js`, importer, { skipSelf: true })
					: null;
			}
		},
		transform: {
			filter: { id: PART },
			async handler(text, id) {
				const all = JSON.parse(text);
				const isFirst = isBuild ? await (first ??= namedFirst(Object.keys(all))) : () => true;
				const isRefusal = (key) => isBuild && key.startsWith('refusals.');
				const wanted = {
					first: (key) => isFirst(key) && !isRefusal(key),
					refusals: isRefusal,
					later: (key) => !isFirst(key) && !isRefusal(key)
				}[PART.exec(id)?.[1] ?? 'first'];
				const part = only(all, wanted);
				// Text that is parsed is read faster than an object in a program.
				const code = `export default JSON.parse(${JSON.stringify(JSON.stringify(isBuild ? parsed(part) : part))});`;
				return { code, map: null, moduleType: 'js' };
			}
		}
	};
}

/** The messages whose key is wanted, in the same tree. */
export const only = (tree, wanted, before = '') =>
	Object.fromEntries(
		Object.entries(tree).flatMap(([key, value]) => {
			const path = before + key;
			if (typeof value === 'string') return wanted(path) ? [[key, value]] : [];
			const below = only(value, wanted, `${path}.`);
			return Object.keys(below).length > 0 ? [[key, below]] : [];
		})
	);

/** Which messages the first sight of the stream can show: what is named by all that it imports, but not later. */
export async function namedFirst(sections) {
	const { imports } = await import('./imports.mjs');
	const found = new Set([...FIRST, ...NEXT]);
	for (const from of found)
		for (const each of imports)
			if (each.from === from && each.isOurs && !each.isType && !each.isLater) found.add(each.to);
	const sources = [...found].map((file) => readFileSync(join(src, file), 'utf8'));
	return messagesNamedIn(sources, sections).names;
}
