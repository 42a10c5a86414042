import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn, importsFrom, textOf } from './project-files';
import { quotedIn, testsMeantBy } from './test-titles';

/** docs/architecture.md names files and tests that are there, and the files of a walk lead to each other. */
const files = filesIn('src', /./, 1_000).map((path) => path.replace('src/', ''));
const imports = importsFrom(/./, 3_000);
const page = textOf('docs/architecture.md');
const sectionOf = (heading: string): string => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

interface Step {
	/** Below src. */
	readonly file: string;
	/** How it is reached where no import leads to it; null where one does. */
	readonly otherwise: string | null;
}

const srcPath = (path: string): string =>
	path.startsWith('routes/') ? path : path.startsWith('[id]/') ? `routes/incidents/${path}` : `lib/${path}`;

function stepsIn(list: string): Step[] {
	return [...list.matchAll(/^\d+\. `([^`]+)`(?: † (by [^:\n]+))?: \S/gm)].map(([, path = '', otherwise]) => ({
		file: srcPath(path),
		otherwise: otherwise ?? null
	}));
}

const walks = sectionOf('Five walks')
	.split('\n### ')
	.slice(1)
	.map((walk) => ({
		name: walk.slice(0, walk.indexOf('\n')),
		items: (walk.match(/^\d+\. /gm) ?? []).length,
		steps: stepsIn(walk)
	}));

const connected = new Set(
	imports.flatMap(({ from, to, isOurs }) => (isOurs ? [`${from} ${to}`, `${to} ${from}`] : []))
);
/** SvelteKit itself connects the files of one folder of routes, such as a page and its load function. */
const isOnePage = (a: string, b: string): boolean =>
	dirname(a) === dirname(b) && [a, b].every((file) => /^routes\/(.*\/)?\+[^/]+$/.test(file));
const leadsTo = (a: string, b: string): boolean => connected.has(`${a} ${b}`) || isOnePage(a, b);

/** Files to which nothing earlier in the walk leads: no import in either direction, as data go both ways. */
const loose = (steps: readonly Step[]): Step[] =>
	steps.filter(({ file }, at) => at > 0 && !steps.slice(0, at).some((earlier) => leadsTo(earlier.file, file)));

test('there are five walks, each short enough to read', () => {
	expect(walks.map(({ name }) => name)).toEqual([
		'A post to the screen',
		'A key to the second desk',
		'A text to publication',
		'A report to a partner',
		'A new kind of label'
	]);
	const limits = [55, 40, 35, 45, 30];
	expect(walks.filter(({ items }, at) => items < 10 || items > (limits[at] ?? 0))).toEqual([]);
});

describe.each(walks)('$name', ({ items, steps }) => {
	test('has files that exist, each once', () => {
		expect(steps).toHaveLength(items);
		const known = new Set(files);
		expect(steps.filter(({ file }) => !known.has(file))).toEqual([]);
		expect(new Set(steps.map(({ file }) => file)).size).toBe(steps.length);
	});

	test('each file is reached by imports from the ones before it, unless the walk says how else', () => {
		const otherwise = steps.filter((step) => step.otherwise !== null);
		expect(loose(steps)).toEqual(otherwise);
		expect(otherwise.length).toBeLessThanOrEqual(3);
	});
});

test('each invariant names a file and a test that exist', () => {
	const rows = sectionOf('Invariants')
		.split('\n')
		.filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
		.slice(1)
		.map((line) => line.split('|').map((cell) => cell.trim()));
	expect(rows).toHaveLength(9);
	for (const [, rule = '', file = '', shown = ''] of rows) {
		expect(files, rule).toContain(srcPath(quotedIn(file)[0] ?? '-'));
		expect(testsMeantBy(quotedIn(shown)[0] ?? ''), rule).toHaveLength(1);
	}
});

test('the ten files to read first exist', () => {
	const first = quotedIn(sectionOf('Ten files to read first'));
	expect(new Set(first).size).toBe(10);
	expect(first.filter((file) => !files.includes(srcPath(file)))).toEqual([]);
});
