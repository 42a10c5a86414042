import { z } from 'zod';
import { SearchProfile } from './profile';

const Count = z.int().nonnegative();

/** What a search profile that is not saved yet would have done in the last hour, against the one that holds. */
export const ProfilePreview = z.object({
	/** Of the posts that came in, at most the newest so many are judged. */
	stored: z.object({ judged: Count, now: Count, then: Count }),
	/**
	 * What came by and fitted nothing: how many, of how many of those a sample is kept (in this process, without author, for an hour), how many of
	 * all the new profile would let in, reckoned from that sample, and of how many sources nothing is known here (another process runs them).
	 */
	passed: z.object({ seen: Count, kept: Count, then: Count, elsewhere: Count.default(0) }),
	/** Texts that would come in, and that would no longer. */
	added: z.object({ count: Count, texts: z.array(z.string()) }),
	lost: z.object({ count: Count, texts: z.array(z.string()) }),
	/** For each word that is new in it: what it finds in all of that by itself. */
	words: z.array(z.object({ word: z.string(), count: Count }))
});
export type ProfilePreview = z.infer<typeof ProfilePreview>;

/** The profile as it would be saved. */
export const PreviewAsked = z.strictObject(SearchProfile.shape);
