import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
	CommandId,
	IncidentId,
	INSTALLATION,
	PersonId,
	PublicationId,
	SourceId,
	TextId,
	TokenId,
	momentOf
} from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { PushAnswer, pushLimits } from '$lib/domain/posts/entry/pushed-post';
import { StoryPage } from '$lib/domain/stories/card';
import type { TokenScope } from '$lib/domain/installation/token';
import { Tokens } from '$lib/server/people/accounts/tokens';
import { log as serverLog } from '$lib/server/platform/operations/logger';
import { anna, bram, carla, fresh, noon, openingNow, system } from '../../domain/in-memory-incident';
import { runProgram } from './running';
import { POST as command } from '../../../src/routes/api/v1/incidents/[id]/commands/+server';
import { POST as send } from '../../../src/routes/api/v1/incidents/[id]/sources/[source]/posts/+server';
import { GET as events } from '../../../src/routes/api/v1/incidents/[id]/events/+server';
import { GET as report } from '../../../src/routes/api/v1/incidents/[id]/report/+server';
import { GET as state } from '../../../src/routes/api/v1/incidents/[id]/state/+server';
import { GET as list } from '../../../src/routes/api/v1/incidents/[id]/stories/+server';
import { atLeast } from '../../project-files';

let running: Awaited<ReturnType<typeof runProgram>>;
const id = fresh(IncidentId);
const [source, desk] = [fresh(SourceId), fresh(SourceId)];
const execute = (log: IncidentId, type: string, input: unknown) =>
	running.program.executor.execute(
		log,
		{ id: fresh(CommandId), type, input },
		log === INSTALLATION ? system : bram,
		null
	);
const make = (scopes: TokenScope[], to: { incident?: IncidentId | null; lasts?: number } = {}): Promise<string> =>
	running.program.tokens.make(
		{ name: 'Meldkamer', scopes, incident: null, lasts: 3_600_000, ...to },
		{ actor: { ...carla, roles: ['administrator'] }, origin: null }
	);

beforeAll(async () => {
	running = await runProgram();
	await execute(id, 'incident.open', openingNow());
	const own = { platform: 'other', connection: null, key: null };
	await execute(id, 'source.add', { id: source, name: 'Meldingen', kind: 'program', ...own });
	await execute(id, 'source.add', { id: desk, name: 'Balie', kind: 'desk', ...own });
});
afterAll(() => running.stop());

interface To {
	incident?: string;
	source?: string;
	text?: string;
	type?: string;
}
async function push(
	secret: string | null,
	posts: unknown,
	{ incident = id, source: to = source, text, type = 'application/json' }: To = {}
) {
	const event = running.contextFor(null, { path: '/', params: { id: incident, source: to }, method: 'POST' });
	const request = new Request(event.url, {
		method: 'POST',
		body: text ?? JSON.stringify({ posts }),
		headers: { 'content-type': type, ...(secret === null ? {} : { authorization: `Bearer ${secret}` }) }
	});
	const response = await send({ ...event, request });
	return {
		status: response.status,
		headers: response.headers,
		body: (await response.json()) as Record<string, unknown>
	};
}
const reading = async (secret: string, incident: string = id) => {
	const event = running.contextFor(null, { path: '/?view=newest', params: { id: incident } });
	return list({ ...event, request: new Request(event.url, { headers: { authorization: `Bearer ${secret}` } }) });
};
const resultsOf = ({ body }: { body: unknown }) => PushAnswer.parse(body).results.map(({ result }) => result);

