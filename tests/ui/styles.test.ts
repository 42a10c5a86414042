import { parse, walk, generate } from 'css-tree';
import { expect, test } from 'vitest';
import { filesIn, textOf } from '../project-files';

/** All styles but those of a report, which does not change while it is read; by file. */
const styles = filesIn('src', /^(?!src\/lib\/report\/).*\.(?:css|svelte)$/, 250)
	.map((path) => path.replace('src/', ''))
	.map((file): [file: string, css: string] => {
		const text = textOf(`src/${file}`);
		return [file, file.endsWith('.css') ? text : (/<style[^>]*>([^]*)<\/style>/.exec(text)?.[1] ?? '')];
	});

/** Selectors by which a browser styles much of a page again whenever an element is added anywhere. */
function costly(css: string): string[] {
	const found: string[] = [];
	// Svelte's `:global(…)` is not CSS: its content is.
	walk(parse(css.replaceAll(':global', ':is')), (node) => {
		if (node.type !== 'Selector') return;
		const parts = node.children.toArray();
		const last = parts.at(-1);
		const before = parts.at(-2);
		// The next sibling of what is added, and all within it.
		const isAnySibling =
			last?.type === 'TypeSelector' && last.name === '*' && before?.type === 'Combinator' && /[+~]/.test(before.name);
		const text = generate(node);
		// The root, at whatever depth it was added.
		const isRootByDepth = /(?:^|\s)(?::root|html|body)[^\s>]*:has\((?!>)/.test(text);
		if (isAnySibling || isRootByDepth) found.push(text);
	});
	return found;
}

test('adding an element to a page does not restyle the rest of it', () => {
	expect(styles.filter(([, css]) => css !== '').length).toBeGreaterThan(200);
	expect(styles.flatMap(([file, css]) => costly(css).map((selector) => `${file}: ${selector}`))).toEqual([]);
	expect(costly('.prose > * + * { margin: 0 } :root:has([data-exercise]) p { margin: 0 } p + p { margin: 0 }')).toEqual(
		['.prose>*+*', ':root:has([data-exercise]) p']
	);
	expect(costly(':root:has(> body > [data-exercise]) { margin: 0 }')).toEqual([]);
});

/** Every style of the source, those of a report too. */
const allStyles = filesIn('src', /\.(?:css|svelte)$/, 300)
	.map((path) => path.replace('src/', ''))
	.map((file): [file: string, css: string, markup: string] => {
		const text = textOf(`src/${file}`);
		return [file, file.endsWith('.css') ? text : (/<style[^>]*>([^]*)<\/style>/.exec(text)?.[1] ?? ''), text];
	});

test('a line through or under text uses one keyword or longhands: Safari before 26.2 ignores any other shorthand', () => {
	const shorthands = (css: string): string[] =>
		[...css.matchAll(/[\s;{]text-decoration:\s*([^;}]+)/g)].flatMap(([, value = '']) =>
			/^(?:none|underline|line-through|overline|inherit)$/.test(value.trim()) ? [] : [value.trim()]
		);
	expect(allStyles.flatMap(([file, css]) => shorthands(css).map((value) => `${file}: ${value}`))).toEqual([]);
	expect(shorthands('del { text-decoration: line-through 2px; } a { text-decoration: none }')).toEqual([
		'line-through 2px'
	]);
});

test('a fieldset with a border or a background has its name in a paragraph: a legend would straddle the border in Safari', () => {
	const straddling = (css: string, markup: string): boolean =>
		/[\s}]legend\s*\{[^}]*float:/.test(css) ||
		(markup.includes('<legend') &&
			/[\s},]fieldset\s*\{[^}]*(?:border-block|border:|padding-block|padding:|display: *flex)/.test(css));
	const found = allStyles.filter(([file, css, markup]) => file !== 'app.css' && straddling(css, markup));
	expect(found.map(([file]) => file)).toEqual([]);
	expect(straddling(' legend { float: inline-start; }', '<legend>')).toBe(true);
});
