import { expect, test } from 'vitest';
import { Outbox, type Delivery, type OutboxEnvironment, type TabMessage } from '$lib/desk/outbox/outbox';
import { CommandId, momentOf, StoryId } from '$lib/domain/core/ids';
import { closeIncident } from '$lib/domain/incident/incident';
import { bram, carla, fresh } from '../domain/in-memory-incident';
import { deferred, settle } from '../concurrency/deferred';
import { Server } from './incident';
import { memoryStorage } from './memory-storage';

/**
 * One device: its outbox storage, its lock, and the tabs on it; and a line to the server that can be cut before or
 * after a command arrives.
 */
class Device {
	readonly server = new Server();
	readonly story = this.server.testIncident.story();
	readonly storage = memoryStorage();
	requests = 0;
	line: 'whole' | 'cut' | 'cutAfterArrival' | 'signedOut' = 'whole';
	readonly tabs: { outbox: Outbox; answers: Map<string, Delivery>; hear: (word: TabMessage) => void }[] = [];
	readonly alarms: (() => void)[] = [];
	#turn: Promise<void> = Promise.resolve();
	#labelCount = 0;

	tab() {
		const answers = new Map<string, Delivery>();
		const outbox = new Outbox(
			() => undefined,
			(id, delivery) => void answers.set(id, delivery)
		);
		const tab = { outbox, answers, hear: (word: TabMessage) => void outbox.receive(word) };
		this.tabs.push(tab);
		void outbox.open(this.#environment(tab));
		return tab;
	}
	/** A label on the story, with a number in its emotion's place so that order can be seen. */
	label() {
		this.#labelCount += 1;
		const emotion = (['fear', 'anger', 'sadness', 'relief'] as const)[this.#labelCount % 4] ?? 'fear';
		const input = { story: this.story, emotion };
		return {
			log: this.server.id,
			id: fresh(CommandId),
			type: 'story.setSentiment',
			input,
			given: momentOf(1_000_000 + this.#labelCount)
		};
	}
	#environment(self: object): OutboxEnvironment {
		return {
			storage: this.storage,
			deliver: async (commands) => {
				await Promise.resolve();
				this.requests += 1;
				if (this.line === 'cut') return [];
				if (this.line === 'signedOut') return [{ kind: 'signedOut' }];
				const answers = commands.map((command) => this.server.deliver(command, bram));
				return this.line === 'cutAfterArrival' ? [] : answers;
			},
			lock: (work) => (this.#turn = this.#turn.then(work, work)),
			announce: (word) => {
				for (const tab of this.tabs) if (tab !== self) tab.hear(word);
			},
			delay: (work) => {
				this.alarms.push(work);
				return () => undefined;
			}
		};
	}
	/** The numbers of this person's labels in the log, by command, in order. */
	stored(): (string | null)[] {
		return this.server.events.filter(({ type }) => type === 'story.sentimentSet').map(({ command }) => command);
	}
}

test('forty labels made offline are saved once each and in order when the connection is back', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	device.line = 'cut';
	const made = Array.from({ length: 40 }, () => device.label());
	for (const each of made) await outbox.put(each);
	expect(outbox.waiting(device.server.id)).toHaveLength(40);
	device.line = 'whole';
	await outbox.drain();
	expect(device.stored()).toEqual(made.map(({ id }) => id));
	expect(outbox.waiting()).toHaveLength(0);
	expect(await device.storage.all()).toHaveLength(0);
});

test('waiting commands are sent together: after an outage first one command, then a hundred per request', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	device.line = 'cut';
	const made = Array.from({ length: 121 }, () => device.label());
	for (const each of made) void outbox.put(each);
	await outbox.drain();
	device.line = 'whole';
	device.requests = 0;
	await outbox.drain();
	expect(device.requests).toBe(3);
	expect(device.stored()).toEqual(made.map(({ id }) => id));
});

test('a connection lost after the command arrived but before its answer has one effect', async () => {
	const device = new Device();
	const { outbox, answers } = device.tab();
	device.line = 'cutAfterArrival';
	const label = device.label();
	await outbox.put(label);
	await outbox.drain();
	expect(outbox.waiting()).toHaveLength(1);
	device.line = 'whole';
	await outbox.drain();
	expect(device.server.delivered.length).toBeGreaterThan(1);
	expect(device.stored()).toEqual([label.id]);
	expect(answers.get(label.id)?.kind).toBe('saved');
});

test('a connection lost a thousand times, before or after the command arrived, saves every label once, in order', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	const made = Array.from({ length: 1_500 }, () => device.label());
	const lines = ['whole', 'cut', 'cutAfterArrival'] as const;
	let cuts = 0;
	for (const [at, each] of made.entries()) {
		device.line = lines[at % 3] ?? 'whole';
		if (device.line !== 'whole') cuts += 1;
		await outbox.put(each);
		await outbox.drain();
	}
	device.line = 'whole';
	await outbox.drain();
	expect(cuts).toBe(1_000);
	expect(device.stored()).toEqual(made.map(({ id }) => id));
});

