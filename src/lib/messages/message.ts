/**
 * What a message says in one language. `{name}` is replaced by that value, numbers as the language writes them; `<b>` and
 * `<em>` are the only marks.
 */
export type Text = string | Choice;

/** Texts of which one is chosen by a value. */
interface Choice {
	readonly kind: 'plural' | 'select';
	/** The name of the value. */
	readonly by: string;
	readonly forms: Readonly<Partial<Record<string, Text>>>;
}

/** One text of the screen, a report or a mail, in both languages. */
export interface Message {
	readonly nl: Text;
	readonly en: Text;
}

export interface Messages {
	readonly [name: string]: Message | Messages;
}

/** What the placeholders of a message get. Moments and durations are written out first: `words.time(…)`. */
export type Values = Readonly<Record<string, string | number>>;

type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, Text>> & { other: Text; [exact: number]: Text }>;

/** One text by a number: an exact number (`0`) goes before the language's plural form (`one`, `other`). */
export const plural = (by: string, forms: PluralForms): Choice => ({ kind: 'plural', by, forms });

/** One text by a word; `other` for every word that is not listed. */
export const select = (by: string, forms: Readonly<Record<string, Text> & { other: Text }>): Choice => ({
	kind: 'select',
	by,
	forms
});

export const isMessage = (value: Message | Messages): value is Message =>
	typeof value['nl'] === 'string' || (typeof value['nl'] === 'object' && 'by' in value['nl']);
