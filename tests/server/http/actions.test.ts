import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, IncidentId, INSTALLATION, PersonId, TextId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { bram, fresh, openingNow, system } from '../../domain/in-memory-incident';
import { runProgram, type Asker } from './running';
import { atLeast, filesIn, textOf } from '../../project-files';

/** What SvelteKit calls of a page: its form actions, and what it loads. */
interface Page {
	readonly actions?: Readonly<Record<string, (event: object) => unknown>>;
	readonly load?: (event: object) => unknown;
}
const files = import.meta.glob<Page>('../../../src/routes/**/+{page,layout}.server.ts', { eager: true });
const pages = atLeast(30, Object.entries(files)).map(([file, page]) => ({
	route: file.replace('../../../src/routes', '').replace(/\/\+[^/]+$/, ''),
	page
}));
const ofIncident = pages.filter(({ route }) => route.startsWith('/incidents/[id]'));
const layout = ofIncident.find(({ route }) => route === '/incidents/[id]')?.page.load;

let running: Awaited<ReturnType<typeof runProgram>>;
const [own, other] = [fresh(IncidentId), fresh(IncidentId)];
let analyst: Asker;
let administrator: Asker;

const send = (log: IncidentId, type: string, input: unknown) =>
	running.program.executor.execute(
		log,
		{ id: fresh(CommandId), type, input },
		log === INSTALLATION ? system : bram,
		null
	);
const admitted = async (grants: unknown[]): Promise<Asker> => {
	const id = fresh(PersonId);
	await send(INSTALLATION, 'person.admit', { person: id, grants, exerciseOnly: false });
	return { id };
};
beforeAll(async () => {
	running = await runProgram();
	for (const id of [own, other]) await send(id, 'incident.open', openingNow());
	analyst = await admitted([{ role: 'analyst', incident: own }]);
	administrator = await admitted(
		['administrator', 'coordinator', 'spokesperson'].map((role) => ({ role, incident: null }))
	);
});
afterAll(() => running.stop());

/** An event as SvelteKit hands it to an action or a load. */
function eventOf(person: Asker, params: Record<string, string>, form: Record<string, string> = {}): object {
	const url = new URL('http://127.0.0.1/');
	const event = {
		params: {
			protocol: 'mastodon',
			number: '1',
			source: fresh(PersonId),
			text: fresh(PersonId),
			finding: fresh(PersonId),
			...params
		},
		locals: {
			person: { name: 'Naam', initials: 'NN', exerciseOnly: false, ...person },
			session: { id: fresh(PersonId) },
			language: 'nl',
			program: running.program
		},
		url,
		request: new Request(url, { method: 'POST', body: new URLSearchParams(form) }),
		cookies: { get: () => undefined, set: () => undefined },
		depends: () => undefined,
		getClientAddress: () => '127.0.0.1'
	};
	return { ...event, parent: async () => await layout?.(event) };
}

/**
 * The outcome as the client sees it for any kind of request: SvelteKit makes the page, the JSON and the data from it.
 */
async function outcomeOf(work: () => unknown): Promise<{ status: number; says: unknown }> {
	try {
		const answer = await work();
		return isActionFailure(answer) ? { status: answer.status, says: answer.data } : { status: 200, says: answer };
	} catch (thrown) {
		if (isHttpError(thrown)) return { status: thrown.status, says: thrown.body };
		if (isRedirect(thrown)) return { status: thrown.status, says: thrown.location };
		return { status: 500, says: String(thrown) };
	}
}

test('every action and page of an incident gives the same answer to another’s id, an absent one and a malformed one', async () => {
	const works = ofIncident.flatMap(({ route, page }) => [
		...Object.entries(page.actions ?? {}).map(([name, run]) => ({ name: `${route}?/${name}`, run })),
		...(page.load ? [{ name: route, run: page.load }] : [])
	]);
	expect(works.length).toBeGreaterThan(30);
	for (const { name, run } of works)
		for (const id of [other, fresh(IncidentId), INSTALLATION, 'no-id', ''])
			expect(await outcomeOf(() => run(eventOf(analyst, { id }))), `${name} of ${id}`).toEqual({
				status: 404,
				says: { message: 'incident.absent' }
			});
});

