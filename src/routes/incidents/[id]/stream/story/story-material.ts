import type { PostView } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';
import type { IconName } from '$lib/ui/display/icons';
import { hostOf } from './appearance';
import { mediaLines } from './media-words';

/** A picture, film or link that posts of a story show: named, with where a person can open it, and never loaded. */
export interface Material {
	readonly icon: IconName;
	/** `Afbeelding: bruin water in een glas`, `waterbedrijf.example/storingen`. */
	readonly text: string;
	/** The link itself, or the first post that shows it; null where that has no address. */
	readonly url: string | null;
	/** The host that it really leads to. */
	readonly host: string | null;
	readonly isLink: boolean;
	/** Two links are the same when they lead to the same address, not when they look alike. */
	readonly key: string;
	/** In how many of these posts. */
	readonly posts: number;
}

/** What these posts show besides their words, and the links in their words: what most of them have first. */
export function materialOf(
	posts: readonly Pick<PostView, 'text' | 'url' | 'media' | 'forgotten'>[],
	words: Words
): readonly Material[] {
	const found = new Map<string, Material>();
	for (const post of posts) {
		const shown = mediaLines(post.media ?? [], words).map(({ icon, what, description }) => ({
			icon,
			text: description === null ? what : `${what}: ${description}`,
			url: hostOf(post.url) === null ? null : post.url,
			host: hostOf(post.url),
			isLink: false
		}));
		const named = post.forgotten
			? []
			: linksIn(post.text).map(({ url, host, text }) => ({ icon: 'link' as const, text, url, host, isLink: true }));
		const keyed = [...shown, ...named].map((each) => ({
			...each,
			key: each.isLink ? each.url : `${each.icon} ${each.text}`
		}));
		for (const [key, each] of new Map(keyed.map((each) => [each.key ?? '', each]))) {
			const before = found.get(key);
			found.set(key, { ...each, ...before, key, posts: (before?.posts ?? 0) + 1 });
		}
	}
	return [...found.values()].sort((a, b) => Number(a.isLink) - Number(b.isLink) || b.posts - a.posts);
}

/** The web addresses in a text, without the full stop or bracket behind them. */
function linksIn(text: string): readonly { readonly url: string; readonly host: string; readonly text: string }[] {
	return [...text.matchAll(/https?:\/\/[^\s<>"“”‘’]+/gi)].flatMap(([found]) => {
		const url = found.replace(/[.,;:!?)\]}'…]+$/u, '');
		const host = hostOf(url);
		if (host === null) return [];
		const path = new URL(url).pathname.replace(/\/$/, '');
		return { url, host, text: host + (path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path) };
	});
}
/** The most characters of a path that are shown: the host is what a person judges a link by. */
const LONGEST_PATH = 40;
