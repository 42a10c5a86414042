import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SearchProfile } from '$lib/domain/search-profile';
import { selectorOf, type Matched } from '$lib/server/ingest/search-profile';

const nothing: SearchProfile = { terms: [], hashtags: [], places: [], excluded: [], accounts: [] };
const by = (handle: string) => ({ externalId: handle, handle, name: handle, followers: null });
const judge = (profile: Partial<SearchProfile>, text: string, author = by('iemand')): Matched | null =>
	selectorOf({ ...nothing, ...profile })({ text, author });
const terms = (term: string, text: string): boolean => judge({ terms: [term] }, text) !== null;

test('an empty profile selects everything, and says that nothing matched', () => {
	expect(judge({}, 'wat dan ook')).toEqual({ terms: [], hashtags: [], places: [], accounts: [] });
});
test('any of the four kinds selects, and each says what matched, in the words of the profile', () => {
	const profile = { terms: ['Brand', 'rook'], hashtags: ['#zuiderpark'], places: ['Waterveen'], accounts: ['@gemWaterveen'] };
	expect(judge(profile, 'brand in WATERVEEN! #Zuiderpark @gemwaterveen')).toEqual({
		terms: ['Brand'],
		hashtags: ['#zuiderpark'],
		places: ['Waterveen'],
		accounts: ['@gemWaterveen']
	});
	expect(judge(profile, 'mooi weer')).toBeNull();
});
test('an excluded term keeps a post out, whatever else it says', () => {
	expect(judge({ terms: ['brand'], excluded: ['brandpunt', 'hete deals'] }, 'Brand bij de bank: HETE deals')).toBeNull();
	expect(judge({ excluded: ['voetbal'] }, 'voetbal vanavond')).toBeNull();
	expect(judge({ excluded: ['voetbal'] }, 'iets anders')).not.toBeNull();
});

describe('a term', () => {
	test.each([
		['brand', 'Brand!', true],
		['brand', 'de brandweer komt', false],
		['brand', 'een bosbrand', false],
		['brand', '#brand, nu', true],
		['brand', '"brand"', true],
		['brand', 'brand1', false],
		['brand*', 'brandlucht in Oost', true],
		['*brand', 'bosbrand', true],
		['*brand', 'bosbrandje', false],
		['*brand*', 'bosbrandje', true],
		['ij', 'de Ĳ-tunnel', true],
		['café', 'CAFE open', true],
		['cafe', 'café', true],
		['één', 'wij zijn een', true],
		['coördinatie', 'coordinatie', true],
		["foto's", 'deel geen foto’s', true],
		["'s-Gravenhage", "in 's-Gravenhage is", true],
		['strasse', 'Straße', true],
		['Łódź', 'lodz', true],
		['İstanbul', 'istanbul', true],
		['🔥', 'het 🔥 hier', true],
		['c++', 'wij leren c++', true],
		['.*', 'alles', false],
		['(', 'een (haakje', true],
		['a|b', 'alleen b', false]
	])('%s in “%s”: %s', (term, text, expected) => {
		expect(terms(term, text)).toBe(expected);
	});
	test.each([
		['code rood', 'Code Rood!', true],
		['code rood', 'code-rood', true],
		['code rood', 'code  rood', true],
		['code rood', 'code\nrood', true],
		['code rood', 'code is rood', false],
		['code rood', 'coderood', false],
		['code rood', '#CodeRood', true],
		['code rood', '#coderoodeboel', false],
		['Sint-Jan', 'sint jan', true],
		['Den Haag', 'in #DenHaag', true]
	])('of several words, %s in “%s”: %s', (term, text, expected) => {
		expect(terms(term, text)).toBe(expected);
	});
	test('that is empty or only stars seeks nothing', () => {
		expect(judge({ terms: ['', '  ', '*', '**'] }, 'iets')).toEqual({ terms: [], hashtags: [], places: [], accounts: [] });
	});
});

describe('a hashtag', () => {
	test.each([
		['#brand', '#Brand nu', true],
		['brand', '#BRAND', true],
		['brand', 'brand', false],
		['brand', '#brandweer', false],
		['brand', '#brand_zuid', false],
		['brand', 'x#brand', false],
		['brand', '＃brand', true],
		['Grip 2', '#grip2', true],
		['#één', '#een', true]
	])('%s in “%s”: %s', (hashtag, text, expected) => {
		expect(judge({ hashtags: [hashtag] }, text) !== null).toBe(expected);
	});
});

describe('an account', () => {
	test('selects what it says and what mentions it', () => {
		expect(judge({ accounts: ['@vrlaagland'] }, 'niets bijzonders', by('VRLaagland'))?.accounts).toEqual(['@vrlaagland']);
		expect(judge({ accounts: ['vrlaagland@social.example'] }, 'dank @vrlaagland@social.example!')?.accounts).toEqual([
			'vrlaagland@social.example'
		]);
		expect(judge({ accounts: ['gemeente'] }, 'klopt dit @gemeente. Of niet?')).not.toBeNull();
	});
	test.each(['@gemeente_fan', '@gemeente.nl', 'info@gemeente', 'de gemeente', '@gemeente@elders.example'])('is not meant by %s', (text) => {
		expect(judge({ accounts: ['gemeente'] }, text)).toBeNull();
	});
	test('does not select what has no author', () => {
		expect(selectorOf({ ...nothing, accounts: ['gemeente'] })({ text: 'beller', author: null })).toBeNull();
	});
});

test('whatever stands in a profile is sought as it stands: no pattern is run, nothing throws', () => {
	fc.assert(
		fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 5 }), fc.string({ unit: 'binary' }), (list, text) => {
			for (const kind of ['terms', 'hashtags', 'places', 'excluded', 'accounts'] as const) judge({ [kind]: list }, text);
		})
	);
	fc.assert(
		fc.property(fc.stringMatching(/^[a-zéëïĳ]{1,10}( [a-z0-9]{1,8}){0,2}$/), (term) => {
			expect(terms(term, `aa, ${term.toUpperCase()}; bb`)).toBe(true);
			expect(terms(term, `x${term}x`)).toBe(false);
		})
	);
});
test('a long text costs no more than its length', () => {
	const started = performance.now();
	const select = selectorOf({
		...nothing,
		terms: Array.from({ length: 200 }, (_, i) => `woord${i} en nog iets`),
		hashtags: ['a'.repeat(90)]
	});
	for (const text of ['woord1 '.repeat(1_400), ' '.repeat(10_000), '#'.repeat(10_000), 'a'.repeat(10_000)]) select({ text, author: null });
	expect(performance.now() - started).toBeLessThan(1_000);
});
