import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ordersOf, splitPasted } from '$lib/domain/posts/entry/pasted';
import { readMoment } from '$lib/domain/posts/moments/moment-text';
import { relativeMoment } from '$lib/domain/posts/moments/relative-moment';

const NOW = Date.UTC(2026, 10, 27);
type Read = readonly [author: string | null, moment: string | null, text: string];

/** As the paste page reads it: each post with its moment in the only order that its dates allow. */
function read(pasted: string): Read[] {
	const posts = splitPasted(pasted);
	const [order, other] = ordersOf(posts, NOW);
	return posts.map(({ author, when, text }) => {
		const at = when === null || other ? undefined : readMoment(when, { order })?.at;
		return [author, at === undefined ? null : new Date(at).toISOString().slice(0, 16), text];
	});
}

const MARLOES = '2026-11-20T13:03';
const JOEP = '2026-11-20T22:05';

describe('a WhatsApp chat from any phone is parsed: who, when, and only what people wrote', () => {
	test.each<[string, string[]]>([
		[
			'Dutch, Android',
			[
				'20-11-2026 14:01 - Berichten en gesprekken zijn end-to-end versleuteld. Tik voor meer informatie.',
				'20-11-2026 14:02 - Bram heeft Carla toegevoegd',
				'20-11-2026 14:03 - Marloes: Ruiken jullie dat?',
				'20-11-2026 14:04 - Joep: <Media weggelaten>',
				'20-11-2026 23:05 - Joep: Nog steeds brand'
			]
		],
		[
			'Dutch, iOS',
			[
				'[20-11-2026, 14:03:12] Marloes: Ruiken jullie dat?',
				'\u200e[20-11-2026, 14:04:12] Joep: \u200eafbeelding weggelaten',
				'[20-11-2026, 23:05:12] Joep: Nog steeds brand \u200e<Dit bericht is bewerkt>',
				'[20-11-2026, 23:06:12] Joep heeft het onderwerp gewijzigd in “Brand: haven”'
			]
		],
		[
			'Dutch, WhatsApp Web',
			['[14:03, 20-11-2026] Marloes: Ruiken jullie dat?', '[23:05, 20-11-2026] Joep: Nog steeds brand']
		],
		[
			'English (United States), Android, 12 hours',
			[
				'11/20/26, 2:03\u202fPM - Messages and calls are end-to-end encrypted. Tap to learn more.',
				'11/20/26, 2:03\u202fPM - Marloes: Ruiken jullie dat?',
				'11/20/26, 2:04\u202fPM - Joep: IMG-20261120-WA0001.jpg (file attached)',
				'11/20/26, 11:05\u202fPM - Joep: Nog steeds brand <This message was edited>'
			]
		],
		[
			'English (United Kingdom), iOS, 12 hours',
			[
				'[20/11/2026, 2:03:12\u202fpm] Marloes: Ruiken jullie dat?',
				'[20/11/2026, 2:04:12\u202fpm] Joep: \u200e<attached: 00000012-PHOTO-2026-11-20-14-04-12.jpg>',
				'[20/11/2026, 11:05:12\u202fpm] Joep: Nog steeds brand'
			]
		],
		[
			'German',
			[
				'20.11.26, 14:02 - Bram hat Carla hinzugefügt.',
				'20.11.26, 14:03 - Marloes: Ruiken jullie dat?',
				'20.11.26, 14:04 - Joep: <Medien ausgeschlossen>',
				'20.11.26, 23:05 - Joep: Nog steeds brand'
			]
		],
		[
			'French',
			[
				'20/11/2026 à 14:03 - Marloes: Ruiken jullie dat?',
				'20/11/2026 à 14:04 - Joep: <Médias omis>',
				'20/11/2026 à 23:05 - Joep: Nog steeds brand'
			]
		],
		[
			'Spanish, 12 hours',
			[
				'20/11/2026, 2:03 p.\u00a0m. - Marloes: Ruiken jullie dat?',
				'20/11/2026, 2:04 p.\u202fm. - Joep: <Multimedia omitido>',
				'20/11/2026, 11:05 p. m. - Joep: Nog steeds brand'
			]
		],
		[
			'Italian',
			[
				'20/11/26, 14:03 - Marloes: Ruiken jullie dat?',
				'20/11/26, 14:03 - Bram ha aggiunto Carla',
				'20/11/26, 14:04 - Joep: <Media omessi>',
				'20/11/26, 23:05 - Joep: Nog steeds brand'
			]
		],
		[
			'Portuguese',
			[
				'20/11/2026 14:03 - Marloes: Ruiken jullie dat?',
				'20/11/2026 14:04 - Joep: <Mídia oculta>',
				'20/11/2026 23:05 - Joep: Nog steeds brand'
			]
		],
		[
			'Polish',
			[
				'20.11.2026, 14:03 - Marloes: Ruiken jullie dat?',
				'20.11.2026, 14:04 - Joep: <Pominięto multimedia>',
				'20.11.2026, 23:05 - Joep: Nog steeds brand'
			]
		],
		[
			'Turkish, 12 hours',
			[
				'20.11.2026, 2:03 ÖS - Marloes: Ruiken jullie dat?',
				'20.11.2026, 2:04 ÖS - Joep: <Medya dahil edilmedi>',
				'20.11.2026, 11:05 ÖS - Joep: Nog steeds brand'
			]
		],
		[
			'Arabic, with its own digits',
			[
				'٢٠\u200f/١١\u200f/٢٠٢٦، ٢:٠٣ م - Marloes: Ruiken jullie dat?',
				'٢٠\u200f/١١\u200f/٢٠٢٦، ٢:٠٤ م - Joep: <تم استبعاد الوسائط>',
				'٢٠\u200f/١١\u200f/٢٠٢٦، ١١:٠٥ م - Joep: Nog steeds brand'
			]
		],
		[
			'Ukrainian',
			[
				'20.11.26, 14:03 - Marloes: Ruiken jullie dat?',
				'20.11.26, 14:04 - Joep: <Без медіафайлів>',
				'20.11.26, 23:05 - Joep: Nog steeds brand'
			]
		],
		['year first', ['2026-11-20, 14:03 - Marloes: Ruiken jullie dat?', '2026-11-20, 23:05 - Joep: Nog steeds brand']],
		[
			'year first with dots and spaces',
			['2026. 11. 20. 14:03 - Marloes: Ruiken jullie dat?', '2026. 11. 20. 23:05 - Joep: Nog steeds brand']
		],
		[
			'dots in the time',
			['20-11-2026 14.03 - Marloes: Ruiken jullie dat?', '20-11-2026 23.05 - Joep: Nog steeds brand']
		],
		['no marks', ['20-11-2026 14:03 Marloes: Ruiken jullie dat?', '20-11-2026 23:05 Joep: Nog steeds brand']],
		[
			'no space after the colon',
			['[2026/11/20 14:03:12] Marloes: Ruiken jullie dat?', '[2026/11/20 23:05:42] Joep:Nog steeds brand']
		]
	])('%s', (_, lines) => {
		expect(read(lines.join('\n'))).toEqual([
			['Marloes', MARLOES, 'Ruiken jullie dat?'],
			['Joep', JOEP, 'Nog steeds brand']
		]);
	});

	test('a multi-line message keeps its lines, web address, numeric name and picture caption', () => {
		expect(
			read(
				[
					'20-11-2026 14:03 - +31 6 12345678: Zie http://nos.nl: grote brand',
					'',
					'en dit: blijf binnen',
					'20-11-2026 14:05 - ~ Marloes Zwart: IMG-2.jpg (bestand bijgevoegd)',
					'Bij ons komt er rook binnen'
				].join('\r\n')
			)
		).toEqual([
			['+31 6 12345678', '2026-11-20T13:03', 'Zie http://nos.nl: grote brand\n\nen dit: blijf binnen'],
			['Marloes Zwart', '2026-11-20T13:05', 'Bij ons komt er rook binnen']
		]);
	});
	test('a dated line without a name is kept as text, unless it is a known notice', () => {
		expect(read('20-11-2026 14:03 - Marloes: ja\n20-11-2026 14:04 - er is nu ook rook in Zuid')).toEqual([
			['Marloes', '2026-11-20T13:03', 'ja'],
			[null, '2026-11-20T13:04', 'er is nu ook rook in Zuid']
		]);
	});
	test('a message about the group is not mistaken for a notice', () => {
		expect(
			read('20-11-2026 14:03 - Marloes: Bram heeft de groep verlaten\n20-11-2026 14:04 - Bram heeft de groep verlaten')
		).toEqual([['Marloes', '2026-11-20T13:03', 'Bram heeft de groep verlaten']]);
	});
});

