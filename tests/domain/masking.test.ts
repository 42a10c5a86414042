import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuthorNumber, PostId, QuoteId } from '$lib/domain/core/ids';
import { openIncident } from '$lib/domain/incident/incident';
import { setAuthorKind } from '$lib/domain/posts/author';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { maskText } from '$lib/domain/posts/masking/mask-text';
import { chooseQuote } from '$lib/domain/report/quote';
import { bram, carla, fresh, opening, InMemoryIncident } from './in-memory-incident';
import { runs } from '../long';

const hides = (text: string, masked: string, names: readonly string[] = []): void =>
	expect(maskText(text, names)).toBe(masked);

test.each([
	['@jan_78 weet jij meer?', '@… weet jij meer?'],
	['via @jan.bsky.social.', 'via @….'],
	['@jan@mastodon.nl @piet', '@… @…'],
	['zie https://x.com/jan_78/status/123 en www.facebook.com/jan', 'zie https://x.com/… en www.facebook.com/…'],
	['@a@b@c. @d', '@…. @…'],
	['zie https://mastodon.nl/@jan/123', 'zie https://mastodon.nl/@…/123']
])('masks accounts: %s', hides);

test.each([
	['mail jan.de-vries+x@gemeente.waterveen.nl!', 'mail [mail]!'],
	['(a@b.nl)', '([mail])']
])('masks e-mail addresses: %s', hides);

test.each([
	'06-12345678',
	'06 12345678',
	'0612345678',
	'06 12 34 56 78',
	'06.12.34.56.78',
	'020-1234567',
	'020 123 45 67',
	'(020) 123 45 67',
	'0174-123456',
	'0174 12 34 56',
	'+31612345678',
	'+31 6 12345678',
	'+31 (0)6 12 34 56 78',
	'0031 20 123 4567',
	'+49 151 23456789',
	'+32 470 12 34 56'
])('masks telephone numbers: %s', (number) => {
	hides(`Bel ${number}, graag.`, 'Bel [tel], graag.');
});

test.each([
	['Mijn BSN is 123456782', 'Mijn BSN is [bsn]'],
	['bsn: 123 456 782', 'bsn: [bsn]'],
	['burgerservicenummer 123.456.782', 'burgerservicenummer [bsn]'],
	['bsn 123456789, met een fout', 'bsn [bsn], met een fout'],
	['Hier is 111222333 van mij', 'Hier is [bsn] van mij'],
	['Hier is 111.222.333 van mij', 'Hier is [bsn] van mij'],
	['paspoort NWX1B23C4', 'paspoort [id]'],
	['Mijn pas is XR1001R58.', 'Mijn pas is [id].'],
	['rijbewijs 4123456789', 'rijbewijs [id]'],
	['rijbewijsnummer: 5012345678', 'rijbewijsnummer: [id]'],
	['identiteitskaart nr. SPECI2014', 'identiteitskaart nr. [id]']
])('masks personal numbers: %s', hides);

test.each([
	...['123456789 mensen', '123456781', 'order 123456780', '€ 123456782', '123456782,50 euro', '123.456.782,50'],
	...[
		'#123456782',
		'2026-123456782',
		'BRANDWEER',
		'COVIDXX19',
		'WATERVEEN1',
		'rijbewijs 2 jaar kwijt',
		'paspoort verlopen'
	]
])('keeps other numbers and words: %s', (text) => hides(text, text));

test.each([
	['Ik woon op 9711 AB 12', 'Ik woon op 9711 AB …'],
	['9711AB-12', '9711AB-…'],
	['9711ab 12a', '9711ab …'],
	['9711 AB, nr. 12-3', '9711 AB, nr. …'],
	['postcode 1011 AC huisnummer 4', 'postcode 1011 AC huisnummer …']
])('masks the house number after a postcode: %s', hides);
test.each([
	...[
		'9711 AB',
		'postcode 9711AB!',
		'2026 om 12',
		'5000 km 12',
		'1998 SS 12',
		'in 2026 NL 12 uur',
		'9711 AB 12 mensen',
		'9711 AB 2026'
	]
])('keeps a postcode without a number, and what only looks like one: %s', (text) => hides(text, text));

