import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dependentsOf } from '$lib/desk/outbox/dependencies';
import { Outbox, type OutboxEnvironment, type TabMessage } from '$lib/desk/outbox/outbox';
import { asJson, type WaitingCommand } from '$lib/desk/outbox/outbox-storage';
import { commands } from '$lib/domain/commands';
import { CommandId, IncidentId, momentOf, SourceId, StoryId } from '$lib/domain/core/ids';
import { DESK_POST } from '$lib/domain/posts/entry/desk-post';
import { settle } from '../concurrency/deferred';
import { fresh } from '../domain/in-memory-incident';
import { memoryStorage } from './memory-storage';

const [incident, elsewhere] = [fresh(IncidentId), fresh(IncidentId)];
const [street, square] = [fresh(StoryId), fresh(StoryId)];
let given = 0;
const command = (type: string, input: object, log = incident) => {
	given += 1;
	return { log, id: fresh(CommandId), type, input: asJson(input), given: momentOf(given) };
};
const feel = (story: string, log = incident) => command('story.setSentiment', { story, emotion: 'fear' }, log);

/** A device with tabs, behind a firewall that answers 403 to the commands in `blocked`. */
class Device {
	readonly storage = memoryStorage();
	readonly blocked = new Set<string>();
	isDown = false;
	readonly saved: string[] = [];
	requests = 0;
	readonly tabs: Outbox[] = [];
	readonly alarms = new Set<() => void>();
	#turn: Promise<void> = Promise.resolve();