describe('the order of day and month is decided once per paste', () => {
	const chat = (...dates: string[]): string => dates.map((date) => `${date} - Joep: ja`).join('\n');
	test.each([
		['a day above 12', ['3/4/26, 14:03', '3/4/26, 14:05', '3/15/26, 09:05'], ['monthFirst']],
		['a day above 12, Dutch', ['3-4-26 14:03', '15-4-26 09:05'], ['dayFirst']],
		['one order only is in sequence', ['1/10/26, 14:03', '2/10/26, 14:05', '1/11/26, 09:05'], ['dayFirst']],
		['one reading is in the future', ['11/12/26, 14:03'], ['monthFirst']],
		['both fit', ['3/4/26, 14:03', '3/5/26, 09:05'], ['dayFirst', 'monthFirst']],
		['the same either way', ['4/4/26, 14:03'], ['dayFirst']],
		['mixed', ['20/11/26, 14:03', '11/21/26, 14:03'], []],
		['year first', ['2026-04-03 14:03'], ['dayFirst']]
	])('%s', (_, dates, expected) => {
		expect(ordersOf(splitPasted(chat(...dates)), NOW)).toEqual(expected);
	});
});

test('Telegram puts author and time on their own line; its notes about the message are left out', () => {
	const copied = [
		'Marloes Zwart, [20.11.2026 14:03]',
		'[In reply to Joep de Boer]',
		'Ruiken jullie dat?',
		'',
		'Joep de Boer, [20 Nov 2026 at 23:05:12]:',
		'[ Photo ]',
		'Nog steeds brand'
	].join('\n');
	expect(read(copied)).toEqual([
		['Marloes Zwart', MARLOES, 'Ruiken jullie dat?'],
		['Joep de Boer', JOEP, 'Nog steeds brand']
	]);
});

