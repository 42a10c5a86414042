// Reads which file of src imports which, types included, for the tests of the architecture.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src', import.meta.url));

/** @returns {string[]} every file below a folder, with its path */
const walk = (folder) =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]
	);

/** Every file, as a path below src. */
export const sourceFiles = walk(src).map((file) => relative(src, file));
const known = new Set(sourceFiles);

const specifiers =
	/(?:^|\n)\s*(?:import|export)\s+(type\s)?([^'";]*?)\bfrom\s+'([^']+)'|\bimport\s+'([^']+)'|\bimport\('([^']+)'\)/g;

/**
 * The imports of one text, as they are written.
 * @param {string} text
 * @returns {{ specifier: string, names: string[], isType: boolean, isLater: boolean }[]} `names`: what is taken of it,
 *   as it is called there and without types; `isLater`: fetched when it is needed, `import()`
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
					: ['', '.ts', '.svelte', '.js', '/index.ts'].map((ending) => base + ending).find((file) => known.has(file));
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
 * The rooms that import each other in a circle, by Tarjan's strongly connected components.
 * @param {Map<string, Map<string, string[]>>} graph
 * @returns {string[][]} each knot's rooms; empty when every arrow can point downwards
 */
export function knotsIn(graph) {
	const [index, low, stack, knots] = [new Map(), new Map(), [], []];
	const visit = (room) => {
		index.set(room, index.size);
		low.set(room, index.get(room));
		stack.push(room);
		for (const next of graph.get(room)?.keys() ?? []) {
			if (!index.has(next)) visit(next);
			if (stack.includes(next)) low.set(room, Math.min(low.get(room), low.get(next)));
		}
		if (low.get(room) !== index.get(room)) return;
		const knot = stack.splice(stack.indexOf(room));
		if (knot.length > 1) knots.push(knot);
	};
	for (const room of graph.keys()) if (!index.has(room)) visit(room);
	return knots;
}