test('an ended session keeps everything and says so; after signing in everything is saved', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	device.line = 'signedOut';
	const made = Array.from({ length: 40 }, () => device.label());
	for (const each of made) await outbox.put(each);
	await outbox.drain();
	expect(outbox.signedOut).toBe(true);
	expect(await device.storage.all()).toHaveLength(40);
	device.line = 'whole';
	await outbox.drain();
	expect(outbox.signedOut).toBe(false);
	expect(device.stored()).toEqual(made.map(({ id }) => id));
});

test('an incident closed meanwhile refuses everything together; it is kept until it is discarded', async () => {
	const device = new Device();
	const { outbox, answers } = device.tab();
	device.line = 'cut';
	for (let at = 0; at < 5; at++) await outbox.put(device.label());
	device.server.do(closeIncident, {}, carla);
	device.line = 'whole';
	await outbox.drain();
	expect(outbox.waiting()).toHaveLength(0);
	expect(outbox.refused(device.server.id).map(({ refused }) => refused?.code)).toEqual(
		Array(5).fill('incident.closed')
	);
	expect([...answers.values()].every(({ kind }) => kind === 'refused')).toBe(true);
	expect(await device.storage.all()).toHaveLength(5);
	await outbox.discard(outbox.refused().map(({ key }) => key));
	expect(await device.storage.all()).toHaveLength(0);
});

test('what is discarded or saved while the storage is being read stays so', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	const [discarded, late] = [device.label(), device.label()];
	await outbox.keep(discarded, { code: 'finding.merged', details: {} });
	device.line = 'cut';
	await outbox.put(late);
	await outbox.drain();

	// The storage is read before, and what was read arrives after.
	const before = await device.storage.all();
	const all = device.storage.all.bind(device.storage);
	let arrive: () => void = () => undefined;
	const arrives = new Promise<void>((done) => (arrive = done));
	device.storage.all = () => arrives.then(() => before);
	const reading = outbox.receive({ kind: 'stored' });
	device.storage.all = all;
	await outbox.discard(outbox.refused().map(({ key }) => key));
	device.line = 'whole';
	await outbox.drain();
	expect(outbox.waiting()).toEqual([]);
	arrive();
	await reading;
	expect(outbox.refused()).toEqual([]);
	expect(outbox.waiting()).toEqual([]);
	expect(device.stored()).toEqual([late.id]);
});

test('a refused command does not block the next', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	device.line = 'cut';
	const wrong = { ...device.label(), input: { story: fresh(StoryId), emotion: 'fear' } };
	const right = device.label();
	await outbox.put(wrong);
	await outbox.put(right);
	device.line = 'whole';
	await outbox.drain();
	expect(device.stored()).toEqual([right.id]);
	expect(outbox.refused().map(({ id, refused }) => [id, refused?.code])).toEqual([[wrong.id, 'story.absent']]);
});

test('a reload finds waiting commands and saves them, in order with later ones', async () => {
	const device = new Device();
	const before = device.tab();
	device.line = 'cut';
	const made = [device.label(), device.label()];
	for (const each of made) await before.outbox.put(each);
	before.outbox.stop();
	const after = device.tab();
	// The device's clock was set back during the break.
	const late = { ...device.label(), given: momentOf(1) };
	await after.outbox.refresh();
	await after.outbox.put(late);
	device.line = 'whole';
	await after.outbox.drain();
	expect(device.stored()).toEqual([...made, late].map(({ id }) => id));
});

