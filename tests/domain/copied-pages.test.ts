import { describe, expect, test } from 'vitest';
import { splitPasted, splits } from '$lib/domain/posts/entry/pasted';
import { relativeMoment } from '$lib/domain/posts/moments/relative-moment';
import { readMoment } from '$lib/domain/posts/moments/moment-text';

/* What is copied from the pages of networks is split into author, time and text. */

type Read = readonly [author: string | null, when: string | null, text: string];
const read = (copy: string): Read[] => splitPasted(copy).map(({ author, when, text }) => [author, when, text]);

const one = 'Grote rook bij het Zuiderpark #brand';
const two = 'Waar dan?\n\nWij ruiken niets.';

const copies: readonly (readonly [name: string, copy: string, expected: readonly Read[]])[] = [
	[
		'X, desktop, Dutch',
		`Jan Waterveen\n@janw\n·\n30 nov\n${one}\n12\n34\n1,2K\n45K\n\nFatima\n@fat\n·\n2 u\nReplying to \n@janw\n${two}\n1`,
		[
			['Jan Waterveen', '30 nov', one],
			['Fatima', '2 u', two]
		]
	],
	[
		'X, desktop, Dutch, answers to several people',
		`Jan Waterveen 🔥\n@janw\n·\n14 m\nAls antwoord op \n@fat\n en \n@kees_99\n${one}\n3\nFatima\n@fat\n·\n2 u\nAls antwoord op @janw en @kees_99\n${two}\n1\n2\n1.234`,
		[
			['Jan Waterveen 🔥', '14 m', one],
			['Fatima', '2 u', two]
		]
	],
	[
		'X, English, reposted and quoted',
		`Kees Bakker reposted\nJan Waterveen\n@janw\n·\nNov 30\n${one}\nQuote\nFatima\n@fat\n·\n2h\n${two}\n12\n34\n45K`,
		[
			['Jan Waterveen', 'Nov 30', one],
			['Fatima', '2h', two]
		]
	],
	[
		'X, German',
		`Jan Waterveen\n@janw\n·\n30. Nov.\n${one}\n12\n\nFatima\n@fat\n·\n2 Std.\nAntwort an \n@janw\n${two}\nMehr anzeigen\n4`,
		[
			['Jan Waterveen', '30. Nov.', one],
			['Fatima', '2 Std.', two]
		]
	],
	[
		'X, one post that is opened',
		`Jan Waterveen\n@janw\n${one}\n10:03 p.m. · 30 nov. 2026\n·\n1.234\n Weergaven\n12\n34`,
		[['Jan Waterveen', '30 nov. 2026 10:03 p.m.', one]]
	],
	[
		'X, phone, name and handle on one line',
		`Jan Waterveen @janw · 2 u\n${one}\n12 34 1,2K\nFatima @fat · 3 u\n${two}`,
		[
			['Jan Waterveen', '2 u', `${one}\n12 34 1,2K`],
			['Fatima', '3 u', two]
		]
	],
	['X, only a handle', `@janw · 2 u\n${one}`, [['@janw', '2 u', one]]],
	[
		'Facebook comments, badges and counters',
		`Jan de Vries\n${one}\nVind ik leuk\nReageren\n3 u\nBewerkt\n2\nTopfan\nFatima El A.\nJan de Vries ${two}\nVind ik leuk\nReageren\n2 u\nMeer antwoorden weergeven\nMaria\nSchandalig 😡\nLeuk\n· Reageren · 45 min`,
		[
			['Jan de Vries', '3 u', one],
			['Fatima El A.', '2 u', two],
			['Maria', '45 min', 'Schandalig 😡']
		]
	],
	[
		'Facebook comments, other order of buttons',
		`Jan de Vries\n${one}\nReageren · 45 min · Vind ik leuk\nModerator\nFatima\n${two}\nReageren · 2 u · Vind ik leuk\n3`,
		[
			['Jan de Vries', '45 min', one],
			['Fatima', '2 u', two]
		]
	],
	[
		'Facebook comments, English',
		`Top fan\nJan de Vries\n${one}\n3h\nLike\nReply\nEdited\n12\nAuthor\nFatima\n${two}\n2h\nLike\nReply\nView more replies`,
		[
			['Jan de Vries', '3h', one],
			['Fatima', '2h', two]
		]
	],
	[
		'Facebook comments, German',
		`Top-Fan\nJan de Vries\n${one}\n3 Std.\nGefällt mir\nAntworten\nBearbeitet\n12\nVerfasser\nFatima\n${two}\n2 Tage\nGefällt mir\nAntworten\n2 Antworten anzeigen`,
		[
			['Jan de Vries', '3 Std.', one],
			['Fatima', '2 Tage', two]
		]
	],
	['one comment of Facebook', `Jan de Vries\n${one}\n3 u\nVind ik leuk\nBeantwoorden`, [['Jan de Vries', '3 u', one]]],
	[
		'Facebook posts of a page',
		`Jan Waterveen\n  · \nVolgen\n3 u\n  · \n${one}\n12\n3 reacties\n1 keer gedeeld\nVind ik leuk\nOpmerking plaatsen\nDelen\nFatima\n5 u\n  · \nGedeeld met Openbaar\n${two}\nVind ik leuk\nDelen`,
		[
			['Jan Waterveen', '3 u', one],
			['Fatima', '5 u', two]
		]
	],
	[
		'Instagram',
		`jan_waterveen\nProfielfoto van jan_waterveen\n3 u\n${one}\n12 vind-ik-leuks\nBeantwoorden\nVertaling weergeven\n\nfatima.e\n2 d\n${two}\nBeantwoorden\nAlle 3 antwoorden bekijken`,
		[
			['jan_waterveen', '3 u', one],
			['fatima.e', '2 d', two]
		]
	],
	[
		'Instagram, English, with the picture',
		`jan_waterveen's profile picture\njan_waterveen\n3w\n${one}\n1 like\nReply\nSee translation\nfatima.e's profile picture\nfatima.e\nEdited•2d\n${two}\nReply\nView all 3 replies`,
		[
			['jan_waterveen', '3w', one],
			['fatima.e', '2d', two]
		]
	],
	[
		'TikTok comments',
		`Jan W\n${one}\n3u geleden\nBeantwoorden\n12\nBekijk 3 antwoorden\nFatima\n · Maker\n${two}\n2-11\nBeantwoorden\n1`,
		[
			['Jan W', '3u geleden', one],
			['Fatima', '2-11', two]
		]
	],
	[
		'YouTube',
		`@jan-waterveen\n2 uur geleden (bewerkt)\n${one}\n3\nBeantwoorden\n2 antwoorden\n@fatima4711\n1 maand geleden\n${two}\nMeer lezen\nBeantwoorden`,
		[
			['@jan-waterveen', '2 uur geleden', one],
			['@fatima4711', '1 maand geleden', two]
		]
	],
	[
		'YouTube, German',
		`@jan-waterveen\nvor 2 Stunden\n${one}\n3\nAntworten\n@fatima4711\nvor 1 Jahr (bearbeitet)\n${two}\nAntworten`,
		[
			['@jan-waterveen', 'vor 2 Stunden', one],
			['@fatima4711', 'vor 1 Jahr', two]
		]
	],
	[
		'LinkedIn, Dutch',
		`Feedbericht nummer 1\nJan Waterveen\nJan Waterveen\n  • 3e+\nAdviseur crisis bij een gemeente\n2 u • \nVolgen\n${one}\n12\n3 commentaren\nInteressant\nCommentaar\nReposten\nVerzenden\n\nFatima\n  • 2e\nMoeder | Spreker | Buurt\n1 mnd. • Bewerkt • \n${two}\nInteressant\nCommentaar`,
		[
			['Jan Waterveen', '2 u', one],
			['Fatima', '1 mnd.', two]
		]
	],
	[
		'LinkedIn comments, English',
		`Jan Waterveen\n  • 3rd+\nCrisis adviser\n2h\n${one}\nLike\n|\nReply\nFatima\nAuthor\n • You\nSpeaker\n1d\n${two}\nLike\n|\nReply`,
		[
			['Jan Waterveen', '2h', one],
			['Fatima', '1d', two]
		]
	],
	[
		'Threads',
		`jan_waterveen\n2 u\n${one}\nVertalen\n12\n3\n1\n\nfatima.e\n30-11-2026\n${two}\nLike\n2`,
		[
			['jan_waterveen', '2 u', one],
			['fatima.e', '30-11-2026', two]
		]
	],
	[
		'Bluesky',
		`Jan Waterveen\n\u202a@jan.bsky.social\u202c\n·\n2u\n${one}\n12\n3\nFatima\n\u202a@fat.example.nl\u202c\n·\n1d\nIn antwoord op Jan Waterveen\n${two}\n1`,
		[
			['Jan Waterveen', '2u', one],
			['Fatima', '1d', two]
		]
	],
	[
		'Bluesky, on one line',
		`Jan Waterveen \u202a@jan.bsky.social\u202c · 2h\n${one}\nReposted by Kees\nFatima \u202a@fat.example.nl\u202c · 1d\n${two}`,
		[
			['Jan Waterveen', '2h', one],
			['Fatima', '1d', two]
		]
	],
	[
		'Mastodon, moment first',
		`2u\nJan Waterveen\n@jan@mastodon.example\n${one}\n3\n1d\nFatima\n@fat@social.example\n${two}\n1`,
		[
			['Jan Waterveen', '2u', one],
			['Fatima', '1d', two]
		]
	],
	[
		'Mastodon, moment last, boosted',
		`Kees heeft geboost\nJan Waterveen\n@jan@mastodon.example\n2u\n${one}\n3\nFatima\n@fat@social.example\n30 nov 2026\n${two}\n1`,
		[
			['Jan Waterveen', '2u', one],
			['Fatima', '30 nov 2026', two]
		]
	],
	[
		'Reddit',
		`u/jan_w avatar\nu/jan_w\n•\n2 u geleden\n${one}\nUpvote\n3\nDownvote\nBeantwoorden\nDelen\nfatima-e\nOP\n•\n1 d geleden\n${two}\nUpvote\n3\nDownvote\nBeantwoorden\nDelen`,
		[
			['u/jan_w', '2 u geleden', one],
			['fatima-e', '1 d geleden', two]
		]
	],
	[
		'Nextdoor',
		`Jan Waterveen\nZuiderpark\n•\n2 u\n${one}\nVind ik leuk\nReageren\nDelen\n\nFatima E.\nHaven-Noord · 1 d\n${two}\nVind ik leuk\nReageren\nDelen`,
		[
			['Jan Waterveen, Zuiderpark', '2 u', one],
			['Fatima E.', '1 d', two]
		]
	]
];

