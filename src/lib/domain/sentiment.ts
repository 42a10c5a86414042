import { z } from 'zod';
import { Moment, PersonId } from './ids';

/** Two axes, because compassion reads as negative words (domain.md §2). No emotion, and "not about them", are null. */
export const Emotion = z.enum(['fear', 'anger', 'sadness', 'compassion', 'relief', 'confusion', 'humour']);
export type Emotion = z.infer<typeof Emotion>;
export const Attitude = z.enum(['negative', 'neutral', 'positive']);
export type Attitude = z.infer<typeof Attitude>;
export const Sentiment = z.object({ emotion: Emotion.nullable(), attitude: Attitude.nullable(), by: PersonId, at: Moment });
export type Sentiment = z.infer<typeof Sentiment>;
