import { addDays } from 'date-fns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runBuilt, type BuiltProgram } from './built';

const contact = 'mailto:cert@waterveen.example';
let program: BuiltProgram;
let silent: BuiltProgram;

beforeAll(async () => {
	program = await runBuilt({ SECURITY_CONTACT: contact, ORIGIN: 'https://voelspriet.waterveen.example' });
	silent = await runBuilt();
}, 300_000);
afterAll(async () => {
	await program.remove();
	await silent.remove();
});

test('anyone can read where to report a vulnerability, in the form of RFC 9116, expiring within a year', async () => {
	const answer = await fetch(`${program.base}/.well-known/security.txt`);
	expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
	const fields = new Map(
		(await answer.text())
			.trim()
			.split('\n')
			.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string])
	);
	expect([...fields.keys()].sort()).toEqual(['Canonical', 'Contact', 'Expires', 'Preferred-Languages']);
	expect(fields.get('Contact')).toBe(contact);
	expect(fields.get('Canonical')).toBe('https://voelspriet.waterveen.example/.well-known/security.txt');
	const expires = new Date(fields.get('Expires') ?? '');
	expect(expires > addDays(new Date(), 30) && expires < addDays(new Date(), 365)).toBe(true);
});

test('without a contact there is no such page', async () => {
	expect((await fetch(`${silent.base}/.well-known/security.txt`)).status).toBe(404);
});
