import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommandId, INSTALLATION, type IncidentId } from '$lib/domain/core/ids';
import { inventoryOf } from '$lib/domain/openness/inventory';
import { languages } from '$lib/i18n/language';
import { bram, fresh } from '../../domain/in-memory-incident';
import { samplePages, renderSamplePage } from '../report/stored-reports';
import { markupFaults } from '../../markup-faults';
import { runBuilt, type BuiltProgram } from './built';
import { atLeast } from '../../project-files';

/** Every page, as the server sends it, is valid HTML. */
const routes = atLeast(40, Object.keys(import.meta.glob('../../../src/routes/**/+page*.svelte'))).map(
	(file) =>
		file
			.replace('../../../src/routes', '')
			.replace(/\/\+page[^/]*$/, '')
			.replace('/(start)', '') || '/'
);
/** Pages that are shown only after something that does not happen here. */
const elsewhere: Record<string, string> = {
	'/set-up': 'only before there is an administrator',
	'/sign-in/second': 'only between a password and the second step',
	'/incidents/[id]/report/[number=number]': 'only after a release: its document is the one of a share link below',
	'/incidents/[id]/report/[number=number]/evidence': 'only after a release',
	'/incidents/[id]/debrief': 'only after an exercise',
	'/incidents/[id]/debrief/group': 'only after an exercise',
	'/incidents/[id]/debrief/practice': 'only after an exercise'
};

let built: BuiltProgram;
let incident: IncidentId;
let person: Record<string, string>;
/** Addresses of the routes with parameters. */
let filled: Record<string, string>;

