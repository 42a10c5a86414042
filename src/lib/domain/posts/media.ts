import { z } from 'zod';

/** What a post shows besides its words. `file`: anything else than a picture, film or sound, or an unknown kind. */
export const MediaKind = z.enum(['picture', 'video', 'sound', 'file']);
export type MediaKind = z.infer<typeof MediaKind>;

/** Shown by name and never loaded, so it has no address: people who want to see it open the post at its source. */
export const PostMedia = z.object({
	kind: MediaKind,
	/** As the author gives it; null when there is none. */
	description: z.string().nullable(),
	/** How long it plays; null when unknown, or when it does not play. */
	seconds: z.int().nonnegative().nullable()
});
export type PostMedia = z.infer<typeof PostMedia>;

/** The most that are stored of one post, and the most characters of a description. */
export const MOST_MEDIA = 20;
export const LONGEST_DESCRIPTION = 500;

const kinds = (all: Readonly<Partial<Record<MediaKind, string>>>): ReadonlyMap<string, MediaKind> =>
	new Map(MediaKind.options.flatMap((kind) => (all[kind]?.split(' ') ?? []).map((name) => [name, kind] as const)));

const endings = kinds({
	picture: 'jpg jpeg png gif webp avif heic',
	video: 'mp4 m4v mov webm avi m3u8',
	sound: 'mp3 m4a aac ogg opus wav'
});
const names = kinds({
	picture: 'image photo picture foto afbeelding',
	video: 'video gifv animated_gif film filmpje',
	sound: 'audio sound geluid'
});

/** The kind by its name (`image`), its type (`image/png`) or the end of its address; null when none of these says so. */
export function mediaKindOf(name: string | null | undefined, address?: string | null): MediaKind | null {
	const named = names.get(name?.trim().toLowerCase().split('/')[0] ?? '');
	if (named || !address || !URL.canParse(address)) return named ?? null;
	const ending = /\.(\w{2,5})$/.exec(new URL(address).pathname)?.[1] ?? '';
	return endings.get(ending.toLowerCase()) ?? null;
}
