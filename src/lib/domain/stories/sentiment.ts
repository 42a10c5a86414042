import { z } from 'zod';
import { Moment, PersonId } from '../core/ids';
import { forEachKind, labelKindNames, valuesOf, type LabelKind, type LabelValue } from './label-kinds';

/** Two axes, because compassion uses negative words. No emotion, and "not about them", are null. */
export const Emotion = z.enum(valuesOf('emotion'));
export type Emotion = z.infer<typeof Emotion>;
export const Attitude = z.enum(valuesOf('attitude'));
export type Attitude = z.infer<typeof Attitude>;

export type NullableValue<K extends LabelKind> = z.ZodNullable<z.ZodEnum<{ [V in LabelValue<K>]: V }>>;
/** The schema of a value of a kind, or null. */
export const nullableValue = (kind: LabelKind) => z.enum(valuesOf<LabelKind>(kind)).nullable();

/**
 * `by` and `at` are the last person's. Each value may have an author of its own; otherwise `by` applies. An event from
 * before a kind existed has no value of it.
 */
export const Sentiment = z.object({
	...forEachKind<{ [K in LabelKind]: z.ZodDefault<NullableValue<K>> }>((kind) => nullableValue(kind).default(null)),
	authors: z.partialRecord(z.enum(labelKindNames), PersonId).optional(),
	by: PersonId,
	at: Moment
});
export type Sentiment = z.infer<typeof Sentiment>;

/** Null for a word that is not an emotion. */
export const emotionIn = (word: string): Emotion | null => Emotion.safeParse(word).data ?? null;

/** The author of the value of a kind; null where there is none. */
export function authorOfValue(sentiment: Readonly<Sentiment> | null, kind: LabelKind): PersonId | null {
	if (!sentiment || sentiment[kind] === null) return null;
	return sentiment.authors?.[kind] ?? sentiment.by;
}