test.each(['waits', 'was refused'])(
	'a command that %s, which the device lost and the page stored again, is known to another tab when the page is gone',
	async (state) => {
		const device = new Device();
		const first = device.tab();
		if (state === 'waits') {
			device.line = 'cut';
			await first.outbox.put(device.label());
		} else await first.outbox.keep(device.label(), { code: 'story.absent', details: {} });
		device.storage.stored.clear();
		const second = device.tab();
		await expect.poll(() => second.outbox.isRead).toBe(true);
		expect(second.outbox.waiting().length + second.outbox.refused().length).toBe(0);
		await first.outbox.refresh();
		await expect.poll(() => device.storage.stored.size).toBe(1);
		first.outbox.stop();
		await expect.poll(() => second.outbox.waiting().length + second.outbox.refused().length).toBe(1);
	}
);

test('a device that loses every write at once does not keep two tabs busy rewriting', async () => {
	const device = new Device();
	device.line = 'cut';
	const tabs = [device.tab(), device.tab()];
	for (const { outbox } of tabs) await outbox.put(device.label());
	let writes = 0;
	device.storage.put = async () => {
		writes += 1;
		await settle();
	};
	device.storage.stored.clear();
	await tabs[0]?.outbox.refresh();
	for (let turn = 0; turn < 200; turn += 1) await settle();
	expect(writes).toBeLessThan(10);
});

test('two tabs: one delivers for both, each command once, and the other receives the answer', async () => {
	const device = new Device();
	const [one, two] = [device.tab(), device.tab()];
	device.line = 'cut';
	const made = Array.from({ length: 20 }, () => device.label());
	for (const [at, each] of made.entries()) await (at % 2 ? one : two).outbox.put(each);
	device.line = 'whole';
	await Promise.all([one.outbox.drain(), two.outbox.drain()]);
	expect(device.stored()).toEqual(made.map(({ id }) => id));
	expect(device.server.delivered.filter((id) => made.some((each) => each.id === id))).toHaveLength(20);
	for (const { answers, outbox } of [one, two]) {
		expect(outbox.waiting()).toHaveLength(0);
		expect([...answers.values()].filter(({ kind }) => kind === 'saved')).toHaveLength(20);
	}
});

test('a command that two tabs both send, since one was not told yet, is saved once', async () => {
	const device = new Device();
	const [one, two] = [device.tab(), device.tab()];
	device.line = 'cut';
	const made = Array.from({ length: 6 }, () => device.label());
	for (const each of made) await one.outbox.put(each);
	await two.outbox.refresh();
	expect(two.outbox.waiting()).toHaveLength(6);
	// As with tabs in the background, to which the browser delivers messages later.
	const words: TabMessage[] = [];
	for (const tab of [one, two]) tab.hear = (word) => void words.push(word);
	device.line = 'whole';
	device.server.delivered.length = 0;
	await Promise.all([one.outbox.drain(), two.outbox.drain()]);
	expect(device.stored()).toEqual(made.map(({ id }) => id));
	for (const { outbox } of [one, two]) expect(outbox.waiting()).toHaveLength(0);
	expect(await device.storage.all()).toEqual([]);
	expect(words.map(({ kind }) => kind)).toContain('answered');
});

test('without an answer it retries automatically', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	device.line = 'cut';
	await outbox.put(device.label());
	await outbox.drain();
	expect(device.alarms.length).toBeGreaterThan(0);
	device.line = 'whole';
	device.alarms.at(-1)?.();
	await expect.poll(() => device.stored()).toHaveLength(1);
});

test('a command still being stored counts as lasting, so that no screen says otherwise for a moment at each key', async () => {
	const device = new Device();
	const { outbox } = device.tab();
	const real = { ...device.storage };
	const storing = deferred();
	device.storage.put = async (waiting) => {
		await storing.promise;
		await real.put(waiting);
	};
	device.line = 'cut';
	const putting = outbox.put(device.label());
	expect(outbox.waiting()).toHaveLength(1);
	expect([outbox.lasting, outbox.isStored]).toEqual([true, false]);
	storing.resolve();
	await putting;
	expect([outbox.lasting, outbox.isStored]).toEqual([true, true]);
});

test('full outbox storage delays nothing: the command is sent, and the outbox says that it is not lasting', async () => {
	const device = new Device();
	device.storage.put = () => Promise.reject(new Error('full'));
	const { outbox } = device.tab();
	device.line = 'cut';
	await outbox.put(device.label());
	expect([outbox.lasting, outbox.isStored]).toEqual([false, false]);
	device.line = 'whole';
	await outbox.drain();
	expect(device.stored()).toHaveLength(1);
	expect(outbox.waiting()).toHaveLength(0);
	expect([outbox.lasting, outbox.isStored]).toEqual([true, true]);
});
