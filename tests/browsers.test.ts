import { expect, test } from 'vitest';
import { lowestBrowsers } from '../scripts/lowest-browsers.mjs';
import { filesIn, textOf } from './project-files';

type Versions = readonly [chrome: number, firefox: number, safari: number];
/**
 * Features and the first versions that have them. Those that only make a page nicer are left out: `text-wrap`,
 * `content-visibility`, `requestIdleCallback` behind a check.
 */
const features: readonly (readonly [name: string, used: RegExp, since: Versions])[] = [
	[':has()', /:has\(/, [105, 121, 15.4]],
	['container queries', /@container/, [105, 110, 16]],
	['dvh', /\d(?:dvh|svh|lvh)\b/, [108, 101, 15.4]],
	['color-mix()', /color-mix\(/, [111, 113, 16.2]],
	['popover', /popover="|\.popover\b/, [114, 125, 17]],
	['overflow: clip', /overflow(?:-[a-z]+)?: clip/, [90, 81, 16]],
	['nested rules', /^\s*& [^\n;]*\{/m, [120, 117, 17.2]],
	['@scope', /@scope\b/, [118, 146, 17.4]],
	['@starting-style', /@starting-style/, [117, 129, 17.5]],
	['light-dark()', /light-dark\(/, [123, 120, 17.5]],
	['anchor positioning', /position-anchor|anchor-name/, [125, 147, 26]],
	['field-sizing', /field-sizing/, [123, 999, 26.2]],
	['@property', /@property\b/, [85, 128, 16.4]],
	['Intl.Segmenter', /Intl\.Segmenter/, [87, 125, 14.1]],
	['Intl.DurationFormat', /Intl\.DurationFormat/, [129, 136, 16.4]],
	['Array.toSorted()', /\.to(?:Sorted|Reversed|Spliced)\(/, [110, 115, 16]],
	['groupBy()', /(?:Object|Map)\.groupBy\(/, [117, 119, 17.4]],
	['Promise.withResolvers()', /Promise\.withResolvers/, [119, 121, 17.4]],
	['Promise.try()', /Promise\.try\(/, [128, 134, 18.2]],
	['Array.fromAsync()', /Array\.fromAsync/, [121, 115, 16.4]],
	['AbortSignal.any()', /AbortSignal\.any\(/, [116, 124, 17.4]],
	['AbortSignal.timeout()', /AbortSignal\.timeout\(/, [103, 100, 16]],
	['sets', /\.(?:isSubsetOf|isDisjointFrom|symmetricDifference|intersection|difference)\(/, [122, 127, 17]],
	[
		'iterator helpers',
		/\.(?:keys|values|entries)\(\)\.(?:map|filter|some|every|find|toArray|reduce|flatMap)\(/,
		[122, 131, 18.4]
	],
	['RegExp.escape()', /RegExp\.escape\(/, [136, 134, 18.2]],
	['URL.parse()', /URL\.parse\(/, [126, 126, 18]]
];

/** What reaches a browser: everything but what only the server has. */
const sources = filesIn(
	['src', 'static'],
	/^(?!.*server|src\/hooks|src\/request-hooks).*\.(?:ts|svelte|css|js)$/,
	700
).map((file) => [file, textOf(file)] as const);

test('no client code needs a newer browser than the lowest supported versions, and the README lists those', () => {
	const { chrome, edge, firefox, safari, ios } = lowestBrowsers;
	const found = features.flatMap(([name, used, since]) => {
		const file = sources.find(([, text]) => used.test(text))?.[0];
		return file === undefined ? [] : [{ name, file, since }];
	});
	const lowest = (at: 0 | 1 | 2): number => Math.max(...found.map(({ since }) => since[at]));
	expect(found.filter(({ since }) => since[0] > chrome || since[1] > firefox || since[2] > safari)).toEqual([]);
	expect([lowest(0), lowest(1), lowest(2)]).toEqual([chrome, firefox, safari]);
	expect([edge, ios]).toEqual([chrome, safari]);
	expect(textOf('README.md')).toContain(
		`Chrome and Edge ${String(chrome)}, Firefox ${String(firefox)} and Safari ${String(safari)}`
	);
});
