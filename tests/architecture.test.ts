import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** The tree's promises (the picture in README): an import only points downwards, and no folder imports in a circle. */
const root = resolve(import.meta.dirname, '..');
const walk = (folder: string): string[] =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? walk(join(folder, entry.name)) : /\.(ts|svelte)$/.test(entry.name) ? [join(folder, entry.name)] : []
	);

interface Import {
	readonly from: string;
	/** A path below src, or a package's name. */
	readonly to: string;
	readonly typeOnly: boolean;
}
const specifiers = /(?:^|\n)\s*(import|export)\s+(type\s)?[^'";]*?\bfrom\s+'([^']+)'|\bimport\s+'([^']+)'|\bimport\('([^']+)'\)/g;
const files = walk(join(root, 'src'));
const imports: Import[] = files.flatMap((file) =>
	[...readFileSync(file, 'utf8').matchAll(specifiers)].map((match): Import => {
		const name = match[3] ?? match[4] ?? match[5] ?? '';
		const to = name.startsWith('$lib')
			? name.replace('$lib', 'lib')
			: name.startsWith('.')
				? relative(join(root, 'src'), resolve(dirname(file), name))
				: name;
		return { from: relative(join(root, 'src'), file), to, typeOnly: match[2] !== undefined };
	})
);

/** What each layer may know of ours, and which packages where that is said. */
const layers: { layer: string; mayKnow: string[]; packages?: string[] }[] = [
	{ layer: 'lib/domain/', mayKnow: ['lib/domain/'], packages: ['zod', '@noble/hashes/sha2.js', '@noble/hashes/utils.js'] },
	{ layer: 'lib/concurrency/', mayKnow: ['lib/concurrency/'], packages: [] },
	{ layer: 'lib/i18n/', mayKnow: ['lib/i18n/'] },
	{ layer: 'lib/ui/', mayKnow: ['lib/ui/', 'lib/i18n/'] },
	{ layer: 'lib/report/', mayKnow: ['lib/report/', 'lib/ui/icons', 'lib/i18n/', 'lib/domain/'] },
	{ layer: 'lib/desk/', mayKnow: ['lib/desk/', 'lib/report/', 'lib/ui/', 'lib/i18n/', 'lib/domain/', 'lib/concurrency/'] },
	{
		layer: 'lib/server/',
		mayKnow: ['lib/server/', 'lib/report/', 'lib/ui/icons', 'lib/ui/look/', 'lib/domain/', 'lib/i18n/', 'lib/concurrency/']
	}
];
const isOurs = (to: string) => to.startsWith('lib/') || to.startsWith('routes/') || !/^[@a-z$]/.test(to);

test.each(layers)('$layer knows only what lies below it', ({ layer, mayKnow, packages }) => {
	const own = imports.filter(({ from }) => from.startsWith(layer));
	expect(files.some((file) => relative(join(root, 'src'), file).startsWith(layer))).toBe(true);
	const astray = own.filter(({ to }) => {
		if (isOurs(to)) return !mayKnow.some((folder) => to.startsWith(folder)) && !to.includes('messages/');
		return packages !== undefined && !packages.includes(to);
	});
	expect(astray).toEqual([]);
});

test('no folder imports in a circle', () => {
	const folders = new Map<string, Set<string>>();
	for (const { from, to, typeOnly } of imports) {
		// A type leaves no import behind: state and nouns know each other's shapes.
		if (typeOnly || !to.startsWith('lib/')) continue;
		const [a, b] = [dirname(from), dirname(to)];
		if (a !== b && !a.startsWith(`${b}/`) && !b.startsWith(`${a}/`)) folders.set(a, (folders.get(a) ?? new Set()).add(b));
	}
	const circles: string[] = [];
	const visit = (folder: string, path: readonly string[]): void => {
		if (path.includes(folder)) circles.push([...path.slice(path.indexOf(folder)), folder].join(' → '));
		else for (const next of folders.get(folder) ?? []) visit(next, [...path, folder]);
	};
	for (const folder of folders.keys()) visit(folder, []);
	expect(circles).toEqual([]);
});

/** All that a file outside SvelteKit's bundle imports, and what that imports, to the end: files below the project, and packages by name. */
function reached(entry: string, seen = new Set<string>()): Set<string> {
	if (seen.has(entry)) return seen;
	seen.add(entry);
	const file = join(root, entry);
	if (!existsSync(file) || !/\.(ts|svelte)$/.test(entry)) return seen;
	for (const match of readFileSync(file, 'utf8').matchAll(specifiers)) {
		const name = match[3] ?? match[4] ?? match[5] ?? '';
		if (match[2] !== undefined) continue;
		if (!/^[.$]/.test(name)) seen.add(name);
		else {
			const path = relative(root, name.startsWith('$lib') ? join(root, name.replace('$lib', 'src/lib')) : resolve(dirname(file), name));
			reached(existsSync(join(root, `${path}.ts`)) ? `${path}.ts` : path, seen);
		}
	}
	return seen;
}

test('components are rendered inside the bundle of SvelteKit alone: no entry beside it reaches one', () => {
	const config = readFileSync(join(root, 'vite.server.config.ts'), 'utf8');
	const entries = [...config.matchAll(/'((?:src|scripts)\/[^']+\.ts)'/g)].map(([, entry = '']) => entry);
	expect(entries).toContain('src/server.ts');
	for (const entry of entries)
		expect([...reached(entry)].filter((name) => name.endsWith('.svelte') || /^svelte(\/|$)/.test(name))).toEqual([]);
	const renderer = reached('src/lib/server/report/render-html.ts');
	expect(renderer).toContain('svelte/server');
	expect(renderer).toContain('src/lib/report/Line.svelte');
});

test('a report has one sheet: its components have no styles of their own', () => {
	const components = walk(join(root, 'src/lib/report')).filter((file) => file.endsWith('.svelte'));
	expect(components.length).toBeGreaterThan(10);
	expect(components.filter((file) => /^<style/m.test(readFileSync(file, 'utf8')))).toEqual([]);
});

test('a name says what a thing is', () => {
	const empty = /(^|\/)(utils?|helpers?|common|misc|manager|stuff|temp|data|info)(\/|\.|$)/i;
	expect(
		walk(join(root, 'src'))
			.map((file) => relative(root, file))
			.filter((file) => empty.test(file))
	).toEqual([]);
});
