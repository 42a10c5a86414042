import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { numbersFrom } from '../../bench/made-up-posts';
import { startTcpProxy } from '../../server/tcp-proxy';
import { faultResult, type FaultResult, type RunOptions } from '../fault-case';
import type { Person } from '../setup/person';
import { FaultSetup, type FaultSetupOptions } from '../setup/fault-setup';

/** Runs the case on a setup of its own, and closes it afterwards. */
export async function withFaultSetup(
	{ makeDatabase }: RunOptions,
	options: Omit<FaultSetupOptions, 'databaseUrl'>,
	work: (setup: FaultSetup) => Promise<FaultResult>
): Promise<FaultResult> {
	const setup = await FaultSetup.open({ ...options, databaseUrl: await makeDatabase() });
	try {
		return await work(setup);
	} finally {
		await setup.close();
	}
}

/** 7. The connection is cut before the answer, after the command arrived or before it. One effect each. */
export const cutBeforeAnswer = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 5 }, async (setup) => {
		const { rounds } = options;
		await setup.follow();
		const lossy = await startTcpProxy(setup.program.base);
		const base = new URL(lossy.url).origin;
		let cuts = 0;
		const sendCommands = async (person: Person, count: number): Promise<void> => {
			for (let i = 0; i < count; i += 1) {
				const command = { log: setup.incident, id: newId(), type: 'story.setSentiment', input: setup.newLabel() };
				if ((await person.deliver(command, base)).kind === 'unreachable') cuts += 1;
				while ((await person.deliver(command)).kind === 'unreachable') await pause(100);
			}
		};
		try {
			lossy.lose('answer');
			const [senders, each] = [setup.people, Math.ceil(rounds / setup.people.length)];
			await Promise.all(senders.map((person) => sendCommands(person, Math.ceil(each * 0.8))));
			lossy.lose('question');
			await Promise.all(senders.map((person) => sendCommands(person, each - Math.ceil(each * 0.8))));
		} finally {
			await lossy.stop();
		}
		const compared = await setup.compare();
		const faults = cuts < rounds ? [`only ${String(cuts)} of ${String(rounds)} were cut`] : [];
		const sentAgain = [...setup.recorder.commands.values()].filter(({ attempts }) => attempts > 1).length;
		return {
			...faultResult(cuts, { ...compared, faults: [...faults, ...compared.faults] }),
			figures: { cuts, sentAgain }
		};
	});

/** 8. Every command comes two or three times, late and in another order than they were given. */
export const twiceAndLate = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 5 }, async (setup) => {
		const chance = numbersFrom(options.seed);
		await setup.follow();
		const late = await startTcpProxy(setup.program.base);
		late.slow(150);
		await setup.follow(setup.people[1], new URL(late.url).origin);
		const waiting: Promise<unknown>[] = [];
		try {
			for (let i = 0; i < options.rounds; i += 1) {
				const person = setup.people[i % setup.people.length];
				const command = { log: setup.incident, id: newId(), type: 'story.setSentiment', input: setup.newLabel() };
				for (let copy = 0; copy < 2 + (i % 2); copy += 1)
					waiting.push(pause(chance() * 500).then(() => untilAnswered(person, command)));
				if (i % 50 === 49) await Promise.all(waiting.splice(0));
			}
			await Promise.all(waiting);
			return faultResult(options.rounds, await setup.compare());
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
export const offLine = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 2 }, async (setup) => {
		const [away, other] = setup.people;
		if (!away || !other) throw new Error('two people are needed');
		await setup.follow(other, setup.program.base);
		const faults: string[] = [];
		const recovery: number[] = [];
		for (let round = 0; round < options.rounds; round += 1) {
			if (round % 2 === 0) await setup.line.refuse();
			else setup.line.hole(true);
			const commandIds = Array.from({ length: 40 }, () => setup.label(away));
			await setup.sql`delete from session where user_id = ${away.id}`;
			await pause(500);
			if (round % 2 === 0) await setup.line.accept();
			else setup.line.hole(false);
			while (!away.outbox.signedOut) {
				void away.outbox.drain();
				await pause(100);
			}
			if (away.outbox.waiting().length !== 40) faults.push('waiting commands were lost while signed out');
			await setup.signIn(away);
			const began = performance.now();
			void away.outbox.drain();
			await away.settled();
			recovery.push(Math.round(performance.now() - began));
			const rows = await setup.sql<{ id: string }[]>`
				select command_id as id from event where log_id = ${setup.incident} and command_id = any(${commandIds})
				order by seq`;
			if (rows.map(({ id }) => id).join() !== commandIds.join())
				faults.push(`round ${String(round)}: not all, or not in order`);
		}
		const compared = await setup.compare();
		return faultResult(options.rounds, { ...compared, faults: [...faults, ...compared.faults] }, recovery);
	});

/** 10. The same, and the incident was closed meanwhile: refused as a group, and kept. */
export const offLineClosed = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 1 }, async (setup) => {
		const [away] = setup.people;
		if (!away) throw new Error('somebody is needed');
		await setup.line.refuse();
		const commandIds = Array.from({ length: 40 }, () => setup.label(away));
		const closing = { log: setup.incident, id: newId(), type: 'incident.close', input: {} };
		const closed = await setup.coordinator.deliver(closing, setup.program.base);
		const faults = closed.kind === 'saved' ? [] : [`closing: ${JSON.stringify(closed)}`];
		await setup.line.accept();
		await away.settled();
		const refused = away.outbox.refused(setup.incident);
		if (refused.map(({ id }) => id as string).join() !== commandIds.join())
			faults.push(`${String(refused.length)} of 40 were kept`);
		if (refused.some((command) => command.refused?.code !== 'incident.closed'))
			faults.push('refused for another reason');
		const stored = await setup.sql`
			select from event where log_id = ${setup.incident} and command_id = any(${commandIds})`;
		if (stored.length > 0) faults.push(`${String(stored.length)} were stored after the end`);
		const compared = await setup.compare();
		return faultResult(1, { ...compared, faults: [...faults, ...compared.faults] });
	});

/** 13. Several people label one story in the same moment: each label is there once, in one order for all. */
export const sameMoment = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 5 }, async (setup) => {
		await setup.follow();
		await setup.follow(setup.people[0], undefined, false);
		for (let round = 0; round < options.rounds; round += 1) {
			const input = setup.newLabel();
			await Promise.all(
				setup.people.map((person) =>
					untilAnswered(person, { log: setup.incident, id: newId(), type: 'story.setSentiment', input })
				)
			);
		}
		return faultResult(options.rounds, await setup.compare());
	});
