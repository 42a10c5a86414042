import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import nl from '../../messages/nl.json';
import { messagesNamedIn } from '../../scripts/messages.mjs';
import { messagesIn } from './every-message';

const root = join(import.meta.dirname, '..', '..');
const walk = (folder: string): string[] =>
	readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory()
			? walk(join(folder, entry.name))
			: /\.(ts|svelte|js|mjs)$/.test(entry.name)
				? [join(folder, entry.name)]
				: []
	);
const sources = ['src', 'scripts']
	.flatMap((folder) => walk(join(root, folder)))
	.map((file) => readFileSync(file, 'utf8'));
const { names, patterns } = messagesNamedIn(sources, Object.keys(nl));

test('every message is used: an unused message is removed', () => {
	expect(patterns).toBeGreaterThan(30);
	const unused = messagesIn(nl)
		.map(([key]) => key)
		.filter((key) => !names(key));
	expect(unused).toEqual([]);
});
