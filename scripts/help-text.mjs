import { parsers } from 'prettier/plugins/markdown';

/**
 * The texts of the help pages are Markdown, so that they are read and translated without knowing the program. They are
 * parsed while building: a page gets blocks, and the program needs no parser. Markdown that no page can show fails
 * the build.
 */
export const helpText = () => ({
	name: 'help-text',
	transform: {
		filter: { id: /\/messages\/help\/.+\.md$/ },
		async handler(text) {
			return { code: `export default ${JSON.stringify(await blocksOf(text))};`, map: null, moduleType: 'js' };
		}
	}
});

/** The blocks of a text in Markdown: src/routes/help/blocks.ts has their types. */
export async function blocksOf(text) {
	const { children } = await parsers.markdown.parse(text, {});
	return children.map(blockOf);
}

function blockOf(node) {
	switch (node.type) {
		case 'heading':
			return { kind: 'heading', level: node.depth, of: inlines(node) };
		case 'paragraph': {
			const [only] = node.children;
			if (node.children.length === 1 && only.type === 'image')
				return { kind: 'picture', name: only.url.replace(/^.*\/|(\.\w+)+$/g, ''), alt: only.alt };
			return { kind: 'paragraph', of: inlines(node) };
		}
		case 'list':
			return {
				kind: 'list',
				isOrdered: node.ordered,
				start: node.start ?? 1,
				items: node.children.map((item) => item.children.map(blockOf))
			};
		case 'blockquote':
			return { kind: 'note', of: node.children.map(blockOf) };
		case 'code':
			return { kind: 'code', text: node.value };
		case 'table':
			return { kind: 'table', rows: node.children.map((row) => row.children.map(inlines)) };
		default:
			throw new Error(`help text: a ${node.type} has no form on a page (line ${node.position?.start.line})`);
	}
}

const inlines = (node) => node.children.map(inlineOf);

function inlineOf(node) {
	switch (node.type) {
		case 'text':
			return { kind: 'text', text: node.value.replaceAll('\n', ' ') };
		case 'strong':
			return { kind: 'strong', of: inlines(node) };
		case 'inlineCode':
			return { kind: 'code', text: node.value };
		case 'link':
			return { kind: 'link', to: node.url, of: inlines(node) };
		default:
			throw new Error(`help text: a ${node.type} has no form in a sentence (line ${node.position?.start.line})`);
	}
}
