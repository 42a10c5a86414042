import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visibleText } from '$lib/domain/core/texts/visible';
import { cleanAddress, hostOf } from '$lib/server/ingest/pipeline/clean-address';
import { cleanLine, cleanText, cutMark, MAX_STORED_TEXT_LENGTH } from '$lib/server/ingest/pipeline/clean-text';
import { htmlToText } from '$lib/server/ingest/pipeline/html-text';
import { normalise } from '$lib/server/ingest/pipeline/normalise';
import { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { runs } from '../../long';

const post = (change: Partial<RawPost>): RawPost => ({
	externalId: '1',
	text: '',
	publishedAt: null,
	author: null,
	url: null,
	lang: null,
	shares: null,
	replyTo: null,
	reach: null,
	platform: 'x',
	...change
});
const textOf = (html: string): string => normalise(post({ text: html, html: true })).text;

/** Troublesome letters, close together, so that a rule meets the result of another rule. */
const trouble = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'a',
				'B',
				'é',
				'e\u0301',
				'1',
				'#',
				' ',
				'\n',
				'\r\n',
				'\t',
				'\0',
				'\u0085',
				'\u2028',
				'\u00a0',
				'\u0301',
				'\u0327'
			),
			fc.constantFrom(
				'\u200b',
				'\u200c',
				'\u200d',
				'\u200e',
				'\u202e',
				'\u2066',
				'\u2069',
				'\ufeff',
				'\u00ad',
				'\ufe0f',
				'\ufe0e',
				'\u20e3'
			),
			fc.constantFrom(
				'👨',
				'👩',
				'🔥',
				'❤',
				'👍',
				'🏽',
				'🏴',
				'\u{E0067}',
				'\u{E0062}',
				'\u{E007F}',
				'🇳',
				'\ud83d',
				'\ude00',
				'\uffff',
				'\ufdd0'
			),
			fc.constantFrom(
				'ن',
				'می',
				'क',
				'्',
				'ষ',
				'\u1112',
				'\u1161',
				'\u11ab',
				'\u09c7',
				'\u09be',
				'ﬀ',
				'\u1d160',
				'\u3164',
				'\u034f'
			),
			fc.string({ unit: 'binary', maxLength: 3 })
		),
		{ maxLength: 40 }
	)
	.map((parts) => parts.join(''));
/** The few that affect each other most. */
const joins = fc
	.array(
		fc.constantFrom(
			'a',
			'1',
			' ',
			'\n',
			'\u0301',
			'\u200c',
			'\u200d',
			'\ufe0f',
			'\u20e3',
			'❤',
			'🏽',
			'ن',
			'\u200b',
			'\u1112',
			'\u1161'
		),
		{ maxLength: 30 }
	)
	.map((parts) => parts.join(''));
const markup = fc
	.array(
		fc.oneof(
			trouble,
			fc.constantFrom(
				'<p>',
				'</p>',
				'<b',
				'<a href="https://a.example/x">',
				'</a>',
				'<script>',
				'</script>',
				'<!--',
				'-->',
				'<br/>',
				'&lt;',
				'&#0;'
			),
			fc.constantFrom(
				'&#xd800;',
				'&amp;amp;',
				'<li>',
				'<pre>',
				'</pre>',
				'<svg>',
				'</svg>',
				'<![CDATA[',
				']]>',
				'"',
				"'",
				'<?',
				'<style>',
				'&'
			)
		),
		{ maxLength: 30 }
	)
	.map((parts) => parts.join(''));

test('media are cleaned and limited in number', () => {
	const clean = normalise(
		post({
			media: [
				{ kind: 'picture', description: `Rook\n\u202eboven \0Zuid${'!'.repeat(600)}`, seconds: -1 },
				...Array.from({ length: 30 }, () => ({ kind: 'sound' as const, description: ' ', seconds: 2.5 }))
			]
		})
	);
	expect(clean.media).toHaveLength(20);
	expect(clean.media?.[0]?.description).toHaveLength(500);
	expect(clean.media?.[0]?.description).toMatch(/^Rook \u202eboven Zuid!+ \[…\]$/u);
	expect(clean.media?.[1]).toEqual({ kind: 'sound', description: null, seconds: null });
	expect(normalise(clean)).toEqual(clean);
	expect(normalise(post({})).media).toBeUndefined();
});

