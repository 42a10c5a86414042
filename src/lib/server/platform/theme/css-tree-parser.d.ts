/** The parser alone: the whole package reads a dictionary of all of CSS at the start, which is not needed here. */
declare module 'css-tree/parser' {
	import type { CssNode, ParseOptions } from 'css-tree';
	const parse: (text: string, options?: ParseOptions) => CssNode;
	export default parse;
}
