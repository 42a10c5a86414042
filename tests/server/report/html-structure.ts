import { DomUtils, parseDocument } from 'htmlparser2';

const { isTag, isText } = DomUtils;
type ChildNode = ReturnType<typeof parseDocument>['children'][number];

const inline = new Set(['a', 'b', 'em', 'strong', 'span', 'q', 'svg', 'path', 'rect']);
const isInline = (node: ChildNode | null): boolean =>
	node !== null && (isText(node) || (isTag(node) && inline.has(node.name)));

/**
 * The text and structure of a page: elements with their attributes, and text as a browser shows it, without white space
 * that only formats its source.
 */
export function structureOf(html: string): string[] {
	return parseDocument(html, { decodeEntities: true }).children.flatMap((node) => linesOf(node));
}

function linesOf(node: ChildNode): string[] {
	if (isText(node)) return textOf(node.data, node);
	if (!isTag(node)) return [];
	const attributes = Object.entries(node.attribs)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, value]) => ` ${name}="${value.replace(/\s+/g, ' ').trim()}"`);
	return [
		`<${node.name}${attributes.join('')}>`,
		...node.children.flatMap((child) => linesOf(child)),
		`</${node.name}>`
	];
}

/** White space beside a block, or at its edge, is not shown. */
function textOf(data: string, { parent, prev, next }: ChildNode): string[] {
	const owner = parent && isTag(parent) ? parent : null;
	// The parser leaves entities unchanged there, and these two may also appear as characters.
	if (owner && keepsLines(owner)) return data === '' ? [] : [data.replaceAll('&gt;', '>').replaceAll('&quot;', '"')];
	if (owner?.name === 'svg') return [];
	const edge = (sibling: ChildNode | null): boolean =>
		sibling === null ? !owner || !inline.has(owner.name) : !isInline(sibling);
	let text = data.replace(/[ \t\r\n]+/g, ' ');
	if (edge(prev)) text = text.trimStart();
	if (edge(next)) text = text.trimEnd();
	return text === '' ? [] : [text];
}
const keepsLines = ({ name }: { readonly name: string }): boolean => name === 'textarea' || name === 'style';
