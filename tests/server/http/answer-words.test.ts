import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	CommandId,
	FactId,
	IncidentId,
	INSTALLATION,
	PersonId,
	ResponseId,
	SourceId,
	TextId
} from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { responseWords } from '$lib/domain/official-text/response';
import { anna, bram, fresh, openingNow, system } from '../../domain/in-memory-incident';
import { post } from '../stage';
import { runProgram, type Asker } from './running';
import { POST as command } from '../../../src/routes/api/v1/incidents/[id]/commands/+server';
import { GET as wordsOf } from '../../../src/routes/api/v1/incidents/[id]/texts/[text]/words/+server';

/** The words to answer a person with, asked for by hand: only while they may go out. */
let running: Awaited<ReturnType<typeof runProgram>>;
let analyst: Asker;
let question = '';
const [incident, source] = [fresh(IncidentId), fresh(SourceId)];
const send = (type: string, input: unknown, by = bram) =>
	running.program.executor.execute(incident, { id: fresh(CommandId), type, input }, by, null);
beforeAll(async () => {
	running = await runProgram();
	await send('incident.open', openingNow());
	const desk = { id: source, name: 'Balie', kind: 'desk', platform: 'x', connection: null, key: null };
	await send('source.add', desk);
	await running.program.ingest.ingest(incident, source, [post('Is het water veilig?')]);
	const [row] = await running.program.database.sql<
		{ id: string }[]
	>`select id from post where incident_id = ${incident}`;
	question = row?.id ?? '';
	analyst = { id: fresh(PersonId) };
	const grants = [{ role: 'analyst', incident: null }];
	const admit = { person: analyst.id, grants, exerciseOnly: false };
	const admitted = { id: fresh(CommandId), type: 'person.admit', input: admit };
	await running.program.executor.execute(INSTALLATION, admitted, system, null);
});
afterAll(() => running.stop());

const WORDS = 'Wij zoeken het uit. Het water is veilig.';
const named = { channel: 'x', checksum: wordingChecksum('x', WORDS) } as const;
async function approved(): Promise<{ text: TextId; fact: FactId }> {
	const [text, fact] = [fresh(TextId), fresh(FactId)];
	await send('fact.record', { id: fact, text: 'Het water is veilig', source: 'Waterbedrijf', at: null });
	const about = { kind: 'incident', finding: null };
	const wordings = [{ channel: 'x', text: WORDS }];
	await send('text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [fact], wordings });
	await send('text.submit', { text, variants: [named], requestedFrom: null });
	await send('text.approve', { text, variants: [named] }, anna);
	return { text, fact };
}
async function read(text: TextId, checksum: string = named.checksum, of: string = incident) {
	const path = `/?channel=x&checksum=${checksum}`;
	const response = await wordsOf(running.contextFor(analyst, { path, params: { id: of, text } }));
	return { status: response.status, ...((await response.json()) as { words?: string; code?: string }) };
}

test('approved words are returned, but to nobody at another incident’s address', async () => {
	const { text } = await approved();
	expect(await read(text)).toMatchObject({ status: 200, words: WORDS });
	expect(await read(fresh(TextId))).toMatchObject({ status: 404 });
	expect((await read(text, named.checksum, fresh(IncidentId))).status).toBe(404);
});

test.each([
	['replaced', 'fact.replaced', 'fact.replace', ({ fact }: { fact: FactId }) => replacing(fact)],
	['paused', 'text.paused', 'text.pause', () => ({ why: 'nieuwe meting' })],
	['withdrawn', 'text.withdrawn', 'text.withdraw', () => ({ why: 'klopt niet' })],
	['no longer approved', 'text.notApproved', 'text.withdrawApproval', () => ({ variants: [named], why: 'nog niet' })],
	[
		'changed',
		'text.changed',
		'text.write',
		() => ({ channel: 'x', words: 'Wij weten het nog niet.', over: named.checksum })
	]
] as const)(
	'words that were %s are not returned to a manual request, but an answer with them is recorded',
	async (_, code, type, input) => {
		const { text, fact } = await approved();
		await send(type, { ...(type === 'fact.replace' ? {} : { text }), ...input({ fact }) });
		expect(await read(text)).toMatchObject({ status: 409, code });

		const id = fresh(ResponseId);
		const commandInput = { id, post: question, text, ...named, initials: '^HH' };
		const body = { id: fresh(CommandId), type: 'response.give', input: commandInput };
		const answer = await command(running.contextFor(analyst, { path: '/', params: { id: incident }, body }));
		expect(answer.status).toBe(200);
		const recorded = running.program.logs.state(incident)?.responses.get(id);
		expect(recorded).toMatchObject({ words: responseWords(WORDS, '^HH'), problem: code, by: analyst.id });
	}
);

function replacing(fact: FactId) {
	return { replaces: fact, id: fresh(FactId), text: 'Kook het water', source: 'GGD', at: null };
}
