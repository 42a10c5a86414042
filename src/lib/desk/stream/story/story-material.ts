import { webAddresses } from '$lib/domain/core/web-addresses';
import type { PostView } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';
import { hostOf } from './appearance';
import { mediaLines } from './media-words';

/** A picture, video or link in posts of a story: described and linked, but never loaded. */
export interface Material {
	readonly icon: IconName;
	/** `Afbeelding: bruin water in een glas`, `waterbedrijf.example/storingen`. */
	readonly text: string;
	/** The link itself, or the address of the first post that shows it; null if there is none. */
	readonly url: string | null;
	/** The host to which it really leads. */
	readonly host: string | null;
	readonly isLink: boolean;
	/** Identifies equal material: for a link its full address, not its displayed text. */
	readonly key: string;
	/** The number of these posts that contain it. */
	readonly posts: number;
}

/** The media of these posts and the links in their texts, the most frequent first. */
export function materialOf(
	posts: readonly Pick<PostView, 'text' | 'url' | 'media' | 'forgotten'>[],
	words: Words
): readonly Material[] {
	const found = new Map<string, Material>();
	for (const post of posts) {
		const media = mediaLines(post.media ?? [], words).map(({ icon, what, description }) => ({
			icon,
			text: description === null ? what : `${what}: ${description}`,
			url: hostOf(post.url) === null ? null : post.url,
			host: hostOf(post.url),
			isLink: false
		}));
		const links = post.forgotten
			? []
			: linksIn(post.text).map(({ url, host, text }) => ({ icon: 'link' as const, text, url, host, isLink: true }));
		const keyed = [...media, ...links].map((each) => ({
			...each,
			key: each.isLink ? each.url : `${each.icon} ${each.text}`
		}));
		for (const [key, each] of new Map(keyed.map((each) => [each.key ?? '', each]))) {
			const existing = found.get(key);
			found.set(key, { ...each, ...existing, key, posts: (existing?.posts ?? 0) + 1 });
		}
	}
	return [...found.values()].sort((a, b) => Number(a.isLink) - Number(b.isLink) || b.posts - a.posts);
}

/** The web addresses in a text. */
function linksIn(text: string): readonly { readonly url: string; readonly host: string; readonly text: string }[] {
	return webAddresses(text).flatMap(({ address: url }) => {
		const host = hostOf(url);
		if (host === null) return [];
		const path = new URL(url).pathname.replace(/\/$/, '');
		return { url, host, text: host + (path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path) };
	});
}
/** The maximum length of a displayed path: people judge a link by its host. */
const MAX_PATH_LENGTH = 40;
