// Reads which file of src imports which, types included, for the tests of the architecture.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = join(dirname(fileURLToPath(import.meta.url)), '../src');

/** @returns {string[]} every file below a folder, with its path */
const walk = (folder) =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]
	);

/** Every file, as a path below src. */
export const sourceFiles = walk(src).map((file) => relative(src, file));
const knownFiles = new Set(sourceFiles);

const specifiers =
	/(?:^|\n)\s*(?:import|export)\s+(type\s)?([^'";]*?)\bfrom\s+'([^']+)'|\bimport\s+'([^']+)'|\bimport\('([^']+)'\)/g;

/**
 * The imports of one text, as they are written.
 * @param {string} text
 * @returns {{ specifier: string, names: string[], isType: boolean, isLater: boolean }[]} `names`: as the
 *   other file exports them, without types; `isLater`: loaded when it is needed, with `import()`
 */
export const importsIn = (text) =>
	[...text.matchAll(specifiers)].map((match) => ({
		specifier: match[3] ?? match[4] ?? match[5] ?? '',
		names: namesOf(match[2] ?? ''),
		isType: match[1] !== undefined,
		isLater: match[5] !== undefined
	}));

/** Of `{ a, type B, c as d }`: a and c. */
const namesOf = (clause) =>
	(/\{([^}]*)\}/.exec(clause)?.[1] ?? '')
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '' && !each.startsWith('type '))
		.map((each) => each.split(/\s/)[0]);

/**
 * Every import of src. `to` is a path below src for a file of ours, else the name as it is written (a package, or a
 * file outside src).
 * @type {readonly { from: string, to: string, specifier: string, names: string[], isOurs: boolean, isType: boolean, isLater: boolean }[]}
 */
export const imports = sourceFiles
	.filter((file) => /\.(ts|svelte)$/.test(file))
	.flatMap((from) =>
		importsIn(readFileSync(join(src, from), 'utf8')).map(({ specifier, names, isType, isLater }) => {
			const name = specifier.replace(/\?.*$/, '');
			const base = name.startsWith('$lib')
				? name.replace('$lib', 'lib')
				: name.startsWith('.')
					? relative(src, resolve(src, dirname(from), name))
					: null;
			const to =
				base === null
					? undefined
					: ['', '.ts', '.svelte', '.js', '/index.ts']
							.map((ending) => base + ending)
							.find((file) => knownFiles.has(file));
			return { from, to: to ?? name, specifier, names, isOurs: to !== undefined, isType, isLater };
		})
	);

/**
 * The graph of rooms: which room imports which, without itself.
 * @param {(file: string) => string | null} roomOf null for a file that is in no room
 * @returns {Map<string, Map<string, string[]>>} from, to, and the imports behind it
 */
export function roomGraph(roomOf) {
	const graph = new Map();
	for (const { from, to, isOurs } of imports) {
		const [a, b] = [roomOf(from), isOurs ? roomOf(to) : null];
		if (a !== null && !graph.has(a)) graph.set(a, new Map());
		if (b !== null && !graph.has(b)) graph.set(b, new Map());
		if (a === null || b === null || a === b) continue;
		const targets = graph.get(a);
		targets.set(b, [...(targets.get(b) ?? []), `${from} → ${to}`]);
	}
	return graph;
}

/**
 * The rooms that import each other in a cycle, or are between two cycles.
 * @param {Map<string, Map<string, string[]>>} graph
 * @returns {string[]} empty when every arrow can point downwards
 */
export function cyclesIn(graph) {
	const remaining = new Set(graph.keys());
	const imports = (from, to) => remaining.has(from) && graph.get(from).has(to);
	for (let previousSize = Infinity; remaining.size < previousSize;) {
		previousSize = remaining.size;
		for (const room of remaining) {
			const others = [...remaining];
			if (!others.some((other) => imports(room, other)) || !others.some((other) => imports(other, room)))
				remaining.delete(room);
		}
	}
	return [...remaining];
}