describe('Teams and Discord put a name and a time above the words, often without a date', () => {
	/** In the evening of 20 November 2026. */
	const at = Date.UTC(2026, 10, 20, 20, 30);
	const readAt = (lines: readonly string[], now = at) =>
		splitPasted(lines.join('\n')).map(({ author, when, text }) => {
			const moment = relativeMoment(when ?? '', now) ?? readMoment(when ?? '')?.at;
			return [author, moment === undefined ? null : new Date(moment).toISOString().slice(0, 16), text];
		});
	const [one, two] = ['Drie vragen over drinkwater', 'Op Facebook ook'];
	const expected = [
		['Vries, Marloes de', '2026-11-20T13:03', one],
		['Bakker, Joep (Communicatie)', '2026-11-20T13:05', two]
	];
	test.each<[string, string[]]>([
		[
			'Teams, the name on its own line',
			['[14:03] Vries, Marloes de', '', one, '', '[14:05] Bakker, Joep (Communicatie)', '', two]
		],
		['Teams, on one line', [`[14:03] Vries, Marloes de: ${one}`, `[14:05] Bakker, Joep (Communicatie): ${two}`]],
		[
			'Teams, with a date',
			['[20-11 14:03] Vries, Marloes de', one, '', '[20-11 14:05] Bakker, Joep (Communicatie)', two]
		],
		[
			'Teams, with a date of the United States',
			['[11/20 2:03 PM] Vries, Marloes de', one, '[11/20 2:05 PM] Bakker, Joep (Communicatie)', two]
		],
		[
			'Teams, with the date and year',
			['[20-11-2026 14:03] Vries, Marloes de', one, '[20-11-2026 14:05] Bakker, Joep (Communicatie)', two]
		],
		[
			'Teams, English, with reactions',
			[
				'[2:03 PM] Vries, Marloes de',
				'',
				one,
				'like 1',
				'heart 2',
				'',
				'[2:05 PM] Bakker, Joep (Communicatie)',
				two,
				'Edited'
			]
		],
		[
			'Teams, Dutch reactions',
			[
				'[14:03] Vries, Marloes de',
				one,
				'Vind ik leuk 1',
				'1 hart-reactie',
				'[14:05] Bakker, Joep (Communicatie)',
				two,
				'Bewerkt'
			]
		],
		[
			'Teams, today by name',
			['[Vandaag 14:03] Vries, Marloes de', one, '[Vandaag 14:05] Bakker, Joep (Communicatie)', two]
		],
		['Discord', ['Vries, Marloes de — 14:03', one, 'Bakker, Joep (Communicatie) — 14:05', two]],
		[
			'Discord, with a day',
			['Vries, Marloes de — Vandaag om 14:03', one, 'Bakker, Joep (Communicatie) — Today at 2:05 PM', two]
		],
		[
			'Discord, with a date',
			['Vries, Marloes de — 20-11-2026 14:03', one, 'Bakker, Joep (Communicatie) — 20/11/2026 14:05', two]
		],
		[
			'Discord, on three lines',
			[
				'Vries, Marloes de',
				' — ',
				'Vandaag om 14:03',
				one,
				'Bakker, Joep (Communicatie)',
				' — ',
				'Vandaag om 14:05',
				two
			]
		]
	])('%s', (_, lines) => {
		expect(readAt(lines)).toEqual(expected);
	});
	test('yesterday and a weekday are counted back, and a time after that of now is of yesterday', () => {
		const above = (when: string) => readAt([`[${when}] Marloes`, one])[0]?.[1];
		expect(above('Gisteren 14:03')).toBe('2026-11-19T13:03');
		expect(above('Yesterday 2:03 PM')).toBe('2026-11-19T13:03');
		expect(above('Woensdag 14:03')).toBe('2026-11-18T13:03');
		expect(above('23:59')).toBe('2026-11-19T22:59');
		expect(above('21:30')).toBe('2026-11-20T20:30');
	});
	test('the lines of one message stay together', () => {
		expect(
			readAt(['[14:03] Marloes', one, 'En op Nextdoor', '', 'Zie de foto', '[14:05] Joep', two]).map(
				([, , text]) => text
			)
		).toEqual([`${one}\nEn op Nextdoor\n\nZie de foto`, two]);
	});
	test.each([
		[['[14:03] Rook boven de wijk', '[14:05] Brandweer is er', '[14:09] Sein brand meester']],
		[['14:03 Rook boven de wijk', '14:05 Brandweer is er']],
		[['Rook boven de wijk — 14:03', 'Brandweer is er — 14:05']]
	])('notes with a time before or after each line keep their words: %j', (lines) => {
		const all = splitPasted(lines.join('\n'), 'auto').map(({ text, author }) => [author, text]);
		expect(all.map(([author]) => author)).toEqual(all.map(() => null));
		for (const line of lines) expect(JSON.stringify(all)).toContain(line.replace(/^[^A-Z]*/, '').slice(0, 12));
	});
});