test.each([
	['https://wa.me/31612345678', 'https://wa.me/…'],
	['nl.linkedin.com/in/jan-jansen', 'nl.linkedin.com/…'],
	['https://lnkd.in/abc', 'https://lnkd.in/…'],
	['https://m.facebook.com/jan.5', 'https://m.facebook.com/…'],
	['https://fb.me/jan', 'https://fb.me/…'],
	['https://m.me/jan', 'https://m.me/…'],
	['https://vm.tiktok.com/ZM1/', 'https://vm.tiktok.com/…'],
	['https://youtu.be/abc', 'https://youtu.be/…'],
	['https://instagr.am/jan', 'https://instagr.am/…'],
	['https://api.whatsapp.com/send?phone=31612345678', 'https://api.whatsapp.com/…'],
	['https://t.me/jan', 'https://t.me/…']
])('masks links to a person on every host: %s', hides);

test.each([
	['NL91 ABNA 0417 1643 00', '[iban]'],
	['nl91abna0417164300', '[iban]'],
	['DE89370400440532013000', '[iban]'],
	['BE68 5390 0754 7034', '[iban]']
])('masks bank accounts: %s', (account, masked) => {
	hides(`Maak over naar ${account} aub`, `Maak over naar ${masked} aub`);
});

test.each([
	...['AB-12-34', '12-34-AB', '12-AB-34', 'BD-12-FG', 'BD-FG-12', '12-BD-FG', '12-BDF-3', '1-BDF-23', 'BD-123-F'],
	...['B-123-DF', 'BDF-12-G', 'B-12-DFG', '1-BD-234', '123-BD-4', '12-bdf-3', '1 BDF 23', '1BDF23', 'BD123F']
])('masks number plates of every series: %s', (plate) => {
	hides(`Rode auto ${plate} reed door`, 'Rode auto [auto] reed door');
});

test.each([
	['Dorpsstraat 12', 'Dorpsstraat …'],
	['Kerkweg 8a staat blank', 'Kerkweg … staat blank'],
	['Lange Voorstraat 12-2, 2e etage', 'Lange Voorstraat …, 2e etage'],
	['Laan van Meerdervoort 100', 'Laan van Meerdervoort …'],
	['Markt 5 en Kerkplein nr 7', 'Markt … en Kerkplein nr …'],
	['de dorpsstraat, nummer 3', 'de dorpsstraat, nummer …']
])('masks house numbers after their street: %s', hides);

test('the author’s own name and handle are masked, whole and in parts', () => {
	const names = ['Jan de Vries', 'jdv_78'];
	hides('Groet, Jan de Vries', 'Groet, …', names);
	hides('groet jan de vries (jdv_78)', 'groet … (…)', names);
	hides('Vries was er, Jan ook', '… was er, … ook', names);
	hides('Het vriest. Janneke ook. De Groot', 'Het vriest. Janneke ook. De Groot', names);
	hides('Groet van [x](y) en a.b', 'Groet van [x](y) en …', ['a.b', '*']);
});

test.each([
	['Dhr. A.B. van den Berg-de Wit belt', 'Dhr. … belt'],
	['De heer en mevrouw El Amrani, Zuid', 'De heer en mevrouw …, Zuid'],
	['mijn dochter Lotte van 7', 'mijn dochter … van 7'],
	['@jan_78 (Jan de Vries) zegt', '@… (…) zegt'],
	['Groetjes,\nAnja', 'Groetjes,\n…'],
	['ik ben Jan. Wie nog?', 'ik ben …. Wie nog?']
])('masks names of private persons, found by the words before them: %s', hides);
test.each([
	'Burgemeester De Groot en wethouder Jansen spreken om 14.05 uur.',
	'Volgens mijn buurvrouw. Iedereen zegt het. Mijn man staat buiten.',
	'De vrouw op Facebook, ik ben in Oslo, een vriend in Zuid'
])('keeps office holders, and what is not a name: %s', (text) => {
	hides(text, text);
});

