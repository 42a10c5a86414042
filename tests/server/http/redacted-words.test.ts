import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FactId, FindingId, PublicationId, TextId, type IncidentId } from '$lib/domain/core/ids';
import { answerBasis } from '$lib/domain/findings/need-answer';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { anna, bram, carla, fresh } from '../../domain/in-memory-incident';
import { filesIn } from '../../project-files';
import { runBuilt, type BuiltProgram } from './built';

/** Every address that a desk can open, from the tree of routes: words that were redacted are at none of them. */
const addresses = [
	...new Set(
		filesIn('src/routes', /\+(page|server)\b/, 150).map((path) =>
			`/${path.replace('src/routes/', '')}`.replace(/\/\+[^/]*$/, '').replace(/\/\([^)]*\)/g, '')
		)
	)
].filter((path) => path !== '/sign-out' && path.includes('[id]'));

let built: BuiltProgram;
let incident: IncidentId;
let headers: Record<string, string>;
/** The lines that brought the words in. */
const numbers: number[] = [];
const ids = { finding: fresh(FindingId), text: fresh(TextId), need: fresh(FindingId), fact: fresh(FactId) };
/** The planted words in full: a random id or nonce in a page can have their first letters. */
const marker = /Zq(?:vraag|gerucht|feit|navraag)/g;
const words = 'Er is nog niets bekend over de oorzaak';

const send = async (type: string, input: unknown, by = bram): Promise<number> =>
	(await built.program.executor.execute(incident, { id: fresh(CommandId), type, input }, by, null)).from;

beforeAll(async () => {
	built = await runBuilt();
	({ id: incident } = await built.openIncident());
	const roles = ['coordinator', 'analyst', 'spokesperson', 'administrator'] as const;
	({ headers } = await built.signIn(...roles.map((role) => ({ role, incident: null }))));
	const noted = { offline: 'balie', seenIn: null };
	numbers.push(
		await send('need.raise', { id: ids.need, text: 'Waar woont Zqvraag de Vries', ...noted }),
		await send('rumour.signal', { id: ids.finding, text: 'Zqgerucht de Vries stak het aan', ...noted }),
		await send('fact.record', { id: ids.fact, text: 'Zqfeit de Vries was er niet', source: 'politie', at: null }, anna),
		await send('rumour.verify', { rumour: ids.finding, body: 'politie', question: 'Was Zqnavraag er?', deadline: null })
	);
	const answer = { text: 'Dat zeggen wij niet', fact: null };
	await send('need.answer', { need: ids.need, ...answer, channel: 'website', at: null }, anna);
	await send('need.confirmAnswer', { need: ids.need, basis: answerBasis('Waar woont Zqvraag de Vries', answer) });
	await send('rumour.giveVerdict', { rumour: ids.finding, verdict: 'false', fact: ids.fact });
	const [about, wordings] = [{ kind: 'rumour', finding: ids.finding }, [{ channel: 'website', text: words }]];
	await send(
		'text.draft',
		{ id: ids.text, kind: 'rebuttal', about, corrects: null, facts: [ids.fact], wordings },
		bram
	);
	const variant = { channel: 'website', checksum: wordingChecksum('website', words) };
	await send('text.submit', { text: ids.text, variants: [variant], requestedFrom: null });
	await send('text.approve', { text: ids.text, variants: [variant] }, anna);
	const published = { text: ids.text, id: fresh(PublicationId), ...variant, where: 'Website', address: null, at: null };
	await send('text.publish', published, anna);
	await send('finding.reword', { kind: 'rumour', finding: ids.finding, text: 'Iemand stak het aan' });
}, 400_000);
afterAll(() => built.remove());

/** Where one of the words is found, and how many addresses answered. */
async function found(): Promise<{ at: string[]; answered: number }> {
	const [at, ok]: [string[], string[]] = [[], []];
	const values: Record<string, string> = { id: incident, finding: ids.finding, text: ids.text, need: ids.need };
	for (const address of addresses) {
		const path = address.replaceAll(/\[([^\]=]+)(?:=[^\]]*)?\]/g, (_, name: string) => values[name] ?? '1');
		for (const each of address.startsWith('/api/') ? [path] : [path, `${path}/__data.json`]) {
			const answer = await fetch(built.base + each, { headers: { ...headers, accept: '*/*' } });
			const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
			if (answer.ok) ok.push(each);
			at.push(...(text.match(marker) ?? []).map((word) => `${word} at ${each.replace(incident, '')}`));
		}
	}
	return { at: [...new Set(at)], answered: ok.length };
}

test(
	'no page, feed, answer or file that a desk can open has words that were redacted',
	{ timeout: 200_000 },
	async () => {
		const before = await found();
		expect(before.answered).toBeGreaterThan(50);
		expect(before.at.length).toBeGreaterThan(20);
		const request = await send('log.redact', { numbers, why: 'Een rechter' }, carla);
		const state = `${built.base}/api/v1/incidents/${incident}/state`;
		await expect.poll(async () => (await fetch(state, { headers })).text(), { timeout: 10_000 }).not.toMatch(marker);
		expect(await found()).toEqual({ at: [], answered: before.answered });
		await send('log.declineRedaction', { request, why: 'Toch niet' }, carla);
		await expect.poll(async () => (await fetch(state, { headers })).text(), { timeout: 10_000 }).toMatch(marker);
		expect(await found()).toEqual(before);
	}
);
