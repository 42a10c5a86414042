import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import pino from 'pino';
import { z } from 'zod';
import { commandLine, log } from '$lib/server/platform/operations/logger';
import { everywhere, freshAccounts, PASSWORD, system } from '../accounts/test-accounts';

/** What BIO2 asks of a line: when, who, what, to what, with which result and from where; and nothing else. */
const Line = z.strictObject({
	level: z.literal('info'),
	time: z.iso.datetime(),
	action: z.string(),
	object: z.string(),
	result: z.string(),
	origin: z.string().nullable(),
	actor: z.string(),
	msg: z.literal('command')
});

const written: string[] = [];
const stream = Reflect.get(log, pino.symbols.streamSym) as { write: (line: string) => void };
const spy = vi.spyOn(stream, 'write').mockImplementation((line) => void written.push(line));
log.level = 'info';
beforeEach(() => void written.splice(0));

const accounts = await freshAccounts();
afterAll(async () => {
	log.level = 'silent';
	spy.mockRestore();
	await accounts.remove();
});

test('a log line says when, who, what, to what, with which result and from where', () => {
	const forged = '\n{"level":"info","action":"session.signIn","result":"done"}';
	commandLine({ action: `rumour.merge${forged}`, object: 'incident/1', result: 'done', origin: '::1', actor: 'x' });
	expect(written).toHaveLength(1);
	expect(written[0]?.trimEnd()).not.toContain('\n');
	const line = Line.parse(JSON.parse(written[0] ?? ''));
	expect(line.action).toContain(forged);
	expect(line.time).toMatch(/Z$/);
});

test('a sign-in that works, one that fails and one that must wait are each logged, without what was typed', async () => {
	const email = 'sanne@voorbeeld.example';
	const sanne = await accounts.people.add({ name: 'Sanne', email, grants: everywhere('analyst') }, system);
	await accounts.people.setPassword(sanne, PASSWORD);
	written.splice(0);
	const signIn = (password: string) =>
		accounts.entrance.signIn({ email, address: '192.0.2.7', device: undefined }, password, new Headers());
	await signIn(PASSWORD);
	// At once: on a slow machine a wait of one second is over before the next try.
	await Promise.all(Array.from({ length: 7 }, () => signIn('this is not the one')));
	const lines = written
		.map((line) => Line.parse(JSON.parse(line)))
		.filter(({ action }) => action === 'session.signIn')
		.map(({ object, result, origin, actor }) => ({ object, result, origin, actor }));
	const attempt = { object: 'person', origin: '192.0.2.7', actor: 'unknown' };
	expect(lines).toContainEqual({ object: `person/${sanne}`, result: 'done', origin: '192.0.2.7', actor: sanne });
	expect(lines).toContainEqual({ ...attempt, result: 'wrong' });
	expect(lines).toContainEqual({ ...attempt, result: 'tooMany' });
	for (const secret of [PASSWORD, 'this is not the one', email]) expect(written.join('')).not.toContain(secret);
});

test('warnings that a stranger can cause are logged some hundred times, then counted; commands are always logged', () => {
	const message = `warning ${crypto.randomUUID()}`;
	for (let times = 0; times < 1000; times += 1) {
		log.warn({ times }, message);
		commandLine({ action: 'a', object: 'b', result: 'done', origin: null, actor: 'x' });
	}
	expect(written.filter((line) => line.includes(message)).length).toBeGreaterThanOrEqual(200);
	expect(written.filter((line) => line.includes(message)).length).toBeLessThan(300);
	expect(written.filter((line) => line.includes('"command"'))).toHaveLength(1000);
	const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
	log.error(message);
	clock.mockRestore();
	expect(JSON.parse(written.at(-1) ?? '')).toMatchObject({
		level: 'error',
		msg: message,
		unwritten: expect.any(Number) as number
	});
	expect(JSON.parse(written.at(-1) ?? '')).not.toHaveProperty('times');
});