const unmaskedTexts = [
	'Om 14.05 uur is de N871 dicht, de A12 en A2 ook.',
	'Bel 112 of 0900-8844, of 144. Of 0800 1121.',
	'Dorpsstraat 14.05 uur: 12 mensen. Kerkplein 20:30.',
	'Kerkplein 12 mensen gewond, Dorpsstraat 3 huizen leeg',
	'Op 06-11-2026 10.30 uur en op 01 02 2026 10 uur',
	'Op 1-mei-24, op 12 mei, op 2026-11-06T10:30:00 en 6/11/2026',
	'Kost € 12,50 of 1.250.000 euro, 15% meer, -5 graden',
	'Met 12 km 30 te hard op de snelweg 2 keer geflitst',
	'Al 24-7 dicht, van 09.00-17.00 uur, GRIP 2, windkracht 7',
	'Uitslag 2-1, groep 3, 1e verdieping, 5G, COVID-19, EN 13432',
	'Morgen @ 14 uur of @14:00. #NL2024',
	'Dorpsstraat 2026 wordt mooi',
	'https://voorbeeld.nl/2026/11/06/bericht-12345'
];
test.each(unmaskedTexts)('keeps what does not identify anybody: %s', (text) => {
	hides(text, text);
});

test('keeps identifiers, whatever their digits look like', () => {
	fc.assert(
		fc.property(fc.uuid(), (id) => {
			hides(`Zie ${id}`, `Zie ${id}`);
		}),
		{ numRuns: 3000 }
	);
	const looksLikeNumbers = '01a21ff0-3325-7000-8e73-0612345678ab';
	hides(looksLikeNumbers, looksLikeNumbers);
	hides(`https://voorbeeld.nl/${looksLikeNumbers} of 06-12345678`, `https://voorbeeld.nl/${looksLikeNumbers} of [tel]`);
});

const details = [
	...['@jan_78', 'jan@veen.nl', '0612345678', '+31 6 12345678', 'NL91ABNA0417164300', '12-BDF-3', 'Kerkweg 8a'],
	...['Jan', 'de Vries', '14.05 uur', 'N871', '112', '€ 12,50', '06-11-2026', '[tel]', '…', '@', '-', '.', '+31', '0']
];
const texts = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 120 }),
	fc
		.array(fc.oneof(fc.constantFrom(...details), fc.string({ maxLength: 6 })), { maxLength: 12 })
		.map((all) => all.join(' ')),
	fc.array(fc.constantFrom(...details), { maxLength: 8 }).map((all) => all.join(''))
);
const someNames = fc.array(
	fc.oneof(fc.constantFrom('Jan de Vries', 'tel', 'auto', 'x', '[', '…'), fc.string({ maxLength: 12 })),
	{
		maxLength: 2
	}
);

test('masking twice changes nothing, and the text never gets longer', () => {
	fc.assert(
		fc.property(texts, someNames, (text, names) => {
			const masked = maskText(text, names);
			expect(masked.length).toBeLessThanOrEqual(text.length);
			expect(maskText(masked, names)).toBe(masked);
		}),
		{ numRuns: runs(400, 2_000) }
	);
});

test('masks a detail anywhere between words', () => {
	const detail = fc.constantFrom(
		'@jan_78',
		'jan@veen.nl',
		'0612345678',
		'+31 6 12345678',
		'NL91ABNA0417164300',
		'12-BDF-3'
	);
	const words = fc.array(fc.constantFrom('brand', 'bij', 'Waterveen', 'om', '14.05', 'uur', '!', '(zie)', 'N871'), {
		maxLength: 6
	});
	fc.assert(
		fc.property(words, detail, words, (before, found, after) => {
			const masked = maskText([...before, found, ...after].join(' '));
			expect(masked).not.toContain(found);
			for (const word of [...before, ...after]) expect(masked).toContain(word);
		})
	);
});

