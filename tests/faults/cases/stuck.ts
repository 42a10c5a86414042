import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { openingNow } from '../../domain/in-memory-incident';
import { faultResult, type FaultResult, type RunOptions } from '../fault-case';
import { compare } from '../setup/compare';
import { withFaultSetup } from './line';

/** How a proxy refuses: with a status and a page of its own, or (0) it breaks off the connection. */
const refusals = [403, 502, 200, 413, 511, 404, 0];

/** A proxy that refuses each request of which the body names one of these ids, and passes on all others. */
async function startPickyProxy(target: string) {
	const blocked = new Map<string, number>();
	const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
		const chunks: Buffer[] = [];
		for await (const chunk of incoming) chunks.push(chunk as Buffer);
		const body = Buffer.concat(chunks);
		const status = [...blocked].find(([id]) => body.includes(id))?.[1];
		if (status === 0) return void outgoing.destroy();
		if (status !== undefined)
			return void outgoing.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Blocked by policy</h1>');
		const { method, headers, url = '/' } = incoming;
		const onward = request(new URL(url, target), { method, headers }, (answer) => {
			outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(outgoing);
		});
		onward.on('error', () => outgoing.destroy());
		onward.end(body);
	};
	const server = createServer((incoming, outgoing) => void handle(incoming, outgoing));
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
		blocked,
		stop(): void {
			server.closeAllConnections();
			server.close();
		}
	};
}

/** 42. A proxy refuses one command for ever, each round in another way: all that does not depend on it is saved. */
export const oneRefused = (options: RunOptions): Promise<FaultResult> =>
	withFaultSetup(options, { people: 1 }, async (setup) => {
		const [person] = setup.people;
		if (!person) throw new Error('somebody is needed');
		const elsewhere = IncidentId.parse(newId());
		const open = { log: elsewhere, id: newId(), type: 'incident.open', input: openingNow() };
		const opened = await setup.coordinator.deliver(open, setup.program.base);
		const faults = opened.kind === 'saved' ? [] : [`opening: ${JSON.stringify(opened)}`];
		const proxy = await startPickyProxy(setup.program.base);
		person.browser.base = proxy.url;
		const give = (story: number) =>
			person.give(setup.incident, 'story.setSentiment', { story: setup.stories[story], emotion: 'fear' });
		try {
			for (let round = 0; round < options.rounds; round += 1) {
				const stuck = newId();
				proxy.blocked.set(stuck, refusals[round % refusals.length] ?? 403);
				const blocked = person.give(setup.incident, 'need.raise', {
					id: stuck,
					text: `Vraag ${stuck}`,
					offline: null,
					seenIn: null
				});
				const onIt = person.give(setup.incident, 'finding.reword', { finding: stuck, text: `Anders ${stuck}` });
				const past = [give(1), give(2), give(1)];
				person.give(elsewhere, 'need.raise', {
					id: newId(),
					text: `Elders ${String(round)}`,
					offline: null,
					seenIn: null
				});
				const began = performance.now();
				while (person.outbox.waiting().length > 2 && performance.now() - began < 60_000) await pause(50);
				while (person.outbox.stuck().length === 0 && performance.now() - began < 60_000) {
					give(3);
					await pause(300);
				}
				const waiting = (): string =>
					person.outbox
						.waiting()
						.map(({ id }) => String(id))
						.join();
				while (waiting() !== [blocked, onIt].join() && performance.now() - began < 60_000) await pause(50);
				const label = `round ${String(round)}`;
				if (waiting() !== [blocked, onIt].join()) faults.push(`${label}: ${waiting()} waits`);
				const [named] = person.outbox.stuck(setup.incident);
				if (named?.id !== blocked) faults.push(`${label}: another is called stuck`);
				const rows = await setup.sql<{ id: string }[]>`
					select command_id as id from event where log_id = ${setup.incident} and command_id = any(${past}) order by seq`;
				const ofOneStory = [past[0], past[2]].join();
				if (rows.length !== 3 || rows.flatMap(({ id }) => (id === past[1] ? [] : [id])).join() !== ofOneStory)
					faults.push(`${label}: not all went past, or not in order`);
				if (round % 2 === 0) {
					await person.outbox.setAside(named?.key ?? '');
					if (person.outbox.refused().length < 2) faults.push(`${label}: what was set aside is gone`);
					await person.outbox.discard(person.outbox.refused().map(({ key }) => key));
				} else {
					proxy.blocked.clear();
					void person.outbox.drain();
				}
				await person.settled();
			}
		} finally {
			proxy.stop();
		}
		const there = await compare(setup.sql, elsewhere, { commands: setup.recorder.commands, posts: new Map() });
		const here = await setup.compare();
		return faultResult(options.rounds, {
			...here,
			lost: here.lost + there.lost,
			doubled: here.doubled + there.doubled,
			faults: [...faults, ...here.faults, ...there.faults]
		});
	});
