import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ScriptDraft } from '$lib/domain/exercise/script-draft';
import { problem } from '$lib/server/platform/http/problem';
import { Autosave } from '../../src/routes/exercises/[exercise]/autosave.svelte';

const draft = (title: string): ScriptDraft => ScriptDraft.parse({ title, start: '12:45', place: 'Waterveen' });
const typed = (title: string): string => JSON.stringify(draft(title));
const moment = (minutes: number): string => new Date(Date.UTC(2026, 10, 20, 12, minutes)).toISOString();
const Sent = z.strictObject({ draft: ScriptDraft, over: z.string() });

const refusal = (status: number): Response => problem(status, 'text.changed', { detail: '' });

/** The server's draft: accepts text that is based on its last version, as the real server does. */
class Server {
	draft = draft('Eerst');
	changed = 0;
	/** Answers that come first, in order; `null` is a lost line. */
	readonly answers: (number | Response | null)[] = [];
	sent = 0;
	readonly fetch = (_: string, { body }: { body: string }): Promise<Response> => {
		this.sent += 1;
		const answer = this.answers.shift();
		if (answer === null) return Promise.reject(new TypeError('away'));
		if (answer instanceof Response) return Promise.resolve(answer);
		if (answer !== undefined) return Promise.resolve(refusal(answer));
		const { draft: newDraft, over } = Sent.parse(JSON.parse(body));
		if (over !== moment(this.changed)) return Promise.resolve(refusal(409));
		this.put(newDraft);
		return Promise.resolve(Response.json({ changed: moment(this.changed), mistakes: [] }));
	};
	put(to: ScriptDraft): void {
		this.draft = to;
		this.changed += 1;
	}
	page(storage: Autosave['storage']): Autosave {
		return new Autosave({ id: 'e1', draft: this.draft, changed: moment(this.changed) }, [], storage);
	}
}
/** A device's storage; a full one takes nothing. */
class Device {
	readonly texts = new Map<string, string>();
	isFull = false;
	getItem = (key: string): string | null => this.texts.get(key) ?? null;
	setItem = (key: string, text: string): void => {
		if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
		this.texts.set(key, text);
	};
	removeItem = (key: string): void => void this.texts.delete(key);
}

let [server, device] = [new Server(), new Device()];
beforeEach(() => {
	[server, device] = [new Server(), new Device()];
	vi.useFakeTimers();
	vi.stubGlobal('fetch', server.fetch);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});
const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

test('typed text is saved after a moment, and stays on the device until then', async () => {
	const saving = server.page(device);
	saving.changed(typed('Anders'));
	expect([saving.state, device.texts.size]).toEqual(['waiting', 1]);
	await seconds(1);
	expect([saving.state, server.draft.title, device.texts.size]).toEqual(['saved', 'Anders', 0]);
});

describe('text that an earlier page could not save', () => {
	test('keeps the version it was based on: a colleague’s later work is not replaced without asking', async () => {
		const earlierPage = server.page(device);
		earlierPage.changed(typed('Van mij'));
		earlierPage.stop();
		server.put(draft('Van een collega'));
		const saving = server.page(device);
		const restored = saving.restore();
		expect(restored?.title).toBe('Van mij');
		saving.changed(JSON.stringify(restored));
		await seconds(1);
		expect([saving.state, server.draft.title]).toEqual(['conflict', 'Van een collega']);
		await saving.save(moment(server.changed));
		expect([saving.state, server.draft.title, device.texts.size]).toEqual(['saved', 'Van mij', 0]);
	});
	test('is dropped when the server already has it, so that work continues without a conflict', async () => {
		const earlierPage = server.page(device);
		earlierPage.changed(typed('Van mij'));
		earlierPage.stop();
		server.put(draft('Van mij'));
		const saving = server.page(device);
		expect(saving.restore()).toBeNull();
		saving.changed(typed('Verder'));
		await seconds(1);
		expect([saving.state, server.draft.title]).toEqual(['saved', 'Verder']);
	});
	test('is ignored when another program wrote it', () => {
		device.texts.set('voelspriet.exercise.e1', '{"draft":{"rows":7},"over":"x"}');
		expect(server.page(device).restore()).toBeNull();
	});
	test('is read in the format of earlier pages, and never saved over later work of somebody else', async () => {
		device.texts.set('voelspriet.exercise.e1', typed('Van vroeger'));
		server.put(draft('Van een collega'));
		const saving = server.page(device);
		const restored = saving.restore();
		expect(restored?.title).toBe('Van vroeger');
		saving.changed(JSON.stringify(restored));
		await seconds(1);
		expect([saving.state, server.draft.title]).toEqual(['conflict', 'Van een collega']);
	});
	test('is saved over the version that was being saved while it was typed', async () => {
		const saving = server.page(device);
		saving.changed(typed('Een'));
		const saved = saving.save();
		saving.changed(typed('Een twee'));
		saving.stop();
		await saved;
		const next = server.page(device);
		next.changed(JSON.stringify(next.restore()));
		await seconds(1);
		expect([next.state, server.draft.title]).toEqual(['saved', 'Een twee']);
	});
});

