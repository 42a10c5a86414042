/** A piece of a sentence. `screen`: a word as it is shown on a screen; `key`: what is printed on the keys. */
export type HelpInline =
	| { readonly kind: 'text' | 'code' | 'screen'; readonly text: string }
	| { readonly kind: 'key'; readonly caps: readonly string[] }
	| { readonly kind: 'strong'; readonly of: readonly HelpInline[] }
	| { readonly kind: 'link'; readonly to: string; readonly of: readonly HelpInline[] };

/** A part of a help page, as scripts/help-text.mjs makes it of Markdown; `keys` is made of the table of keys. */
export type HelpBlock =
	| { readonly kind: 'heading'; readonly level: number; readonly id?: string; readonly of: readonly HelpInline[] }
	| { readonly kind: 'paragraph'; readonly of: readonly HelpInline[] }
	| {
			readonly kind: 'list';
			readonly isOrdered: boolean;
			readonly start: number;
			readonly items: readonly (readonly HelpBlock[])[];
	  }
	| { readonly kind: 'note'; readonly of: readonly HelpBlock[] }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'table'; readonly rows: readonly (readonly (readonly HelpInline[])[])[] }
	| { readonly kind: 'picture'; readonly name: string; readonly alt: string }
	| { readonly kind: 'keys'; readonly rows: readonly { readonly caps: readonly string[]; readonly does: string }[] };

/** A sentence as it is read, without its marks. */
export const plainText = (of: readonly HelpInline[]): string =>
	of.map((each) => ('of' in each ? plainText(each.of) : 'caps' in each ? each.caps.join(' ') : each.text)).join('');

/** A block as it is read: what the search looks through. */
export function plainBlock(block: HelpBlock): string {
	switch (block.kind) {
		case 'heading':
		case 'paragraph':
			return plainText(block.of);
		case 'list':
			return block.items.map((item) => item.map(plainBlock).join(' ')).join(' ');
		case 'note':
			return block.of.map(plainBlock).join(' ');
		case 'code':
			return block.text;
		case 'table':
			return block.rows.map((row) => row.map(plainText).join(' ')).join(' ');
		case 'picture':
			return block.alt;
		case 'keys':
			return block.rows.map(({ caps, does }) => `${caps.join(' ')} ${does}`).join(' ');
	}
}
