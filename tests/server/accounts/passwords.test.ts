import { expect, test } from 'vitest';
import { passwordProblem } from '$lib/server/auth/passwords';

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
])('a password that everybody chooses is refused: %s', (password) => {
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
])('one that is long enough and not common is taken, whatever it is made of: %s', (password) => {
	expect(passwordProblem(password)).toBeNull();
});

test('it has at least twelve and at most two hundred characters, as people count them', () => {
	expect(passwordProblem('elf tekens!')).toBe('short');
	expect(passwordProblem('👨‍👩‍👧‍👦'.repeat(11))).toBe('short');
	expect(passwordProblem('👨‍👩‍👧‍👦🐢🦊🐙🦉'.repeat(40))).toBeNull();
	expect(passwordProblem('👨‍👩‍👧‍👦🐢🦊🐙🦉'.repeat(41))).toBe('long');
	expect(passwordProblem('x'.repeat(100_000))).toBe('long');
});

test("a person's own name, address and organisation with a year do not make a password", () => {
	const own = ['Samira Kaya', 'samira.kaya@waterveen.nl', 'Gemeente Waterveen'];
	expect(passwordProblem('SamiraKaya2026', own)).toBe('own');
	expect(passwordProblem('waterveen-samira', own)).toBe('own');
	expect(passwordProblem('samira fietst naar Breukelen', own)).toBeNull();
});