test('each post of a batch gets its own answer: stored, older than the incident, known, edited, or refused and why', async () => {
	const secret = await make(['post']);
	const later = momentOf(Date.parse(noon) + 60_000);
	const first = [
		{
			externalId: 'a',
			text: 'Er ligt glas op de Dorpsstraat',
			publishedAt: later,
			author: { externalId: 'm1', name: 'Melder' }
		},
		{ externalId: 'oud', text: 'Vorige week ook al', publishedAt: '2026-11-12T09:00:00+01:00' },
		{ externalId: 'leeg', text: '   ' },
		{ externalId: 'fout', text: 'Wanneer?', publishedAt: 'gisteren' },
		{ externalId: 'vreemd', text: 'x', verdict: 'false' },
		{ text: 'zonder nummer' },
		'onzin',
		{ externalId: 'html', text: '<p>Rook <b>boven</b> de haven</p>', html: true }
	];
	const answered = await push(secret, first);
	expect(answered.status).toBe(200);
	expect(PushAnswer.parse(answered.body).results).toEqual([
		{ externalId: 'a', result: 'stored', why: null, where: null },
		{ externalId: 'oud', result: 'backlog', why: null, where: null },
		{ externalId: 'leeg', result: 'refused', why: 'empty', where: null },
		{ externalId: 'fout', result: 'refused', why: 'invalid', where: 'publishedAt' },
		{ externalId: 'vreemd', result: 'refused', why: 'invalid', where: '' },
		{ externalId: null, result: 'refused', why: 'invalid', where: 'externalId' },
		{ externalId: null, result: 'refused', why: 'invalid', where: '' },
		{ externalId: 'html', result: 'stored', why: null, where: null }
	]);
	expect(resultsOf(await push(secret, first))).toEqual([
		'known',
		'known',
		'refused',
		'refused',
		'refused',
		'refused',
		'refused',
		'known'
	]);
	const changed = await push(secret, [{ externalId: 'a', text: 'Er ligt glas op de Dorpsstraat, is opgeruimd' }]);
	expect(resultsOf(changed)).toEqual(['edited']);
	const rows = await running.program.database
		.sql`select external_id, text, versions from post where source_id = ${source} order by external_id`;
	expect(rows).toMatchObject([
		{ external_id: 'a', versions: 2 },
		{ external_id: 'html', versions: 1, text: 'Rook boven de haven' },
		{ external_id: 'oud', versions: 1 }
	]);
});

test('a later version of a post in the same request is applied after the first', async () => {
	const versions = ['een', 'twee', 'drie'].map((text) => ({ externalId: 'v', text }));
	expect(resultsOf(await push(await make(['post']), versions))).toEqual(['stored', 'edited', 'edited']);
	const [row] = await running.program.database
		.sql`select text, versions from post where source_id = ${source} and external_id = 'v'`;
	expect(row).toMatchObject({ text: 'drie', versions: 3 });
});

test('a program with a reading token reads what it sent', async () => {
	await push(await make(['post']), [{ externalId: 'lezen', text: 'De brug staat open' }]);
	const page = StoryPage.parse(await (await reading(await make(['read']))).json());
	expect(page.stories.map(({ lead }) => lead.text)).toContain('De brug staat open');
});

/** Every answer about an incident that a program may ask for: a new route is read too. */
const routes = import.meta.glob<{ GET?: typeof list }>('../../../src/routes/api/v1/**/+server.ts', {
	eager: true
});
const readable = atLeast(30, Object.entries(routes)).flatMap(([path, { GET }]) =>
	GET && path.includes('/incidents/[id]/') && !path.split('[id]')[1]?.includes('[') ? [{ path, GET }] : []
);

test('a program cannot read a draft, nor what was published without a second reader until somebody has reviewed it', async () => {
	const [text, publication] = [fresh(TextId), fresh(PublicationId)];
	const words = 'De haven is veilig';
	const named = { channel: 'website', checksum: wordingChecksum('website', words) };
	const about = { kind: 'incident', finding: null };
	const draft = {
		id: text,
		kind: 'holding',
		about,
		corrects: null,
		facts: [],
		wordings: [{ channel: 'website', text: words }]
	};
	const secret = await make(['read']);
	const get = async (answer: typeof list, query = '/'): Promise<string> => {
		const event = running.contextFor(null, { path: query, params: { id } });
		return (
			await answer({ ...event, request: new Request(event.url, { headers: { authorization: `Bearer ${secret}` } }) })
		).text();
	};
	const everywhere = async (): Promise<string[]> => {
		const found = await Promise.all(
			readable.map(async ({ path, GET }) => ((await get(GET)).includes(words) ? [path] : []))
		);
		return found.flat();
	};
	expect(readable.length).toBeGreaterThan(5);
	await execute(id, 'text.draft', draft);
	expect(await everywhere()).toEqual([]);
	expect(await get(events, '/?after=0&limit=500')).not.toContain(words);
	await execute(id, 'text.submit', { text, variants: [named], requestedFrom: null });
	const outside = { where: 'Website', address: null, at: null, why: 'Niemand te bereiken' };
	await execute(id, 'text.publishAlone', { text, id: publication, ...named, ...outside });
	const read = async () => `${await get(state)}${await get(events, '/?after=0&limit=500')}${await get(report)}`;
	expect(await read()).toContain(text);
	expect(await read()).not.toContain(words);
	expect(await everywhere()).toEqual([]);
	const review = { text, publication, why: 'Gelezen' };
	await running.program.executor.execute(id, { id: fresh(CommandId), type: 'text.review', input: review }, anna, null);
	expect((await read()).split(words).length).toBeGreaterThan(4);
	expect(await everywhere()).toEqual(expect.arrayContaining([expect.stringContaining('time-series')]));
	// A live report is shared by its readers for some seconds.
	await expect.poll(() => get(report), { timeout: 20_000 }).toContain(words);
});

