import { expect, test } from 'vitest';
import { momentOf } from '$lib/domain/core/ids';
import { fits, lengthIn, limitIn, secondsToSay, type ServerLimit } from '$lib/domain/official-text/channel';
import { limitsOf } from '$lib/domain/official-text/outlet';
import { anna } from './in-memory-incident';

test('X counts a link as 23 characters, and an emoji or non-Latin character as two', () => {
	expect(lengthIn('x', 'Het water is veilig.')).toBe(20);
	expect(lengthIn('x', 'Zie https://waterveen.example/zuiderpark/een/heel/lang/pad?en=meer#en.')).toBe(4 + 23 + 1);
	expect(lengthIn('x', 'Brand 🔥')).toBe(8);
	expect(lengthIn('x', '👩‍👩‍👧‍👦')).toBe(2);
	expect(lengthIn('x', '👍🏽')).toBe(2);
	expect(lengthIn('x', '水')).toBe(2);
	expect(lengthIn('x', 'é')).toBe(1);
});

test('Mastodon counts a link as 23 characters and only the name of a mention on another server', () => {
	expect(lengthIn('mastodon', 'https://waterveen.example/a/very/long/path/that/goes/on')).toBe(23);
	expect(lengthIn('mastodon', 'Vraag @brandweer@social.example nu')).toBe('Vraag @brandweer nu'.length);
	expect(lengthIn('mastodon', '👩‍👩‍👧‍👦')).toBe(1);
});

test('Bluesky counts visible characters, and links in full', () => {
	expect(lengthIn('bluesky', 'https://waterveen.example/zuiderpark')).toBe(36);
	expect(lengthIn('bluesky', '👩‍👩‍👧‍👦 é')).toBe(3);
	expect(fits('bluesky', 'a'.repeat(300))).toBe(true);
	expect(fits('bluesky', 'a'.repeat(301))).toBe(false);
});

test('the website has no limit, and the phone text is measured in seconds', () => {
	expect(fits('website', 'a'.repeat(4000))).toBe(true);
	expect(secondsToSay('woord '.repeat(65))).toBe(30);
});

test.each<[own: (ServerLimit | null)[], characters: number]>([
	[[], 500],
	[[null], 500],
	[[{ characters: 500, perAddress: 23 }], 500],
	[[{ characters: 5_000, perAddress: 23 }], 5_000],
	[[{ characters: 250, perAddress: 23 }], 250],
	[[{ characters: 5_000, perAddress: 23 }, null], 500],
	[[{ characters: 250, perAddress: 23 }, null], 250],
	[
		[
			{ characters: 5_000, perAddress: 23 },
			{ characters: 1_000, perAddress: 23 }
		],
		1_000
	],
	[[{ characters: 666, perAddress: 0 }], 666],
	[[{ characters: 1, perAddress: 23 }], 1]
])('words fit on every own server on Mastodon: of %j the limit is %i', (own, characters) => {
	const outlets = own.map((limit) => ({ network: 'mastodon' as const, limit, disconnected: null }));
	const gone = { by: anna.id, at: momentOf(0) };
	const limits = limitsOf([
		...outlets,
		{ network: 'mastodon', limit: { characters: 10, perAddress: 1 }, disconnected: gone },
		{ network: 'bluesky', limit: null, disconnected: null }
	]);
	expect(limitIn('mastodon', limits)).toBe(characters);
	expect(fits('mastodon', 'a'.repeat(characters), limits)).toBe(true);
	expect(fits('mastodon', 'a'.repeat(characters + 1), limits)).toBe(false);
	expect([limitIn('bluesky', limits), limitIn('x', limits), limitIn('website', limits)]).toEqual([300, 280, null]);
});

test('a server counts a web address as it says', () => {
	const limits = { mastodon: { characters: 500, perAddress: 40 } };
	expect(lengthIn('mastodon', 'Zie https://waterveen.example', limits)).toBe(4 + 40);
});
