import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { Desk } from '$lib/desk/desk.svelte';
import { permittedTo } from '$lib/domain/commands';
import { settle } from '../concurrency/deferred';
import { redactLog } from '$lib/domain/incident/redaction';
import { carla, reader } from '../domain/in-memory-incident';
import { Server } from './incident';
import { memoryStorage } from './memory-storage';

/** A page that was just opened: its outbox opens when the test says so. */
function justOpened() {
	const server = new Server();
	const never = () => new Promise<never>(() => undefined);
	const desk = new Desk(
		server.id,
		{ id: carla.id, name: 'Carla', initials: 'C' },
		reader(carla),
		permittedTo(carla.roles),
		{ state: never, events: never, figures: never }
	);
	const storage = memoryStorage();
	const open = (): void => {
		void desk.start(
			{
				storage,
				deliver: (commands) => Promise.all(commands.map((command) => Promise.resolve(server.deliver(command, carla)))),
				lock: (work) => work(),
				announce: () => undefined,
				delay: () => () => undefined
			},
			never()
		);
	};
	return { server, desk, storage, open };
}

test('a key pressed before the page is ready takes effect at once, and is stored and sent in parallel', async () => {
	const { server, desk, storage, open } = justOpened();
	const story = server.testIncident.story();
	const answer = desk.send('story.setSentiment', { story, emotion: 'fear' });
	expect([desk.saveState.waiting, desk.isStored, desk.unsaved.has(story)]).toEqual([1, false, true]);
	expect(desk.saveState.known, 'the header says nothing yet').toBe(false);
	storage.put = () => new Promise<never>(() => undefined);
	open();
	expect(await answer, 'although the storage does not answer').toMatchObject({ kind: 'saved' });
	expect([desk.saveState.waiting, desk.isStored, desk.saveState.known]).toEqual([0, true, true]);
	desk.stop();
});

test('an action from before a redaction is not undone: that would bring its words back', async () => {
	const { server, desk, open } = justOpened();
	open();
	await desk.send('story.setSentiment', { story: server.testIncident.story(), emotion: 'fear' });
	expect(desk.undoing).not.toBeNull();
	server.do(redactLog, { numbers: [1], why: 'Een rechter' }, carla);
	desk.store.takeFrame(server.frame(1, server.seq));
	expect([desk.done, desk.undoing]).toEqual([[], null]);
	desk.stop();
});

test('a command that cannot wait and cannot be sent reports an unknown outcome', async () => {
	const { server, desk } = justOpened();
	expect(await desk.send('incident.close', {})).toMatchObject({ kind: 'unanswered' });
	expect(server.delivered).toEqual([]);
});

test('a change is shown as unsaved only after waiting for a second, not at each key', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
	const { server, desk, open } = justOpened();
	const shownUnsaved: boolean[] = [];
	const story = server.testIncident.story();
	const stop = $effect.root(() => {
		$effect(() => void shownUnsaved.push(desk.unsavedLong.has(story)));
	});
	try {
		server.deliver = () => new Promise<never>(() => undefined) as never;
		open();
		await settle();
		void desk.send('story.setSentiment', { story, emotion: 'fear' });
		await settle();
		flushSync();
		expect([desk.unsaved.has(story), shownUnsaved.at(-1)]).toEqual([true, false]);
		vi.advanceTimersByTime(2_000);
		flushSync();
		expect(shownUnsaved.at(-1)).toBe(true);
	} finally {
		stop();
		desk.stop();
		vi.useRealTimers();
	}
});

test('a command whose rule the browser does not have is sent as it was given at that moment, without what is undefined', async () => {
	const { server, desk, open } = justOpened();
	const words = {
		section: 'brief' as const,
		text: 'Het water is veilig.',
		certainty: null,
		noneFound: false,
		over: null
	};
	const given = { ...words, rests: undefined };
	const answer = desk.send('report.write', given);
	given.text = 'Later getypt';
	expect(desk.waiting.map(({ type, input }) => ({ type, input }))).toEqual([{ type: 'report.write', input: words }]);
	open();
	expect(await answer).toMatchObject({ kind: 'saved' });
	expect(server.state.reportTexts.get('brief')?.text).toBe(words.text);
	const invalid = desk.send('report.write', { ...words, section: 'absent' as 'brief' });
	expect(await invalid).toMatchObject({ kind: 'refused', code: 'command.invalid' });
	desk.stop();
});
