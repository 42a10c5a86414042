import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
	isInFilter,
	makePasswordFilter,
	readPasswordFilter,
	writePasswordFilter
} from '$lib/server/people/auth/password-filter';
import { passwordProblem } from '$lib/server/people/auth/passwords';

test.each([
	'welkom123456',
	'Welkom01234!',
	'Wachtwoord2026!',
	'W@chtw00rd123',
	'password12345',
	'P@ssw0rd2025!!',
	'P@ssw0rd12345',
	'123456789012',
	'qwertyuiop123',
	'aaaaaaaaaaaaaa',
	'abababababab',
	'zomerzomerzomer',
	'Gemeente2026!',
	'amsterdam1234',
	'abcdefghijkl',
	'iloveyou12345',
	'voelspriet2026',
	'correcthorsebatterystaple',
	'welkomwelkom1',
	'111111111111',
	'            ',
	'Feyenoord1908!',
	'letmeinletmein'
])('a commonly chosen password is refused: %s', (password) => {
	expect(passwordProblem(password)).toBe('common');
});

test.each([
	'vier losse tegels zingen',
	'paarse giraf op de kade',
	'Kx9#vT2mQp4z',
	'mijn fiets is gestolen in Breukelen',
	'🐢🦊🐙🦉🐝🐳🦜🐞🦔🐌🦋🐿',
	'ørsted-blåbær-kaffe',
	'dit-is-geen-wachtwoord',
	'83920174665029',
	'ééntweedriekanarievlucht',
	'пароль из двенадцати'
])('a password that is long enough and not common is accepted, whatever it consists of: %s', (password) => {
	expect(passwordProblem(password)).toBeNull();
});

test('a password has at least twelve and at most two hundred characters, as people count them', () => {
	expect(passwordProblem('elf tekens!')).toBe('short');
	expect(passwordProblem('👨‍👩‍👧‍👦'.repeat(11))).toBe('short');
	expect(passwordProblem('👨‍👩‍👧‍👦🐢🦊🐙🦉'.repeat(40))).toBeNull();
	expect(passwordProblem('👨‍👩‍👧‍👦🐢🦊🐙🦉'.repeat(41))).toBe('long');
	expect(passwordProblem('x'.repeat(100_000))).toBe('long');
});

test('a person’s own name, address or organisation, even with a year, is not accepted as a password', () => {
	const own = ['Samira Kaya', 'samira.kaya@waterveen.nl', 'Gemeente Waterveen'];
	expect(passwordProblem('SamiraKaya2026', own)).toBe('own');
	expect(passwordProblem('waterveen-samira', own)).toBe('own');
	expect(passwordProblem('samira fietst naar Breukelen', own)).toBeNull();
});

const filterFile = join(import.meta.dirname, '../../../src/lib/server/people/auth/common-passwords.json');
const list = JSON.parse(
	readFileSync(createRequire(import.meta.url).resolve('@zxcvbn-ts/language-common/src/passwords.json'), 'utf8')
) as string[];

test('the filter is built from the package’s list, byte for byte, in whatever order the list is', () => {
	expect(list.length).toBeGreaterThan(30_000);
	const words = list.map((word) => word.toLowerCase());
	const made = writePasswordFilter(makePasswordFilter(words));
	expect(made === readFileSync(filterFile, 'utf8')).toBe(true);
	expect(writePasswordFilter(makePasswordFilter([...words].reverse())) === made).toBe(true);
});

test('everything in the list is found, and at most one in ten thousand other words', () => {
	const filter = readPasswordFilter(
		JSON.parse(readFileSync(filterFile, 'utf8')) as Parameters<typeof readPasswordFilter>[0]
	);
	const words = new Set(list.map((word) => word.toLowerCase()));
	expect([...words].filter((word) => !isInFilter(filter, word))).toEqual([]);
	let wrong = 0;
	for (let n = 0; n < 200_000; n += 1) if (isInFilter(filter, `not in the list ${n}`)) wrong += 1;
	expect(wrong).toBeLessThanOrEqual(20);
});

test.each(['sonyericsson', 'Motherfucker1!', 'gfhjkmgfhjkm', 'q1w2e3r4t5y6', 'butterfly2026!!', 'zxcasdqwe123'])(
	'a password that leaked often is refused, also with a year or punctuation around it: %s',
	(password) => {
		expect(passwordProblem(password)).toBe('common');
	}
);
test('a leaked password that is part of a long sentence is accepted', () => {
	expect(passwordProblem('een butterfly landt zacht')).toBeNull();
	expect(passwordProblem('butterfly83920174')).toBeNull();
});