describe('text', () => {
	test('cleaning never throws, gives the same result twice, and its output fits in jsonb and text', () => {
		fc.assert(
			fc.property(
				fc.oneof(trouble, joins, fc.string({ unit: 'binary', maxLength: 400, size: 'max' })),
				fc.constantFrom(20, 60, MAX_STORED_TEXT_LENGTH),
				(text, maxLength) => {
					const clean = cleanText(text, maxLength);
					expect(cleanText(clean, maxLength)).toBe(clean);
					expect(clean.length).toBeLessThanOrEqual(maxLength);
					expect(clean.isWellFormed()).toBe(true);
					expect(clean).toBe(clean.normalize('NFC'));
					expect(clean).not.toMatch(/(?!\n)\p{Cc}|[\p{M}\p{Default_Ignorable_Code_Point}]{9}/u);
					const visible = visibleText(clean);
					expect(visibleText(visible)).toBe(visible);
					expect(cleanText(visible)).toBe(visible);
					expect(visible === '').toBe(clean === '');
				}
			),
			{ numRuns: runs(1_000, 5_000) }
		);
	});
	test('letters are composed: é is one character however it was typed', () => {
		expect(cleanText('cafe\u0301')).toBe('café');
	});
	test('control characters, NUL and lone surrogates go, the rest of the text stays', () => {
		expect(cleanText('a\0b\x07c\x1b[31md\ud800e\udc00f\uffffg')).toBe('abc[31mdefg');
	});
	test.each([
		['gif\u200bwolk b\u00adra\u2060nd \ufeffna\ufe0fsa \u{E0061}\u{E0062}', 'gifwolk brand nasa'],
		['veilig \u202egnidlem\u202c \u2066x\u2069\u200f', 'veilig gnidlem x'],
		['עזרה \u200e112\u200e!', 'עזרה 112!'],
		['bra\u200cnd', 'brand'],
		['ﷺ\u061c 12\u202f000', 'ﷺ 12 000'],
		['rook\u3164wolk', 'rookwolk'],
		['a \u200b b', 'a b']
	])('invisible characters stay in a post, but are not compared: %j', (text, visible) => {
		expect(cleanText(text)).toBe(text.replace('\u202f', ' ').trim());
		expect(visibleText(cleanText(text))).toBe(visible);
	});
	test('only invisible characters leave an empty text', () => {
		for (const text of ['\u200b', ' \u202e \u2066', '\ufeff\n\u00ad', '\u{E0061}']) expect(cleanText(text)).toBe('');
	});
	test('composed emoji, keycaps and flags stay complete', () => {
		const emoji = '👨‍👩‍👧 ❤️‍🔥 👍🏽 1️⃣ 🇳🇱 🏴󠁧󠁢󠁥󠁮󠁧󠁿';
		expect([cleanText(emoji), visibleText(emoji)]).toEqual([emoji, emoji]);
	});
	test('Persian keeps the joiner that its spelling needs', () => {
		expect(visibleText(cleanText('می\u200cخواهم'))).toBe('می\u200cخواهم');
	});
	test('five hundred combining marks on a letter become eight', () => {
		expect(cleanText(`z${'\u0336'.repeat(500)}!`)).toBe(`z${'\u0336'.repeat(8)}!`);
	});
	test('a text over the limit is cut and says so, never in the middle of a character', () => {
		const cut = cleanText('😀'.repeat(MAX_STORED_TEXT_LENGTH));
		expect(cut.length).toBeLessThanOrEqual(MAX_STORED_TEXT_LENGTH);
		expect(cut.endsWith(cutMark)).toBe(true);
		expect(cut.isWellFormed()).toBe(true);
		expect(cleanText('x'.repeat(MAX_STORED_TEXT_LENGTH))).toHaveLength(MAX_STORED_TEXT_LENGTH);
	});
	test('a megabyte on a line takes no longer than its length', () => {
		// Of processor: beside other work a clock on the wall says nothing.
		const took = (length: number): number => {
			const began = process.cpuUsage();
			for (const nasty of ['\u0301', ' ', '\n ', '\u200d', '😀', 'a\u0301', '\u{E0061}'])
				cleanText(nasty.repeat(length / nasty.length));
			return process.cpuUsage(began).user;
		};
		took(100_000);
		const short = took(100_000);
		// Ten times the length; by its square it would be a hundred times the work.
		expect(took(1_000_000)).toBeLessThan(40 * short);
	});
	test('line ends are all the same, spaces single, with at most one empty line', () => {
		expect(cleanText('  a\r\nb\u2028c \t d\u00a0e\n\n\n\nf  ')).toBe('a\nb\nc d e\n\nf');
		expect(cleanLine(' Jan\n de\tWit ')).toBe('Jan de Wit');
	});
});

