import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { atLeast, filesIn, root, textOf } from './project-files';

/** A comment is of use only when its reader has the document that it names. */
const comments = /\/\*[^]*?\*\/|<!--[^]*?-->|(?<=^|\s)\/\/.*$/gm;
const documents = /[\w./-]+\.md\b/g;
const rules = /docs\/domain\.md,[\s*]+rule (\d+)/g;

const paths = filesIn(['src', 'tests', 'scripts'], /\.(ts|mjs|js|svelte|css)$/, 1_500);
const all = paths.map((path) => {
	const text = textOf(path);
	return { path, comments: [...text.matchAll(comments)].map(([comment]) => comment).join('\n') };
});

test('every document that a comment names is in the repository', () => {
	const absent = all.flatMap(({ path, comments: text }) =>
		[...text.matchAll(documents)]
			.map(([name]) => name)
			.filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, dirname(path), name)))
			.map((name) => `${path}: ${name}`)
	);
	expect(absent).toEqual([]);
});

test('every rule of docs/domain.md that a comment names exists', () => {
	const page = textOf('docs/domain.md');
	const known = new Set([...page.matchAll(/^(\d+)\. \*\*/gm)].map(([, number]) => number));
	const named = all.flatMap(({ path, comments: text }) =>
		[...text.matchAll(rules)].map(([, number = '']) => ({ path, number }))
	);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter(({ number }) => !known.has(number))).toEqual([]);
});

test('every function that docs/domain.md names for a figure exists', () => {
	const page = textOf('docs/domain.md').split('## Figures')[1] ?? '';
	const named = [...page.matchAll(/`([A-Za-z]+)`/g)].map(([, name]) => name ?? '');
	const source = atLeast(
		1_000,
		paths.filter((path) => path.startsWith('src/'))
	).map(textOf);
	const exported = (name: string) =>
		source.some((text) => new RegExp(`export (?:async )?(?:function|class|const) ${name}\\b`).test(text));
	expect(named.length).toBeGreaterThan(25);
	expect(named.filter((name) => !exported(name))).toEqual([]);
});
