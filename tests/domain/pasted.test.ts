import { describe, expect, test } from 'vitest';
import { PastedPost, splitPasted, type Split } from '$lib/domain/posts/entry/pasted';
import { agoOf } from '$lib/domain/posts/moments/relative-moment';

const texts = (pasted: string, how?: Split): string[] => splitPasted(pasted, how).map(({ text }) => text);

test('a WhatsApp chat is split into its messages, each with author and time; system notices are left out', () => {
	const chat = [
		'[20-11-2026 14:02:10] \u200eBerichten en gesprekken zijn end-to-end versleuteld.',
		'[20-11-2026 14:03:12] Anna de Wit: Ruiken jullie dat ook?',
		'',
		'Bij ons komt er rook binnen',
		'[20-11-2026 14:04:00] +31 6 12345678: Ja! Zie http://nos.nl: grote brand',
		'20-11-2026 14:05 - Bram: Blijf binnen',
		'20-11-2026 14:05 - Bram heeft Carla toegevoegd'
	].join('\r\n');
	expect(splitPasted(chat)).toEqual([
		{
			text: 'Ruiken jullie dat ook?\n\nBij ons komt er rook binnen',
			author: 'Anna de Wit',
			url: null,
			when: '20-11-2026 14:03:12'
		},
		{ text: 'Ja! Zie http://nos.nl: grote brand', author: '+31 6 12345678', url: null, when: '20-11-2026 14:04:00' },
		{ text: 'Blijf binnen', author: 'Bram', url: null, when: '20-11-2026 14:05' }
	]);
});
test('Facebook posts lose the surrounding buttons, and keep author, time and place', () => {
	const facebook = [
		'Anna de Wit',
		'3 u · ',
		'Weet iemand waarom de sirene gaat?',
		'',
		'Mijn moeder is bang.',
		'https://www.facebook.com/groups/buurt/posts/123',
		'Vind ik leuk',
		'Reageren',
		'12 reacties',
		'',
		'',
		'Piet Jansen',
		'Top fan',
		'12 min',
		'Er is brand bij de haven',
		'Beantwoorden'
	].join('\n');
	expect(splitPasted(facebook)).toEqual([
		{
			text: 'Weet iemand waarom de sirene gaat?\n\nMijn moeder is bang.',
			author: 'Anna de Wit',
			url: 'https://www.facebook.com/groups/buurt/posts/123',
			when: '3 u'
		},
		{ text: 'Er is brand bij de haven', author: 'Piet Jansen', url: null, when: '12 min' }
	]);
});
describe('splitting a paste', () => {
	test.each([
		['rulers', 'een\n\nnog een\n---\ntwee\n* * *\ndrie', ['een\n\nnog een', 'twee', 'drie']],
		['wider gaps', 'een\n\nnog een\n\n\ntwee\n \t\n\n\ndrie', ['een\n\nnog een', 'twee', 'drie']],
		['empty lines', 'een\nook een\n\ntwee', ['een\nook een', 'twee']],
		['nothing', 'een', ['een']]
	])('splits at %s by itself', (_, pasted, expected) => {
		expect(texts(pasted)).toEqual(expected);
	});
});
test('splits as requested', () => {
	expect(texts('een\ntwee\n\n\ndrie', 'line')).toEqual(['een', 'twee', 'drie']);
	expect(texts('een\ntwee\n\n\ndrie', 'blank')).toEqual(['een\ntwee', 'drie']);
	expect(texts('een\ntwee\n\n\ndrie', 'whole')).toEqual(['een\ntwee\n\ndrie']);
	expect(texts('[20-11-2026 14:03] A: een', 'whole')).toEqual(['[20-11-2026 14:03] A: een']);
});
test.each(['', ' \n\t\n ', '---\n---', 'Vind ik leuk\nReageren\n12'])('returns nothing for %j', (pasted) => {
	expect(splitPasted(pasted)).toEqual([]);
});
test('keeps what people say, also when it looks like a button or a name', () => {
	expect(texts('Brand\n\n3 doden?\n\nDelen is liefde')).toEqual(['Brand', '3 doden?', 'Delen is liefde']);
	expect(splitPasted('Rook boven Zuid\nEr is brand')).toEqual([
		{ text: 'Rook boven Zuid\nEr is brand', author: null, url: null, when: null }
	]);
	expect(texts('https://nos.nl/artikel\nLees dit')).toEqual(['https://nos.nl/artikel\nLees dit']);
	expect(texts('https://www.tiktok.com/@x/video/1')).toEqual(['https://www.tiktok.com/@x/video/1']);
});
test('splits more posts than can be taken over at once, without dropping any', () => {
	expect(splitPasted('x\n\n'.repeat(2_000))).toHaveLength(2_000);
	expect(splitPasted('[1-1-26 1:01] Jan: x\n'.repeat(600))).toHaveLength(600);
});

test('returns only posts that can be sent, for any paste', () => {
	for (const odd of [
		'x\n\n'.repeat(2_000),
		'y'.repeat(50_000),
		'\u200e'.repeat(10),
		'a\0b\ud83d',
		'🔥'.repeat(9_000),
		'[1-1-26 1:1] :\n'.repeat(50)
	]) {
		const posts = splitPasted(odd);
		for (const post of posts) expect(PastedPost.safeParse(post).success).toBe(true);
	}
});
test.each([
	['3 u', 3 * 3_600_000],
	['12 min.', 720_000],
	['2 d', 2 * 86_400_000],
	['zojuist', 0],
	['gisteren om 14:03', null],
	['20-11-2026 14:03', null]
])('%s is %s milliseconds ago', (when, ago) => {
	expect(agoOf(when)).toBe(ago);
});
