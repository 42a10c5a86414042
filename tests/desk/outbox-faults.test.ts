import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { sendCommands } from '$lib/desk/outbox/browser-environment';
import { Outbox, type TabMessage } from '$lib/desk/outbox/outbox';
import type { OutboxStorage, WaitingCommand } from '$lib/desk/outbox/outbox-storage';
import { CommandId, momentOf, StoryId } from '$lib/domain/core/ids';
import { problem } from '$lib/server/platform/http/problem';
import { settle } from '../concurrency/deferred';
import { bram, fresh } from '../domain/in-memory-incident';
import { Server } from './incident';
import { memoryStorage } from './memory-storage';
import { proxyAnswers } from './proxy-answers';

const storageFaults = ['works', 'fails', 'hangs', 'failsAfterWriting'] as const;
type StorageFault = (typeof storageFaults)[number];
const lineFaults = ['works', 'drops', 'proxy', 'losesAnswer', 'partial'] as const;
type LineFault = (typeof lineFaults)[number];

interface Sent {
	readonly id: string;
	readonly type: string;
	readonly input: unknown;
}

/** The server behind a line that loses requests and answers, and behind a proxy that answers instead of it. */
class Network {
	/** Two incidents with two stories each. */
	readonly servers = [new Server(), new Server()];
	readonly stories = this.servers.flatMap((server) =>
		[1, 2].map(() => ({ server, story: server.testIncident.story() }))
	);
	fault: LineFault = 'works';
	/** The commands that the proxy refuses for ever, each in its own way. */
	readonly blocked = new Map<string, number>();
	/** The ids of the saved commands, in the order in which they were saved. */
	readonly saved: string[] = [];
	/** The ids of those that were saved or refused. */
	readonly settled = new Set<string>();
	#requests = 0;

