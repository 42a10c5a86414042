import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesIn } from './project-files';
import { quotedIn, testsMeantBy } from './test-titles';

/** docs/security.md promises: what it names is there, it is complete, and what it says can be counted. */
const root = resolve(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const page = text('docs/security.md');

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has: those of level 3 follow them. */
const SECTIONS: Readonly<Record<string, number>> = {
	'1.1': 2,
	'1.2': 9,
	'1.3': 11,
	'1.4': 3,
	'1.5': 2,
	'2.1': 3,
	'2.2': 3,
	'2.3': 4,
	'2.4': 1,
	'3.2': 2,
	'3.3': 4,
	'3.4': 6,
	'3.5': 5,
	'3.7': 2,
	'4.1': 3,
	'4.2': 1,
	'4.3': 2,
	'4.4': 4,
	'5.1': 1,
	'5.2': 3,
	'5.3': 2,
	'5.4': 3,
	'6.1': 3,
	'6.2': 12,
	'6.3': 4,
	'6.4': 4,
	'6.5': 5,
	'6.6': 3,
	'6.8': 4,
	'7.1': 3,
	'7.2': 4,
	'7.3': 2,
	'7.4': 5,
	'7.5': 2,
	'7.6': 2,
	'8.1': 2,
	'8.2': 3,
	'8.3': 1,
	'8.4': 1,
	'9.1': 3,
	'9.2': 4,
	'10.1': 2,
	'10.2': 2,
	'10.3': 4,
	'10.4': 11,
	'10.5': 5,
	'10.6': 2,
	'10.7': 3,
	'11.1': 2,
	'11.2': 3,
	'11.3': 3,
	'11.4': 4,
	'11.5': 1,
	'11.6': 1,
	'12.1': 3,
	'12.2': 2,
	'12.3': 4,
	'13.1': 1,
	'13.2': 5,
	'13.3': 2,
	'13.4': 5,
	'14.1': 2,
	'14.2': 4,
	'14.3': 3,
	'15.1': 3,
	'15.2': 3,
	'15.3': 7,
	'16.1': 1,
	'16.2': 5,
	'16.3': 4,
	'16.4': 3,
	'16.5': 3,
	'17.1': 1,
	'17.2': 4,
	'17.3': 2
};
const STATES = ['holds', 'partly', 'open', 'n/a'] as const;

interface RequirementRow {
	readonly number: string;
	/** Of ASVS: 1 or 2; empty in the table of BIO2. */
	readonly level: string;
	readonly subject: string;
	readonly state: string;
	readonly evidence: string;
}
const cellsOf = (line: string): string[] =>
	line
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());
const linesOf = (number: RegExp): string[][] =>
	page
		.split('\n')
		.filter((line) => number.test(line))
		.map(cellsOf);
const asvs = linesOf(/^\| \d+\.\d+\.\d+ \|/).map(
	([number = '', level = '', subject = '', state = '', evidence = '']): RequirementRow => {
		return { number, level, subject, state, evidence };
	}
);
const bio = linesOf(/^\| \d+\.\d+ \|/).map(([number = '', subject = '', state = '', evidence = '']): RequirementRow => {
	return { number, level: '', subject, state, evidence };
});

/** Text between backticks is a test as `file: title`, or a file of the project or below src/lib. */
const isTest = (reference: string): boolean => /^[a-z][\w./-]*: \S/.test(reference);
const pathOf = (reference: string): string =>
	/^(?:server|domain|desk|report)\//.test(reference) ? `src/lib/${reference}` : reference;
const isFile = (reference: string): boolean =>
	/^(?:src|tests|scripts|docs|messages|static|drizzle)\/[^\s*]+$/.test(pathOf(reference)) ||
	/^[A-Za-z][\w.-]*\.(?:md|json|ts|js|yml)$/.test(reference) ||
	reference === 'Containerfile';
