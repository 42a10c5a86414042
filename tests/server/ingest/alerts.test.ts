import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionId, IncidentId, INSTALLATION, momentOf, SourceId } from '$lib/domain/core/ids';
import type { Protocol } from '$lib/domain/posts/connections/protocols';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { relevanceTest } from '$lib/server/ingest/protocols/warnings/relevance';
import { areaOf } from '$lib/server/ingest/protocols/reading/area';
import { elementsOf, find, messageOf } from '$lib/server/ingest/protocols/warnings/cap-message';
import { carla, fresh, opening } from '../../domain/in-memory-incident';
import { absent, openFile } from '../analysis/open-data';
import { Stage } from '../stage';
import { localServer, type LocalServer } from './local-server';
import { runSources } from './run-sources';

const ago = (hours: number): string => momentOf(Date.now() - hours * 3_600_000);
/** From south-west to north-east, with Moerdijk in it; Krooswijk lies 3 km south of it, Breda 10 km. */
const aroundMoerdijk = '51.67,4.55 51.73,4.55 51.73,4.68 51.67,4.68 51.67,4.55';
const aroundZwolle = '52.49,6.05 52.54,6.05 52.54,6.14 52.49,6.14';

describe('an alert concerns an incident that it names, or whose place lies in or near its area', () => {
	const judged = (place: string, text: string, polygons: unknown[], places: string[] = []) =>
		relevanceTest({ ...emptyProfile, places }, place)({ text, area: areaOf(polygons) });
	test.each([
		['in the area', 'Moerdijk', 'Blijf binnen.', [aroundMoerdijk], { place: 'Moerdijk', km: 0 }],
		[
			'near it',
			'Krooswijk',
			'Blijf binnen.',
			[aroundMoerdijk],
			{ place: 'Krooswijk', km: expect.closeTo(2.56, 1) as unknown }
		],
		['farther', 'Breda', 'Blijf binnen.', [aroundMoerdijk], null],
		['named while the area lies elsewhere', 'Breda', 'Rook tot in Breda.', [aroundZwolle], 'named'],
		[
			'in one of several areas',
			'Moerdijk',
			'Blijf binnen.',
			['x', aroundZwolle, aroundMoerdijk],
			{ place: 'Moerdijk', km: 0 }
		],
		['without a usable area, named', 'Moerdijk', 'Brand in Moerdijk', ['51.67,4.55'], 'named'],
		['without a usable area, not named', 'Moerdijk', 'Brand', ['51.67,4.55'], null],
		['where nobody knows the place', 'Waterveen', 'Brand', [aroundMoerdijk], 'named']
	])('%s', (_, place, text, polygons, concern) => {
		expect(judged(place, text, polygons)).toEqual(concern);
	});
	test('the nearest of the places in the profile and the place of the incident counts', () => {
		expect(judged('Dorpsstraat, Breda', 'Brand', [aroundMoerdijk], ['Krooswijk', 'Zwolle', 'Moerdijk'])).toEqual({
			place: 'Moerdijk',
			km: 0
		});
		expect(judged('Moerdijk', 'Brand', [aroundMoerdijk], ['Zwolle'])).toMatchObject({ place: 'Moerdijk' });
		// Unknown places are judged by name alone, once a team says which they are.
		expect(judged('Waterveen', 'Brand', [aroundMoerdijk], ['Zuiderpark'])).toBeNull();
	});
});

