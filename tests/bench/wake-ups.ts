import type { Sql } from '$lib/server/platform/driver/sql';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { connect } from '$lib/server/platform/database/connect';
import { CHANNEL, notifyOf, WakeUps } from '$lib/server/log/follow/wake-ups';
import { percentile, round, type Result } from './result';

const HEADS = 16;
/** Of each way in each turn. */
const SECONDS = 3;
const TURNS = 3;
/** Of lone commits, one after the other. */
const LONE_COMMITS = 300;

/**
 * How the others are notified that a head moved: not at all; by the transaction itself; by one process with a sender for
 * all sessions; by a process with a sender for each session, which is as many processes as heads.
 */
const ways = ['silent', 'inside', 'oneProcess', 'sixteenProcesses'] as const;
type Way = (typeof ways)[number];

interface Head {
	readonly id: IncidentId;
	readonly sql: Sql;
	/** The connection on which its process notifies the others when it has a process to itself. */
	readonly own: Sql;
	seq: number;
}

/** What a wake-up costs those who write: sixteen sessions that each move a head of their own, and lone commits. */
export async function run(server: string): Promise<Result[]> {
	const setting = connect(server, { max: 1 });
	const listener = connect(server, { max: 1 });
	await setting.unsafe('create table wake (id uuid primary key, seq int not null)');
	const one = connect(server, { max: 1 });
	const heads: Head[] = Array.from({ length: HEADS }, () => ({
		id: IncidentId.parse(newId()),
		sql: connect(server, { max: 1 }),
		own: connect(server, { max: 1 }),
		seq: 0
	}));
	await setting`insert into wake select id, 0 from unnest(${heads.map(({ id }) => id)}::uuid[]) id`;
	let received = 0;
	let onReceived = (): void => undefined;
	await listener.listen(CHANNEL, () => {
		received += 1;
		onReceived();
	});

	/** @returns commits a second, and notifications a second */
	const rateOf = async (way: Way): Promise<{ commits: number; notified: number }> => {
		const shared = new WakeUps(notifyOf(one));
		const senders = heads.map(({ own }) => (way === 'sixteenProcesses' ? new WakeUps(notifyOf(own)) : shared));
		let commits = 0;
		const before = received;
		const until = performance.now() + SECONDS * 1000;
		await Promise.all(
			heads.map(async (head, i) => {
				while (performance.now() < until) {
					await move(head, way === 'inside');
					if (way === 'oneProcess' || way === 'sixteenProcesses') senders[i]?.grew(head.id, head.seq);
					commits += 1;
				}
			})
		);
		await Promise.all(senders.map((each) => each.stop()));
		return { commits: commits / SECONDS, notified: (received - before) / SECONDS };
	};
	/** @returns milliseconds from the first statement of a lone commit until another session is notified of it */
	const loneOf = async (way: 'inside' | 'oneProcess'): Promise<number[]> => {
		const wakeUps = new WakeUps(notifyOf(one));
		const [head] = heads;
		if (!head) throw new Error('no head');
		const took: number[] = [];
		while (took.length < LONE_COMMITS) {
			const began = performance.now();
			const arrived = new Promise<void>((done) => (onReceived = done));
			await move(head, way === 'inside');
			if (way === 'oneProcess') wakeUps.grew(head.id, head.seq);
			await arrived;
			took.push(performance.now() - began);
		}
		await wakeUps.stop();
		return took;
	};

	try {
		for (const way of ways) await rateOf(way);
		const rates = Object.fromEntries(ways.map((way) => [way, { commits: [] as number[], notified: [] as number[] }]));
		const lone = { inside: [] as number[], oneProcess: [] as number[] };
		// In turns, so that other work on the machine affects all alike.
		for (let turn = 0; turn < TURNS; turn += 1) {
			for (const way of ways) {
				const { commits, notified } = await rateOf(way);
				rates[way]?.commits.push(commits);
				rates[way]?.notified.push(notified);
			}
			lone.inside.push(...(await loneOf('inside')));
			lone.oneProcess.push(...(await loneOf('oneProcess')));
		}
		const middle = (way: Way, of: 'commits' | 'notified'): number =>
			Math.round(percentile(rates[way]?.[of] ?? [], 0.5));
		const [after, silent] = [middle('oneProcess', 'commits'), middle('silent', 'commits')];
		return [
			{
				case: `wake-ups: commits a second at ${HEADS} heads of one process that tells the others, against telling nobody`,
				value: after,
				bound: silent,
				ratio: round(after / silent),
				aim: '≥ 0.85',
				ok: after / silent >= 0.85,
				extra: {
					...Object.fromEntries(
						ways.flatMap((way) => [
							[`${way}Commits`, middle(way, 'commits')],
							[`${way}Notified`, middle(way, 'notified')]
						])
					),
					loneInsideP50: round(percentile(lone.inside, 0.5)),
					loneInsideP99: round(percentile(lone.inside, 0.99)),
					loneAfterP50: round(percentile(lone.oneProcess, 0.5)),
					loneAfterP99: round(percentile(lone.oneProcess, 0.99))
				}
			}
		];
	} finally {
		await setting.unsafe('drop table wake');
		const all = [setting, listener, one, ...heads.flatMap(({ sql, own }) => [sql, own])];
		await Promise.all(all.map((sql) => sql.end({ timeout: 1 })));
	}
}

/** A transaction that moves a head, sent as one message: what the database takes for it is measured, not the driver. */
async function move(head: Head, isNotified: boolean): Promise<void> {
	const seq = head.seq + 1;
	const notify = isNotified ? `select pg_notify('${CHANNEL}', '${head.id} ${seq}');` : '';
	await head.sql.unsafe(`begin; update wake set seq = ${seq} where id = '${head.id}'; ${notify} commit`);
	head.seq = seq;
}
