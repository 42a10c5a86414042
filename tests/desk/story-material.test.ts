import { expect, test } from 'vitest';
import { wordsIn } from '$lib/i18n/words';
import { materialOf } from '$lib/desk/stream/story/story-material';

const words = wordsIn('nl');
const picture = { kind: 'picture', description: 'bruin water', seconds: null } as const;
const post = (text: string, to: object = {}) => ({ text, url: null, media: null, forgotten: false, ...to });

test('material shown by several posts is one line with its count, pictures before links, most frequent first', () => {
	const shown = materialOf(
		[
			post('Zie https://water.example/storingen.', { media: [picture], url: 'https://x.example/1' }),
			post('(https://water.example/storingen) en https://water.example/storingen', { media: [picture] }),
			post('En https://ander.example')
		],
		words
	);
	expect(shown.map(({ text, posts, url }) => [text, posts, url])).toEqual([
		['Afbeelding: bruin water', 2, 'https://x.example/1'],
		['water.example/storingen', 2, 'https://water.example/storingen'],
		['ander.example', 1, 'https://ander.example']
	]);
});

test('a link is named by the host it really leads to; what is not a web address, or hides one, is not a link', () => {
	const shown = materialOf(
		[post('javascript:alert(1) https://gemeente.nl@kwaad.example/ https:// http://kwaad.example/gemeente.nl')],
		words
	);
	expect(shown.map(({ host, text }) => [host, text])).toEqual([['kwaad.example', 'kwaad.example/gemeente.nl']]);
});

test('a post whose words were removed shows no links, and one without an address cannot be opened', () => {
	const [only, ...others] = materialOf([post('', { forgotten: true, media: [picture], url: null })], words);
	expect(others).toEqual([]);
	expect(only).toMatchObject({ url: null, host: null, isLink: false });
});

test('two links that look alike but lead elsewhere are listed separately', () => {
	const shown = materialOf(
		[
			post('https://video.example/watch?v=A'),
			post('https://video.example/watch?v=B en https://video.example/watch?v=A')
		],
		words
	);
	expect(shown.map(({ url, posts }) => [url, posts])).toEqual([
		['https://video.example/watch?v=A', 2],
		['https://video.example/watch?v=B', 1]
	]);
});
