import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';

type Tree = { readonly [key: string]: string | Tree };

/** Every message with its dotted key. */
export const messagesIn = (tree: Tree, before = ''): [key: string, text: string][] =>
	Object.entries(tree).flatMap(([key, value]): [string, string][] =>
		typeof value === 'string' ? [[before + key, value]] : messagesIn(value, `${before}${key}.`)
	);

/**
 * Every text that a message can become on a screen: each branch of each plural and choice, with one word for each
 * value.
 */
export function expansionsOf(text: string, locale: string): string[] {
	return expand(new IntlMessageFormat(text, locale).getAst());
}

function expand(elements: readonly MessageFormatElement[], counted = 'aantal'): string[] {
	return elements.reduce<string[]>(
		(before, element) => [
			...new Set(before.flatMap((text) => branchesOf(element, counted).map((branch) => text + branch)))
		],
		['']
	);
}

function branchesOf(element: MessageFormatElement, counted: string): string[] {
	switch (element.type) {
		case TYPE.literal:
			return [element.value];
		case TYPE.pound:
			return [counted];
		case TYPE.tag:
			return expand(element.children, counted);
		case TYPE.plural:
		case TYPE.select:
			return Object.values(element.options).flatMap(({ value }) => expand(value, '12'));
		default:
			return [element.value];
	}
}

/** The sentences of a text. A colon or a line's end leads on to a new one, as when it is read aloud. */
export const sentencesIn = (text: string): string[] =>
	text
		.split(/(?<=[.!?…:;])\s+|\n+/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => sentence !== '');
export const wordsIn = (sentence: string): string[] =>
	sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
