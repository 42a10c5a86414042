import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import type { Host } from '$lib/server/host';
import { part, type Part } from '$lib/server/part';
import { start } from '$lib/server/program';
import { settings } from './settings';

const host: Host = { http: createServer(), config: settings(), port: 0 };

function named(name: string, events: string[]): Part<string> {
	return part(name, () => {
		events.push(`${name} starts`);
		return { service: name, stop: () => void events.push(`${name} stops`) };
	});
}

test('parts start in order, find those before them, and stop in reverse', async () => {
	const events: string[] = [];
	const first = named('first', events);
	const second = part('second', (program) => {
		events.push(`second finds ${first.of(program)}`);
		return { service: null, stop: () => void events.push('second stops') };
	});
	const program = await start(host, [first, second]);
	await program.stop();
	expect(events).toEqual(['first starts', 'second finds first', 'second stops', 'first stops']);
});

test('when one does not start, those before it are stopped and its error is told', async () => {
	const events: string[] = [];
	const broken = part('broken', () => Promise.reject(new Error('no such thing')));
	await expect(start(host, [named('first', events), broken, named('never', events)])).rejects.toThrow('no such thing');
	expect(events).toEqual(['first starts', 'first stops']);
});

test('one that does not stop does not keep the others running', async () => {
	const events: string[] = [];
	const stuck = part('stuck', () => ({ service: null, stop: () => Promise.reject(new Error('stuck')) }));
	await (await start(host, [named('first', events), stuck])).stop();
	expect(events).toEqual(['first starts', 'first stops']);
});

test('readiness names each part that cannot work, and why', async () => {
	const well = part('well', () => ({ service: null, problem: () => null }));
	const ill = part('ill', () => ({ service: null, problem: () => 'the disk is full' }));
	const failing = part('failing', () => ({ service: null, problem: () => Promise.reject(new Error('connection refused')) }));
	const silent = part('silent', () => ({ service: null, problem: () => new Promise<string>(() => undefined) }));
	const program = await start(host, [well, ill, failing, silent]);
	expect(await program.problems()).toEqual([
		{ part: 'ill', problem: 'the disk is full' },
		{ part: 'failing', problem: 'connection refused' },
		{ part: 'silent', problem: 'no answer within 2 s' }
	]);
	await program.stop();
});

test('asking for a part that is not started says which', async () => {
	const program = await start(host, []);
	expect(() => named('absent', []).of(program)).toThrow(/"absent" is not started/);
});
