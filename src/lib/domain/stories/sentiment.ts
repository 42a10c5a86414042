import { z } from 'zod';
import { Moment, PersonId } from '../core/ids';

/** Two axes, because compassion uses negative words. No emotion, and "not about them", are null. */
export const emotions = ['fear', 'anger', 'sadness', 'compassion', 'relief', 'confusion', 'humour'] as const;
export const Emotion = z.enum(emotions);
export type Emotion = z.infer<typeof Emotion>;
export const attitudes = ['negative', 'neutral', 'positive'] as const;
export const Attitude = z.enum(attitudes);
export type Attitude = z.infer<typeof Attitude>;

/**
 * `by` and `at` are the last person's. Each axis may have an author of its own; absent in older events, then `by`
 * applies.
 */
export const Sentiment = z.object({
	emotion: Emotion.nullable(),
	attitude: Attitude.nullable(),
	by: PersonId,
	at: Moment,
	emotionBy: PersonId.optional(),
	attitudeBy: PersonId.optional()
});
export type Sentiment = z.infer<typeof Sentiment>;
export type Axis = 'emotion' | 'attitude';

/** Null for a word that is none. */
export const emotionIn = (word: string): Emotion | null => emotions.find((emotion) => emotion === word) ?? null;

/** The author of the value on an axis; null where there is none. */
export function authorOnAxis(sentiment: Readonly<Sentiment> | null, axis: Axis): PersonId | null {
	if (!sentiment || sentiment[axis] === null) return null;
	return (axis === 'emotion' ? sentiment.emotionBy : sentiment.attitudeBy) ?? sentiment.by;
}
