import { setTimeout as pause } from 'node:timers/promises';
import { EventsPage } from '$lib/domain/realtime';
import { newId } from '$lib/domain/core/new-id';
import { numbersFrom } from '../../bench/made-up-posts';
import { faultResult, type FaultResult, type RunOptions } from '../fault-case';
import { anomaliesOf, type Append, type Read } from '../history';
import { headersOf, type Person } from '../setup/person';
import { FaultSetup } from '../setup/fault-setup';

const SESSIONS = 24;
/** Another process knows of a line within this time at the latest, also when a notification is lost. Milliseconds. */
const STALENESS = 3_000;

/**
 * Two processes on one database, and people who append and read at either by chance, while one process is killed and
 * frozen and the other's connections are cut. All answers are checked as one list. A round is an operation.
 */
export async function oneList({ rounds, seed, makeDatabase, say }: RunOptions): Promise<FaultResult> {
	const chance = numbersFrom(seed);
	const setup = await FaultSetup.open({ databaseUrl: await makeDatabase(), people: SESSIONS, processes: 2 });
	const appends: Append[] = [];
	const reads: Read[] = [];
	let done = 0;
	let head = 0;
	const stop = new AbortController();
	const isOver = (): boolean => stop.signal.aborted;
	const bases = (): readonly [string, string] => [new URL(setup.line.url).origin, setup.programs[1]?.base ?? ''];

	const append = async (person: Person, process: 0 | 1): Promise<void> => {
		const command = { log: setup.incident, id: newId(), type: 'story.setSentiment', input: setup.newLabel() };
		const invoked = performance.now();
		let delivery = await person.deliver(command, bases()[process]);
		let at: 0 | 1 = process;
		// Most are sent again, as a browser does, to either process; of some it is never known.
		while (delivery.kind === 'unreachable' && chance() < 0.9) {
			await pause(50 + chance() * 200);
			at = chance() < 0.5 ? 0 : 1;
			delivery = await person.deliver(command, bases()[at]);
		}
		const outcome = delivery.kind === 'saved' || delivery.kind === 'refused' ? delivery.kind : 'unknown';
		const answered = outcome === 'unknown' ? null : performance.now();
		const position = delivery.kind === 'saved' ? delivery.to : null;
		if (position !== null) head = Math.max(head, position);
		appends.push({
			id: command.id,
			session: person.id,
			process: String(at),
			invoked,
			answered,
			outcome,
			position
		});
	};
	const read = async (person: Person, process: 0 | 1): Promise<void> => {
		const after = Math.max(0, Math.floor(head - chance() * 60));
		const invoked = performance.now();
		const response = await fetch(
			`${bases()[process]}/api/v1/incidents/${setup.incident}/events?after=${String(after)}`,
			{
				headers: headersOf(person.browser),
				signal: AbortSignal.timeout(10_000)
			}
		).catch(() => null);
		if (!response?.ok) {
			await response?.body?.cancel();
			return;
		}
		const page = EventsPage.parse(await response.json().catch(() => null));
		reads.push({
			session: person.id,
			process: String(process),
			invoked,
			answered: performance.now(),
			after,
			elements: page.events.map(({ command }) => command),
			head: page.head
		});
	};
	const session = async (person: Person): Promise<void> => {
		while (done < rounds) {
			done += 1;
			const process = chance() < 0.5 ? 0 : 1;
			if (chance() < 0.5) await append(person, process);
			else await read(person, process).catch(() => undefined);
		}
	};
	const [first, second] = setup.programs;
	let broken = 0;
	const breaking = (async (): Promise<void> => {
		while (!isOver() && first && second) {
			await pause(1_000 + chance() * 4_000);
			if (isOver()) break;
			const which = Math.floor(chance() * 5);
			if (which === 0) setup.line.cut();
			if (which === 1) setup.database?.cut();
			if (which === 2) {
				await second.kill();
				await second.start();
			}
			if (which === 3) {
				process.kill(first.pid, 'SIGSTOP');
				await pause(chance() * 1_500);
				process.kill(first.pid, 'SIGCONT');
			}
			if (which === 4) {
				await setup.database?.refuse();
				await pause(chance() * 1_000);
				await setup.database?.accept();
			}
			broken += 1;
			if (broken % 20 === 0) say(`${String(done)} operations, ${String(broken)} faults`);
		}
	})();
	try {
		await setup.follow();
		await Promise.all(setup.people.map((person) => session(person)));
		stop.abort();
		await breaking;
		const rows = await setup.sql<{ id: string | null }[]>`
			select command_id as id from event where log_id = ${setup.incident} order by seq`;
		const ours = new Set(appends.map(({ id }) => id));
		const named = (id: string | null): string | null => (id !== null && ours.has(id) ? id : null);
		const anomalies = anomaliesOf({
			appends,
			reads: reads.map((each) => ({ ...each, elements: each.elements.map(named) })),
			list: rows.map(({ id }) => named(id)),
			staleness: STALENESS
		});
		const compared = await setup.compare();
		const faults = [...anomalies.map(({ anomaly, message }) => `${anomaly}: ${message}`), ...compared.faults];
		if (appends.length + reads.length < rounds * 0.5) faults.push('too little was answered');
		return {
			...faultResult(done, { ...compared, faults }),
			figures: { appends: appends.length, reads: reads.length, faults: broken, seed }
		};
	} finally {
		stop.abort();
		await breaking;
		await setup.close();
	}
}
