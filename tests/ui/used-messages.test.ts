import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import nl from '../../messages/nl.json';
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
const sections = new Set(Object.keys(nl));
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Where a key is named whole; and, in back ticks, where a part of it comes from elsewhere: `people.roles.${role}`. */
const named = new Set<string>();
const patterns: RegExp[] = [];
for (const source of sources) {
	for (const [, key = ''] of source.matchAll(/['"`]([a-zA-Z]+(?:\.[a-zA-Z0-9_-]+)+)['"`]/g)) named.add(key);
	for (const [, template = ''] of source.matchAll(/`([a-zA-Z]+\.(?:[a-zA-Z0-9_.-]|\$\{[^`]*?\})*)`/g)) {
		if (!template.includes('${') || !sections.has(template.split('.')[0] ?? '')) continue;
		const parts = template.split(/\$\{[^}]*\}/).map(escaped);
		patterns.push(new RegExp(`^${parts.join('[a-zA-Z0-9_.-]+')}$`));
	}
}

test('every message is used: an unused message is removed', () => {
	expect(patterns.length).toBeGreaterThan(30);
	const unused = messagesIn(nl)
		.map(([key]) => key)
		.filter((key) => !named.has(key) && !patterns.some((pattern) => pattern.test(key)));
	expect(unused).toEqual([]);
});
