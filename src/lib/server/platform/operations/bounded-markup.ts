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
export function boundedParser(handler: Partial<Handler>, bounds: MarkupBounds, options: ParserOptions = {}): Parser {
	let [depth, elements, attributes] = [0, 0, 0];
	const assertWithin = (count: number, most: number): void => {
		if (count > most) throw new MarkupTooLarge();
	};
	return new Parser(
		{
			...handler,
			onopentagname(name) {
				attributes = 0;
				assertWithin((depth += 1), bounds.depth);
				assertWithin((elements += 1), bounds.elements);
				handler.onopentagname?.(name);
			},
			onattribute(name, value, quote) {
				assertWithin((attributes += 1), MAX_ATTRIBUTES);
				handler.onattribute?.(name, value, quote);
			},
			onclosetag(name, isImplied) {
				depth -= 1;
				handler.onclosetag?.(name, isImplied);
			}
		},
		options
	);
}
