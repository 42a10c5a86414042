import * as m from '$lib/messages';
import { isMessage, type Message, type Messages, type Text } from '$lib/messages/message';

export interface NamedMessage {
	/** The names that lead to it: `['common', 'close']`. */
	readonly path: readonly string[];
	readonly name: string;
	readonly message: Message;
}

const below = (group: Messages, before: readonly string[]): NamedMessage[] =>
	Object.entries(group).flatMap(([name, value]) => {
		const path = [...before, name];
		return isMessage(value) ? [{ path, name: path.join('.'), message: value }] : below(value, path);
	});

export const allMessages: readonly NamedMessage[] = below(m, []);

/** Every text that a message can become, its placeholders not filled in: each form of each plural and choice. */
export const formsOf = (text: Text): string[] =>
	typeof text === 'string'
		? [text]
		: Object.values(text.forms).flatMap((form) => (form === undefined ? [] : formsOf(form)));

/** The same with a word for each placeholder and without marks. */
export const expansionsOf = (text: Text): string[] => [
	...new Set(formsOf(text).map((form) => form.replace(/\{(\w+)\}/g, '$1').replace(/<\/?(?:b|em)>/g, '')))
];

/** The names of the values that a text asks for. */
export const valuesOf = (text: Text): Set<string> =>
	typeof text === 'string'
		? new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
		: new Set([
				text.by,
				...Object.values(text.forms).flatMap((form) => (form === undefined ? [] : [...valuesOf(form)]))
			]);

/** The sentences of a text. A colon or a line's end leads on to a new one, as when it is read aloud. */
export const sentencesIn = (text: string): string[] =>
	text
		.split(/(?<=[.!?…:;])\s+|\n+/u)
		.map((sentence) => sentence.trim())
		.filter((sentence) => sentence !== '');
export const wordsIn = (sentence: string): string[] =>
	sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
