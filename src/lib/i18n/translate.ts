import { TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { IntlMessageFormat } from 'intl-messageformat';
import { locales, type Language } from './language';
import type { MessageKey, Messages, Values } from './messages';
import { once } from './once';

/** A piece of a sentence; `b` and `em` are the only marks a message may carry. */
interface Piece {
	readonly text: string;
	readonly mark?: 'b' | 'em';
}

export interface Translate {
	/** The sentence in the language of these words, marks left out. */
	readonly t: (key: MessageKey, values?: Values) => string;
	/** The same sentence in pieces, so that a component can show its marks. */
	readonly pieces: (key: MessageKey, values?: Values) => readonly Piece[];
}

/** Called for a message that could not be filled in. The reader then gets it unfilled, which is better than no page. */
export type OnFault = (fault: Error, key: string) => void;

const isParsed = (message: unknown): message is MessageFormatElement[] => Array.isArray(message);
/** Other messages are shown as they are written. */
const isPattern = (message: string): boolean => /[{<']/.test(message);

/** Enough of a parsed message to be read, without what fills it in. */
function asWritten(element: MessageFormatElement): string {
	if ('children' in element) return element.children.map(asWritten).join('');
	if (!('value' in element)) return '#';
	return element.type === TYPE.literal ? element.value : `{${element.value}}`;
}

const bold = (chunks: readonly unknown[]): Piece => ({ text: chunks.map(textOf).join(''), mark: 'b' });
const emphasis = (chunks: readonly unknown[]): Piece => ({ text: chunks.map(textOf).join(''), mark: 'em' });
const isPiece = (value: unknown): value is Piece => typeof value === 'object' && value !== null && 'text' in value;
const textOf = (chunk: unknown): string => (isPiece(chunk) ? chunk.text : String(chunk));

/** Of all messages together: each would make its own otherwise, at its first use. */
const formatters = {
	getNumberFormat: once((...of: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...of)),
	getDateTimeFormat: once((...of: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...of)),
	getPluralRules: once((...of: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...of))
};
// The library asks for each message which locales there are, the first time for as long as a whole page takes to make.
// Ours are.
IntlMessageFormat.resolveLocale = once((of: string | string[]) => new Intl.Locale(String(of)));

/**
 * @throws never: a fault is passed to `onFault` and the unfilled message is returned. Messages are compiled at first
 * use.
 */
export function translate(language: Language, messages: Messages, onFault: OnFault = () => undefined): Translate {
	const compiled = new Map<string, IntlMessageFormat | string>();

	/** In a browser one with placeholders was parsed while building: scripts/message-parts.mjs. */
	function written(key: string): string | MessageFormatElement[] | null {
		let found: unknown = messages;
		for (const step of key.split('.'))
			found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
		if (typeof found === 'string' || isParsed(found)) return found;
		onFault(new Error(`No message ${key} in ${language}`), key);
		return null;
	}

	function compile(key: string): IntlMessageFormat | string {
		const text = written(key);
		// Not kept: in a browser it may still come.
		if (text === null) return key;
		const message =
			typeof text !== 'string' || isPattern(text)
				? new IntlMessageFormat(text, locales[language], undefined, { formatters })
				: text;
		compiled.set(key, message);
		return message;
	}

	function pieces(key: MessageKey, values: Values = {}): readonly Piece[] {
		try {
			const message = compiled.get(key) ?? compile(key);
			if (typeof message === 'string') return [{ text: message }];
			const made = message.format<Piece>({ ...values, b: bold, em: emphasis });
			return (Array.isArray(made) ? made : [made]).map((part) => (isPiece(part) ? part : { text: part }));
		} catch (fault) {
			onFault(fault instanceof Error ? fault : new Error(String(fault)), key);
			const unfilled = written(key) ?? key;
			return [{ text: typeof unfilled === 'string' ? unfilled : unfilled.map(asWritten).join('') }];
		}
	}

	return {
		pieces,
		t: (key, values) => pieces(key, values).reduce((sentence, { text }) => sentence + text, '')
	};
}