describe('HTML', () => {
	test('converting to text never throws, and the text is clean', () => {
		fc.assert(
			fc.property(markup, (html) => {
				const text = textOf(html);
				expect(cleanText(text)).toBe(text);
			}),
			{ numRuns: runs(600, 3_000) }
		);
	});
	test('blocks become lines, list items become lines with a dash', () => {
		expect(textOf('<p>Brand.</p><p>Sluit<br>ramen</p><ul><li>een<li>twee</ul><div>drie</div>vier')).toBe(
			'Brand.\n\nSluit\nramen\n\n- een\n- twee\n\ndrie\nvier'
		);
	});
	test('scripts, styles, frames and drawings are no text', () => {
		expect(
			textOf(
				'a<script>alert(1)</script><style>b{}</style><svg><text>c</text></svg><iframe src=x>d</iframe><template>e</template>f'
			)
		).toBe('af');
	});
	test('an unclosed tag or script removes no more than it does in a browser', () => {
		expect(textOf('voor <b>vet <i>na')).toBe('voor vet na');
		expect(textOf('1 < 2 & 3 > 2')).toBe('1 < 2 & 3 > 2');
		expect(textOf('veilig<script>weg')).toBe('veilig');
	});
	test('entities are resolved once: what was encoded twice stays visible as text', () => {
		expect(textOf('Tom &amp; &#39;Jip&#39; &eacute; &amp;lt;script&amp;gt;')).toBe("Tom & 'Jip' é &lt;script&gt;");
		expect(textOf('&#0;&#xd800;&#x1F525;')).toBe('\ufffd\ufffd🔥');
	});
	test('a link keeps its address: both its text and its target are visible', () => {
		expect(textOf('<a href="https://evil.example/login">politie.nl</a>')).toBe(
			'politie.nl (https://evil.example/login)'
		);
		expect(textOf('Zie <a href="https://a.example/">hier</a>.')).toBe('Zie hier (https://a.example/).');
		expect(textOf('<a href="javascript:alert(1)">hier</a> <a href="data:text/html,x">daar</a>')).toBe('hier daar');
	});
	test('an address that a network shortened for display is complete again; hashtags and mentions stay words', () => {
		expect(
			textOf(
				'<a href="https://www.nos.nl/artikel/123-brand"><span class="invisible">https://www.</span><span>nos.nl/artikel/123…</span></a> <a href="https://m.example/tags/brand">#<span>brand</span></a> <a href="https://m.example/@wv">@<span>wv</span></a>'
			)
		).toBe('https://www.nos.nl/artikel/123-brand #brand @wv');
	});
	test('text that is not HTML keeps its angle brackets', () => {
		expect(normalise(post({ text: '<b>vet</b> <script>alert(1)</script> &amp;' })).text).toBe(
			'<b>vet</b> <script>alert(1)</script> &amp;'
		);
	});
	test('markup without end or bottom is cut, marked, and costs little', () => {
		const started = performance.now();
		for (const html of [
			'<a>'.repeat(60_000) + '</b>'.repeat(60_000),
			'<div>'.repeat(200_000),
			'<a href=https://a.example>x</a>'.repeat(50_000),
			'&#65;'.repeat(1_000_000)
		])
			expect(textOf(html).endsWith(cutMark.trim())).toBe(true);
		expect(performance.now() - started).toBeLessThan(3_000);
		expect(htmlToText('<p>kort</p>')).toBe('\n\nkort\n\n');
	});
});