test('text typed and reverted within a moment counts as saved, sends nothing and leaves nothing', async () => {
	const saving = server.page(device);
	saving.changed(typed('Anders'));
	saving.changed(typed('Eerst'));
	expect([saving.state, device.texts.size]).toEqual(['saved', 0]);
	await seconds(60);
	expect(server.sent).toBe(0);
});
test('text reverted while it is being saved is saved in its original form', async () => {
	const saving = server.page(device);
	saving.changed(typed('Anders'));
	const saved = saving.save();
	saving.changed(typed('Eerst'));
	await saved;
	await seconds(1);
	expect([saving.state, server.draft.title, device.texts.size]).toEqual(['saved', 'Eerst', 0]);
});

test.each([
	['full', () => Object.assign(device, { isFull: true })],
	['absent', () => undefined]
])(
	'with %s storage on the device a draft is still saved, and the page says that the text is nowhere else',
	async (_, storage) => {
		server.answers.push(503);
		const saving = server.page(storage());
		saving.changed(typed('Anders'));
		await seconds(1);
		expect([saving.state, saving.isStored]).toEqual(['failed', false]);
		await seconds(5);
		expect([saving.state, server.draft.title]).toEqual(['saved', 'Anders']);
	}
);

test.each([
	[413, 'tooLarge'],
	[422, 'refused'],
	[404, 'refused']
] as const)('a draft that is refused with %i is not sent again until it changes', async (status, state) => {
	server.answers.push(status);
	const saving = server.page(device);
	saving.changed(typed('Te veel'));
	await seconds(60);
	expect([saving.state, server.sent]).toEqual([state, 1]);
	expect(device.texts.size).toBe(1);
	saving.changed(typed('Minder'));
	await seconds(1);
	expect([saving.state, server.draft.title]).toEqual(['saved', 'Minder']);
});
test.each([403, 404, 409, 413, 422])('a %i from a proxy is not a refusal: the draft is sent again', async (status) => {
	server.answers.push(new Response('<h1>Not here</h1>', { status, headers: { 'content-type': 'text/html' } }));
	const saving = server.page(device);
	saving.changed(typed('Anders'));
	await seconds(1);
	expect(saving.state).toBe('failed');
	await seconds(6);
	expect([saving.state, server.draft.title]).toEqual(['saved', 'Anders']);
});
test('a page that passes on typed text reactively sends it once, also when it is refused', async () => {
	server.answers.push(413);
	const saving = server.page(device);
	let draftTyped = $state(typed('Te veel'));
	const leave = $effect.root(() => {
		$effect(() => {
			saving.changed(draftTyped);
		});
	});
	await seconds(60);
	expect([saving.state, server.sent]).toEqual(['tooLarge', 1]);
	draftTyped = typed('Minder');
	await seconds(60);
	expect([saving.state, server.sent]).toEqual(['saved', 2]);
	leave();
});
test('text typed while a draft was being refused is sent', async () => {
	server.answers.push(413);
	const saving = server.page(device);
	saving.changed(typed('Te veel'));
	const saved = saving.save();
	saving.changed(typed('Minder'));
	await saved;
	await seconds(5);
	expect([saving.state, server.draft.title]).toEqual(['saved', 'Minder']);
});

test('a lost connection and a failing server are retried until the page is left', async () => {
	server.answers.push(null, 500, null, null);
	const saving = server.page(device);
	saving.changed(typed('Anders'));
	await seconds(8);
	expect([saving.state, server.sent]).toEqual(['failed', 2]);
	const saved = saving.save();
	saving.stop();
	await saved;
	await seconds(60);
	expect([server.sent, device.texts.size]).toEqual([3, 1]);
});