	readonly fetch = async (address: string, { body }: { body: string }): Promise<Response> => {
		await settle();
		this.#requests += 1;
		if (this.fault === 'drops') throw new TypeError('no connection');
		const proxy = proxyAnswers[this.#requests % proxyAnswers.length];
		if (this.fault === 'proxy' && proxy) return proxy.answer();
		const parsed = JSON.parse(body) as Sent & { commands?: Sent[] };
		const commands = parsed.commands ?? [parsed];
		const block = commands.flatMap(({ id }) => this.blocked.get(id) ?? [])[0];
		if (block === 0) throw new TypeError('the connection broke');
		if (block !== undefined) return proxyAnswers[block % proxyAnswers.length]?.answer() ?? Response.error();
		const run = this.fault === 'partial' ? commands.slice(0, 1 + (this.#requests % commands.length)) : commands;
		const server = this.servers.find(({ id }) => address.includes(id));
		const answers = run.map((command) => this.#answer(command, server));
		await settle();
		if (this.fault === 'losesAnswer') throw new TypeError('the connection broke');
		if (address.endsWith('/batch'))
			return Response.json({ answers: await Promise.all(answers.map((each) => each.json())) });
		return answers[0] ?? Response.error();
	};
	#answer(command: Sent, server: Server | undefined): Response {
		const delivery = server?.deliver(command, bram);
		if (!delivery) return Response.error();
		this.settled.add(command.id);
		if (delivery.kind === 'refused') return problem(409, delivery.code, { detail: '', details: delivery.details });
		if (!this.saved.includes(command.id)) this.saved.push(command.id);
		return Response.json(delivery);
	}
}

/** A device with one or two tabs, and a storage that fails. */
class Device {
	readonly network = new Network();
	readonly disk = memoryStorage();
	fault: StorageFault = 'works';
	readonly tabs: [Tab, Tab] = [new Tab(this), new Tab(this)];
	/** The storage as a page has it; a page that is gone reads and writes nothing any more. */
	storageOf(isGone: () => boolean): OutboxStorage {
		const call = async <T>(work: () => Promise<T>): Promise<T> => {
			const { fault } = this;
			await settle();
			if (fault === 'hangs') await settle().then(settle).then(settle);
			if (isGone()) return new Promise<never>(() => undefined);
			if (fault === 'failsAfterWriting') await work();
			if (fault !== 'works') throw new DOMException('lost', 'UnknownError');
			return work();
		};
		return {
			all: () => call(() => this.disk.all()),
			put: (waiting) => call(() => this.disk.put(waiting)),
			remove: (key) => call(() => this.disk.remove(key))
		};
	}
	lock: Promise<void> = Promise.resolve();

	/** Everything that is under way comes to its end, and retries are made. */
	async rest(rounds = 3): Promise<void> {
		for (let round = 0; round < rounds; round += 1) {
			for (let turn = 0; turn < 12; turn += 1) await settle();
			for (const tab of this.tabs) for (const alarm of tab.alarms.splice(0)) alarm();
		}
	}
}

class Tab {
	outbox: Outbox;
	alarms: (() => void)[] = [];
	/** The ids of commands since this page was opened, in order, and of those that got an answer. */
	commands: string[] = [];
	/** By command, what it is about. */
	readonly about = new Map<string, number>();
	answered = new Set<string>();
	/** What earlier pages left on the device when this one was opened. */
	left = new Set<string>();
	#pressed = 0;

	constructor(readonly device: Device) {
		this.outbox = this.#open();
	}
	#open(): Outbox {
		const { device } = this;
		const outbox = new Outbox(
			() => undefined,
			(id) => void this.answered.add(id)
		);
		// The page acts before it can store or send.
		setImmediate(() => {
			void outbox.open({
				storage: device.storageOf(() => this.outbox !== outbox),
				deliver: sendCommands,
				lock: (work) => (device.lock = device.lock.then(work, work)),
				announce: (message: TabMessage) => {
					for (const tab of device.tabs) if (tab !== this) setImmediate(() => void tab.outbox.receive(message));
				},
				delay: (work) => {
					this.alarms.push(work);
					return () => void (this.alarms = this.alarms.filter((each) => each !== work));
				}
			});
		});
		return outbox;
	}
	reload(): void {
		this.outbox.stop();
		[this.alarms, this.commands, this.answered] = [[], [], new Set()];
		this.left = new Set([...this.device.disk.stored.values()].map(({ id }) => id));
		this.outbox = this.#open();
	}
	press(isWrong: boolean, which: number): void {
		const { server, story } = this.device.network.stories[which] ?? expect.fail('no story');
		const id = fresh(CommandId);
		this.#pressed += 1;
		const input = { story: isWrong ? fresh(StoryId) : story, emotion: this.#pressed % 2 ? 'fear' : 'anger' };
		this.commands.push(id);
		if (!isWrong) this.about.set(id, which);
		void this.outbox.put({
			log: server.id,
			id,
			type: 'story.setSentiment',
			input,
			given: momentOf(1_000_000 + this.#pressed)
		});
	}
	check(): void {
		const { network, disk } = this.device;
		const waiting = this.outbox.waiting().map(({ id }) => String(id));
		const refused = new Set(this.outbox.refused().map(({ id }) => String(id)));
		for (const id of this.commands) {
			const isKnown = this.answered.has(id) ? refused.has(id) || network.saved.includes(id) : waiting.includes(id);
			expect(isKnown, 'a command waits, or was answered').toBe(true);
		}
		// Another tab may send what it finds on a device that lost earlier commands.
		if (!wasWiped.has(this.device))
			for (const which of network.stories.keys()) {
				const mine = this.commands.filter((id) => this.about.get(id) === which);
				const own = network.saved.filter((id) => mine.includes(id));
				expect(own, 'saved in order').toEqual(mine.filter((id) => own.includes(id)));
			}
		const saysAllSaved = this.outbox.isRead && waiting.length + refused.size === 0;
		const known = new Set(
			this.device.tabs.flatMap(({ outbox }) => [...outbox.waiting(), ...outbox.refused()]).map(({ id }) => id)
		);
		const unsaved = [...disk.stored.values()].filter(
			({ id }) => this.left.has(id) && !network.saved.includes(id) && !known.has(id)
		);
		if (saysAllSaved) expect(unsaved.length, 'what the device has is saved').toBe(0);
		// Another tab removes from the device what the server has answered, and says so a moment later.
		const missing = ({ key, id }: WaitingCommand): boolean => !disk.stored.has(key) && !network.settled.has(id);
		if (this.outbox.lasting && this.outbox.isStored && !this.device.tabs.some(() => wasWiped.has(this.device)))
			expect(this.outbox.waiting().filter(missing).length, 'what counts as stored is stored').toBe(0);
	}
}
/** Devices whose storage lost its contents since the pages last compared them. */
const wasWiped = new WeakSet<Device>();

const tab = fc.nat(1);
const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ do: fc.constant('press'), tab, isWrong: fc.nat(9).map((n) => n === 0), which: fc.nat(3) })
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('block'), tab, how: fc.nat(50) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('setAside'), tab }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('storage'), fault: fc.constantFrom(...storageFaults) }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constant('line'), fault: fc.constantFrom(...lineFaults) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('wipe'), isTold: fc.boolean() }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('reload'), tab }) },
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('rest'), turns: fc.nat(20) }) }
);

