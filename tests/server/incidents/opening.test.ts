import { courseOf } from '$lib/domain/stories/trend';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Figures } from '$lib/domain/overview/figures';
import { CommandId, ConnectionId, FindingId, IncidentId, INSTALLATION, momentOf, PersonId } from '$lib/domain/core/ids';
import { SYSTEM, type PersonalRole } from '$lib/domain/core/role';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { wordsIn } from '$lib/i18n/words';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { openIncident, type Opener } from '$lib/server/read/incidents/open-incident';
import { openPoints, overviewFor, type OverviewReads } from '$lib/server/read/incidents/overview';
import { endOf, readIncidentForm, readProfile, startOf } from '$lib/server/read/incidents/read-incident-form';
import { sourceLines, type StatusOf } from '$lib/server/read/incidents/source-lines';
import { queueTotals } from '$lib/server/read/queries/stories/queue';
import { readNow } from '$lib/server/log/reading-context';
import { fresh } from '../../domain/in-memory-incident';
import { freshAccounts } from '../accounts/test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
beforeAll(async () => {
	accounts = await freshAccounts();
});
afterAll(() => accounts.remove());

const now = momentOf(Date.parse('2026-11-20T13:00:00Z'));
const filled = (fields: Record<string, string | string[]>): FormData => {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
	return form;
};
const read = (fields: Record<string, string | string[]>) => {
	const found = readIncidentForm(filled(fields), now);
	if ('wrong' in found) throw new Error(found.wrong.join());
	return found;
};
/** The measurements, without anyone at a desk. */
const seen: OverviewReads = {
	async figures(incident) {
		const state = accounts.logs.state(incident);
		if (!state) throw new Error('not there');
		return { queue: await queueTotals(readNow(accounts.sql, incident, state)), findings: measured };
	},
	present: () => [{ person: somebody, initials: 'SK', looking: null }]
};
let measured: Figures['findings'] = [];
const somebody = fresh(PersonId);

/** A person with these roles everywhere, who opens the incident. */
async function opener(...roles: PersonalRole[]): Promise<Opener & { person: PersonId }> {
	const person = fresh(PersonId);
	const grants = roles.map((role) => ({ role, incident: null }));
	await accounts.executor.execute(
		INSTALLATION,
		{ id: fresh(CommandId), type: 'person.admit', input: { person, grants, exerciseOnly: false } },
		SYSTEM,
		null
	);
	const actor = accounts.executor.actorFor(person, fresh(IncidentId));
	return { person, executor: accounts.executor, actor, origin: 'test', language: 'nl' };
}
const connect = async (name: string): Promise<ConnectionId> => {
	const id = fresh(ConnectionId);
	const input = { id, protocol: 'feed', name, address: 'https://omroep.example/feed', platform: 'news' };
	await accounts.executor.execute(
		INSTALLATION,
		{ id: fresh(CommandId), type: 'connection.add', input },
		{ id: fresh(PersonId), roles: ['administrator'] },
		null
	);
	return id;
};

test('three fields are enough to open an incident: profile, reason and end come from its kind and place, with the desks and the chosen connections', async () => {
	const connection = await connect('Omroep Laagland');
	const by = await opener('analyst');
	const { incident, script } = read({
		title: ' Brand Havenweg ',
		kind: 'fire',
		grip: '2',
		place: 'Waterveen',
		connection
	});
	expect(script).toBe('');
	const id = await openIncident(by, incident);
	const state = accounts.logs.state(id);
	expect(state?.incident).toMatchObject({
		title: 'Brand Havenweg',
		grip: 2,
		phase: 'acute',
		exercise: false,
		legal: { occasion: 'Melding van een brand in Waterveen.' },
		expectedEnd: '2026-12-04T13:00:00.000Z'
	});
	expect(state?.profile).toMatchObject({ places: ['Waterveen'], hashtags: ['Waterveen', 'brandWaterveen', 'nlalert'] });
	expect([...(state?.sources.values() ?? [])].map(({ name, kind, platform }) => [name, kind, platform])).toEqual([
		['Telefoon (KCC)', 'desk', 'phone'],
		['Pers', 'desk', 'press'],
		['Straat', 'desk', 'street'],
		['Omroep Laagland', 'connection', 'news']
	]);
});

test('what a person filled in is kept as it is', () => {
	const { incident } = read({
		title: 'x',
		kind: 'cyber',
		place: 'Waterveen',
		phase: 'watch',
		terms: 'datalek*, gehackt\n gehackt ;DigiD',
		occasion: 'De website ligt plat.',
		until: '2026-11-27'
	});
	expect(incident.profile.terms).toEqual(['datalek*', 'gehackt', 'DigiD']);
	expect(incident.incident).toMatchObject({
		phase: 'watch',
		legal: { occasion: 'De website ligt plat.' },
		expectedEnd: '2026-11-27T22:59:59.000Z'
	});
});

