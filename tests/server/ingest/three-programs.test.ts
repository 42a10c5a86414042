import { afterAll, beforeAll, expect, test } from 'vitest';
import { IncidentId, SourceId } from '$lib/domain/core/ids';
import { PushAnswer } from '$lib/domain/posts/entry/pushed-post';
import { Tokens } from '$lib/server/people/accounts/tokens';
import { verifyLog } from '$lib/server/log/verify';
import { ensureBuilt } from '../../built';
import { fresh, openingNow, person } from '../../domain/in-memory-incident';
import { startProgram, type RunningProgram } from '../../running-program';
import { Stage } from '../stage';

/* The production build, three times on one database; programs send to all, over HTTP, for one incident. */

let stage: Stage;
const programs: RunningProgram[] = [];
let token: string;
beforeAll(async () => {
	ensureBuilt();
	stage = await Stage.set();
	for (let i = 0; i < 3; i += 1)
		programs.push(await startProgram({ env: { DATABASE_URL: stage.database.url, SECRET: 's'.repeat(32) } }));
	token = await new Tokens(stage.sql, stage.executor).make(
		{ name: 'Meldkamer', scopes: ['post'], incident: null, lasts: 3_600_000 },
		{ actor: person('administrator'), origin: null }
	);
}, 300_000);
afterAll(async () => {
	await Promise.all(programs.map((program) => program.remove()));
	await stage.strike();
});

/** An incident with a source for programs. */
async function open() {
	const [log, source] = [fresh(IncidentId), fresh(SourceId)];
	await stage.send(log, 'incident.open', openingNow());
	const own = { platform: 'other', connection: null, key: null };
	await stage.send(log, 'source.add', { id: source, name: 'Meldingen', kind: 'program', ...own });
	const [one, two, three] = programs;
	if (!one || !two || !three) throw new Error('no programs');
	const send = (to: RunningProgram, ids: readonly string[], signal: AbortSignal | null = null): Promise<Response> =>
		fetch(`${to.base}/api/v1/incidents/${log}/sources/${source}/posts`, {
			method: 'POST',
			signal,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({
				posts: ids.map((id) => ({ externalId: id, text: `melding ${Number.parseInt(id) % 100}` }))
			})
		});
	/** Sends them until they are answered. @returns what became of each, and the codes of other answers */
	const deliver = async (to: RunningProgram, ids: readonly string[], codes: unknown[] = []): Promise<string[]> => {
		const response = await send(to, ids);
		const answer: unknown = await response.json();
		if (response.status === 200) return PushAnswer.parse(answer).results.map(({ result }) => result);
		expect(response.status, JSON.stringify(answer)).toBe(503);
		expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
		codes.push(Reflect.get(Object(answer), 'code'));
		return deliver(to, ids, codes);
	};
	// Who does not know the source yet does not look at what is sent to it.
	for (const program of programs)
		await expect.poll(async () => (await send(program, [])).status, { timeout: 10_000 }).toBe(422);
	await deliver(one, ['0']);
	/** What is stored, by whom it is counted. */
	const sums = async () => {
		const [row] = await stage.sql<{ posts: number; ids: number; inStories: number; announced: number }[]>`
			select (select count(*)::int from post where incident_id = ${log}) as posts,
				(select count(distinct external_id)::int from post where incident_id = ${log}) as ids,
				(select sum(posts)::int from story_count where incident_id = ${log}) as "inStories",
				(select sum((data->>'count')::int)::int from event where log_id = ${log} and type = 'posts.arrived') as announced`;
		return row;
	};
	const all = (count: number) => ({ posts: count, ids: count, inStories: count, announced: count });
	return { log, one, two, three, send, deliver, sums, all };
}
const ids = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => String(from + i));
const count = (results: readonly string[], result: string): number => results.filter((each) => each === result).length;

test('posts that all three get at the same time, partly the same, are stored once and reported as stored once', async () => {
	const { log, one, two, three, deliver, sums, all } = await open();
	const feed = async (to: RunningProgram, from: number): Promise<string[]> => {
		const results: string[] = [];
		for (let at = from; at < from + 250; at += 50) results.push(...(await deliver(to, ids(at, at + 50))));
		return results;
	};
	const feeds = await Promise.all([
		feed(one, 1),
		feed(one, 251),
		feed(two, 251),
		feed(two, 501),
		feed(three, 501),
		feed(three, 751)
	]);
	const results = feeds.flat();
	expect([count(results, 'stored'), count(results, 'known')]).toEqual([1_000, 500]);
	expect(await sums()).toEqual(all(1_001));
	const stories = await stage.sql`
		select 1 from post where incident_id = ${log} and text = 'melding 7' group by story_id`;
	expect(stories).toHaveLength(1);
	expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true });
});

test('a client that sends more than is stored is told when to send again, by each process for itself', async () => {
	const { log, two, three, send, deliver, sums, all } = await open();
	let sent: Promise<string[][]> = Promise.resolve([]);
	let other: Promise<string[]> = Promise.resolve([]);
	await stage.database.sql.begin(async (tx) => {
		// Nobody else has a turn.
		await tx`select pg_advisory_xact_lock(7310020, hashtext(${log}))`;
		sent = Promise.all([0, 1, 2, 3, 4, 5].map((part) => deliver(two, ids(part * 500 + 1, part * 500 + 501))));
		// Posts that arrive before the others wait with them.
		const refusedOrLate = async (): Promise<unknown> =>
			(await send(two, ['9999'], AbortSignal.timeout(500)).catch(() => null))?.status;
		await expect.poll(refusedOrLate, { timeout: 10_000 }).toBe(429);
		const refused = await send(two, ['9999']);
		expect(refused.headers.get('retry-after')).toBe('2');
		expect(await refused.json()).toMatchObject({ code: 'tooMany' });
		other = deliver(three, ['9998']);
	});
	expect(count((await sent).flat(), 'stored')).toBe(3_000);
	expect(await other).toEqual(['stored']);
	await deliver(two, ['9999']);
	expect(await sums()).toEqual(all(3_003));
});

test('one is frozen under load and thawed: the others continue, and every post is stored once', async () => {
	const { log, one, two, three, deliver, sums, all } = await open();
	const sending = new AbortController();
	let next = 1;
	/** When the others answered, and why any could not. */
	const [answered, codes]: [number[], unknown[]] = [[], []];
	const feed = async (to: RunningProgram): Promise<void> => {
		while (!sending.signal.aborted) {
			next += 20;
			await deliver(to, ids(next - 20, next), codes);
			if (to !== one) answered.push(performance.now());
		}
	};
	const feeds = Promise.all([feed(one), feed(one), feed(two), feed(three)]);
	await expect.poll(() => answered.length, { timeout: 20_000 }).toBeGreaterThan(10);
	process.kill(one.pid, 'SIGSTOP');
	const frozen = performance.now();
	let took: number;
	try {
		await expect.poll(() => answered.some((at) => at > frozen + 500), { timeout: 40_000, interval: 10 }).toBe(true);
		took = performance.now() - frozen;
	} finally {
		process.kill(one.pid, 'SIGCONT');
	}
	process.stdout.write(`frozen: the others go on after ${Math.round(took)} ms (at most 20,000)\n`);
	expect(took).toBeLessThan(20_000);
	sending.abort();
	await feeds;
	for (const code of codes) expect(code).toMatch(/^(posts\.notAnswered|database\.away)$/);
	expect(await deliver(one, [String(next)])).toEqual(['stored']);
	expect(await sums()).toEqual(all(next + 1));
	expect(await verifyLog(stage.sql, log)).toMatchObject({ ok: true });
}, 120_000);