	tab(): Outbox {
		const outbox = new Outbox(
			() => undefined,
			() => undefined
		);
		this.tabs.push(outbox);
		const environment: OutboxEnvironment = {
			storage: this.storage,
			deliver: async (some) => {
				await settle();
				this.requests += 1;
				if (this.isDown || some.some(({ id }) => this.blocked.has(id)))
					return [{ kind: 'unreachable', answer: { status: 403, isOurs: false } }];
				this.saved.push(...some.map(({ id }) => id));
				return some.map(() => ({ kind: 'saved', from: 1, to: 1 }) as const);
			},
			lock: (work) => (this.#turn = this.#turn.then(work, work)),
			announce: (message: TabMessage) => {
				for (const tab of this.tabs) if (tab !== outbox) void tab.receive(message);
			},
			delay: (work) => {
				this.alarms.add(work);
				return () => void this.alarms.delete(work);
			}
		};
		void outbox.open(environment);
		return outbox;
	}
	/** Retries come, and everything under way ends. */
	async rest(retries = 0): Promise<void> {
		for (let round = 0; round <= retries; round += 1) {
			const alarms = round === 0 ? [] : [...this.alarms];
			if (round > 0) this.alarms.clear();
			for (const alarm of alarms) alarm();
			for (let turn = 0; turn < 40; turn += 1) await settle();
		}
	}
}
const idsOf = (some: readonly Pick<WaitingCommand, 'id'>[]) => some.map(({ id }) => id);

test('what a firewall refuses for ever stops only what depends on it, and is named once others pass', async () => {
	const device = new Device();
	const outbox = device.tab();
	const [first, onIt, other, there] = [feel(street), feel(street), feel(square), feel(street, elsewhere)];
	device.blocked.add(first.id);
	for (const each of [first, onIt, other, there]) await outbox.put(each);
	await device.rest(4);
	expect(device.saved.sort()).toEqual([other.id, there.id].sort());
	expect(outbox.stuck().map(({ id, stuck }) => [id, stuck])).toEqual([[first.id, { status: 403, isOurs: false }]]);
	expect([idsOf(outbox.stuck(incident)), idsOf(outbox.stuck(elsewhere))]).toEqual([[first.id], []]);
	const [stuck] = outbox.stuck();
	expect(idsOf(outbox.withDependents(stuck?.key ?? ''))).toEqual([first.id, onIt.id]);
	device.blocked.clear();
	await device.rest(1);
	expect(device.saved.slice(-2)).toEqual([first.id, onIt.id]);
	expect(outbox.stuck()).toEqual([]);
});

test('while nothing passes nothing is called stuck, and a round makes few requests', async () => {
	const device = new Device();
	const outbox = device.tab();
	device.isDown = true;
	for (const story of Array.from({ length: 30 }, () => fresh(StoryId))) await outbox.put(feel(story));
	await device.rest(1);
	device.requests = 0;
	await device.rest(5);
	expect(device.requests).toBeLessThanOrEqual(10);
	expect(outbox.stuck()).toEqual([]);
	device.isDown = false;
	device.requests = 0;
	await outbox.drain();
	expect([device.requests <= 4, outbox.waiting().length]).toEqual([true, 0]);
});

test('a line that goes down hides what was stuck until another passes', async () => {
	const device = new Device();
	const outbox = device.tab();
	const first = feel(street);
	device.blocked.add(first.id);
	await outbox.put(first);
	await outbox.put(feel(square));
	await device.rest(4);
	expect(idsOf(outbox.stuck())).toEqual([first.id]);
	device.isDown = true;
	await outbox.put(feel(square));
	await device.rest(3);
	expect(outbox.stuck()).toEqual([]);
	device.isDown = false;
	await device.rest(2);
	expect([idsOf(outbox.stuck()), outbox.waiting().length]).toEqual([[first.id], 1]);
});

test('behind several that are refused, the others pass all the same, also after a reload', async () => {
	const device = new Device();
	const outbox = device.tab();
	const refused = Array.from({ length: 7 }, () => feel(fresh(StoryId)));
	for (const each of refused) device.blocked.add(each.id);
	for (const each of refused) await outbox.put(each);
	await device.rest(2);
	const late = [feel(square), feel(square, elsewhere)];
	for (const each of late) await outbox.put(each);
	await device.rest(20);
	expect(device.saved).toEqual(idsOf(late));
	expect(idsOf(outbox.stuck())).toEqual(idsOf(refused));
	outbox.stop();
	const after = device.tab();
	await device.rest(1);
	expect(idsOf(after.stuck())).toEqual(idsOf(refused));
});

test('one tab names what another found, and what one sets aside is refused in both, also after a reload', async () => {
	const device = new Device();
	const [one, two] = [device.tab(), device.tab()];
	const [first, onIt] = [feel(street), feel(street)];
	device.blocked.add(first.id);
	for (const each of [first, onIt, feel(square)]) await one.put(each);
	await device.rest(4);
	expect(idsOf(two.stuck())).toEqual([first.id]);
	await two.setAside(two.stuck()[0]?.key ?? '');
	await device.rest(2);
	for (const outbox of [one, two]) {
		expect([outbox.waiting().length, idsOf(outbox.refused(incident))]).toEqual([0, [first.id, onIt.id]]);
		outbox.stop();
	}
	device.blocked.clear();
	const after = device.tab();
	await device.rest(2);
	expect(idsOf(after.refused())).toEqual([first.id, onIt.id]);
	expect(device.saved).toHaveLength(1);
});

test('a command whose answers a proxy replaces is saved as soon as the log has it', async () => {
	const device = new Device();
	const outbox = device.tab();
	const first = feel(street);
	device.blocked.add(first.id);
	for (const each of [first, feel(square)]) await outbox.put(each);
	await device.rest(4);
	await outbox.setAside(outbox.stuck()[0]?.key ?? '');
	outbox.foundInLog(first.id, 7);
	expect([outbox.waiting(), outbox.refused()]).toEqual([[], []]);
});

describe('commands depend on each other', () => {
	const depends = (one: ReturnType<typeof command>, other: ReturnType<typeof command>) =>
		dependentsOf(one, [other]).length > 0;
	const source = fresh(SourceId);
	const deskPost = (text: string, from = source) =>
		command(DESK_POST, { source: from, text, place: null, author: null });
	const aims = () => command('incident.setAims', { aims: [] });
	test.each([
		['by a shared id', feel(street), command('story.markLookedAt', { story: street, outcome: 'looked' }), true],
		['not without one', feel(street), feel(square), false],
		['not across incidents', feel(street), feel(street, elsewhere), false],
		['at one desk', deskPost('a'), deskPost('b'), true],
		['not at two desks', deskPost('a'), deskPost('b', fresh(SourceId)), false],
		['by noun without an id', aims(), command('incident.setPhase', { phase: 'response' }), true],
		['not by noun with one', aims(), feel(street), false],
		['not by an id that somebody typed', deskPost(street), feel(street), false],
		['of an unknown type by what looks like an id', command('future.act', { deep: [{ street }] }), feel(street), true]
	])('%s', (_, one, other, expected) => {
		expect(depends(one, other)).toBe(expected);
	});

	test('through a command between them', () => {
		const merge = command('story.merge', { story: street, into: square, batch: fresh(StoryId) });
		expect(dependentsOf(feel(street), [merge, feel(square), feel(fresh(StoryId))])).toHaveLength(2);
	});

	test('for every type of command: with each of its ids', () => {
		let count = 0;
		for (const kind of commands) {
			const ids = new Map<string, unknown>();
			const walk = (schema: unknown, path: string): void => {
				const { def } = (schema as { _zod: { def: Record<string, unknown> & { type: string } } })._zod;
				if (def['format'] === 'uuid') ids.set(path, fresh(StoryId));
				if (def.type === 'object')
					for (const [key, value] of Object.entries(def['shape'] as object)) walk(value, path ? `${path}.${key}` : key);
				for (const inner of ['innerType', 'in']) if (def[inner]) walk(def[inner], path);
			};
			walk(kind.input, '');
			for (const [path, id] of ids) {
				const input = path.split('.').reduceRight<unknown>((value, key) => ({ [key]: value }), id) as object;
				expect(depends(command(kind.type, input), feel(String(id))), `${kind.type} ${path}`).toBe(true);
				count += 1;
			}
		}
		expect(count).toBeGreaterThan(100);
	});
});

test('whatever is refused, later commands of one story are saved in order, and nothing twice', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.record({ story: fc.nat(4), isBlocked: fc.boolean(), isDown: fc.boolean() }), { maxLength: 30 }),
			async (steps) => {
				const device = new Device();
				const outbox = device.tab();
				const stories = Array.from({ length: 5 }, () => fresh(StoryId));
				const made: { story: number; id: string }[] = [];
				for (const { story, isBlocked, isDown } of steps) {
					const each = feel(stories[story] ?? street);
					if (isBlocked) device.blocked.add(each.id);
					device.isDown = isDown;
					made.push({ story, id: each.id });
					await outbox.put(each);
					await device.rest(1);
				}
				device.isDown = false;
				await outbox.put(feel(fresh(StoryId)));
				await device.rest(steps.length);
				const free = made.filter(({ story, id }, at) =>
					made.slice(0, at).every((earlier) => earlier.story !== story || !device.blocked.has(earlier.id))
						? !device.blocked.has(id)
						: false
				);
				expect(
					free.every(({ id }) => device.saved.includes(id)),
					'others go past'
				).toBe(true);
				device.blocked.clear();
				await device.rest(steps.length + 2);
				for (const story of stories.keys()) {
					const own = made.filter((each) => each.story === story).map(({ id }) => id);
					expect(device.saved.filter((id) => own.includes(id))).toEqual(own);
				}
				expect(outbox.waiting()).toEqual([]);
			}
		),
		{ numRuns: 40 }
	);
}, 60_000);
