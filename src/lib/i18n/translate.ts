import { locales, type Language } from './language';
import type { Message, Text, Values } from '../messages/message';
import { isolated } from './isolated';
import { memoized } from './memoized';

/** A part of a sentence, with its markup. */
interface Piece {
	readonly text: string;
	readonly mark?: 'b' | 'em';
}

export interface Translate {
	/** The sentence in the language of these words, without marks. */
	readonly t: (message: Message, values?: Values) => string;
	/** The same sentence in pieces, so that a component can show its marks. */
	readonly pieces: (message: Message, values?: Values) => readonly Piece[];
}

/** Called for a message that lacks a value. The reader gets it with its placeholder, which is better than no page. */
export type OnFault = (fault: Error) => void;

const MARK = /<(b|em)>(.*?)<\/\1>/;
const PLACEHOLDER = /\{(\w+)\}/g;

const pluralRules = memoized((locale: string) => new Intl.PluralRules(locale));
const numberFormat = memoized((locale: string) => new Intl.NumberFormat(locale));

/** @throws never: a fault is passed to `onFault` */
export function translate(language: Language, onFault: OnFault = () => undefined): Translate {
	const locale = locales[language];

	function choose(text: Text, values: Values): string {
		if (typeof text === 'string') return text;
		const { kind, by, forms } = text;
		const value = values[by];
		if (value === undefined) onFault(new Error(`No value ${by} for: ${JSON.stringify(forms)}`));
		const form =
			forms[String(value)] ?? (kind === 'plural' ? forms[pluralRules(locale).select(Number(value))] : undefined);
		return choose(form ?? forms['other'] ?? '', values);
	}

	const fill = (text: string, values: Values): string =>
		text.replace(PLACEHOLDER, (placeholder, name: string) => {
			const value = values[name];
			if (value === undefined) onFault(new Error(`No value ${name} for: ${text}`));
			return typeof value === 'number' ? numberFormat(locale).format(value) : isolated(value ?? placeholder);
		});

	function pieces(message: Message, values: Values = {}): readonly Piece[] {
		// Marks are found before values are filled in: what people typed is never read as a mark.
		const [first = '', ...rest] = choose(message[language], values).split(MARK);
		const found: Piece[] = [{ text: fill(first, values) }];
		for (let at = 0; at < rest.length; at += 3) {
			const [mark, marked = '', after = ''] = rest.slice(at, at + 3);
			found.push({ text: fill(marked, values), mark: mark === 'b' ? 'b' : 'em' }, { text: fill(after, values) });
		}
		return found.filter(({ text }) => text !== '');
	}

	return {
		pieces,
		t: (message, values) => pieces(message, values).reduce((sentence, { text }) => sentence + text, '')
	};
}