describe('author, time and text are split', () => {
	test.each(copies)('%s', (_, copy, expected) => {
		expect(read(copy)).toEqual(expected);
		for (const [, when] of read(copy)) {
			const now = Date.UTC(2026, 11, 1);
			expect(relativeMoment(when ?? '', now) ?? readMoment(when ?? '')?.at, when ?? '').toBeLessThanOrEqual(now);
		}
	});
	test('is tried on enough copies', () => {
		expect(copies.length).toBeGreaterThanOrEqual(25);
	});
});

/* Any posts, as each network shows them. */
interface Shown {
	readonly name: string;
	readonly handle: string;
	readonly text: string;
	readonly when: string;
}
const pages: Readonly<Record<string, (post: Shown, count: number) => string>> = {
	x: ({ name, handle, text, when }, n) => `${name}\n@${handle}\n·\n${when}\n${text}\n${n}\n${n * 7}\n1,2K\n`,
	'x answer': ({ name, handle, text, when }, n) =>
		`${name}\n@${handle}\n·\n${when}\nReplying to \n@iemand_anders\n and \n@nog_een\n${text}\n${n}`,
	'x on one line': ({ name, handle, text, when }) => `${name} @${handle} · ${when}\n${text}`,
	facebook: ({ name, text, when }, n) => `Topfan\n${name}\n${text}\n${when}\nVind ik leuk\nBeantwoorden\nBewerkt\n${n}`,
	'facebook, moment last': ({ name, text, when }) => `${name}\n${text}\nReageren · ${when} · Vind ik leuk\n`,
	'facebook post': ({ name, text, when }, n) =>
		`${name}\n · \n${when} · \n${text}\n${n} reacties\nVind ik leuk\nOpmerking plaatsen\nDelen\n`,
	instagram: ({ handle, text, when }, n) =>
		`Profielfoto van ${handle}\n${handle}\n${when}\n${text}\n${n} vind-ik-leuks\nBeantwoorden\n`,
	tiktok: ({ name, text, when }, n) => `${name}\n${text}\n${when}\nBeantwoorden\n${n}`,
	youtube: ({ handle, text, when }, n) => `@${handle}\n${when}\n${text}\n${n}\nReply\n${n} replies`,
	linkedin: ({ name, text, when }, n) =>
		`${name}\n${name}\n • 2e\nAdviseur | spreker\n${when} • \nVolgen\n${text}\n${n}\nInteressant\nCommentaar\n`,
	threads: ({ handle, text, when }, n) => `${handle}\n${when}\n${text}\nVertalen\n${n}\n${n}`,
	bluesky: ({ name, handle, text, when }, n) =>
		`${name}\n\u202a@${handle}.example.social\u202c\n·\n${when}\n${text}\n${n}\n`,
	mastodon: ({ name, handle, text, when }, n) => `${when}\n${name}\n@${handle}@sociaal.example\n${text}\n${n}`,
	reddit: ({ handle, text, when }, n) => `u/${handle}\n•\n${when}\n${text}\nUpvote\n${n}\nDownvote\nReply\nShare`,
	nextdoor: ({ name, text, when }) => `${name}\nHavenkwartier\n•\n${when}\n${text}\nVind ik leuk\nReageren\nDelen\n`
};
const names = ['Jan Waterveen', 'Fatima El A.', 'Kees van den Berg', 'Özlem Kaya', 'J. de Wit-Smit 🔥', 'Maria'];
const lines = [
	'Ruiken jullie dat ook?',
	'ik zie vlammen bij de haven',
	'Wat een stank #brand',
	'Hij zei: morgen is er geen school',
	'zie https://nos.nl/artikel/1',
	'Ze hadden 3 auto’s',
	'nog steeds geen nieuws',
	'😡😡😡 schandalig',
	'Bel 112!'
];
const whens = ['2 u', '45 min', '3 d', '2h', '1 dag geleden', '30 nov', '5 Std.', '20 november om 14:03', '1w'];