const links = (markdown: string): string[] => [...markdown.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
const section = (heading: string): string => new RegExp(`## ${heading}\\n([^]*?)\\n##`).exec(page)?.[1] ?? '';

const numberOf = (number: string): number => number.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
const isRising = (rows: readonly RequirementRow[]): boolean =>
	rows.every(({ number }, at) => at === 0 || numberOf(number) > numberOf(rows[at - 1]?.number ?? ''));

describe('docs/security.md', () => {
	test('has every requirement of levels 1 and 2, once and in order', () => {
		const wanted = Object.entries(SECTIONS).flatMap(([section, count]) =>
			Array.from({ length: count }, (_, at) => `${section}.${at + 1}`)
		);
		expect(asvs.map(({ number }) => number)).toEqual(wanted);
		expect(['1', '2'].map((level) => asvs.filter((row) => row.level === level).length)).toEqual([70, 183]);
		expect(isRising(bio)).toBe(true);
		expect(bio.length).toBeGreaterThan(10);
	});

	test.each([
		['ASVS', asvs],
		['BIO2', bio]
	])('each row of %s gives its state and the evidence', (_, rows) => {
		for (const { number, subject, state, evidence } of rows) {
			expect(STATES, number).toContain(state);
			expect(subject, number).toMatch(/\p{L}{2}/u);
			const shown = quotedIn(evidence);
			const points = shown.some((each) => isFile(each) || isTest(each)) || links(evidence).length > 0;
			if (state === 'holds') {
				expect(points, `${number} holds by nothing`).toBe(true);
				expect(evidence, number).not.toContain('Missing');
			} else if (state === 'partly') {
				expect(points, `${number} holds partly by nothing`).toBe(true);
				expect(evidence, number).toMatch(/Missing[^:]*: \S/);
			} else if (state === 'open') expect(evidence, number).toMatch(/Missing[^:]*: \S/);
			else expect(evidence, `${number} gives no reason`).toMatch(/^\p{Lu}.{5}/u);
		}
	});

	test('each requirement that holds is shown by a test or a section of the page', () => {
		const without = [...asvs, ...bio].filter(
			({ state, evidence }) => state === 'holds' && !quotedIn(evidence).some(isTest) && links(evidence).length === 0
		);
		expect(without.map(({ number }) => number)).toEqual([]);
	});

	test('every file, test and section that the page names exists', () => {
		const references = quotedIn(page);
		expect(references.filter(isTest).length).toBeGreaterThan(100);
		// Each means one test: a title that is cut too short, or a test that is gone, is named here.
		const meant = references.filter(isTest).map((each) => [each, testsMeantBy(each)] as const);
		expect(meant.filter(([, tests]) => tests.length !== 1)).toEqual([]);
		expect(references.filter((each) => isFile(each) && !existsSync(join(root, pathOf(each))))).toEqual([]);
		// Whatever looks like a test or a file of ours is one of the two forms.
		expect(
			references.filter((each) => /\.(?:ts|mjs|svelte)\b|\.test\b/.test(each) && !isTest(each) && !isFile(each))
		).toEqual([]);
		const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(
			([, heading = '']) =>
				`#${heading
					.toLowerCase()
					.replaceAll(/[^\p{L}\p{N} -]/gu, '')
					.replaceAll(' ', '-')}`
		);
		for (const target of links(page).filter((each) => !/^https?:/.test(each))) {
			if (target.startsWith('#')) expect(anchors).toContain(target);
			else expect(existsSync(join(root, 'docs', target)), target).toBe(true);
		}
	});

	test('has correct totals', () => {
		const count = (wanted: (typeof STATES)[number]): number => asvs.filter(({ state }) => state === wanted).length;
		expect(page).toContain(
			`Of ${asvs.length} requirements: ${count('holds')} hold, ${count('partly')} partly, ${count('open')} open, ${count('n/a')} n/a.`
		);
	});
});

const code = filesIn('src', /\.(ts|svelte)$/, 1_000).map((path) => [path.replace('src/', ''), text(path)] as const);
const having = (pattern: RegExp): string[] => code.filter(([, source]) => pattern.test(source)).map(([path]) => path);

test('no module evaluates text as code, and no component writes HTML that it did not make', () => {
	expect(having(/\beval\(|new Function\(|\bsetTimeout\(\s*['"`]|node:vm\b/)).toEqual([]);
	expect(having(/\{@html\b|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write\(/)).toEqual([]);
});

test('nothing disables certificate checks', () => {
	expect(having(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/)).toEqual([]);
});

test('every password field hides its value, and lets a password manager fill it in', () => {
	const fields = code.flatMap(([path, source]) =>
		[...source.matchAll(/<(?:TextField|input)\b(?:=>|[^>])*>/g)].map(([field]) => ({ path, field }))
	);
	const own = fields.filter(({ field }) =>
		/autocomplete="(?:current|new)-password"|name="(?:password|again|old)"/.test(field)
	);
	expect(own.length).toBeGreaterThan(6);
	const wrong = own.filter(
		({ field }) =>
			!/type="password"/.test(field) || !/autocomplete="(?:current|new)-password"/.test(field) || /onpaste/.test(field)
	);
	expect(wrong).toEqual([]);
});

test('no module uses a hash, cipher or derivation that is missing from the list of algorithms', () => {
	const calls =
		/\b(?:createHash|createHmac|createCipheriv|createDecipheriv|hkdfSync|pbkdf2\w*|createSign|createVerify|subtle\.digest)\(\s*(['"])([^'"]+)\1/g;
	const used = new Set(
		code.flatMap(([, source]) => [...source.matchAll(calls)].map(([, , name = '']) => name.toLowerCase()))
	);
	expect(used.size).toBeGreaterThan(1);
	const named = new Set(quotedIn(section('Keys and algorithms')).map((name) => name.toLowerCase()));
	expect([...used].filter((name) => !named.has(name.replace(/^sha-/, 'sha')))).toEqual([]);
});

/** The modules that import one of these from a package, and are not a test. */
const importing = (names: RegExp, from: RegExp): string[] =>
	code
		.filter(([, source]) =>
			[...source.matchAll(/import (?!type )([^;]+?) from '([^']+)'|import\('([^']+)'\)/g)].some(
				([, what = '', statically = '', dynamically = '']) =>
					from.test(statically || dynamically) && (dynamically !== '' || names.test(what))
			)
		)
		.map(([path]) => `src/${path}`);
test('every module that makes or uses a key is in the list of keys', () => {
	const named = new Set(quotedIn(section('Keys and algorithms')).map(pathOf));
	const own = importing(
		/\b(generateKey\w*|create(?:Private|Public|Secret)Key|sign|verify|ECDH|createECDH|scrypt\w*|hkdf\w*|create(?:De)?[Cc]ipheriv|Encrypter|Decrypter|createLocalJWKSet|createOTP|passkey)\b/,
		/^(node:crypto|jose|age-encryption|@better-auth\/.*)$/
	).concat(importing(/\w/, /^web-push$/));
	expect(own.length).toBeGreaterThan(6);
	expect(own.filter((path) => !named.has(path))).toEqual([]);
});

test('every module that connects to others is in the list of outgoing connections', () => {
	const named = new Set(quotedIn(section('Outgoing connections')).map(pathOf));
	const own = importing(
		/\b(Agent|WebSocket|createTransport|connect|createSocket|Socket|https?)\b/,
		/^(undici|ws|nodemailer|node:(net|tls|dgram|https?|http2))$/
	).concat(code.filter(([, source]) => / postgres\(/.test(source)).map(([path]) => `src/${path}`));
	expect(own.length).toBeGreaterThan(4);
	expect(own.filter((path) => !named.has(path))).toEqual([]);
});
