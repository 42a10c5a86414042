import { Parser, type Handler, type ParserOptions } from 'htmlparser2';

/** The most that a document may have. The parser visits all open elements for each one that it opens or closes. */
export interface MarkupBounds {
	/** Elements within each other. */
	readonly depth: number;
	/** Elements together. */
	readonly elements: number;
}
/** Attributes of one element. */
const MAX_ATTRIBUTES = 1_000;

/** The document has more than its bounds allow; nothing after it was read. */
export class MarkupTooLarge extends Error {
	override readonly name = 'MarkupTooLarge';
}

/**
 * The only use of htmlparser2: what it reads was written by others, so its bounds hold while it is read.
 * @returns a parser whose `write` and `end` throw MarkupTooLarge
 */
export function boundedParser(
	handler: Pick<Partial<Handler>, 'onopentagname' | 'onopentag' | 'ontext' | 'onclosetag' | 'onprocessinginstruction'>,
	bounds: MarkupBounds,
	options: ParserOptions = {}
): Parser {
	let [depth, elements, attributes] = [0, 0, 0];
	const assertWithin = (count: number, most: number): void => {
		if (count > most) throw new MarkupTooLarge();
	};
	// Each callback by its name: a spread of the handler made every call of the parser a third slower.
	return new Parser(
		{
			onopentag(name, attributes, isImplied) {
				handler.onopentag?.(name, attributes, isImplied);
			},
			ontext(text) {
				handler.ontext?.(text);
			},
			onprocessinginstruction(name, text) {
				handler.onprocessinginstruction?.(name, text);
			},
			onopentagname(name) {
				attributes = 0;
				assertWithin((depth += 1), bounds.depth);
				assertWithin((elements += 1), bounds.elements);
				handler.onopentagname?.(name);
			},
			onattribute() {
				assertWithin((attributes += 1), MAX_ATTRIBUTES);
			},
			onclosetag(name, isImplied) {
				depth -= 1;
				handler.onclosetag?.(name, isImplied);
			}
		},
		options
	);
}
