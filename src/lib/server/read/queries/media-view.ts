import { PostMedia } from '$lib/domain/posts/media';

/** What a post shows besides its words; null where its source did not say, as for posts from before it was kept. */
export const mediaOf = (stored: unknown): PostMedia[] | null => PostMedia.array().nullable().catch(null).parse(stored);
