import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, IncidentId, SourceId } from '$lib/domain/core/ids';
import { PushAnswer } from '$lib/domain/posts/entry/pushed-post';
import { curlLine } from '$lib/domain/posts/entry/signed-batch';
import { newSourceKey } from '$lib/server/ingest/connections/source-keys';
import { reject } from '$lib/server/platform/http/request-guard';
import { bram, fresh, openingNow } from '../../domain/in-memory-incident';
import { runProgram } from './running';
import { POST as send } from '../../../src/routes/api/v1/incidents/[id]/sources/[source]/posts/+server';

let running: Awaited<ReturnType<typeof runProgram>>;
const id = fresh(IncidentId);
const [source, desk] = [fresh(SourceId), fresh(SourceId)];
const execute = (type: string, input: unknown) =>
	running.program.executor.execute(id, { id: fresh(CommandId), type, input }, bram, null);
const newKey = (overlap = 24): Promise<string> =>
	newSourceKey(running.program, id, source, overlap, { actor: bram, origin: null });

beforeAll(async () => {
	running = await runProgram();
	await execute('incident.open', openingNow());
	const own = { platform: 'other', connection: null, key: null };
	await execute('source.add', { id: source, name: 'Meldingen', kind: 'program', ...own });
	await execute('source.add', { id: desk, name: 'Balie', kind: 'desk', ...own });
});
afterAll(() => running.stop());

interface Sent {
	time?: number | string;
	text?: string;
	signature?: string;
	to?: { id: string; source: string };
}
const seconds = (): number => Math.floor(Date.now() / 1_000);
const hmac = (key: string, time: number | string, text: string): string =>
	`sha256=${createHmac('sha256', key).update(`${time}.${text}`).digest('hex')}`;
