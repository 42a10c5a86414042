import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '$lib/domain/commands';
import { CommandId, IncidentId, INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { bram, fresh, openingNow, system } from '../../domain/in-memory-incident';
import { runProgram, type Asker } from './running';
import { POST as command } from '../../../src/routes/api/v1/incidents/[id]/commands/+server';
import { GET as stories } from '../../../src/routes/api/v1/incidents/[id]/stories/+server';
import { POST as ofInstallation } from '../../../src/routes/api/v1/installation/commands/+server';

/** What a program reads when something is wrong: every field at once, and a sentence for its maker. */
const Problem = z.object({
	status: z.int(),
	code: z.string(),
	detail: z.string().regex(/^[A-Z].*[.?]$/),
	errors: z
		.array(z.object({ detail: z.string(), pointer: z.string().optional(), parameter: z.string().optional() }))
		.optional()
});
let running: Awaited<ReturnType<typeof runProgram>>;
let partner: Asker;
const incident = fresh(IncidentId);
beforeAll(async () => {
	running = await runProgram();
	const execute = (log: IncidentId, type: string, input: unknown) =>
		running.program.executor.execute(
			log,
			{ id: fresh(CommandId), type, input },
			log === INSTALLATION ? system : bram,
			null
		);
	await execute(incident, 'incident.open', openingNow());
	partner = { id: fresh(PersonId) };
	const grants = [{ role: 'partner', incident }];
	await execute(INSTALLATION, 'person.admit', { person: partner.id, grants, exerciseOnly: false });
});
afterAll(() => running.stop());

async function send(body: unknown, log: IncidentId = incident): Promise<z.infer<typeof Problem>> {
	const context = running.contextFor(partner, { path: '/', params: { id: log }, body });
	const response = await (log === INSTALLATION ? ofInstallation : command)(context);
	expect(response.headers.get('content-type'), JSON.stringify(body)).toBe('application/problem+json');
	return Problem.parse(await response.json());
}
const pointersIn = ({ errors = [] }: z.infer<typeof Problem>) => errors.map(({ pointer }) => pointer).sort();

test('every command sent empty names its missing fields, each by its pointer', async () => {
	let walked = 0;
	for (const { type, input, during } of commands) {
		const log = during === 'installation' ? INSTALLATION : incident;
		const answer = await send({ id: fresh(CommandId), type, input: {} }, log);
		const { required = [] } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as { required?: string[] };
		if (required.length === 0) continue;
		expect(answer, type).toMatchObject({ status: 422, code: 'command.invalid' });
		expect(pointersIn(answer), type).toEqual(required.map((name) => `#/${name}`).sort());
		for (const { detail } of answer.errors ?? []) expect(detail, type).toBe('This is missing.');
		walked += 1;
	}
	expect(walked).toBeGreaterThan(100);
});

test('all mistakes are named at once, with what is expected, and never with what was sent', async () => {
	const input = {
		id: 'GEHEIM',
		name: 'GEHEIM'.repeat(100),
		scopes: ['GEHEIM'],
		hash: 7,
		incident: null,
		expires: 'GEHEIM',
		GEHEIM: 'GEHEIM'
	};
	const answer = await send({ id: fresh(CommandId), type: 'token.make', input }, INSTALLATION);
	expect(answer.errors).toEqual([
		{ pointer: '#/id', detail: 'This must be a valid uuid.' },
		{ pointer: '#/name', detail: 'This must be at most 120 characters long.' },
		{ pointer: '#/hash', detail: 'This must be text.' },
		{ pointer: '#/scopes/0', detail: 'This must be "post" or "read".' },
		{ pointer: '#/expires', detail: 'This must be a valid datetime.' },
		{ pointer: '#', detail: 'This has a field that is not known.' }
	]);
	expect(JSON.stringify(answer)).not.toContain('GEHEIM');
});

test('mistakes in a body and an address are named too', async () => {
	const body = await send({ id: 'x', type: 5, extra: 1 });
	expect(body).toMatchObject({ status: 422, code: 'request.invalid' });
	expect(pointersIn(body)).toEqual(['#', '#/id', '#/input', '#/type']);
	const analyst = { id: fresh(PersonId) };
	await running.program.executor.execute(
		INSTALLATION,
		{
			id: fresh(CommandId),
			type: 'person.admit',
			input: { person: analyst.id, grants: [{ role: 'analyst', incident }], exerciseOnly: false }
		},
		system,
		null
	);
	const path = '/?view=nothing&minutes=x';
	const response = await stories(running.contextFor(analyst, { path, params: { id: incident } }));
	const answer = Problem.parse(await response.json());
	expect(answer).toMatchObject({ status: 400, code: 'request.invalid' });
	expect(answer.errors?.map(({ parameter }) => parameter)).toContain('view');
	expect(answer.errors?.every(({ pointer }) => pointer === undefined)).toBe(true);
});

test('a refusal is expressed in the words of the screens', async () => {
	const asks = { id: fresh(CommandId), type: 'incident.setPhase', input: { phase: 'acute' } };
	expect(await send(asks)).toMatchObject({
		status: 403,
		code: 'role.missing',
		detail: 'Not saved: your role does not allow this. Nothing was changed. Ask a colleague or your administrator.'
	});
	expect(await send(asks, fresh(IncidentId))).toMatchObject({
		status: 404,
		code: 'incident.absent',
		detail: 'Not saved: this incident does not exist, or you have no role in it. Go back to all incidents.'
	});
});