const TEAMS = '../shared/data/cases/48-teams-copied';
test.skipIf(!existsSync(TEAMS))('the failing inputs of Teams read as their notes say', () => {
	const files = readdirSync(TEAMS).filter((name) => name.endsWith('.txt'));
	expect(files).toHaveLength(4);
	for (const file of files) {
		const posts = splitPasted(readFileSync(join(TEAMS, file), 'utf8'));
		expect(posts.length, file).toBe(file === '06d-teams-en.txt' ? 2 : 3);
		for (const { author, when, text } of posts) {
			expect(author, file).toMatch(/Marloes|Joep/);
			expect(when, file).not.toBeNull();
			expect(text, file).not.toMatch(/\[|^like|Vries/);
		}
	}
});

describe('comments copied from a page: the name becomes the author and is never part of the text', () => {
	const expected = [
		['Marloes Zwart', '2 u', 'Ruiken jullie ook die brandlucht?'],
		['Joep de Boer', '45 m', 'Ja, bij de Lidl.\nHeel erg']
	];
	test.each<[string, string[]]>([
		[
			'Facebook, Dutch, a line for each button',
			[
				'Meest relevant',
				'Marloes Zwart',
				'Ruiken jullie ook die brandlucht?',
				'2 u',
				'Vind ik leuk',
				'Beantwoorden',
				'3',
				'Topfan',
				'Joep de Boer',
				'Ja, bij de Lidl.',
				'Heel erg',
				'45 m',
				'Vind ik leuk',
				'Beantwoorden',
				'Bewerkt'
			]
		],
		[
			'Facebook, Dutch, buttons in one line',
			[
				'Marloes Zwart',
				'Ruiken jullie ook die brandlucht?',
				'2 u Vind ik leuk Beantwoorden',
				'',
				'Joep de Boer',
				'Ja, bij de Lidl.',
				'Heel erg',
				'45 m Leuk Reageren'
			]
		],
		[
			'Facebook, English',
			[
				'Marloes Zwart',
				'Ruiken jullie ook die brandlucht?',
				'2h',
				'Like',
				'Reply',
				'Author',
				'Joep de Boer',
				'Ja, bij de Lidl.',
				'Heel erg',
				'45m',
				'Like',
				'Reply',
				'Edited',
				'View 2 replies'
			]
		],
		[
			'Instagram',
			[
				'Marloes Zwart',
				'2 u',
				'Ruiken jullie ook die brandlucht?',
				'3 vind-ik-leuks',
				'Beantwoorden',
				'Vertaling bekijken',
				'Joep de Boer',
				'45 m',
				'Ja, bij de Lidl.',
				'Heel erg',
				'Beantwoorden'
			]
		],
		[
			'YouTube',
			[
				'Marloes Zwart',
				'2 uur geleden',
				'Ruiken jullie ook die brandlucht?',
				'3',
				'Beantwoorden',
				'1 antwoord',
				'Joep de Boer',
				'45 minuten geleden (bewerkt)',
				'Ja, bij de Lidl.',
				'Heel erg',
				'Beantwoorden'
			]
		],
		[
			'Reddit',
			[
				'u/marloes avatar',
				'Marloes Zwart',
				'•',
				'2h ago',
				'Ruiken jullie ook die brandlucht?',
				'Upvote',
				'3',
				'Downvote',
				'Reply',
				'Award',
				'Share',
				'Joep de Boer',
				'•',
				'45m ago',
				'Ja, bij de Lidl.',
				'Heel erg',
				'Upvote',
				'1',
				'Downvote',
				'Reply',
				'Award',
				'Share'
			]
		]
	])('%s', (_, lines) => {
		const found = splitPasted(lines.join('\n'));
		expect(found.map(({ author, text }) => [author, text])).toEqual(expected.map(([author, , text]) => [author, text]));
		for (const { when } of found) expect(when).toMatch(/^(2|45) ?(u|h|m)/);
	});
	test('a text without buttons is parsed as before', () => {
		expect(splitPasted('Marloes Zwart\nRuiken jullie dat?\n\nJoep\nJa')).toHaveLength(2);
	});
});

describe.skipIf(!existsSync('../shared/data/cases'))('the shared cases', () => {
	const file = (name: string): string => readFileSync(`../shared/data/cases/${name}`, 'utf8');
	test.each([
		['05-whatsapp-12h/a3-android-en-us-12h.txt', ['13:03', '13:05', '22:05']],
		['05-whatsapp-12h/a4-ios-en-12h.txt', ['13:03', '13:05']],
		['05-whatsapp-12h/a5-android-es.txt', ['13:03', '13:05']],
		['06-whatsapp-colon-no-space/a9-colon-nospace.txt', ['13:03', '13:03']],
		['08-whatsapp-month-first/a15-order-mdy.txt', ['13:03', '13:05', '08:05']]
	])('%s', (name, times) => {
		const posts = read(file(name));
		expect(posts.map(([, at]) => at?.slice(11))).toEqual(times);
		for (const [author] of posts) expect(['Marloes', 'Joep']).toContain(author);
	});
	test.each(['b1-facebook-comments.txt', 'b2-facebook-comments-blank.txt'])('%s', (name) => {
		const authors = splitPasted(file(`10-facebook-comments-copied/${name}`)).map(({ author }) => author);
		expect(authors.slice(0, 2)).toEqual(['Marloes Zwart', 'Joep de Boer']);
	});
});