/** Numbers in a fixed order. */
function* numbers(seed: number): Generator<number, never> {
	for (let state = seed; ;) yield (state = (state * 48_271) % 2_147_483_647);
}
function postsOf(seed: number): Shown[] {
	const random = numbers(seed * 7_919 + 1);
	const pick = <T>(from: readonly T[]): T => from[random.next().value % from.length] as T;
	return Array.from({ length: 2 + (seed % 4) }, (_, at) => ({
		name: names[(at + seed) % names.length] ?? '',
		handle: `${pick(['jan', 'fat', 'kees'])}_${at}${seed}`,
		text: [...Array(1 + (seed % 3)).keys()].map(() => pick(lines)).join(pick(['\n', '\n\n'])),
		when: pick(whens)
	}));
}

describe.each(Object.entries(pages))('any posts of %s', (_, page) => {
	test('have their author and time, all their words, and no names in their text', () => {
		let tried = 0;
		for (let seed = 1; seed <= 60; seed++) {
			const posts = postsOf(seed);
			const copy = posts.map((post, at) => page(post, at * 5 + seed)).join('\n');
			const found = splitPasted(copy);
			expect(
				found.map(({ text, when }) => [text, when]),
				copy
			).toEqual(posts.map(({ text, when }) => [text, when]));
			for (const [at, { author }] of found.entries())
				expect([posts[at]?.name, posts[at]?.handle], copy).toContain(
					author?.replace(/^(?:@|u\/)|, Havenkwartier$/g, '')
				);
			tried++;
		}
		expect(tried).toBe(60);
	});
	test.each(splits)('have no handle in their text, nor a name above one, split at %s', (how) => {
		const posts = postsOf(5);
		const copy = posts.map((post, at) => page(post, at)).join('\n');
		const found = splitPasted(copy, how).map(({ text }) => `\n${text}\n`);
		const isAbove = new RegExp(`${posts[0]?.name ?? ''}\\n\\W*@`).test(copy);
		for (const text of found)
			for (const { name, handle } of posts) {
				expect(text.split('\n').map((line) => line.replace(/\W+$/, ''))).not.toContain(`@${handle}`);
				if (isAbove) expect(text).not.toContain(`\n${name}\n`);
			}
	});
});

