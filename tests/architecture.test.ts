import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { importsIn, cyclesIn, roomGraph } from '../scripts/imports.mjs';
import { atLeast, filesIn, importsFrom, root, textOf } from './project-files';

/** What docs/architecture.md says of the folders: an import only points downwards, types included, and no folder imports in a circle. */
const files = filesIn('src', /\.(ts|svelte)$/, 1_000).map((path) => path.replace('src/', ''));
const imports = importsFrom(/./, 3_000);

/** The layers that each layer may import, and the packages where they are restricted. */
const layers: { layer: string; mayKnow: string[]; packages?: string[] }[] = [
	{
		layer: 'lib/domain/',
		mayKnow: ['lib/domain/'],
		packages: ['zod', '@noble/hashes/sha2.js', '@noble/hashes/utils.js']
	},
	{ layer: 'lib/concurrency/', mayKnow: ['lib/concurrency/'], packages: [] },
	{ layer: 'lib/messages/', mayKnow: ['lib/messages/'], packages: [] },
	{ layer: 'lib/i18n/', mayKnow: ['lib/i18n/', 'lib/messages'] },
	{ layer: 'lib/ui/', mayKnow: ['lib/ui/', 'lib/i18n/', 'lib/messages', 'lib/concurrency/'] },
	{
		layer: 'lib/report/',
		mayKnow: ['lib/report/', 'lib/ui/display/icons', 'lib/i18n/', 'lib/messages', 'lib/domain/']
	},
	{
		layer: 'lib/desk/',
		mayKnow: ['lib/desk/', 'lib/report/', 'lib/ui/', 'lib/i18n/', 'lib/messages', 'lib/domain/', 'lib/concurrency/']
	},
	{
		layer: 'lib/server/',
		mayKnow: [
			'lib/server/',
			'lib/report/',
			'lib/ui/display/icons',
			'lib/ui/color-scheme/',
			'lib/domain/',
			'lib/i18n/',
			'lib/messages',
			'lib/concurrency/'
		]
	}
];

test.each(layers)('$layer imports only from the layers below it', ({ layer, mayKnow, packages }) => {
	const own = importsFrom(new RegExp(`^${layer}`), 1);
	for (const folder of mayKnow)
		expect(
			files.some((file) => file.startsWith(folder)),
			folder
		).toBe(true);
	const astray = own.filter(({ to, isOurs }) => {
		if (isOurs || to.startsWith('.')) return !mayKnow.some((folder) => to.startsWith(folder));
		return packages !== undefined && !packages.includes(to);
	});
	expect(astray).toEqual([]);
});

/** The areas of the server, the lowest first: docs/architecture.md says what each does. */
const areas = ['platform', 'analysis', 'log', 'people', 'ingest', 'read', 'out', 'records', 'training'];

