import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Finds the tests that a document names, as `file: title`. */
const root = resolve(import.meta.dirname, '..');

/** Titles of tests and of groups of tests as they stand in a file; not of those that are left out. */
function titlesIn(path: string): Set<string> {
	const begin =
		/(?:\b(?:test|describe)([\w.]*)(?:<[^\n]*?>)?(?:\([^\n]*?\))?|^\s*\]\s*(?:as const)?\))\(\s*(['"`])((?:\\.|(?!\2)[^])*)\2/gm;
	const source = readFileSync(join(root, path), 'utf8');
	const titles = [...source.matchAll(begin)].filter(([, modifier = '']) => !/skip|todo/.test(modifier));
	return new Set(titles.map(([, , , title = '']) => title.replaceAll(/\\(.)/g, '$1')));
}

const titles = new Map<string, Set<string>>();

/** Whether a file has a test, or a group of tests, of this title. */
export function isTestTitle(path: string, title: string): boolean {
	if (!existsSync(join(root, path))) return false;
	const known = titles.get(path) ?? titlesIn(path);
	titles.set(path, known);
	return known.has(title);
}

/** What stands between backticks in Markdown. */
export const quotedIn = (markdown: string): string[] =>
	[...markdown.matchAll(/`([^`]+)`/g)].map(([, inside = '']) => inside);
