// Which files a browser gets. Left to itself the bundler makes a file of every set of modules that the same pages share:
// a hundred and thirty for the stream, each with its own head, its own compression and its own turn in the queue.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_HALF, halvesOf } from './domain-halves.mjs';
import { FIRST } from './message-parts.mjs';

/** What every page runs: the root layout, the page of errors, and SvelteKit itself. */
const EVERYWHERE = [
	'.svelte-kit/generated/client-optimized/app.js',
	'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
	'src/routes/+layout.svelte',
	'src/routes/+layout.ts',
	'src/routes/+error.svelte'
];
/** The frame around the pages of an incident. */
const INCIDENT = ['src/routes/incidents/[id]/+layout.svelte'];
/** Its first page: what other pages need of it as well is one file. */
const STREAM = ['src/routes/incidents/[id]/+page.svelte'];

/**
 * The rules that run before the rest, each file as a task of its own (src/lib/desk/sync/rules.svelte.ts): what schemas are
 * made with, then two parts of them.
 */
const SCHEMAS = ['text', 'command', 'event'].map((name) => `src/lib/domain/core/${name}.ts`);
const FIRST_RULES = ['findings/rumour', 'official-text/official-text'].map((name) => `src/lib/domain/${name}.ts`);
const SECOND_RULES = [
	'findings/need',
	'findings/fact',
	'official-text/approval',
	'official-text/publication',
	'official-text/response',
	'prepared/prepared-text',
	'posts/source',
	'report/version'
].map((name) => `src/lib/domain/${name}.ts`);
/** What comes after the first sight of any of them, and is needed by most. */
const RULES = ['src/lib/desk/sync/log-rules.ts', 'src/routes/incidents/[id]/bar/notices.ts'];
/** What zod brings to make JSON Schemas of its own: a fifth of it, which every schema holds on to. */
const JSON_SCHEMA = /[\\/]zod[\\/]v4[\\/]core[\\/](?:to-json-schema|json-schema-processors)\.js$/;

const DOMAIN = /[\\/]src[\\/]lib[\\/]domain[\\/]/;

/**
 * Puts together what is always loaded together.
 * @returns {import('vite').Plugin}
 */
export function clientFiles() {
	/** Where each module is first needed. @type {Map<string, string>} */
	let places = new Map();
	/** What the first page uses of the domain. @type {Awaited<ReturnType<typeof halvesOf>>} */
	let { pages, halves } = { pages: new Set(), halves: new Map() };
	const at = (place) => (id) => (places.get(id) === place ? true : undefined);
	const groups = [
		{ name: 'everywhere', test: at('everywhere'), priority: 4 },
		{ name: 'incident', test: at('incident'), priority: 3 },
		{ name: 'incident-pages', test: at('stream'), minShareCount: 2, priority: 2 },
		{ name: 'schemas', test: at('schemas'), priority: 1 },
		{ name: 'first-rules', test: at('first rules'), priority: 1 },
		{ name: 'second-rules', test: at('second rules'), priority: 1 },
		{ name: 'rules', test: at('rules'), priority: 1 }
	];
	return {
		name: 'voelspriet-client-files',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		// The domain is pure: what a page uses nothing of is left out, also where loading it would compute something.
		options: (options) => ({ ...options, treeshake: { moduleSideEffects: [{ test: DOMAIN, sideEffects: false }] } }),
		outputOptions: (options) => ({ ...options, codeSplitting: { groups } }),
		async buildStart() {
			({ pages, halves } = await halvesOf(FIRST));
		},
		// The first page takes what it uses straight from the first half: all that it names is there.
		resolveId: {
			order: 'pre',
			async handler(source, importer, { kind }) {
				if (source.endsWith(FIRST_HALF) && DOMAIN.test(source)) return source;
				if (kind === 'dynamic-import' || !(pages.has(importer) || halves.get(importer)?.rest === null)) return null;
				const resolved = await this.resolve(source, importer, { skipSelf: true });
				return resolved && halves.get(resolved.id)?.rest ? resolved.id + FIRST_HALF : resolved;
			}
		},
		load: {
			filter: { id: DOMAIN },
			handler(id) {
				const parts = halves.get(id.replace(FIRST_HALF, ''));
				if (!parts || parts.rest === null) return null;
				return { code: id.endsWith(FIRST_HALF) ? parts.first : parts.rest, map: null, moduleType: 'js' };
			}
		},
		// Only the server makes JSON Schemas.
		transform: {
			filter: { id: JSON_SCHEMA },
			handler: (code, id) => ({ code: withoutJsonSchema(code, id), map: null })
		},
		buildEnd(error) {
			if (!error && [...this.getModuleIds()].some((id) => isOf(id, EVERYWHERE[0]))) places = placesOf(this);
		},
		// SvelteKit looks for a page's styles in this list, also behind what is imported later; a file that it meets there
		// first it does not take for one of the page's own. What comes later brings its styles by itself.
		writeBundle({ dir = '' }) {
			const path = join(dir, '.vite', 'manifest.json');
			if (!existsSync(path)) return;
			const manifest = JSON.parse(readFileSync(path, 'utf8'));
			for (const file of Object.values(manifest)) delete file.dynamicImports;
			writeFileSync(path, JSON.stringify(manifest, null, '\t'));
		}
	};
}

/** The same exports, of which none does anything in a browser. */
function withoutJsonSchema(code, id) {
	const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
	// Another version of zod may have them elsewhere: that must not go by unseen.
	if (names.length < 5) throw new Error(`scripts/client-files.mjs does not know the exports of ${id}`);
	const absent = "const absent = () => { throw new Error('JSON Schemas are made on the server'); };";
	return [
		absent,
		...names.map((name) => `export const ${name} = ${/^create/.test(name) ? '() => absent' : 'absent'};`)
	].join('\n');
}

const isOf = (id, name) => id.replaceAll('\\', '/').endsWith(`/${name}`);

/** What is asked for later (`import()`) has no place: it stays a file of its own. */
function placesOf(bundler) {
	const places = new Map();
	const visit = (id, place) => {
		if (places.has(id)) return;
		// What the domain says is needed by the rules as well: in the page's own file it would hold on to that.
		places.set(id, place === 'stream' && DOMAIN.test(id) ? 'incident' : place);
		for (const next of bundler.getModuleInfo(id)?.importedIds ?? []) visit(next, place);
	};
	const all = [...bundler.getModuleIds()];
	for (const [place, names] of [
		['everywhere', EVERYWHERE],
		['incident', INCIDENT],
		['stream', STREAM],
		['schemas', SCHEMAS],
		['first rules', FIRST_RULES],
		['second rules', SECOND_RULES],
		['rules', RULES]
	]) {
		for (const name of names) {
			const id = all.find((each) => isOf(each, name));
			// A page that was moved would quietly bring back a hundred files.
			if (id === undefined) throw new Error(`scripts/client-files.mjs names ${name}, which the browser does not get`);
			visit(id, place);
		}
	}
	return places;
}
