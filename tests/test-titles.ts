import { filesIn, textOf } from './project-files';

/** Finds the tests that a document names. */

/** Titles of tests and of groups of tests as they are written in a file, without those that are left out. */
function titlesIn(path: string): Set<string> {
	const begin =
		/(?:\b(?:test|describe)([\w.]*)(?:<[^\n]*?>)?(?:\([^\n]*?\))?|^\s*\]\s*(?:as const)?\))\(\s*(['"`])((?:\\.|(?!\2)[^])*)\2/gm;
	const source = textOf(path);
	const titles = [...source.matchAll(begin)].filter(([, modifier = '']) => !/skip|todo/.test(modifier));
	return new Set(titles.map(([, , , title = '']) => title.replaceAll(/\\(.)/g, '$1')));
}

const known = new Map<string, Set<string>>();
function titlesOf(path: string): Set<string> {
	const titles = known.get(path) ?? titlesIn(path);
	known.set(path, titles);
	return titles;
}

const files = filesIn('tests', /\.test\.ts$/, 300);

/**
 * The tests that `file: title` may mean, each as `path: title`: the file by the end of its path without `.test.ts`, the
 * title by its first words.
 */
export function testsMeantBy(reference: string): string[] {
	const end = reference.indexOf(': ');
	const [name, begin] = [reference.slice(0, end), reference.slice(end + 2)];
	return files
		.filter((path) => path.endsWith(`/${name}.test.ts`))
		.flatMap((path) =>
			[...titlesOf(path)].filter((title) => title.startsWith(begin)).map((title) => `${path}: ${title}`)
		);
}

/** The text between backticks in Markdown. */
export const quotedIn = (markdown: string): string[] =>
	[...markdown.matchAll(/`([^`]+)`/g)].map(([, inside = '']) => inside);