describe('in the timeline', () => {
	let stage: Stage;
	let server: LocalServer;
	const answers: Record<string, string> = {};
	beforeAll(async () => {
		stage = await Stage.set();
		server = await localServer((request, response) => {
			const answer = answers[new URL(request.url ?? '/', 'http://a').pathname];
			response.writeHead(answer === undefined ? 404 : 200).end(answer);
		});
	});
	afterAll(async () => {
		await server.stop();
		await stage.strike();
	});
	let connection: ConnectionId;
	let protocol: Protocol = 'nlAlert';
	beforeEach(() => {
		connection = fresh(ConnectionId);
	});
	afterEach(async () => {
		for (const log of stage.logs.incidents())
			if (stage.logs.state(log)?.incident?.phase !== 'closed') await stage.send(log, 'incident.close', {}, carla);
	});

	async function connected(as: Protocol, path: string): Promise<void> {
		protocol = as;
		const address = `${server.origin}${path}`;
		await stage.send(INSTALLATION, 'connection.add', {
			id: connection,
			protocol,
			name: 'Alarm',
			address,
			platform: 'other'
		});
	}
	async function incidentIn(place: string): Promise<IncidentId> {
		const log = fresh(IncidentId);
		await stage.send(log, 'incident.open', opening({ place, start: ago(0), expectedEnd: ago(-9) }));
		await stage.send(log, 'source.add', {
			id: fresh(SourceId),
			name: 'Alarm',
			kind: 'connection',
			platform: 'other',
			connection,
			key: null
		});
		return log;
	}
	const read = async (): Promise<unknown> =>
		(
			await stage.sql<{ at: Date }[]>`select at from connection_cursor where connection_id = ${connection}`
		)[0]?.at.getTime();
	/** A process starts, polls once, stores the result and ends. @returns how much could not be read */
	async function ask(): Promise<number> {
		const before = await read();
		const { schedule, stop } = runSources(stage);
		await expect.poll(read, { timeout: 15_000 }).not.toEqual(before);
		const skipped = stage.logs
			.incidents()
			.flatMap((log) =>
				[...(stage.logs.state(log)?.sources.keys() ?? [])].map(
					(source) => schedule.statusOf(log, source)?.skipped.count ?? 0
				)
			);
		await stop();
		return Math.max(0, ...skipped);
	}
	const line = (log: IncidentId): string[] =>
		[...(stage.logs.state(log)?.actions.values() ?? [])].map(({ text }) => text);

	const alerts = (...data: object[]) => (answers['/alerts'] = JSON.stringify({ data }));
	const alert = (id: string, message: string, area: unknown, stop: string | null = null) => ({
		id,
		message,
		area,
		start_at: ago(1),
		stop_at: stop
	});

	test('an alert says that it covers the place of the incident, or how near it comes; elsewhere it is not reported', async () => {
		alerts(alert('1', 'Brand in Klundert. Blijf binnen.', [aroundMoerdijk]), alert('2', 'Test', ['51.67,4.55']));
		await connected('nlAlert', '/alerts');
		const [within, near, far] = [
			await incidentIn('Moerdijk'),
			await incidentIn('Krooswijk'),
			await incidentIn('Breda')
		];
		const unread = await ask();
		expect(line(within)).toEqual(['Brand in Klundert. Blijf binnen.\nMoerdijk ligt in het gebied.']);
		expect(line(near)).toEqual(['Brand in Klundert. Blijf binnen.\nKrooswijk ligt op 3 km van het gebied.']);
		expect(line(far)).toEqual([]);
		expect(unread, 'the area of the second is no shape').toBe(1);
	});

	test('an update and an end follow the first alert when text and area changed; incidents in the new area get it from then on', async () => {
		alerts(alert('1', 'Brand. Blijf binnen.', [aroundMoerdijk]));
		await connected('nlAlert', '/alerts');
		const [first, later, never] = [await incidentIn('Moerdijk'), await incidentIn('Zwolle'), await incidentIn('Breda')];
		await ask();
		expect([line(first).length, line(later).length]).toEqual([1, 0]);
		alerts(alert('1', 'Rook. Sluit ramen.', [aroundZwolle]));
		await ask();
		expect(line(first)[1]).toBe('Bijgewerkt: Rook. Sluit ramen.');
		expect(line(later)).toEqual(['Bijgewerkt: Rook. Sluit ramen.\nZwolle ligt in het gebied.']);
		alerts(alert('1', 'Rook. Sluit ramen.', []));
		await ask();
		expect(line(first)[2]).toBe('Bijgewerkt, nieuw gebied: Rook. Sluit ramen.');
		alerts(alert('1', 'Rook. Sluit ramen.', [], ago(0.1)));
		await ask();
		for (const log of [first, later]) expect(line(log).at(-1)).toBe('Ingetrokken of afgelopen: Rook. Sluit ramen.');
		expect([line(first).length, line(later).length, line(never).length]).toEqual([4, 3, 0]);
		expect(await ask()).toBe(0);
		expect(line(first)).toHaveLength(4);
	});

	test('what a person took back as a mistake gets no updates', async () => {
		alerts(alert('1', 'Brand in Moerdijk.', null));
		await connected('nlAlert', '/alerts');
		const log = await incidentIn('Moerdijk');
		await ask();
		const [action] = stage.logs.state(log)?.actions.keys() ?? [];
		await stage.send(log, 'action.retract', { action, why: 'Gaat over de Moerdijkbrug' });
		alerts(alert('1', 'Rook. Sluit ramen.', null));
		await ask();
		expect(line(log)).toHaveLength(1);
	});

	test('an alert is reported once the wrong place of an incident is corrected', async () => {
		alerts(alert('1', 'Brand.', [aroundMoerdijk]));
		await connected('nlAlert', '/alerts');
		const log = await incidentIn('Breda');
		await ask();
		await stage.send(log, 'incident.describe', { title: 'Brand', grip: 1, place: 'Krooswijk' });
		await ask();
		expect(line(log)).toEqual(['Brand.\nKrooswijk ligt op 3 km van het gebied.']);
	});

	const cap = (id: string, kind: string, info: string, references = '', sender = 'knmi.nl') =>
		`<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>${sender}</sender><sent>${ago(1)}</sent><status>Actual</status><msgType>${kind}</msgType><scope>Public</scope><references>${references}</references>${info}</alert>`;

	test('a CAP warning applies in its polygons and circles; a cancellation needs none', async () => {
		const info = (...drawn: string[]) =>
			`<info><language>nl-NL</language><event>storm</event><headline>Code oranje</headline><senderName>KNMI</senderName><area><areaDesc>Kust</areaDesc>${drawn.join('')}</area></info>`;
		const drawn = [`<polygon>${aroundZwolle}</polygon>`, '<circle>51.59,4.78 2.5</circle>', '<circle>hier</circle>'];
		answers['/cap'] = cap('a', 'Alert', info(...drawn));
		await connected('cap', '/cap');
		const [polygon, circle, none] = [
			await incidentIn('Zwolle'),
			await incidentIn('Breda'),
			await incidentIn('Maastricht')
		];
		expect(await ask()).toBe(1);
		expect(line(polygon)).toEqual(['Code oranje\nKust\nZwolle ligt in het gebied.']);
		expect(line(circle)).toEqual(['Code oranje\nKust\nBreda ligt in het gebied.']);
		answers['/cap'] = cap('b', 'Update', info(), `knmi.nl,a,${ago(1)}`);
		await ask();
		answers['/cap'] = cap('c', 'Cancel', '', `knmi.nl,b,${ago(1)}`);
		await ask();
		expect(line(circle).slice(1)).toEqual(['Bijgewerkt: Code oranje\nKust', 'Ingetrokken: Code oranje\nKust']);
		expect(line(none)).toEqual([]);
	});

	const ends = new Date(Math.floor(Date.now() / 1_000) * 1_000 + 36_000_000).toISOString();
	test.each<[string, string, string, [string, string, string]]>([
		['of two producers', `<expires>${ends}</expires>`, 'meteo.example', ['x', 'y', 'z']],
		['of one producer', `<expires>${ends}</expires>`, 'knmi.nl', ['a', 'b', 'c']],
		['of one producer, without any moment', '', 'knmi.nl', ['a', 'b', 'c']]
	])(
		'the same warning %s from two connections is one line, and so are its update and its end',
		async (_, times, by, [alert, update, end]) => {
			const info = (headline: string) =>
				`<info><language>nl-NL</language><event>storm</event><headline>${headline}</headline>${times}<area><areaDesc>Kust bij Zwolle</areaDesc></area></info>`;
			answers['/one'] = cap('a', 'Alert', info('Code oranje'));
			answers['/two'] = cap(alert, 'Alert', info('Code oranje'), '', by);
			await connected('cap', '/one');
			const log = await incidentIn('Zwolle');
			const first = connection;
			connection = fresh(ConnectionId);
			await connected('cap', '/two');
			await stage.send(log, 'source.add', {
				id: fresh(SourceId),
				name: 'Alarm 2',
				kind: 'connection',
				platform: 'other',
				connection,
				key: null
			});
			const both = [first, connection];
			const askBoth = async (): Promise<void> => {
				for (const each of both) {
					connection = each;
					await ask();
				}
			};
			await askBoth();
			expect(line(log)).toHaveLength(1);
			// Another incident has everything read again; the update still follows.
			await incidentIn('Zwolle');
			answers['/one'] = cap('b', 'Update', info('Code rood'), `knmi.nl,a,${ago(1)}`);
			answers['/two'] = cap(update, 'Update', info('Code rood'), `${by},${alert},${ago(1)}`, by);
			await askBoth();
			expect(line(log).map((text) => text.split('\n')[0])).toEqual(['Code oranje', 'Bijgewerkt: Code rood']);
			answers['/two'] = cap(end, 'Cancel', '', `${by},${update},${ago(1)}`, by);
			answers['/one'] = cap('c', 'Cancel', '', `knmi.nl,b,${ago(1)}`);
			await askBoth();
			expect(line(log).map((text) => text.split('\n')[0])).toEqual([
				'Code oranje',
				'Bijgewerkt: Code rood',
				'Ingetrokken: Code rood'
			]);
		}
	);
});