afterEach(() => {
	vi.unstubAllGlobals();
});

test('no fault of storage, connection or proxy, and no reload, loses, duplicates or reorders a page’s commands', async () => {
	let stuck = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
			const device = new Device();
			vi.stubGlobal('fetch', device.network.fetch);
			/** Commands that were stored at a reload, and not lost by the storage since: they must be saved. */
			let storedAtReload = new Set<string>();
			for (const each of steps) {
				const { outbox } = device.tabs['tab' in each && each.tab === 1 ? 1 : 0];
				if (each.do === 'press') device.tabs[each.tab === 1 ? 1 : 0].press(each.isWrong, each.which);
				else if (each.do === 'block') {
					const last = outbox.waiting().at(-1);
					if (last && !device.network.settled.has(last.id)) device.network.blocked.set(last.id, each.how);
				} else if (each.do === 'setAside') {
					for (const { key } of outbox.stuck().slice(0, 1)) void outbox.setAside(key);
				} else if (each.do === 'storage') device.fault = each.fault;
				else if (each.do === 'line') device.network.fault = each.fault;
				else if (each.do === 'wipe') {
					device.disk.stored.clear();
					storedAtReload = new Set();
					wasWiped.add(device);
					if (each.isTold) for (const { outbox } of device.tabs) void outbox.refresh();
				} else if (each.do === 'reload') {
					for (const { id } of device.disk.stored.values()) storedAtReload.add(id);
					device.tabs[each.tab === 1 ? 1 : 0].reload();
				} else for (let turn = 0; turn < each.turns; turn += 1) await settle();
				for (const each of device.tabs) each.check();
			}
			[device.fault, device.network.fault] = ['works', 'works'];
			await device.rest(6);
			for (const { outbox } of device.tabs) await outbox.refresh();
			await device.rest(2);
			const { blocked } = device.network;
			// One more command passes, whatever the proxy refuses; then only what it refuses is stuck.
			device.tabs[0].press(true, 0);
			await device.rest(10);
			for (const each of device.tabs) each.check();
			const [{ outbox }, other] = device.tabs;
			const waits = new Set(outbox.stuck().flatMap(({ key }) => outbox.withDependents(key)));
			expect(outbox.waiting().filter((each) => !waits.has(each)).length, 'others go past').toBe(0);
			for (const { id } of outbox.stuck()) expect(blocked.has(id), 'what passes is not stuck').toBe(true);
			stuck += outbox.stuck().length;
			for (const { key } of outbox.stuck()) await outbox.setAside(key);
			await device.rest(4);
			const aside = outbox.refused().filter(({ refused }) => refused?.code === 'command.setAside');
			expect(aside.length, 'what was set aside is in the list').toBeGreaterThanOrEqual(waits.size);
			await other.outbox.refresh();
			const elsewhere = other.outbox.refused().map(({ id }) => id);
			expect(aside.filter(({ id }) => !elsewhere.includes(id)).length, 'of both tabs').toBe(0);
			for (const each of device.tabs) {
				each.check();
				expect(each.outbox.waiting().length, 'nothing waits once all works').toBe(0);
				expect([each.outbox.isRead, each.outbox.lasting, each.outbox.isStored]).toEqual([true, true, true]);
			}
			const refused = new Set(device.tabs.flatMap(({ outbox }) => outbox.refused().map(({ id }) => String(id))));
			for (const id of storedAtReload)
				expect(device.network.saved.includes(id) || refused.has(id), 'what was stored is saved').toBe(true);
			expect(new Set(device.network.saved).size, 'nothing twice').toBe(device.network.saved.length);
		}),
		{ numRuns: 150, verbose: 0 }
	);
	expect(stuck).toBeGreaterThan(20);
}, 60_000);
