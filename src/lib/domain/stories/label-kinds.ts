interface LabelKindForm {
	/** The name of its shares in a report. */
	readonly report: string;
	/** Each value with its key on the keyboard, in the order of the buttons. */
	readonly values: Readonly<Record<string, string>>;
	/** Whether the values are a scale: shares are then in their order, otherwise the most frequent first. */
	readonly isScale: boolean;
}

/**
 * The kinds of label that have one value for a whole story. The command and its event, keys, buttons, search, API,
 * export and report are made from this table; the words of each kind are in `messages/label-kinds.ts`.
 */
export const labelKinds = {
	emotion: {
		report: 'emotions',
		values: { fear: '5', anger: '6', sadness: '7', compassion: '8', relief: '9', confusion: '0', humour: 'h' },
		isScale: false
	},
	attitude: { report: 'attitudes', values: { negative: '-', neutral: '=', positive: '+' }, isScale: true }
} as const satisfies Readonly<Record<string, LabelKindForm>>;

export type LabelKind = keyof typeof labelKinds;
export type LabelValue<K extends LabelKind = LabelKind> = K extends LabelKind
	? keyof (typeof labelKinds)[K]['values']
	: never;
/** A value of each kind; null where there is none. */
export type LabelValues = { [K in LabelKind]: LabelValue<K> | null };

export const labelKindNames = Object.keys(labelKinds) as readonly LabelKind[];
export const valuesOf = <K extends LabelKind>(kind: K): readonly LabelValue<K>[] =>
	Object.keys(labelKinds[kind].values) as LabelValue<K>[];

/** An object with something for each kind; `T` says what, as TypeScript cannot follow it through a list of names. */
export const forEachKind = <T extends Readonly<Record<LabelKind, unknown>>>(
	make: (kind: LabelKind) => T[LabelKind] | object
): T => Object.fromEntries(labelKindNames.map((kind) => [kind, make(kind)])) as T;

const allValues: ReadonlySet<string> = new Set(labelKindNames.flatMap((kind) => valuesOf<LabelKind>(kind)));
export const isLabelValue = (word: string): word is LabelValue => allValues.has(word);