test('title and place are required; the end is a future day, within a year', () => {
	expect(readIncidentForm(filled({ title: ' ', place: '', until: '2020-01-01' }), now)).toEqual({
		wrong: ['title', 'place', 'until']
	});
	for (const date of ['2026-11-19', '2029-01-01', '2026-13-40', 'morgen', '27-11-2026'])
		expect(endOf(date, now), date).toBeNull();
	expect(endOf('2027-03-28', now)).toBe('2027-03-28T21:59:59.000Z');
});

test('the start of an incident is read in Dutch time, never later than now nor more than a year ago', () => {
	expect(read({ title: 'x', place: 'Waterveen' }).incident.incident.start).toBe(now);
	expect(read({ title: 'x', place: 'Waterveen', began: '2026-11-20T13:20' }).incident.incident.start).toBe(
		'2026-11-20T12:20:00.000Z'
	);
	for (const moment of ['2026-11-20T14:01', '2025-01-01T12:00', '2026-13-40T10:00', 'net'])
		expect(startOf(moment, now), moment).toBeNull();
	expect(readIncidentForm(filled({ title: 'x', place: 'Waterveen', began: '2027-01-01T10:00' }), now)).toEqual({
		wrong: ['began']
	});
});

test('odd values become the defaults, and values that cannot be stored fall back to the template', () => {
	const { incident } = read({ title: 'x', place: 'Waterveen', kind: 'explosion', grip: '9', phase: 'closed' });
	expect(incident.incident).toMatchObject({ kind: 'other', grip: 0, phase: 'acute' });
	const template = { ...emptyProfile, terms: ['a'] };
	expect(readProfile(filled({ terms: 'x'.repeat(200) }), template)).toEqual(template);
});

test('an exercise never gets a connection, whatever the form says', async () => {
	const connection = await connect('Nog een omroep');
	const { incident } = read({ title: 'x', place: 'Waterveen', exercise: 'on', connection });
	expect(incident.connections).toEqual([]);
	const by = await opener('analyst');
	await expect(openIncident(by, { ...incident, connections: [connection] })).rejects.toMatchObject({
		code: 'source.notHere'
	});
});

test('someone without the right to open an incident opens nothing', async () => {
	const by = await opener('spokesperson', 'administrator', 'partner');
	const { incident } = read({ title: 'x', place: 'Waterveen' });
	const count = async () => (await accounts.sql`select from incident`).length;
	const before = await count();
	await expect(openIncident(by, incident)).rejects.toMatchObject({ code: 'role.missing' });
	expect(await count()).toBe(before);
});

test('an exercise from a script has the sources of the script beside the desks, and plays from the start', async () => {
	const by = await opener('analyst');
	const id = await openExercise(by, 'brand-zuiderpark');
	const state = accounts.logs.state(id);
	expect(state?.incident).toMatchObject({
		exercise: true,
		kind: 'fire',
		place: 'Waterveen',
		title: 'Brand afvalverwerker Zuiderpark'
	});
	expect(wordsIn('nl').clock(state?.incident?.start ?? now)).toBe('12.45');
	expect(state?.clock).toMatchObject({ speed: 5 });
	const sources = [...(state?.sources.values() ?? [])];
	expect(sources.filter(({ kind }) => kind === 'desk')).toHaveLength(3);
	expect(sources.filter(({ kind }) => kind === 'exercise').map(({ key }) => key)).toContain(
		'brand-zuiderpark/telefoon'
	);
	expect(sources.some(({ kind }) => kind === 'connection')).toBe(false);
	const { running } = await overviewFor(by.person, accounts.executor, seen);
	expect(running.find((line) => line.id === id)?.overview?.played).toMatchObject({ speed: 5 });
	await expect(openExercise(by, 'no-such-script')).rejects.toMatchObject({ name: 'Refusal', code: 'command.invalid' });
});

test('the start page shows people the incidents in which they have a role, and shows a partner only that they exist', async () => {
	const by = await opener('analyst');
	const { incident } = read({ title: 'Van ons', place: 'Waterveen' });
	const id = await openIncident(by, incident);
	const nobody = await opener();
	expect(await overviewFor(nobody.person, accounts.executor, seen)).toEqual({ running: [], closed: [] });
	const beheerder = await opener('administrator');
	expect((await overviewFor(beheerder.person, accounts.executor, seen)).running).toEqual([]);
	const partner = await opener('partner');
	const shown = (await overviewFor(partner.person, accounts.executor, seen)).running.find((line) => line.id === id);
	expect(shown).toMatchObject({ title: 'Van ons', atDesk: false, overview: null });
	const own = (await overviewFor(by.person, accounts.executor, seen)).running.find((line) => line.id === id);
	expect(own?.overview).toMatchObject({
		queue: { waiting: 0, oldest: null, help: 0, pinned: 0 },
		rumours: 0,
		needs: 0,
		due: null,
		played: null,
		present: [somebody]
	});
});

