import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { halvesOf } from '../scripts/domain-halves.mjs';
import { FIRST } from '../scripts/message-parts.mjs';

/** The names that a program exports, in order. */
const exportsOf = (code: string): string[] =>
	parseSync('half.js', code)
		.program.body.flatMap((node) => (node.type === 'ExportNamedDeclaration' ? node.specifiers : []))
		.flatMap(({ exported }) => (exported.type === 'Identifier' ? [exported.name] : []))
		.sort();
const importsOf = (code: string): string[] =>
	parseSync('half.js', code).program.body.flatMap((node) =>
		node.type === 'ImportDeclaration' ? [node.source.value] : []
	);

const { pages, halves } = await halvesOf(FIRST);
const divided = [...halves].flatMap(([path, { first, rest }]) => (rest === null ? [] : [{ path, first, rest }]));

test('the first page of an incident is seen without a schema: what it uses of the domain has none, and nothing of its own', () => {
	expect(divided.length).toBeGreaterThan(20);
	const needed = [...halves].flatMap(([path, { first }]) => importsOf(first).map((from) => ({ path, from })));
	expect(needed.filter(({ from }) => from === 'zod')).toEqual([]);
	expect([...pages].some((path) => path.endsWith('incidents/[id]/+page.svelte'))).toBe(true);
});

test('both halves of a file give together what the file gives, and only the later one needs the other', async () => {
	for (const { path, first, rest } of divided) {
		const whole = Object.keys((await import(/* @vite-ignore */ path)) as object).sort();
		expect([path, exportsOf(rest)]).toEqual([path, whole]);
		expect(importsOf(first)).not.toContain(path);
		expect(rest).toContain(JSON.stringify(`${path}?first`));
	}
});
