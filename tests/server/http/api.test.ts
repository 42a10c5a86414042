import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { apply, readEvent } from '$lib/domain/events';
import { CommandId, FindingId, IncidentId, INSTALLATION, PersonId, SourceId, StoryId } from '$lib/domain/core/ids';
import { EventsPage } from '$lib/domain/realtime';
import { collections, emptyState, singles } from '$lib/domain/core/state';
import { StoryPage } from '$lib/domain/stories/card';
import { Limits } from '$lib/server/platform/limits/limits';
import { log as serverLog } from '$lib/server/platform/operations/logger';
import { bram, fresh, openingNow, plainJson, system } from '../../domain/in-memory-incident';
import { post } from '../stage';
import { runProgram, type Asker } from './running';
import { POST as command } from '../../../src/routes/api/v1/incidents/[id]/commands/+server';
import { POST as batch } from '../../../src/routes/api/v1/incidents/[id]/commands/batch/+server';
import { GET as events } from '../../../src/routes/api/v1/incidents/[id]/events/+server';
import { POST as reveal } from '../../../src/routes/api/v1/incidents/[id]/posts/[post]/author/+server';
import { GET as stateOf } from '../../../src/routes/api/v1/incidents/[id]/state/+server';
import { GET as list } from '../../../src/routes/api/v1/incidents/[id]/stories/+server';
import { GET as postsIn } from '../../../src/routes/api/v1/incidents/[id]/stories/[story]/posts/+server';
import { POST as ofInstallation } from '../../../src/routes/api/v1/installation/commands/+server';

let running: Awaited<ReturnType<typeof runProgram>>;
let analyst: Asker;
let spokesperson: Asker;
const id = fresh(IncidentId);
const source = fresh(SourceId);
const execute = (log: IncidentId, type: string, input: unknown) =>
	running.program.executor.execute(
		log,
		{ id: fresh(CommandId), type, input },
		log === INSTALLATION ? system : bram,
		null
	);
const admit = async (role: string, incident: IncidentId | null): Promise<Asker> => {
	const person = fresh(PersonId);
	await execute(INSTALLATION, 'person.admit', { person, grants: [{ role, incident }], exerciseOnly: false });
	return { id: person };
};

beforeAll(async () => {
	running = await runProgram();
	await execute(id, 'incident.open', openingNow());
	await execute(id, 'source.add', {
		id: source,
		name: 'Balie',
		kind: 'desk',
		platform: 'x',
		connection: null,
		key: null
	});
	analyst = await admit('analyst', null);
	spokesperson = await admit('spokesperson', id);
});
afterAll(() => running.stop());

const send = async (by: Asker, type: string, input: unknown, to: { command?: CommandId; incident?: string } = {}) => {
	const { command: commandId = fresh(CommandId), incident = id } = to;
	const response = await command(
		running.contextFor(by, { path: '/', params: { id: incident }, body: { id: commandId, type, input } })
	);
	return {
		status: response.status,
		headers: response.headers,
		body: (await response.json()) as Record<string, unknown>
	};
};
const need = (text: string) => ({ id: fresh(FindingId), text, offline: 'balie', seenIn: null });

test('a command is answered with its event numbers and the position of the log; sent again it gets its first answer', async () => {
	const [commandId, input] = [fresh(CommandId), need('Gaan de scholen dicht?')];
	const first = await send(analyst, 'need.raise', input, { command: commandId });
	expect(first).toMatchObject({ status: 200, body: { again: false } });
	expect(first.body['from']).toBe(first.body['to']);
	expect(first.headers.get('cache-control')).toBe('no-store');
	await send(analyst, 'incident.setPhase', { phase: 'followUp' });
	const again = await send(analyst, 'need.raise', input, { command: commandId });
	expect(again.body).toEqual({ ...first.body, again: true, head: Number(first.body['head']) + 1 });
});

test('an analyst opens an incident by sending the command to its new id; others cannot reach it', async () => {
	const incident = fresh(IncidentId);
	expect((await send(analyst, 'incident.open', openingNow(), { incident })).status).toBe(200);
	expect(await send(spokesperson, 'incident.setPhase', { phase: 'acute' }, { incident })).toMatchObject({
		status: 404,
		body: { code: 'incident.absent' }
	});
	const madeUp = fresh(PersonId);
	await execute(INSTALLATION, 'person.admit', {
		person: madeUp,
		grants: [{ role: 'analyst', incident: null }],
		exerciseOnly: true
	});
	expect(await send({ id: madeUp }, 'incident.open', openingNow(), { incident: fresh(IncidentId) })).toMatchObject({
		status: 403,
		body: { code: 'person.exerciseOnly' }
	});
	expect(
		(await send({ id: madeUp }, 'incident.open', openingNow({ exercise: true }), { incident: fresh(IncidentId) }))
			.status
	).toBe(200);
});