describe('words of people are no names', () => {
	test.each<[string, Read[]]>([
		[
			`Mail naar:\njan.w@gemeente.example\nen wacht af`,
			[[null, null, 'Mail naar:\njan.w@gemeente.example\nen wacht af']]
		],
		['Beste @gemeente\nwat is er?', [[null, null, 'Beste @gemeente\nwat is er?']]],
		['Als antwoord op de vraag van gisteren: ja', [[null, null, 'Als antwoord op de vraag van gisteren: ja']]],
		['Wie heeft dit gedeeld\nen waarom?', [[null, null, 'Wie heeft dit gedeeld\nen waarom?']]],
		['Jan Waterveen\n@janw\n2 u\nHallo\n@gemeente\nwat is er?\n12', [['Jan Waterveen', '2 u', 'Hallo\nwat is er?']]],
		[
			'Los bericht\n\nJan Waterveen\n2 u\nRook\n\nNog een los bericht',
			[
				[null, null, 'Los bericht'],
				['Jan Waterveen', '2 u', 'Rook'],
				[null, null, 'Nog een los bericht']
			]
		],
		[
			'Jan Waterveen\n@janw\n2 u\nRook\n---\nNog een los bericht',
			[
				['Jan Waterveen', '2 u', 'Rook'],
				[null, null, 'Nog een los bericht']
			]
		],
		['Buurt Zuid\nJan Waterveen\n · \n2 u\nRook\n3 reacties', [['Buurt Zuid, Jan Waterveen', '2 u', 'Rook']]]
	])('%j', (copy, expected) => {
		expect(read(copy)).toEqual(expected);
	});
});