describe('addresses', () => {
	test('only http and https are addresses', () => {
		for (const bad of [
			'javascript:alert(1)',
			'data:text/html,x',
			'file:///etc/passwd',
			'ftp://a.example',
			'vbscript:x',
			' JaVaScRiPt:alert(1)',
			'//a.example',
			'x',
			''
		])
			expect(cleanAddress(bad)).toBeNull();
		expect(cleanAddress('HTTPS://A.Example')).toBe('https://a.example/');
	});
	test('a name before the host is taken out, so that the host that shows is the host that answers', () => {
		expect(cleanAddress('https://politie.nl@evil.example/x')).toBe('https://evil.example/x');
		expect(cleanAddress('https://politie.nl:secret@evil.example/x')).toBe('https://evil.example/x');
	});
	test('a look-alike host shows the letters that the network uses', () => {
		expect(hostOf(cleanAddress('https://www.pоlitie.nl/') ?? '')).toMatch(/^xn--/);
	});
	test('relative addresses are made absolute, extremely long ones refused', () => {
		expect(cleanAddress('/a', 'https://a.example/b/c')).toBe('https://a.example/a');
		expect(cleanAddress(`https://a.example/${'x'.repeat(2_000)}`)).toBeNull();
	});
});

describe('a post', () => {
	const author = fc.record({
		externalId: fc.string({ minLength: 1 }),
		handle: trouble,
		name: trouble,
		followers: fc.oneof(fc.constant(null), fc.double())
	});
	const anyPost = fc.record({
		externalId: fc.oneof(trouble, fc.string({ maxLength: 1_000, size: 'max' })),
		text: fc.oneof(trouble, joins, markup),
		html: fc.boolean(),
		publishedAt: fc.oneof(
			fc.constant(null),
			fc.string(),
			fc.date().map(String),
			fc.constant('+275760-09-13T00:00:00.000Z')
		),
		author: fc.oneof(fc.constant(null), author),
		url: fc.oneof(fc.constant(null), fc.webUrl(), fc.string()),
		lang: fc.oneof(fc.constant(null), fc.constantFrom('nl', 'nl-NL', 'NL_be', 'und', 'Dutch!'), fc.string()),
		shares: fc.oneof(fc.constant(null), trouble),
		replyTo: fc.oneof(fc.constant(null), trouble),
		reach: fc.oneof(fc.constant(null), fc.double(), fc.integer()),
		platform: fc.constantFrom('x' as const, 'news' as const)
	});
	test('whatever a source delivers becomes a valid post, and normalising it again changes nothing', () => {
		fc.assert(
			fc.property(anyPost, (raw) => {
				const clean = normalise(raw);
				expect(() => RawPost.parse(clean)).not.toThrow();
				expect(normalise(clean)).toEqual(clean);
				// A backslash of the text itself is doubled.
				expect(JSON.stringify(clean)).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/);
			}),
			{ numRuns: runs(600, 3_000) }
		);
	});
	test('a long id is replaced by its checksum, and two of them stay different', () => {
		const [one, two] = ['a', 'b'].map((end) => normalise(post({ externalId: 'x'.repeat(5_000) + end })).externalId);
		expect(one).toMatch(/^sha256:/);
		expect(one).not.toBe(two);
	});
	test('a number that is none is unknown, not a guess', () => {
		for (const reach of [NaN, Infinity, -1, 1.5, 1e12]) expect(normalise(post({ reach })).reach).toBeNull();
		expect(normalise(post({ reach: 0 })).reach).toBe(0);
	});
	test('times are stored in UTC, impossible ones are left out', () => {
		expect(normalise(post({ publishedAt: '2026-11-20T14:03:00+01:00' })).publishedAt).toBe('2026-11-20T13:03:00.000Z');
		expect(normalise(post({ publishedAt: '2026-13-45' })).publishedAt).toBeNull();
	});
	test('a language is stored without its country, or left out', () => {
		expect(['nl-NL', 'NL', 'nl_BE', 'und', 'x!', ''].map((lang) => normalise(post({ lang })).lang)).toEqual([
			'nl',
			'nl',
			'nl',
			null,
			null,
			null
		]);
	});
});