test('a refusal is a problem with its code, its details and the matching status', async () => {
	const rumour = fresh(FindingId);
	expect(await send(spokesperson, 'need.raise', need('x'))).toMatchObject({
		status: 403,
		body: { code: 'role.missing' }
	});
	expect(await send(analyst, 'rumour.verify', { rumour, body: 'Waterbedrijf' })).toMatchObject({
		status: 404,
		body: { code: 'finding.absent' }
	});
	expect(await send(analyst, 'incident.setPhase', { phase: 'never' })).toMatchObject({
		status: 422,
		body: { code: 'command.invalid', details: { where: 'phase' } }
	});
	expect(await send(analyst, 'incident.explode', {})).toMatchObject({ status: 422, body: { code: 'command.unknown' } });
	expect(await send(analyst, 'incident.open', openingNow())).toMatchObject({
		status: 409,
		body: { code: 'incident.already', status: 409 }
	});
	expect(await send(analyst, 'need.raise', { ...need('x'), __proto__x: 1 })).toMatchObject({ status: 422 });
});

test('a body that is not a command is refused before anything is done', async () => {
	const bodies: [string, string, number][] = [
		['application/json', '{', 400],
		['application/json', '[]', 422],
		['application/json', 'null', 422],
		['application/json', JSON.stringify({ id: 'x', type: 'incident.setPhase', input: {} }), 422],
		[
			'application/json',
			JSON.stringify({ id: fresh(CommandId), type: 'incident.setPhase', input: { phase: 'acute' }, by: 'me' }),
			422
		],
		['text/plain', JSON.stringify({ id: fresh(CommandId), type: 'incident.setPhase', input: { phase: 'acute' } }), 415],
		['application/x-www-form-urlencoded', 'type=incident.setPhase', 415]
	];
	const before = running.program.logs.seq(id);
	for (const [type, body, status] of bodies) {
		const event = running.contextFor(analyst, { path: '/', params: { id }, method: 'POST' });
		const request = new Request(event.url, { method: 'POST', body, headers: { 'content-type': type } });
		const response = await command({ ...event, request });
		expect(response.status, body).toBe(status);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
	}
	expect(running.program.logs.seq(id)).toBe(before);
});

test('someone without rights to the installation is told so; an administrator is not refused', async () => {
	const sendTo = async (by: Asker) =>
		(
			await ofInstallation(
				running.contextFor(by, {
					path: '/',
					body: { id: fresh(CommandId), type: 'person.suspend', input: { person: spokesperson.id, suspended: false } }
				})
			)
		).status;
	expect(await sendTo(analyst)).toBe(403);
	expect(await sendTo(await admit('administrator', null))).toBe(200);
});

test('the events after a number, page by page, build the state that /state gives', async () => {
	for (let i = 0; i < 5; i += 1) await send(analyst, 'need.raise', need(`vraag ${i}`));
	const state = emptyState();
	let after = 0;
	for (;;) {
		const response = await events(running.contextFor(analyst, { path: `/?after=${after}&limit=3`, params: { id } }));
		const page = EventsPage.parse(await response.json());
		expect(page.events.map(({ seq }) => seq)).toEqual(page.events.map((_, i) => after + 1 + i));
		for (const line of page.events) apply(state, readEvent({ type: line.type, data: line.data }), line);
		after += page.events.length;
		if (after >= page.head) break;
	}
	const whole = (await (await stateOf(running.contextFor(analyst, { path: '/', params: { id } }))).json()) as Record<
		string,
		unknown
	>;
	expect(whole['seq']).toBe(after);
	const wire: [string, unknown][] = [
		...singles.map((key): [string, unknown] => [key, state[key]]),
		...collections.map((key): [string, unknown] => [key, [...state[key].entries()]])
	];
	expect(whole['state']).toEqual(plainJson(Object.fromEntries(wire)));
	for (const after of ['-1', '9007199254740991'])
		expect((await events(running.contextFor(analyst, { path: `/?after=${after}`, params: { id } }))).status).toBe(400);
});

test('the state is not sent to a client that already has this position', async () => {
	const ask = (headers: Record<string, string> = {}) =>
		stateOf(running.contextFor(analyst, { path: '/', params: { id }, headers }));
	const first = await ask();
	const etag = first.headers.get('etag') ?? '';
	const again = await ask({ 'if-none-match': etag });
	expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
	await send(analyst, 'need.raise', need('en nu?'));
	const next = await ask({ 'if-none-match': etag });
	expect(next.status).toBe(200);
	expect(next.headers.get('etag')).not.toBe(etag);
	expect(await next.text()).toContain('en nu?');
	// Somebody without access does not learn that it is unchanged.
	const other: Asker = { id: fresh(PersonId) };
	const refused = await stateOf(
		running.contextFor(other, { path: '/', params: { id }, headers: { 'if-none-match': etag } })
	);
	expect(refused.status).toBeGreaterThanOrEqual(400);
});