test('a token can do what its scope says and no more, in its own incident and no other', async () => {
	const [post, read] = [await make(['post'], { incident: id }), await make(['read'], { incident: id })];
	expect((await reading(post)).status).toBe(403);
	expect(await push(read, [{ externalId: 'x', text: 'x' }])).toMatchObject({
		status: 403,
		body: { code: 'token.scope' }
	});
	const other = fresh(IncidentId);
	await execute(other, 'incident.open', openingNow());
	const [theirs, absent] = [await reading(read, other), await reading(read, fresh(IncidentId))];
	expect(theirs.status).toBe(404);
	expect(await theirs.text()).toBe(await absent.text());
	expect(await push(post, [{ externalId: 'x', text: 'x' }], { incident: other })).toMatchObject({
		status: 404,
		body: { code: 'incident.absent' }
	});
});

test('a guessed, altered, expired or revoked token gets one and the same answer', async () => {
	const secret = await make(['read']);
	const expired = await make(['read'], { lasts: 60_000 });
	vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
	const answers = [await reading(expired), await reading('vst_nonsense'), await reading(`${secret.slice(0, -1)}!`)];
	vi.useRealTimers();
	expect((await reading(secret)).status).toBe(200);
	const token = running.program.tokens.open(secret);
	await running.program.tokens.revoke(token?.id ?? fresh(TokenId), {
		actor: { ...carla, roles: ['coordinator'] },
		origin: null
	});
	answers.push(await reading(secret));
	const bodies = await Promise.all(answers.map((answer) => answer.text()));
	expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
	expect(new Set(bodies).size).toBe(1);
	expect(answers[0]?.headers.get('www-authenticate')).toContain('Bearer');
});

test('a token of a suspended person does nothing, and works again when they are back', async () => {
	const maker = fresh(PersonId);
	const suspend = (suspended: boolean) => execute(INSTALLATION, 'person.suspend', { person: maker, suspended });
	await execute(INSTALLATION, 'person.admit', { person: maker, grants: [], exerciseOnly: false });
	const secret = await running.program.tokens.make(
		{ name: 'Meldkamer', scopes: ['read'], incident: null, lasts: 3_600_000 },
		{ actor: { id: maker, roles: ['administrator'] }, origin: null }
	);
	expect((await reading(secret)).status).toBe(200);
	await suspend(true);
	expect((await reading(secret)).status).toBe(401);
	await suspend(false);
	expect((await reading(secret)).status).toBe(200);
});

test('a program decides nothing: commands are refused with a reason that says so', async () => {
	const secret = await make(['post', 'read']);
	const event = running.contextFor(null, {
		path: '/',
		params: { id },
		body: { id: fresh(CommandId), type: 'incident.setPhase', input: { phase: 'watch' } }
	});
	event.request.headers.set('authorization', `Bearer ${secret}`);
	const before = running.program.logs.seq(id);
	const response = await command(event);
	expect(response.status).toBe(403);
	expect(await response.json()).toMatchObject({
		code: 'token.decides',
		detail: expect.stringContaining('Deciding is for people') as unknown
	});
	expect(running.program.logs.seq(id)).toBe(before);
});

