import { PostMedia } from '$lib/domain/posts/media';

/** The media of a post; null when unknown, as for posts from before media were stored. */
export const mediaOf = (stored: unknown): PostMedia[] | null => PostMedia.array().nullable().catch(null).parse(stored);