test('an area of the server imports only from the areas below it, types included', () => {
	const own = importsFrom(/^lib\/server\/\w+\//, 1_000);
	const areaOf = (file: string): number => areas.indexOf(file.split('/')[2] ?? '');
	expect(new Set(own.map(({ from }) => areaOf(from)))).toEqual(new Set(areas.keys()));
	const upwards = own.filter(({ from, to }) => to.startsWith('lib/server/') && areaOf(to) > areaOf(from));
	expect(upwards).toEqual([]);
	const whole = own.filter(({ to }) => to.startsWith('lib/server/') && areaOf(to) === -1);
	expect(whole.map(({ to }) => to).filter((to) => to !== 'lib/server/program.ts')).toEqual([]);
});

test('no folder takes part in an import cycle, not even with its own subfolders, types included', () => {
	const graph = roomGraph((file) => (file.startsWith('lib/') ? dirname(file) : null));
	expect(graph.size).toBeGreaterThan(50);
	expect(cyclesIn(graph)).toEqual([]);
});

test('only the API, the hooks and the routes import program.ts', () => {
	const importing = atLeast(
		10,
		imports.filter(({ to }) => to === 'lib/server/program.ts')
	).map(({ from }) => from);
	expect(
		importing.filter(
			(file) => !/^(lib\/server\/out\/api\/|hooks\.server\.ts|request-hooks\/|app\.d\.ts|routes\/)/.test(file)
		)
	).toEqual([]);
});

test('within the server only the API imports SvelteKit', () => {
	const askers = imports.filter(({ to }) => to.startsWith('@sveltejs/kit')).map(({ from }) => from);
	expect(askers.some((file) => file.startsWith('lib/server/out/api/'))).toBe(true);
	expect(askers.filter((file) => /^lib\/server\/(?!out\/api\/)/.test(file))).toEqual([]);
});

test('only one file imports the driver of the database', () => {
	const importing = files.filter((file) => /from 'postgres'/.test(readFileSync(join(root, 'src', file), 'utf8')));
	expect(importing).toEqual(['lib/server/platform/driver/sql.ts']);
});

test('only execute and ingest append to the log, and a recount locks it', () => {
	const using = (name: RegExp): string[] =>
		imports
			.filter(({ to, names }) => to === 'lib/server/log/append.ts' && names.some((each) => name.test(each)))
			.map(({ from }) => from)
			.sort();
	const appending = ['lib/server/ingest/pipeline/batch.ts', 'lib/server/log/execute/command-group.ts'];
	expect(using(/^append/)).toEqual(appending);
	expect(using(/^lockHead$/)).toEqual([...appending, 'lib/server/log/recount.ts']);
	const inserting = files.filter((file) =>
		/\binsert into event\b/i.test(readFileSync(join(root, 'src', file), 'utf8'))
	);
	expect(inserting).toEqual(['lib/server/log/append.ts']);
});

/** Where labels are counted. */
const counting = ['lib/domain/', 'lib/report/', 'lib/server/read/report/', 'lib/server/records/'];
test('no report or evaluation imports the hints of the analysis', () => {
	const hints = atLeast(
		20,
		imports.filter(({ to }) => to.startsWith('lib/server/analysis/'))
	);
	for (const folder of counting) {
		const own = new Set(importsFrom(new RegExp(`^${folder}`), 10).map(({ from }) => from));
		expect(hints.filter(({ from }) => own.has(from))).toEqual([]);
	}
});

/** All that a file outside SvelteKit's bundle imports, and what that imports, to the end: files below the project, and packages by name. */
function reached(entry: string, seen = new Set<string>()): Set<string> {
	if (seen.has(entry)) return seen;
	seen.add(entry);
	const file = join(root, entry);
	if (!existsSync(file) || !/\.(ts|svelte)$/.test(entry)) return seen;
	for (const { specifier, isType } of importsIn(readFileSync(file, 'utf8'))) {
		if (isType) continue;
		if (!/^[.$]/.test(specifier)) seen.add(specifier);
		else {
			const path = relative(
				root,
				specifier.startsWith('$lib')
					? join(root, specifier.replace('$lib', 'src/lib'))
					: resolve(dirname(file), specifier)
			);
			reached(existsSync(join(root, `${path}.ts`)) ? `${path}.ts` : path, seen);
		}
	}
	return seen;
}

test('components are rendered only inside the SvelteKit bundle: no other entry reaches one', () => {
	const config = readFileSync(join(root, 'vite.server.config.ts'), 'utf8');
	const entries = [...config.matchAll(/'((?:src|scripts)\/[^']+\.ts)'/g)].map(([, entry = '']) => entry);
	expect(entries).toContain('src/server.ts');
	for (const entry of entries)
		expect([...reached(entry)].filter((name) => name.endsWith('.svelte') || /^svelte(\/|$)/.test(name))).toEqual([]);
	const renderer = reached('src/lib/server/read/report/render-html.ts');
	expect(renderer).toContain('svelte/server');
	expect(renderer).toContain('src/lib/report/Line.svelte');
});

test('a worker thread holds no second copy of the program: its entry reaches no database, log or configuration', () => {
	const config = readFileSync(join(root, 'vite.server.config.ts'), 'utf8');
	const entries = [...config.matchAll(/'(src\/lib\/[^']+-worker\.ts)'/g)].map(([, entry = '']) => entry);
	expect(entries.length).toBe(4);
	const state =
		/^(postgres|pino|prom-client|src\/lib\/server\/(platform\/config|platform\/database|platform\/http\/(?!csv\.ts)|log|read\/realtime|program))\b/;
	for (const entry of entries) expect([...reached(entry)].filter((name) => state.test(name))).toEqual([]);
});

test('a report has one style sheet: its components have no styles of their own', () => {
	const components = filesIn('src/lib/report', /\.svelte$/, 10);
	expect(components.filter((file) => /^<style/m.test(textOf(file)))).toEqual([]);
});

test('no file or folder has an empty name such as utils or helpers', () => {
	const empty = /(^|\/)(utils?|helpers?|common|misc|manager|stuff|temp|data|info)(\/|\.|$)/i;
	// The texts that every screen uses are those of its area `common`.
	expect(files.filter((file) => empty.test(file) && file !== 'lib/messages/common.ts')).toEqual([]);
});

test('no two exported types of src/lib have the same name', () => {
	const filesByName = new Map<string, string[]>();
	for (const file of filesIn('src/lib', /\.(ts|svelte)$/, 800)) {
		const text = textOf(file);
		const names = text.matchAll(/^\s*export (?:declare )?(?:abstract )?(?:type|interface|class|enum) (\w+)/gm);
		for (const name of new Set([...names].map(([, name = '']) => name)))
			filesByName.set(name, [...(filesByName.get(name) ?? []), file]);
	}
	atLeast(1_000, [...filesByName]);
	expect([...filesByName].filter(([, paths]) => paths.length > 1)).toEqual([]);
});

test('the content security policy allows the script in app.html by its hash', () => {
	const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(readFileSync(join(root, 'src/app.html'), 'utf8')) ?? [];
	const hash = createHash('sha256').update(script).digest('base64');
	expect(readFileSync(join(root, 'svelte.config.js'), 'utf8')).toContain(`'sha256-${hash}'`);
});

/** Where posts and stories are counted: a screen with its own count would show another figure. */
const counters = [
	'lib/server/read/',
	'lib/server/records/',
	'lib/server/log/',
	'lib/server/out/notifications/alert-watch.ts'
];
test('posts and stories are counted only where figures are made', () => {
	const counting = files.filter((file) => {
		const text = readFileSync(join(root, 'src', file), 'utf8');
		return /\bcount\((?:\*|distinct)/.test(text) && /\b(?:from|join) (?:post|story|story_link)\b/.test(text);
	});
	expect(atLeast(10, counting).filter((file) => !counters.some((path) => file.startsWith(path)))).toEqual([]);
	for (const path of counters)
		expect(
			counting.some((file) => file.startsWith(path)),
			path
		).toBe(true);
});
