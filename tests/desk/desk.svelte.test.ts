import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { Desk } from '$lib/desk/desk.svelte';
import type { OutboxEnvironment } from '$lib/desk/outbox/outbox';
import { memoryStorage } from '$lib/desk/outbox/outbox-storage';
import { permittedTo } from '$lib/domain/commands';
import { deferred, settle } from '../concurrency/deferred';
import { carla } from '../domain/sample';
import { Server } from './incident';

/** A page that was just opened: its outbox opens when the test says so. */
function justOpened() {
	const server = new Server();
	const never = () => new Promise<never>(() => undefined);
	const desk = new Desk(
		server.id,
		{ id: carla.id, name: 'Carla', initials: 'C' },
		carla.roles,
		permittedTo(carla.roles),
		{ state: never, events: never, figures: never }
	);
	const environment = deferred<OutboxEnvironment>();
	void desk.start(environment.promise, never());
	const open = (): void => {
		environment.resolve({
			storage: memoryStorage(),
			deliver: (command) => Promise.resolve(server.deliver(command, carla)),
			lock: (work) => work(),
			announce: () => undefined,
			delay: () => () => undefined
		});
	};
	return { server, desk, open };
}

test('what is to be sent at once, before the page can send anything, goes as soon as it can', async () => {
	const { server, desk, open } = justOpened();
	const answer = desk.send('incident.close', {});
	await settle();
	expect(server.delivered).toEqual([]);
	open();
	expect(await answer).toMatchObject({ kind: 'saved' });
	expect(server.delivered).toHaveLength(1);
	desk.stop();
});

test('a page that is left before it could send anything says that it does not know', async () => {
	const { server, desk } = justOpened();
	const answer = desk.send('incident.close', {});
	await settle();
	desk.stop();
	expect(await answer).toMatchObject({ kind: 'unanswered' });
	expect(server.delivered).toEqual([]);
});

test('words say that something is not saved once it has waited for a second, not at each key', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
	const { server, desk, open } = justOpened();
	const said: boolean[] = [];
	const story = server.rehearsal.story();
	const stop = $effect.root(() => {
		$effect(() => void said.push(desk.unsavedLong.has(story)));
	});
	try {
		server.deliver = () => new Promise<never>(() => undefined) as never;
		open();
		await settle();
		void desk.send('story.feel', { story, emotion: 'fear' });
		await settle();
		flushSync();
		expect([desk.unsaved.has(story), said.at(-1)]).toEqual([true, false]);
		vi.advanceTimersByTime(2_000);
		flushSync();
		expect(said.at(-1)).toBe(true);
	} finally {
		stop();
		desk.stop();
		vi.useRealTimers();
	}
});