test('the desk gets the name behind a pseudonym; the log records that a person revealed it, but not the name', async () => {
	const author = { externalId: 'kanarie', handle: '@kanarie', name: 'Kanarie Geheim', followers: 3 };
	await running.program.ingest.ingest(id, source, [
		post('waar kan ik heen?', { author }),
		post('anoniem', { author: null })
	]);
	const page = StoryPage.parse(
		await (await list(running.contextFor(analyst, { path: '/?view=newest', params: { id } }))).json()
	);
	expect(JSON.stringify(page)).not.toContain('Kanarie');
	const story = page.stories.find(({ lead }) => lead.text.startsWith('waar'));
	const opened = await (
		await postsIn(running.contextFor(analyst, { path: '/', params: { id, story: story?.id ?? '' } }))
	).text();
	expect(opened).not.toContain('Kanarie');
	const lines = vi.spyOn(serverLog, 'info');
	const known = await reveal(
		running.contextFor(spokesperson, { path: '/', params: { id, post: story?.lead.post ?? '' }, method: 'POST' })
	);
	expect(await known.json()).toMatchObject({ name: 'Kanarie Geheim', platform: 'x' });
	expect(lines.mock.calls.map(([line]) => line)).toEqual([
		{
			action: 'author.reveal',
			object: `incident/${id}`,
			result: 'done',
			origin: '127.0.0.1',
			actor: spokesperson.id
		}
	]);
	lines.mockRestore();
	const eventsText = await (
		await events(running.contextFor(analyst, { path: '/?after=0&limit=5000', params: { id } }))
	).text();
	expect(JSON.parse(eventsText)).toMatchObject({
		events: expect.arrayContaining([
			expect.objectContaining({ type: 'author.revealed', by: spokesperson.id, data: { post: story?.lead.post } })
		]) as unknown
	});
	expect(eventsText).not.toContain('Kanarie');
	// A post removed by retention has no sender any more, also where that sender has other posts.
	await running.program.database
		.sql`update post set forgotten = true where incident_id = ${id} and id = ${story?.lead.post ?? ''}`;
	const forgotten = await reveal(
		running.contextFor(analyst, { path: '/', params: { id, post: story?.lead.post ?? '' }, method: 'POST' })
	);
	expect(forgotten.status).toBe(404);
	const anonymous = page.stories.find(({ lead }) => lead.text === 'anoniem');
	const none = await reveal(
		running.contextFor(analyst, { path: '/', params: { id, post: anonymous?.lead.post ?? '' }, method: 'POST' })
	);
	expect(none.status).toBe(404);
});

test('a list with a wrong view, cursor or filter is refused, naming the wrong field', async () => {
	const where = async (query: string) => {
		const response = await list(running.contextFor(analyst, { path: `/?${query}`, params: { id } }));
		return [response.status, ((await response.json()) as { details?: { where?: string } }).details?.where];
	};
	expect(await where('')).toEqual([400, 'view']);
	expect(await where('view=waiting&cursor=x')).toEqual([400, 'cursor']);
	expect(await where('view=waiting&limit=51')).toEqual([400, 'limit']);
	expect(await where('view=search&emotion=hungry')).toEqual([400, 'emotion']);
	expect(await where('view=ids&ids=x')).toEqual([400, 'ids.0']);
});

test('a limit allows a burst, then so many a second, separately for each client', () => {
	const limits = new Limits({ burst: 3, perSecond: 10 });
	expect([1, 2, 3].map(() => limits.take('a', 0))).toEqual([0, 0, 0]);
	expect(limits.take('a', 0)).toBe(100);
	expect(limits.take('b', 0)).toBe(0);
	expect(limits.take('a', 100)).toBe(0);
	expect(limits.take('a', 150)).toBeGreaterThan(0);
});

test('a batch is answered per command, in order; sending it again has no further effect', async () => {
	const sent = (type: string, input: unknown) => ({ id: fresh(CommandId), type, input });
	const commands = [
		sent('incident.setPhase', { phase: 'acute' }),
		sent('story.setSentiment', { story: fresh(StoryId), emotion: 'fear' }),
		sent('story.unknown', {}),
		sent('incident.setPhase', { phase: 'followUp' })
	];
	const before = running.program.logs.seq(id);
	const send = async () => {
		const response = await batch(running.contextFor(analyst, { path: '/', params: { id }, body: { commands } }));
		expect(response.status).toBe(200);
		return (await response.json()) as { answers: { to?: number; code?: string }[] };
	};
	const first = (await send()).answers.map(({ code, to }) => code ?? to);
	expect(first).toEqual([before + 1, 'story.absent', 'command.unknown', before + 2]);
	expect((await send()).answers.map(({ code, to }) => code ?? to)).toEqual(first);
	expect(running.program.logs.seq(id)).toBe(before + 2);
});