test('a rumour counts as high risk by its harm and its measured spread', async () => {
	const by = await opener('analyst');
	const id = await openIncident(by, read({ title: 'Geruchten', place: 'Waterveen' }).incident);
	const rumour = fresh(FindingId);
	const send = (type: string, input: unknown) =>
		accounts.executor.execute(
			id,
			{ id: fresh(CommandId), type, input },
			accounts.executor.actorFor(by.person, id),
			'test'
		);
	await send('rumour.signal', { id: rumour, text: 'Het water is vergiftigd', offline: 'balie', seenIn: null });
	await send('rumour.assess', { rumour, harm: 3, danger: false, helpNeeded: false });
	const high = async () =>
		(await overviewFor(by.person, accounts.executor, seen)).running.find((line) => line.id === id)?.overview;
	expect(await high()).toMatchObject({ rumours: 1, highRisk: 0 });
	const spread = { authors: 6, platforms: 1, postsLast30: 6, posts30Before: 6, publicVoice: false, pressAsks: false };
	const [atSource, none] = [
		{ edited: 0, gone: 0 },
		{ posts: 6, looked: 6 }
	];
	const counted = {
		stories: 1,
		posts: 6,
		atSource,
		authors: 6,
		course: courseOf({ ...none, labelled: 6 }, { ...none, labelled: 6 }, 0),
		newest: null,
		phone: 0,
		press: 0,
		online: 12,
		recent: [],
		sinceAnswer: null
	};
	measured = [{ finding: rumour, ...counted, platforms: ['x'], spread }];
	expect(await high()).toMatchObject({ rumours: 1, highRisk: 1 });
	measured = [];
	await send('rumour.assess', { rumour, harm: 1, danger: true, helpNeeded: false });
	expect(await high()).toMatchObject({ rumours: 1, highRisk: 1 });
});

test('closing names what is still open, and a closed incident is listed apart', async () => {
	const by = await opener('coordinator');
	const id = await openIncident(by, read({ title: 'Sluit mij', place: 'Waterveen' }).incident);
	const actor = accounts.executor.actorFor(by.person, id);
	const send = (type: string, input: unknown) =>
		accounts.executor.execute(id, { id: fresh(CommandId), type, input }, actor, 'test');
	await send('need.raise', { id: fresh(IncidentId), text: 'Is het water veilig?', offline: 'balie', seenIn: null });
	await send('rumour.signal', {
		id: fresh(IncidentId),
		text: 'Het water is vergiftigd',
		offline: 'balie',
		seenIn: null
	});
	const state = accounts.logs.state(id);
	if (!state) throw new Error('not there');
	expect(await openPoints(readNow(accounts.sql, id, state), momentOf(Date.now()))).toEqual([
		{ point: 'needs', count: 1 },
		{ point: 'rumours', count: 1 },
		{ point: 'report', count: 1 }
	]);
	await send('incident.close', {});
	const { running, closed } = await overviewFor(by.person, accounts.executor, seen);
	expect(running.some((line) => line.id === id)).toBe(false);
	expect(closed[0]).toMatchObject({ id, title: 'Sluit mij', reports: 0 });
});

test('sources in trouble come first, and without a measurement no source is in trouble', async () => {
	const by = await opener('analyst');
	const [one, two, three] = [await connect('A'), await connect('B'), await connect('C')];
	const id = await openIncident(by, {
		...read({ title: 'Bronnen', place: 'Waterveen' }).incident,
		connections: [one, two, three]
	});
	const sources = [...(accounts.logs.state(id)?.sources.values() ?? [])].filter(({ kind }) => kind === 'connection');
	const pace = { normal: 4, now: 0, silent: true };
	const statusOf: StatusOf = (_, source) => {
		if (source === sources[0]?.id) return { lastGood: now, lastPost: now, problem: null, pace: null };
		if (source === sources[1]?.id) return { lastGood: now, lastPost: now, problem: null, pace };
		return { lastGood: now, lastPost: null, problem: { code: 'timeout' }, pace: null };
	};
	const lines = sourceLines(by.person, accounts.executor, statusOf).filter(({ incident }) => incident === id);
	expect(lines.map(({ name, state, now: perMinute, normal }) => [name, state, perMinute, normal])).toEqual([
		['C', 'wrong', null, null],
		['B', 'silent', 0, 4],
		['A', 'ok', null, null]
	]);
	expect(sourceLines((await opener('partner')).person, accounts.executor, statusOf)).toEqual([]);
});
