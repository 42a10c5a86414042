import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** An exported name of src/lib is imported by another file; one that only its own file uses is not exported. */
const root = resolve(import.meta.dirname, '..');
const walk = (folder: string): string[] =>
	readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return walk(path);
		return /\.(ts|mjs|svelte)$/.test(entry.name) ? [path] : [];
	});
const sources = new Map(
	['src', 'tests', 'scripts'].flatMap(walk).map((path) => [path, readFileSync(join(root, path), 'utf8')])
);

const declared = /^export (?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) ([\w$]+)/gm;
const imported =
	/\b(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,\s*)?(?:\{([^}]*)\}|(\*)(?:\s+as\s+[\w$]+)?)\s+from\s+'([^']+)'/g;
/** An interface that another file adds to. */
const augmented = /^declare module '([^']+)' \{\n([\s\S]*?)\n\}/gm;
const importedLater = /\bimport\('([^']+)'\)/g;

function fileOf(from: string, specifier: string): string | undefined {
	const path = specifier.startsWith('$lib/')
		? specifier.replace('$lib', 'src/lib')
		: relative(root, resolve(root, dirname(from), specifier));
	return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => sources.has(candidate));
}

test('every exported name is used by another file', () => {
	const used = new Map<string, Set<string>>();
	const use = (from: string, specifier: string, names: readonly string[]): void => {
		const file = fileOf(from, specifier);
		if (file !== undefined) used.set(file, new Set([...(used.get(file) ?? []), ...names]));
	};
	for (const [from, text] of sources) {
		for (const [, names = '', all, specifier = ''] of text.matchAll(imported))
			use(
				from,
				specifier,
				all ? [all] : names.split(',').map((name) => /^(?:type\s+)?([\w$]*)/.exec(name.trim())?.[1] ?? '')
			);
		for (const [, specifier = '', body = ''] of text.matchAll(augmented))
			use(
				from,
				specifier,
				[...body.matchAll(/\binterface (\w+)/g)].map(([, name = '']) => name)
			);
		for (const [, specifier = ''] of text.matchAll(importedLater)) use(from, specifier, ['*']);
	}
	const unused = [...sources].flatMap(([file, text]) => {
		const names = used.get(file);
		if (!file.startsWith('src/lib/') || names?.has('*')) return [];
		return [...text.matchAll(declared)].flatMap(([, name = '']) => (names?.has(name) ? [] : [`${file}: ${name}`]));
	});
	expect([...new Set(unused)]).toEqual([]);
});
