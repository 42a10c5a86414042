import { expect, test } from 'vitest';
import { webAddresses } from '$lib/domain/core/web-addresses';

test.each([
	['Zie https://waterveen.example.', 'https://waterveen.example'],
	['Zie https://waterveen.example/brand, en bel niet', 'https://waterveen.example/brand'],
	['(zie https://waterveen.example/brand)', 'https://waterveen.example/brand'],
	['(zie https://waterveen.example/brand).', 'https://waterveen.example/brand'],
	['https://nl.wiki.example/wiki/Brand_(vuur)', 'https://nl.wiki.example/wiki/Brand_(vuur)'],
	['(https://nl.wiki.example/wiki/Brand_(vuur))', 'https://nl.wiki.example/wiki/Brand_(vuur)'],
	['https://a.example/?q=[1]&r={2}!', 'https://a.example/?q=[1]&r={2}'],
	['https://a.example/kaart?x=1;y=2#deel', 'https://a.example/kaart?x=1;y=2#deel'],
	['“https://a.example/vraag?”', 'https://a.example/vraag'],
	['‘https://a.example/b’', 'https://a.example/b'],
	['<https://a.example/b>', 'https://a.example/b'],
	['https://a.example/café-é', 'https://a.example/café-é'],
	['https://a.example/wat…', 'https://a.example/wat'],
	['**https://a.example/b**', 'https://a.example/b'],
	['HTTPS://A.example/B', 'HTTPS://A.example/B'],
	['https://a.example/o’brien', 'https://a.example/o'],
	["https://a.example/o'brien", "https://a.example/o'brien"]
])('%s has %s', (text, address) => {
	expect(webAddresses(text)).toEqual([{ address, index: text.indexOf(address) }]);
});

test('what is no address has none, and two addresses are two', () => {
	for (const text of ['', 'https://', 'http://.', 'www.a.example', 'httpsx://a.example'])
		expect(webAddresses(text)).toEqual([]);
	expect(webAddresses('https://a.example, http://b.example').map(({ address }) => address)).toEqual([
		'https://a.example',
		'http://b.example'
	]);
});
