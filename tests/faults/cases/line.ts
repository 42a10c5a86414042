import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { numbersFrom } from '../../bench/made-up-posts';
import { startTcpProxy } from '../../server/tcp-proxy';
import { found, type Found, type RunOptions } from '../fault-case';
import type { Person } from '../world/person';
import { FaultSetup, type FaultSetupOptions } from '../world/world';

/** A world of the case's own, which is closed whatever happens. */
export async function withFaultSetup(
	{ makeDatabase }: RunOptions,
	options: Omit<FaultSetupOptions, 'databaseUrl'>,
	work: (world: FaultSetup) => Promise<Found>
): Promise<Found> {
	const world = await FaultSetup.open({ ...options, databaseUrl: await makeDatabase() });
	try {
		return await work(world);
	} finally {
		await world.close();
	}
}

/** 7. The connection is cut after what was asked arrived, before its answer; or before it arrived. One effect each. */
export const cutBeforeAnswer = (options: RunOptions): Promise<Found> =>
	withFaultSetup(options, { people: 5 }, async (world) => {
		const { rounds } = options;
		await world.follow();
		const lossy = await startTcpProxy(world.program.base);
		const base = new URL(lossy.url).origin;
		let cuts = 0;
		const share = async (person: Person, count: number): Promise<void> => {
			for (let i = 0; i < count; i += 1) {
				const command = { log: world.incident, id: newId(), type: 'story.feel', input: world.newLabel() };
				if ((await person.deliver(command, base)).kind === 'unreachable') cuts += 1;
				while ((await person.deliver(command)).kind === 'unreachable') await pause(100);
			}
		};
		try {
			lossy.lose('answer');
			const [askers, each] = [world.people, Math.ceil(rounds / world.people.length)];
			await Promise.all(askers.map((person) => share(person, Math.ceil(each * 0.8))));
			lossy.lose('question');
			await Promise.all(askers.map((person) => share(person, each - Math.ceil(each * 0.8))));
		} finally {
			await lossy.stop();
		}
		const compared = await world.compare();
		const faults = cuts < rounds ? [`only ${String(cuts)} of ${String(rounds)} were cut`] : [];
		const again = [...world.recorder.commands.values()].filter(({ attempts }) => attempts > 1).length;
		return {
			...found(cuts, { ...compared, faults: [...faults, ...compared.faults] }),
			figures: { cuts, sentAgain: again }
		};
	});

/** 8. Every command comes two or three times, late and in another order than it was given. */
export const twiceAndLate = (options: RunOptions): Promise<Found> =>
	withFaultSetup(options, { people: 5 }, async (world) => {
		const chance = numbersFrom(options.seed);
		await world.follow();
		const late = await startTcpProxy(world.program.base);
		late.slow(150);
		await world.follow(world.people[1], new URL(late.url).origin);
		const waiting: Promise<unknown>[] = [];
		try {
			for (let i = 0; i < options.rounds; i += 1) {
				const person = world.people[i % world.people.length];
				const command = { log: world.incident, id: newId(), type: 'story.feel', input: world.newLabel() };
				for (let copy = 0; copy < 2 + (i % 2); copy += 1)
					waiting.push(pause(chance() * 500).then(() => untilAnswered(person, command)));
				if (i % 50 === 49) await Promise.all(waiting.splice(0));
			}
			await Promise.all(waiting);
			return found(options.rounds, await world.compare());
		} finally {
			await late.stop();
		}
	});
async function untilAnswered(
	person: Person | undefined,
	command: { log: IncidentId; id: string; type: string; input: unknown }
): Promise<void> {
	while ((await person?.deliver(command))?.kind === 'unreachable') await pause(200);
}

/** 9. Off line with forty labels, while the session ended: after signing in all are saved once, in order. */
export const offLine = (options: RunOptions): Promise<Found> =>
	withFaultSetup(options, { people: 2 }, async (world) => {
		const [away, other] = world.people;
		if (!away || !other) throw new Error('two people are needed');
		await world.follow(other, world.program.base);
		const faults: string[] = [];
		const recovery: number[] = [];
		for (let round = 0; round < options.rounds; round += 1) {
			if (round % 2 === 0) await world.line.refuse();
			else world.line.hole(true);
			const given = Array.from({ length: 40 }, () => world.label(away));
			await world.sql`delete from session where user_id = ${away.id}`;
			await pause(500);
			if (round % 2 === 0) await world.line.accept();
			else world.line.hole(false);
			while (!away.outbox.signedOut) {
				void away.outbox.drain();
				await pause(100);
			}
			if (away.outbox.waiting().length !== 40) faults.push('what waits was not kept while signed out');
			await world.signIn(away);
			const began = performance.now();
			void away.outbox.drain();
			await away.settled();
			recovery.push(Math.round(performance.now() - began));
			const rows = await world.sql<{ id: string }[]>`
				select command_id as id from event where log_id = ${world.incident} and command_id = any(${given}) order by seq`;
			if (rows.map(({ id }) => id).join() !== given.join())
				faults.push(`round ${String(round)}: not all, or not in order`);
		}
		const compared = await world.compare();
		return found(options.rounds, { ...compared, faults: [...faults, ...compared.faults] }, recovery);
	});

/** 10. The same, and the incident was closed meanwhile: refused as a group, and kept. */
export const offLineClosed = (options: RunOptions): Promise<Found> =>
	withFaultSetup(options, { people: 1 }, async (world) => {
		const [away] = world.people;
		if (!away) throw new Error('somebody is needed');
		await world.line.refuse();
		const given = Array.from({ length: 40 }, () => world.label(away));
		const closing = { log: world.incident, id: newId(), type: 'incident.close', input: {} };
		const closed = await world.coordinator.deliver(closing, world.program.base);
		const faults = closed.kind === 'saved' ? [] : [`closing: ${JSON.stringify(closed)}`];
		await world.line.accept();
		await away.settled();
		const kept = away.outbox.refused(world.incident);
		if (kept.map(({ id }) => id as string).join() !== given.join())
			faults.push(`${String(kept.length)} of 40 were kept`);
		if (kept.some(({ refused }) => refused?.code !== 'incident.closed')) faults.push('refused for another reason');
		const stored = await world.sql`select from event where log_id = ${world.incident} and command_id = any(${given})`;
		if (stored.length > 0) faults.push(`${String(stored.length)} were stored after the end`);
		const compared = await world.compare();
		return found(1, { ...compared, faults: [...faults, ...compared.faults] });
	});

/** 13. Several people label one story in the same moment: each label is there once, in one order for all. */
export const sameMoment = (options: RunOptions): Promise<Found> =>
	withFaultSetup(options, { people: 5 }, async (world) => {
		await world.follow();
		await world.follow(world.people[0], undefined, false);
		for (let round = 0; round < options.rounds; round += 1) {
			const input = world.newLabel();
			await Promise.all(
				world.people.map((person) =>
					untilAnswered(person, { log: world.incident, id: newId(), type: 'story.feel', input })
				)
			);
		}
		return found(options.rounds, await world.compare());
	});