const read = async (path: string, headers: Record<string, string> = person) => {
	const answer = await fetch(built.base + path, { redirect: 'manual', headers: { accept: 'text/html', ...headers } });
	return { status: answer.status, location: answer.headers.get('location'), html: await answer.text() };
};
const post = (path: string, fields: Record<string, string>) =>
	fetch(built.base + path, {
		method: 'POST',
		redirect: 'manual',
		headers: { ...person, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(fields).toString()
	});

beforeAll(async () => {
	built = await runBuilt();
	const opened = await built.openIncident({ title: 'Brand <Zuiderpark> & “haven”' });
	incident = opened.id;
	const grants = (['coordinator', 'analyst', 'spokesperson', 'administrator'] as const).map((role) => ({
		role,
		incident: null
	}));
	const signed = await built.signIn(...grants);
	person = signed.headers;
	const { execute, program } = built;
	const [need, rumour, fact, text, prepared] = [
		randomUUID(),
		randomUUID(),
		randomUUID(),
		randomUUID(),
		randomUUID()
	] as const;
	const atDesk = { offline: 'balie', seenIn: null };
	await execute(incident, 'need.raise', { id: need, text: 'Waar is de opvang?', ...atDesk });
	await execute(incident, 'rumour.signal', { id: rumour, text: 'De brug gaat <dicht> & blijft dicht', ...atDesk });
	await execute(incident, 'fact.record', { id: fact, text: 'De brug is open.', source: 'RWS', at: null });
	await execute(incident, 'text.draft', {
		id: text,
		kind: 'holding',
		about: { kind: 'incident', finding: null },
		corrects: null,
		facts: [fact],
		wordings: [{ channel: 'x', text: 'Wij zoeken het uit. De brug is open.' }]
	});
	const wordings = [{ channel: 'website', text: 'Brand in [plaats].' }];
	const input = { id: prepared, kind: 'holding', title: 'Brand', incidents: [], wordings };
	const drafted = { id: fresh(CommandId), type: 'prepared.draft', input };
	await program.executor.execute(INSTALLATION, drafted, bram, null);
	const exercise = await post('/exercises?/make', {});
	const state = program.logs.state(incident);
	const document = state ? inventoryOf(state)[0]?.key : undefined;

	filled = {
		'/api/v1/docs/[shape]': '/api/v1/docs/PushRequest',
		'/choose-password/[secret]': `/choose-password/${await program.accounts.people.makeLink(signed.id, 60_000)}`,
		'/exercises/[exercise]': exercise.headers.get('location') ?? '',
		'/help/[topic]': '/help/sources',
		'/help/card/[card]': '/help/card/analyst',
		'/people/[person]': `/people/${signed.id}`,
		'/prepared/[text]': `/prepared/${prepared}`,
		'/incidents/[id]/findings/[finding]': `/incidents/[id]/findings/${rumour}`,
		'/incidents/[id]/openness/[document]': `/incidents/[id]/openness/${encodeURIComponent(document ?? '')}`,
		'/incidents/[id]/sources/connect/[protocol]': '/incidents/[id]/sources/connect/feed',
		'/incidents/[id]/sources/hook/[source]': `/incidents/[id]/sources/hook/${opened.source}`,
		'/incidents/[id]/texts/[text]': `/incidents/[id]/texts/${text}`,
		'/incidents/[id]/texts/[text]/edit': `/incidents/[id]/texts/${text}/edit`,
		'/incidents/[id]/texts/[text]/publish': `/incidents/[id]/texts/${text}/publish`,
		'/incidents/[id]/texts/correct/[subject]': `/incidents/[id]/texts/correct/${fact}`
	};
}, 600_000);
afterAll(() => built.remove());

test('the list has every page of the program, with an address for each that has a parameter', () => {
	expect(routes.length).toBeGreaterThan(70);
	const open = routes.filter((route) => /\[(?!id\])/.test(route) && !filled[route] && !elsewhere[route]);
	expect(open).toEqual([]);
	expect(Object.keys(elsewhere).filter((route) => !routes.includes(route))).toEqual([]);
});

describe.each(routes.filter((route) => elsewhere[route] === undefined))('%s', (route) => {
	test('is valid HTML, for signed-in people and for strangers', async () => {
		const path = (filled[route] ?? route).replaceAll('[id]', incident);
		const [theirs, nobodys] = [await read(path), await read(path, {})];
		const shown = [theirs, nobodys].filter(({ status }) => status === 200);
		expect(shown, `${path}: ${String(theirs.status)} ${String(theirs.location)}`).not.toEqual([]);
		for (const { html } of [theirs, nobodys].filter(({ html }) => html.includes('<html'))) {
			expect(await markupFaults(html), path).toEqual([]);
			// A translator replaces the text nodes that our scripts update.
			expect(html, path).toMatch(/<html [^>]*translate="no"[^]*<meta name="google" content="notranslate"/);
		}
	});
});

test('the answer for what is missing, not theirs or not ready is valid HTML too', async () => {
	const gone = [
		await read('/nothing'),
		await read(`/incidents/${randomUUID()}`),
		await read('/settings', (await built.signIn({ role: 'analyst', incident: null })).headers)
	];
	for (const { status, html } of gone) {
		expect(status).toBeGreaterThanOrEqual(400);
		expect(await markupFaults(html)).toEqual([]);
	}
});

describe.each(Object.entries(samplePages))('the page of a share link, %s', (_, page) => {
	test.each(languages)('is valid HTML (%s)', async (language) => {
		const { body } = renderSamplePage(page, language);
		expect(await markupFaults(body)).toEqual([]);
		// Partners may translate it: its scripts update elements, not text nodes (tests/browser/report.test.ts).
		expect(body).not.toMatch(/ translate=|notranslate/);
	});
});

test('an invalid page is detected', async () => {
	const { html } = await read('/methods');
	const broken: [string, string][] = [
		['</main>', '</main><p><div></div></p>'],
		['</main>', '</main><img src="/icon.svg">'],
		['</main>', '</main><i id="content"></i>'],
		['</main>', '<li>x</li></main>'],
		['</main>', '<table><p>x</p></table></main>'],
		['</main>', '</main></section>']
	];
	for (const [from, to] of broken) {
		expect(html).toContain(from);
		expect(await markupFaults(html.replace(from, to)), to).not.toEqual([]);
	}
});