describe.skipIf(openFile('fixtures/nl-alert/public-warning-shape.json') === null)(
	`the recorded shape of NL-Alert (${absent('fixtures/nl-alert')})`,
	() => {
		test('its area is around the place that it names', () => {
			const { data } = JSON.parse(openFile('fixtures/nl-alert/public-warning-shape.json') ?? '') as {
				data: { area: unknown[] }[];
			};
			const area = areaOf(data[0]?.area ?? []);
			expect(area).toMatchObject({ shapes: [{}], unusable: 0 });
			expect(relevanceTest(emptyProfile, 'Moerdijk')({ text: '', area })).toEqual({ place: 'Moerdijk', km: 0 });
		});
	}
);

describe.skipIf(openFile('fixtures/cap/australia.cap') === null)(
	`recorded messages of CAP (${absent('fixtures/cap')})`,
	() => {
		test.each(['australia', 'earthquake'])('the areas of %s.cap can be read', (name) => {
			const xml = openFile(`fixtures/cap/${name}.cap`) ?? '';
			const [alert] = find(elementsOf(xml) ?? undefined, 'alert');
			const message = alert && messageOf(alert);
			if (typeof message !== 'object') throw new Error(message);
			expect(message.area.unusable).toBe(0);
			expect(message.area.shapes.length).toBeGreaterThan(0);
		});
	}
);
