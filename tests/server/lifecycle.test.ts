import { expect, test } from 'vitest';
import { Lifecycle } from '$lib/server/platform/lifecycle';

test('services stop in the reverse order of their start, each once', async () => {
	const running = new Lifecycle();
	const stopped: string[] = [];
	for (const name of ['first', 'second']) running.add(name, { stop: () => void stopped.push(name) });
	await running.stop();
	await running.stop();
	expect(stopped).toEqual(['second', 'first']);
});

test('a service stops before the one it uses begins to stop', async () => {
	const running = new Lifecycle();
	const events: string[] = [];
	running.add('used', { stop: () => void events.push('used stops') });
	running.add('user', { stop: () => Promise.resolve().then(() => events.push('user has stopped')) });
	await running.stop();
	expect(events).toEqual(['user has stopped', 'used stops']);
});

test('a service that fails to stop does not keep the others running', async () => {
	const running = new Lifecycle();
	const stopped: string[] = [];
	running.add('first', { stop: () => void stopped.push('first') });
	running.add('stuck', { stop: () => Promise.reject(new Error('stuck')) });
	await running.stop();
	expect(stopped).toEqual(['first']);
});

test('readiness names each service that cannot work, and why', async () => {
	const running = new Lifecycle();
	running.add('well', { problem: () => null });
	running.add('without health', { stop: () => undefined });
	running.add('ill', { problem: () => 'the disk is full' });
	running.add('failing', { problem: () => Promise.reject(new Error('connection refused')) });
	running.add('silent', { problem: () => new Promise<string>(() => undefined) });
	expect(await running.problems()).toEqual([
		{ part: 'ill', problem: 'the disk is full' },
		{ part: 'failing', problem: 'connection refused' },
		{ part: 'silent', problem: 'no answer within 2 s' }
	]);
});
