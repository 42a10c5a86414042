import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainLetters, plainLettersWithPositions } from '$lib/domain/core/plain-letters';
import { compileProfile, type ProfileMatch } from '$lib/domain/posts/search/match';
import { emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';

const by = (handle: string, externalId = 'did:plc:somebody') => ({ externalId, handle });
const follows = (...accounts: string[]): Pick<SearchProfile, 'accounts'> => ({
	accounts: accounts.map((account) => ({ account, kind: 'organisation' }))
});
const judge = (
	profile: Partial<SearchProfile>,
	text: string,
	author: { externalId: string; handle: string } | null = by('iemand'),
	lang: string | null = null
): ProfileMatch | null => compileProfile({ ...emptyProfile, ...profile }).match({ text, author, lang });
const terms = (term: string, text: string): boolean => judge({ terms: [term] }, text) !== null;

test('an empty profile selects everything, and reports no match', () => {
	expect(judge({}, 'wat dan ook')).toEqual({ terms: [], hashtags: [], places: [], accounts: [] });
});
test('any of the four kinds selects, and each reports what matched, in the words of the profile', () => {
	const profile = {
		terms: ['Brand', 'rook'],
		hashtags: ['#zuiderpark'],
		places: ['Waterveen'],
		...follows('@gemWaterveen')
	};
	expect(judge(profile, 'brand in WATERVEEN! #Zuiderpark @gemwaterveen')).toEqual({
		terms: ['Brand'],
		hashtags: ['#zuiderpark'],
		places: ['Waterveen'],
		accounts: ['@gemWaterveen']
	});
	expect(judge(profile, 'mooi weer')).toBeNull();
});
test('an excluded term rejects a post, whatever else it says', () => {
	expect(
		judge({ terms: ['brand'], excluded: ['brandpunt', 'hete deals'] }, 'Brand bij de bank: HETE deals')
	).toBeNull();
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
	test('that is empty or only stars matches nothing', () => {
		expect(judge({ terms: ['', '  ', '*', '**'] }, 'iets')).toEqual({
			terms: [],
			hashtags: [],
			places: [],
			accounts: []
		});
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
	test('selects its own posts and posts that mention it', () => {
		expect(judge(follows('@vrlaagland'), 'niets bijzonders', by('VRLaagland'))?.accounts).toEqual(['@vrlaagland']);
		expect(judge(follows('vrlaagland@social.example'), 'dank @vrlaagland@social.example!')?.accounts).toEqual([
			'vrlaagland@social.example'
		]);
		expect(judge(follows('gemeente'), 'klopt dit @gemeente. Of niet?')).not.toBeNull();
	});
	test.each(['@gemeente_fan', '@gemeente.nl', 'info@gemeente', 'de gemeente', '@gemeente@elders.example'])(
		'is not matched by %s',
		(text) => {
			expect(judge(follows('gemeente'), text)).toBeNull();
		}
	);
	test('does not select posts without author', () => {
		expect(judge(follows('gemeente'), 'beller', null)).toBeNull();
	});
});

test('all text in a profile is searched literally: no pattern is run, nothing throws', () => {
	fc.assert(
		fc.property(
			fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { maxLength: 5 }),
			fc.string({ unit: 'binary' }),
			(list, text) => {
				for (const kind of ['terms', 'hashtags', 'places', 'excluded', 'accounts'] as const)
					judge(kind === 'accounts' ? follows(...list) : { [kind]: list }, text);
			}
		)
	);
	fc.assert(
		fc.property(fc.stringMatching(/^[a-zéëïĳ]{1,10}( [a-z0-9]{1,8}){0,2}$/), (term) => {
			expect(terms(term, `aa, ${term.toUpperCase()}; bb`)).toBe(true);
			expect(terms(term, `x${term}x`)).toBe(false);
		})
	);
});
test('matching a long text takes time linear in its length', () => {
	const started = performance.now();
	const matcher = compileProfile({
		...emptyProfile,
		terms: Array.from({ length: 200 }, (_, i) => `woord${i} en nog iets`),
		hashtags: ['a'.repeat(90)]
	});
	for (const text of ['woord1 '.repeat(1_400), ' '.repeat(10_000), '#'.repeat(10_000), 'a'.repeat(10_000)])
		matcher.match({ text, author: null, lang: null });
	expect(performance.now() - started).toBeLessThan(1_000);
});

describe('letters', () => {
	const word = fc.stringMatching(/^[a-zéëïöüçñåøßłğışçàèœæ]{2,12}$/);
	test('match in any case and normal form', () => {
		fc.assert(
			fc.property(word, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), fc.boolean(), (term, form, upper) => {
				expect(terms(term, `nu: ${(upper ? term.toUpperCase() : term).normalize(form)}!`)).toBe(true);
				expect(terms(term.normalize(form).toUpperCase(), `nu: ${term}!`)).toBe(true);
			})
		);
	});
	test.each([
		['DIYARBAKIR', 'Diyarbakır', true],
		['istanbul', 'İSTANBUL', true],
		['ΟΔΟΣ', 'οδος', true],
		['٣', 'vak ٣ brandt', true],
		['حريق', 'هناك حريق كبير', true],
		['حريق', 'حَرِيق', true],
		['حريق', 'الحريق', false],
		['*حريق', 'الحريق', true],
		['שריפה', 'יש שריפה, כאן', true],
		['пожар', 'ПОЖАР!', true],
		['火事', '大火事です', true],
		['brand', '\u202Bbrand\u202C', true],
		['rookwolk', 'rook\u00ADwolk', true],
		['rookwolk', 'rook\u200Bwolk', true],
		['brand', 'bra\u0336n\u0336d\u0336', true],
		['brand', '𝐁𝐫𝐚𝐧𝐝', true],
		['brand', '𐐷brand', false],
		['👨‍👩‍👧', 'gezin 👨‍👩‍👧 weg', true],
		['👍', 'goed 👍🏽', true],
		['⚠️', 'let op ⚠', true]
	])('%s in “%s”: %s', (term, text, expected) => {
		expect(terms(term, text)).toBe(expected);
	});
	test.each(['code rood', 'code\r\nrood', 'code,\r\n  rood', 'code\u00A0rood', 'Code   Rood'])(
		'a phrase is found across %j',
		(text) => {
			expect(terms('code rood', text)).toBe(true);
		}
	);
	test('a phrase is not found when four other characters separate its words', () => {
		expect(terms('code rood', 'code …?! rood')).toBe(false);
	});
});

test('an exclusion wins, wherever it is and whatever else matches', () => {
	const words = fc.array(fc.constantFrom('brand', 'rook', 'water', 'voetbal', 'stad'), { minLength: 1, maxLength: 8 });
	fc.assert(
		fc.property(words, (chosenWords) => {
			const text = chosenWords.join(' ');
			const found = judge({ terms: ['brand', 'rook'], places: ['stad'], excluded: ['voetbal'] }, text);
			expect(found !== null).toBe(
				!chosenWords.includes('voetbal') && chosenWords.some((word) => ['brand', 'rook', 'stad'].includes(word))
			);
		})
	);
});

describe('a language', () => {
	const nl = { languages: ['nl', 'fy'] };
	test.each([
		['nl', true],
		['NL-be', true],
		['fy', true],
		['de', false],
		['nld', false],
		[null, true]
	])('%s is selected by nl and fy: %s', (lang, expected) => {
		expect(judge(nl, 'iets', null, lang) !== null).toBe(expected);
	});
});

test('an account also matches by its number on the network', () => {
	expect(judge(follows('did:plc:abc'), 'dag', by('', 'did:plc:abc'))?.accounts).toEqual(['did:plc:abc']);
	expect(judge(follows('did:plc:abc'), 'dag', by('', 'did:plc:other'))).toBeNull();
});

describe('marking matches', () => {
	const marked = (profile: Partial<SearchProfile>, text: string): string[] =>
		compileProfile({ ...emptyProfile, ...profile })
			.marks(text)
			.map(([from, to]) => text.slice(from, to));
	test.each([
		[{ terms: ['brand'] }, 'Brand! Een BRÄND.', ['Brand', 'BRÄND']],
		[{ terms: ['code rood'] }, 'Nu code-\nrood en #CodeRood', ['code-\nrood', '#CodeRood']],
		[{ terms: ['strasse'], places: ['Łódź'] }, 'Die Straße in Łódź', ['Straße', 'Łódź']],
		[{ terms: ['cafe'] }, 'het cafe\u0301, dicht', ['cafe\u0301']],
		[{ terms: ['rook*', 'rookwolk'] }, 'een rookwolk', ['rookwolk']],
		[{ hashtags: ['brand'], terms: ['brand'] }, '#Brand', ['#Brand']],
		[{ terms: ['🔥'] }, 'a 🔥 b', ['🔥']],
		[{ excluded: ['voetbal'] }, 'voetbal', []],
		[follows('gem'), 'dank @Gem!', ['@Gem']]
	] as const)('%j in “%s”: %j', (profile, text, expected) => {
		expect(marked({ ...profile } as Partial<SearchProfile>, text)).toEqual(expected);
	});
	test('in order, without overlap, inside the text, and exactly where the profile matches', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.oneof(
						fc.constantFrom('brand', 'Bränd', '#brand', 'rook', ' ', '\n', '🔥', 'ß'),
						fc.string({ unit: 'binary', maxLength: 3 })
					)
				),
				(parts) => {
					const text = parts.join('');
					const matcher = compileProfile({ ...emptyProfile, terms: ['brand', 'rook*', '🔥', 'ss'] });
					const spans = matcher.marks(text);
					let before = -1;
					for (const [from, to] of spans) {
						expect(from).toBeGreaterThan(before);
						expect(to).toBeGreaterThan(from);
						expect(to).toBeLessThanOrEqual(text.length);
						before = to;
					}
					expect(spans.length > 0).toBe(matcher.match({ text, author: null, lang: null }) !== null);
				}
			)
		);
	});
});

test('plain letters are the same when converted one by one, so that exactly the found text is marked', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(plainLettersWithPositions(text).plain).toBe(plainLetters(text));
		})
	);
});