test('an action of one’s own incident answers an empty form with words, never with a server error', async () => {
	for (const { route, page } of ofIncident)
		for (const [name, run] of Object.entries(page.actions ?? {}))
			expect((await outcomeOf(() => run(eventOf(analyst, { id: own })))).status, `${route}?/${name}`).toBeLessThan(500);
});

test('a malformed or unknown id is answered with a page of the installation', async () => {
	const run = (route: string, name: string, form: Record<string, string>) => {
		const found = pages.find((each) => each.route === route && each.page.actions)?.page.actions?.[name];
		return outcomeOf(() => found?.(eventOf(administrator, { person: 'no-id', text: 'no-id' }, form)));
	};
	const invalid = (where: string) => ({
		status: 422,
		says: expect.objectContaining({ problem: { refusal: 'command.invalid', details: { where } } }) as unknown
	});
	for (const script of ['', 'no-such-script'])
		expect(await run('/(start)', 'exercise', { script })).toEqual(invalid('script'));
	for (const token of ['', 'no-id']) expect(await run('/programs', 'revoke', { token })).toEqual(invalid('token'));
	for (const outlet of ['', 'no-id'])
		expect(await run('/outlets', 'disconnect', { outlet })).toEqual(invalid('outlet'));
	const nothing = fresh(PersonId);
	for (const [route, name, form] of [
		['/programs', 'revoke', { token: nothing }],
		['/outlets', 'disconnect', { outlet: nothing }],
		['/people/[person]', 'suspend', {}],
		['/prepared/[text]', 'retire', {}]
	] as const)
		expect((await run(route, name, form)).status, `${route}?/${name}`).toBe(404);
});

