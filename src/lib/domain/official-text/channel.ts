import { z } from 'zod';
import { webAddresses } from '../core/web-addresses';

/** Where the authorities publish. A text has a variant for each; in an exercise the channels are simulated. */
export const channels = ['website', 'x', 'mastodon', 'bluesky', 'facebook', 'phone', 'press'] as const;
export const Channel = z.enum(channels);
export type Channel = z.infer<typeof Channel>;

/** The maximum length on a channel, in characters as it counts them; null where there is no limit. */
export const limitOf: Readonly<Record<Channel, number | null>> = {
	website: null,
	x: 280,
	mastodon: 500,
	bluesky: 300,
	facebook: null,
	phone: null,
	press: null
};

/** The length that X and Mastodon count for a web address, however long it is. */
const COUNTED_URL_LENGTH = 23;

/** What a server says of its own limit: characters of a posting, and what it counts for a web address. */
export const ServerLimit = z.object({
	characters: z.int().min(1).max(1_000_000),
	perAddress: z.int().min(0).max(1_000)
});
export type ServerLimit = z.infer<typeof ServerLimit>;
/** The limits of our own servers, where those differ from what is usual on the channel. */
export type ServerLimits = Readonly<Partial<Record<Channel, ServerLimit>>>;
/** As {@link limitOf}, on our own server where that has its own limit. */
export const limitIn = (channel: Channel, limits: ServerLimits): number | null =>
	limits[channel]?.characters ?? limitOf[channel];

/** A text without its web addresses, and how many it has. */
function withoutAddresses(text: string): { readonly rest: string; readonly addresses: number } {
	const found = webAddresses(text);
	let [rest, end] = ['', 0];
	for (const { address, index } of found) {
		rest += text.slice(end, index);
		end = index + address.length;
	}
	return { rest: rest + text.slice(end), addresses: found.length };
}

/**
 * Code points that count for one on X; all others count for two. (twitter-text 3, configuration v3: weighted ranges)
 */
const singleWeightRanges: readonly (readonly [number, number])[] = [
	[0, 4351],
	[8192, 8205],
	[8208, 8223],
	[8242, 8247]
];
const weigh = (point: number): number =>
	singleWeightRanges.some(([from, to]) => point >= from && point <= to) ? 1 : 2;

/** Created at its first use, because that takes a browser milliseconds. */
let segmenter: Intl.Segmenter | undefined;
function graphemes(text: string): string[] {
	segmenter ??= new Intl.Segmenter('nl', { granularity: 'grapheme' });
	return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const counts: Readonly<Partial<Record<Channel, (text: string, perAddress: number) => number>>> = {
	/** An emoji, of however many code points, counts for two. */
	x(text) {
		const normal = text.normalize('NFC');
		const { rest, addresses } = withoutAddresses(normal);
		const weight = (grapheme: string): number =>
			/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(grapheme) && weigh(grapheme.codePointAt(0) ?? 0) === 2
				? 2
				: Array.from(grapheme, (character) => weigh(character.codePointAt(0) ?? 0)).reduce((sum, one) => sum + one, 0);
		return graphemes(rest).reduce((sum, grapheme) => sum + weight(grapheme), addresses * COUNTED_URL_LENGTH);
	},
	/** A mention of an account on another server counts as its name only. (Mastodon, StatusLengthValidator) */
	mastodon(text, perAddress) {
		const { rest, addresses } = withoutAddresses(text);
		const short = rest.replace(/(@[\p{L}\p{N}_]+)@[\p{L}\p{N}.-]+[\p{L}\p{N}]/gu, '$1');
		return addresses * perAddress + graphemes(short).length;
	},
	/** Everything counts, and an address in full. (app.bsky.feed.post: maxGraphemes 300) */
	bluesky: (text) => graphemes(text).length
};

/** The length of a text as the channel counts it; where there is no limit, in graphemes. */
export const lengthIn = (channel: Channel, text: string, limits: ServerLimits = {}): number =>
	(counts[channel] ?? ((all) => graphemes(all).length))(text.trim(), limits[channel]?.perAddress ?? COUNTED_URL_LENGTH);

/** Whether the text is within the channel's limit. */
export function fits(channel: Channel, text: string, limits: ServerLimits = {}): boolean {
	const limit = limitIn(channel, limits);
	return limit === null || lengthIn(channel, text, limits) <= limit;
}

/** How long it takes to read aloud, in seconds: 130 words a minute, an unhurried voice on the telephone. */
export const secondsToSay = (text: string): number => Math.round((wordsIn(text) / 130) * 60);
const wordsIn = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length;
