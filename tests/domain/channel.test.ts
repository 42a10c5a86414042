import { expect, test } from 'vitest';
import { fits, lengthIn, secondsToSay } from '$lib/domain/official-text/channel';

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