test('a chosen quote and its speaker lose the name and handle of a private sender; a person decides who is private', () => {
	const incident = new InMemoryIncident();
	const [post, number] = [fresh(PostId), AuthorNumber.parse(7)];
	const sentBy = (isPrivate: boolean) => ({
		...incident.references,
		posts: new Map([
			[post, { story: incident.story(), author: { number, isPrivate, names: ['Roos Snip', 'roossnip'] } }]
		])
	});
	const chosen = () => {
		const words = { text: 'Volgens Roos en roossnip', speaker: 'Roos, een ouder', paraphrased: false };
		incident.when(chooseQuote, { id: fresh(QuoteId), post, ...words }, bram);
		return [...incident.state.quotes.values()].at(-1);
	};
	incident.when(openIncident, opening(), carla);
	incident.references = sentBy(true);
	expect(chosen()).toMatchObject({ text: 'Volgens … en …', speaker: '…, een ouder' });
	incident.when(setAuthorKind, { author: number, kind: 'media' }, bram);
	expect(chosen()).toMatchObject({ text: 'Volgens Roos en roossnip', speaker: 'Roos, een ouder' });
	incident.references = sentBy(false);
	incident.when(setAuthorKind, { author: number, kind: 'private' }, bram);
	expect(chosen()).toMatchObject({ text: 'Volgens … en …' });
});

test('a long text crafted to be slow is masked quickly', () => {
	for (const unit of [
		'a',
		'a-',
		'@a',
		'a@a.',
		'+31612345678',
		'0612345678 ',
		'Kerkweg 8',
		'mevrouw ',
		'mevrouw De ',
		'van Aa-'
	])
		expect(maskText(unit.repeat(10_000 / unit.length)).length).toBeLessThanOrEqual(10_000);
}, 2_000);

/** Letters of which more than two are alike without regard to case, or that change their length with it. */
const oddLetters = fc.constantFrom(...Array.from('ßẞſsSςσΣµμΜKKkÅÅåİıiIǅǆäÄ'), 'ss', 'SS');
const oddNames = fc.array(oddLetters, { minLength: 2, maxLength: 4 }).map((letters) => letters.join(''));
test('masks a name in any case, also with letters that have three case forms', () => {
	fc.assert(
		fc.property(
			oddNames,
			fc.array(fc.oneof(oddNames, fc.constantFrom(' ', '.', '-')), { maxLength: 8 }),
			(name, text) => {
				const found = new RegExp(String.raw`(?<![\p{L}\d])${name}(?![\p{L}\d])`, 'giu');
				for (const each of [text.join(''), [...text, name].join(' '), `${name.toUpperCase()} ${name.toLowerCase()}`])
					expect(maskText(each, [name])).not.toMatch(found);
			}
		)
	);
});

test('only names that occur in the text are looked for, however many names share a word', () => {
	const letters = fc.constantFrom('Jan', 'jan', 'de', 'Vries', 'inwoner', 'Éva', 'x');
	const words = fc.oneof(letters, fc.constant('12'));
	const between = fc.constantFrom(' ', '_', '.');
	const name = fc
		.tuple(letters, between, words, fc.option(fc.tuple(between, words)))
		.map((parts) => parts.flat().join(''));
	const after = fc.oneof(between, fc.constantFrom('', ' @', ', ', '-'));
	// Of the pieces of a text some are one of the names.
	const pieces = fc.array(fc.tuple(fc.oneof(words, fc.nat(9)), after), { minLength: 2, maxLength: 12 });
	let found = 0;
	fc.assert(
		fc.property(fc.array(name, { minLength: 3, maxLength: 10 }), pieces, (names, parts) => {
			const text = parts
				.map(([piece, end]) => `${typeof piece === 'number' ? (names[piece] ?? '') : piece}${end}`)
				.join('');
			const known = new KnownNames(names).in(text);
			found += known.length;
			const there = names.filter((each) => maskText(text, [], [each]) !== maskText(text));
			expect(known).toEqual(expect.arrayContaining(there));
			for (const each of known) expect(text.toLowerCase()).toContain(each.toLowerCase());
		}),
		{ numRuns: 500 }
	);
	expect(found).toBeGreaterThan(50);
});
