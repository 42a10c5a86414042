import { z } from 'zod';
import { SearchProfile } from './profile';

const Count = z.int().nonnegative();

/** What an unsaved search profile would have selected in the last hour, compared with the current one. */
export const ProfilePreview = z.object({
	/** At most this many of the newest received posts are matched. */
	stored: z.object({ judged: Count, now: Count, then: Count }),
	/**
	 * Posts that matched nothing: how many were seen, how many of them are in the sample (in this process, without
	 * author, for an hour), how many of all the new profile would select, estimated from that sample, and of how many
	 * sources nothing is known here (another process runs them).
	 */
	passed: z.object({ seen: Count, sampled: Count, then: Count, elsewhere: Count.default(0) }),
	/** Texts that would be selected in addition, and those that would no longer be. */
	added: z.object({ count: Count, texts: z.array(z.string()) }),
	lost: z.object({ count: Count, texts: z.array(z.string()) }),
	/** For each new word: how many of all these posts it matches by itself. */
	words: z.array(z.object({ word: z.string(), count: Count }))
});
export type ProfilePreview = z.infer<typeof ProfilePreview>;

/** The profile as it would be saved. */
export const PreviewRequest = z.strictObject(SearchProfile.shape);