test('a refused change of words returns only the channels that this person changed', async () => {
	const text = fresh(TextId);
	const wordings = [
		{ channel: 'website', text: 'Wij zoeken het uit.' },
		{ channel: 'x', text: 'Wij zoeken het uit.' }
	] as const;
	const about = { kind: 'incident', finding: null };
	await send(own, 'text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [], wordings });
	const form: Record<string, string> = {};
	for (const { channel, text: words } of wordings) {
		form[`words:${channel}`] = words;
		form[`over:${channel}`] = wordingChecksum(channel, words);
	}
	const change = (words: Record<string, string>) => {
		const sheet = pages.find(({ route, page }) => route === '/incidents/[id]/texts/[text]' && page.actions);
		return outcomeOf(() =>
			sheet?.page.actions?.['change']?.(eventOf(analyst, { id: own, text }, { ...form, ...words }))
		);
	};
	for (const { channel, text: words } of wordings)
		await send(own, 'text.write', { text, channel, words: 'Van een collega.', over: wordingChecksum(channel, words) });
	const refused = await change({ 'words:website': 'Om drie uur meer.\r\nWij zoeken.' });
	expect(refused).toMatchObject({ status: 409, says: { code: 'text.changed' } });
	expect(refused.says).toHaveProperty('typed', { website: 'Om drie uur meer.\nWij zoeken.' });
	expect((await change({})).says).toHaveProperty('typed', {});
});

test('a form that cannot be read is a bad request', async () => {
	const suspend = pages.find(({ route, page }) => route === '/people/[person]' && page.actions)?.page.actions?.[
		'suspend'
	];
	const headers = { 'content-type': 'multipart/form-data; boundary=x' };
	const request = new Request('http://127.0.0.1/', { method: 'POST', headers, body: 'no form' });
	const event = { ...eventOf(administrator, { person: analyst.id }), request };
	expect(await outcomeOf(() => suspend?.(event))).toEqual({ status: 400, says: { message: 'form.unreadable' } });
});

test('a form that is delivered twice, at once or later, has its effect once; another content or another form is new', async () => {
	const { sql } = running.program.database;
	const count = async (): Promise<number> => {
		const [row] = await sql<{ rows: number }[]>`
			select (select coalesce(sum(head_seq), 0) from log where id in (${INSTALLATION}, ${own}))::int + (select count(*) from own_exercise)::int + (select count(*) from log)::int as rows`;
		return row?.rows ?? 0;
	};
	/** What is typed anywhere. */
	const typed: Record<string, string> = {
		name: 'Kim de Wit',
		email: 'kim@waterveen.example',
		role: 'analyst',
		title: 'Brand in Zuid',
		kind: 'fire',
		grip: '1',
		phase: 'acute',
		place: 'Waterveen',
		words: 'Wij zoeken het uit.',
		text: 'Oefen vaker',
		owner: 'de gemeente',
		why: 'Een reden',
		platform: 'news',
		scope: 'read',
		days: '30',
		script: 'sirene',
		with: 'people',
		occasion: 'Brand',
		purpose: 'Crisiscommunicatie',
		ground: 'Gemeentewet',
		until: '2031-01-01',
		at: '0'
	};
	const effective: string[] = [];
	for (const { route, page } of pages)
		for (const [name, run] of Object.entries(page.actions ?? {})) {
			const deliver = (form: string, to: Record<string, string> = {}) =>
				outcomeOf(() => run(eventOf(administrator, { id: own, person: analyst.id }, { ...typed, form, ...to })));
			const before = await count();
			const [first, second] = await Promise.all([deliver(`${route} ${name}`), deliver(`${route} ${name}`)]);
			const once = await count();
			if (once === before) continue;
			effective.push(`${route}?/${name}`);
			expect(second, `${route}?/${name}`).toEqual(first);
			expect(await deliver(`${route} ${name}`), `${route}?/${name}`).toEqual(first);
			expect(await count(), `${route}?/${name}`).toBe(once);
		}
	expect(effective).toEqual(
		expect.arrayContaining([
			'/exercises?/make',
			'/people?/add',
			'/programs?/make',
			'/prepared?/add',
			'/incidents/[id]/sources?/program'
		])
	);
	const make = pages.find(({ route, page }) => route === '/exercises' && page.actions)?.page.actions?.['make'];
	const before = await count();
	for (const form of ['one', 'other', '', '']) await outcomeOf(() => make?.(eventOf(administrator, {}, { form })));
	expect(await count()).toBe(before + 4);
});

/** Forms that make nothing: sent twice they end the same. */
const makesNothing: Readonly<Record<string, string>> = {
	'src/routes/(start)/FirstVisit.svelte':
		'a visitor goes to the exercise that runs; its answer has a cookie of its own',
	'src/routes/AccountLinks.svelte': 'signs out, or goes to another account',
	'src/routes/account/+page.svelte': 'notes that news was seen',
	'src/routes/account/Notifications.svelte': 'a device is on or off',
	'src/routes/account/Sessions.svelte': 'ends what has ended',
	'src/routes/account/second-factor/+page.svelte': 'begins or removes the one code of the app',
	'src/routes/account/second-factor/Passkeys.svelte': 'removes what is removed',
	'src/routes/incidents/[id]/debrief/group/+page.svelte': 'a view is shared or not',
	'src/routes/incidents/[id]/evaluation/PointActions.svelte': 'settles what is settled',
	'src/routes/incidents/[id]/report/export/+page.svelte': 'stops what is stopped',
	'src/routes/incidents/[id]/report/release/+page.svelte': 'confirms what is confirmed',
	'src/routes/outlets/+page.svelte': 'disconnects what is disconnected',
	'src/routes/people/[person]/+page.svelte': 'takes a role, suspends, ends sessions',
	'src/routes/people/[person]/PersonEyes.svelte': 'confirms what is confirmed',
	'src/routes/programs/+page.svelte': 'revokes what is revoked',
	'src/routes/sign-in/second/+page.svelte': 'signs out'
};
test('every form that is sent to the server has an id, or makes nothing', () => {
	const bare = filesIn('src/routes', /\.svelte$/, 200).filter((file) =>
		[...textOf(file).matchAll(/<form\b[^>]*method="POST"[^]*?<\/form>/g)].some(
			([form]) => !/<FormId \/>|name="command"/.test(form)
		)
	);
	expect(bare.toSorted()).toEqual(Object.keys(makesNothing).toSorted());
	expect(textOf('src/lib/ui/controls/Form.svelte')).toContain('<FormId />');
});