let nth = 0;
const batch = (text = 'Glas op de weg'): string => JSON.stringify({ posts: [{ externalId: `s${++nth}`, text }] });
async function push(
	key: string,
	{ time = seconds(), text = batch(), signature = hmac(key, time, text), to = { id, source } }: Sent = {}
) {
	const event = running.contextFor(null, { path: '/', params: to, method: 'POST' });
	const headers = {
		'content-type': 'application/json',
		'voelspriet-timestamp': String(time),
		'voelspriet-signature': signature
	};
	const response = await send({ ...event, request: new Request(event.url, { method: 'POST', body: text, headers }) });
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const code = async (sent: Promise<{ status: number; body: Record<string, unknown> }>) => {
	const { status, body } = await sent;
	return `${status} ${typeof body['code'] === 'string' ? body['code'] : 'taken'}`;
};

test('a sender that signs with the key of the source gets an answer for each post', async () => {
	const text = JSON.stringify({ posts: [{ externalId: 'a', text: 'Rook' }, { externalId: 'b', text: ' ' }, 'onzin'] });
	const { status, body } = await push(await newKey(), { text });
	expect(status).toBe(200);
	expect(PushAnswer.parse(body).results.map(({ result }) => result)).toEqual(['stored', 'refused', 'refused']);
});
test('another key, text, time or source is refused with one answer, and nothing is stored', async () => {
	const key = await newKey();
	const text = batch('Mag niet binnenkomen');
	const time = seconds();
	const signature = hmac(key, time, text);
	expect(await code(push('other', { text }))).toBe('401 signature.wrong');
	expect(await code(push(key, { text: text.replace('niet', 'wel'), time, signature }))).toBe('401 signature.wrong');
	expect(await code(push(key, { text, time: time - 1, signature }))).toBe('401 signature.wrong');
	for (const to of [
		{ id, source: desk },
		{ id, source: fresh(SourceId) },
		{ id: fresh(IncidentId), source },
		{ id: 'x', source: 'y' }
	])
		expect(await code(push(key, { text, time, signature, to }))).toBe('401 signature.wrong');
	for (const odd of ['', 'sha256=', signature.slice(7), `sha256=${'0'.repeat(64)}`, 'sha1=abc'])
		expect(await code(push(key, { text, time, signature: odd }))).toBe('401 signature.wrong');
	const rows = await running.program.database.sql`select 1 from post where text like 'Mag %'`;
	expect(rows).toHaveLength(0);
});
test.each([-301, 301, -86_400])('a request signed %i seconds from now is refused', async (away) => {
	const key = await newKey();
	expect(await code(push(key, { time: seconds() + away }))).toBe('401 signature.time');
});
test('an invalid time is refused', async () => {
	expect(await code(push(await newKey(), { time: 'now' }))).toBe('401 signature.time');
});
test('an accepted request cannot be sent once more; one that was not accepted can', async () => {
	const key = await newKey();
	const [time, text] = [seconds(), batch()];
	expect(await code(push(key, { time, text }))).toBe('200 taken');
	expect(await code(push(key, { time, text }))).toBe('409 signature.repeated');
	await execute('source.setState', { source, state: 'paused', why: null });
	const later = { time, text: batch() };
	expect(await code(push(key, later))).toBe('409 source.notActive');
	await execute('source.setState', { source, state: 'active', why: null });
	expect(await code(push(key, later))).toBe('200 taken');
});
test('the same batch sent several times at once is accepted once; the others wait for the first and are told so', async () => {
	const key = await newKey();
	for (let round = 0; round < 5; round += 1) {
		const [time, text] = [seconds(), batch()];
		const answers = await Promise.all(Array.from({ length: 4 }, () => code(push(key, { time, text }))));
		expect(answers.toSorted()).toEqual(['200 taken', ...Array.from({ length: 3 }, () => '409 signature.repeated')]);
	}
});
test('a batch sent twice at once and not stored is accepted by neither request, and can be sent again', async () => {
	const key = await newKey();
	await execute('source.setState', { source, state: 'paused', why: null });
	const sent = { time: seconds(), text: batch() };
	expect(await Promise.all([code(push(key, sent)), code(push(key, sent))])).toEqual([
		'409 source.notActive',
		'409 source.notActive'
	]);
	await execute('source.setState', { source, state: 'active', why: null });
	expect(await code(push(key, sent))).toBe('200 taken');
});
test('a new key counts at once, the previous one for the time that was set, and older ones no longer', async () => {
	const first = await newKey(0);
	const second = await newKey(24);
	expect(await code(push(first))).toBe('200 taken');
	expect(await code(push(second))).toBe('200 taken');
	const third = await newKey(0);
	expect(await code(push(first))).toBe('401 signature.wrong');
	expect(await code(push(second))).toBe('401 signature.wrong');
	expect(await code(push(third))).toBe('200 taken');
	const { sql } = running.program.database;
	const stored = JSON.stringify([await sql`select * from credential`, await sql`select data from event`]);
	for (const key of [first, second, third]) expect(stored).not.toContain(key);
	await newKey(0);
	expect(await sql`select 1 from credential where owner = ${`source/${id}/${source}`}`).toHaveLength(2);
});
test('the key of one source opens no other', async () => {
	const { sql } = running.program.database;
	await newKey(0);
	const other = fresh(SourceId);
	const [row] = await sql<
		{ mark: string }[]
	>`update credential set owner = ${`source/${id}/${other}`} where owner = ${`source/${id}/${source}`} returning mark`;
	const read = await running.program.credentials.read({ incident: id, source: other }, [row?.mark as never]);
	expect(read).toEqual([]);
});
test('a signature is never accepted beside a cookie or from a page', () => {
	const writes = (more: Record<string, string>) =>
		reject(
			new Request('http://a/', { method: 'POST', headers: { 'voelspriet-signature': 'x', ...more } }),
			'/',
			running.host
		);
	expect(writes({})).toBeNull();
	expect(writes({ cookie: 'a=b' })?.code).toBe('foreignOrigin');
	expect(writes({ origin: 'https://evil.example' })?.code).toBe('foreignOrigin');
});
test('the command line on the page signs the way we verify', () => {
	const line = curlLine('http://a.example/posts', 'vsk_key');
	// Prints the arguments of curl, one a line, instead of running it.
	const args = execFileSync('sh', ['-c', line.replace('curl ', 'printf "%s\\n" ')], { encoding: 'utf8' }).split('\n');
	const time = args.find((each) => each.startsWith('Voelspriet-Timestamp'))?.split(' ')[1] ?? '';
	const body = args[args.indexOf('-d') + 1] ?? '';
	expect(args).toContain(`Voelspriet-Signature: ${hmac('vsk_key', time, body)}`);
});

test('the people who manage the source see that a program signs wrongly, until a batch is accepted', async () => {
	const problemCode = () => running.program.health.statusOf(id, source)?.problem?.code ?? null;
	const key = await newKey();
	await push('other');
	expect(problemCode()).toBe('signature');
	await push(key, { time: seconds() - 3_600 });
	expect(problemCode()).toBe('clock');
	await push(key);
	expect(problemCode()).toBeNull();
	expect(running.program.health.statusOf(id, source)?.errors).toMatchObject([{ code: 'clock' }]);
	await push('other', { to: { id, source: desk } });
	expect(running.program.health.statusOf(id, desk)?.errors ?? []).toEqual([]);
});