test('posts are accepted only for an existing, active source for programs in an open incident', async () => {
	const secret = await make(['post']);
	const one = [{ externalId: 'y', text: 'y' }];
	expect(await push(secret, one, { source: desk })).toMatchObject({
		status: 409,
		body: { code: 'source.notForPrograms' }
	});
	for (const absent of [fresh(SourceId), 'x'])
		expect(await push(secret, one, { source: absent })).toMatchObject({ status: 404 });
	await execute(id, 'source.setState', { source, state: 'paused', why: null });
	expect(await push(secret, one)).toMatchObject({ status: 409, body: { code: 'source.notActive' } });
	await execute(id, 'source.setState', { source, state: 'active', why: null });
	const exercise = fresh(IncidentId);
	await execute(exercise, 'incident.open', openingNow({ exercise: true }));
	const pushed = { id: fresh(SourceId), name: 'x', kind: 'program', platform: 'other', connection: null, key: null };
	await expect(execute(exercise, 'source.add', pushed)).rejects.toMatchObject({ code: 'source.notHere' });
});

test('a body that is too large or of the wrong type or shape is refused as a whole, with what is wrong', async () => {
	const secret = await make(['post']);
	const many = Array.from({ length: pushLimits.posts + 1 }, (_, i) => ({ externalId: `m${i}`, text: 'x' }));
	expect(await push(secret, many)).toMatchObject({ status: 413, body: { code: 'tooLarge' } });
	expect(await push(secret, [], { type: 'text/csv', text: 'id;tekst' })).toMatchObject({
		status: 415,
		body: { code: 'mediaType' }
	});
	for (const text of ['{', '[]', '{"posts":[]}', '{"posts":{}}', '{"posts":[{}],"by":"me"}'])
		expect((await push(secret, [], { text })).status, text).toBe(text === '{' ? 400 : 422);
	expect((await push(null, [])).status).toBe(401);
});

test('under pressure a program is asked to wait, and nothing that it sent is stored', async () => {
	const secret = await make(['post']);
	const full = vi.spyOn(running.program.ingest, 'pending').mockReturnValue(2_001);
	const slowed = await push(secret, [{ externalId: 'druk', text: 'druk' }]);
	full.mockRestore();
	expect(slowed).toMatchObject({ status: 429, body: { code: 'tooMany' } });
	expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0);
	expect(resultsOf(await push(secret, [{ externalId: 'druk', text: 'druk' }]))).toEqual(['stored']);
	// One program that never stops: known posts, so that it is the limit that speaks.
	const batch = Array.from({ length: pushLimits.posts }, () => 'no post');
	const statuses = new Set<number>();
	for (let i = 0; i < 30 && !statuses.has(429); i += 1) statuses.add((await push(secret, batch)).status);
	expect(statuses).toEqual(new Set([200, 429]));
	expect((await push(await make(['post']), batch)).status).toBe(200);
});

test('neither a log line nor the database contains a secret; the time of last use is stored, but not at each use', async () => {
	const lines: string[] = [];
	for (const level of ['info', 'warn', 'error'] as const)
		vi.spyOn(serverLog, level).mockImplementation((...args: unknown[]) => void lines.push(JSON.stringify(args)));
	const secret = await make(['post']);
	await push(secret, [{ externalId: 'geheim', text: 'geheim' }]);
	await push(`${secret}x`, []);
	vi.restoreAllMocks();
	expect(lines.some((line) => line.includes('posts.send') && line.includes('token/'))).toBe(true);
	expect(lines.join('\n')).not.toContain(secret.slice(4));
	const { sql } = running.program.database;
	const stored = await sql`select data::text as text from event where type like 'token.%'`;
	expect(stored.map((row) => String(row['text'])).join('\n')).not.toContain(secret.slice(4));
	const token = running.program.tokens.open(secret);
	const written = await sql`select 1 from token_use where token_id = ${token?.id ?? null}`;
	expect(written).toHaveLength(0);
	await running.program.tokens.write();
	expect(await sql`select 1 from token_use where token_id = ${token?.id ?? null}`).toHaveLength(1);
	expect((await new Tokens(sql, running.program.executor).lastUsed()).has(token?.id ?? fresh(TokenId))).toBe(true);
});
