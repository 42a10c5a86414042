import type nl from '../../../messages/nl.json';

type Shape<T> = T extends string ? string : { readonly [K in keyof T]: Shape<T[K]> };
type Path<T, Before extends string> = {
	[K in keyof T & string]: T[K] extends string ? `${Before}${K}` : Path<T[K], `${Before}${K}.`>;
}[keyof T & string];

/** All words of one language. Made from nl.json, so that en.json fails the type check where it lacks a key. */
export type Messages = Shape<typeof nl>;

/** A dotted path to one message: `'common.close'`. An unknown one does not compile. */
export type MessageKey = Path<typeof nl, ''>;

/** What a message's placeholders get. Moments and durations are written out first (`words.time(…)`), because ICU's own have another shape. */
export type Values = Readonly<Record<string, string | number>>;
