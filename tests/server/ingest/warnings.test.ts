import { afterEach, describe, expect, test } from 'vitest';
import { elementsOf, find, messageOf } from '$lib/server/ingest/protocols/warnings/cap-message';
import { absent, openFile } from '../analysis/open-data';
import { localServer, type LocalServer } from './local-server';
import { Reading } from './reading';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const stop of stops.splice(0).reverse()) await stop();
});
const eventually = <T>(what: () => T) => expect.poll(what, { timeout: 10_000 });
const hour = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * hour).toISOString();

/** Answers what `answers` has for the path, or the status in it. */
async function serving(answers: Record<string, string | number>): Promise<LocalServer> {
	const server = await localServer((request, response) => {
		const url = new URL(request.url ?? '/', 'http://a');
		const answer = answers[url.pathname] ?? 404;
		if (typeof answer === 'number') response.writeHead(answer, answer === 404 ? {} : { 'retry-after': '90' }).end();
		else response.writeHead(200).end(answer);
	});
	stops.push(() => server.stop());
	return server;
}
function follow(protocol: 'nlAlert' | 'cap', address: string, now = () => Date.now()): Reading {
	const reading = new Reading({ protocol, address, now }).start();
	stops.push(() => reading.stop());
	return reading;
}
const announcedTexts = (reading: Reading): string[] => reading.announced.map(({ text }) => text);

describe('NL-Alert', () => {
	const alert = (id: string, message: string, more: object = {}) => ({
		id,
		message,
		type: 'nl-alert',
		start_at: ago(1),
		stop_at: null,
		area: ['51.67,4.55'],
		...more
	});
	test('each alert is reported once as an own action, in Dutch, at its time; and so are its new text and its end', async () => {
		const alerts = [
			alert('oud', 'NL-Alert van vorige week', { start_at: ago(7 * 24 + 1), stop_at: ago(7 * 24) }),
			alert('1', 'Brand in Waterveen. Sluit ramen.***Fire in Waterveen.')
		];
		const answers = { '/alerts': '' };
		const say = () => (answers['/alerts'] = JSON.stringify({ data: alerts }));
		say();
		const reading = follow('nlAlert', `${(await serving(answers)).origin}/alerts`);
		await eventually(() => announcedTexts(reading)).toEqual(['Brand in Waterveen. Sluit ramen.']);
		expect(reading.announced[0]).toMatchObject({ channel: 'NL-Alert', own: true, at: alerts[1]?.start_at });
		alerts[1] = alert('1', 'Brand in Waterveen en Oost. Sluit ramen.');
		say();
		await eventually(() => announcedTexts(reading).at(-1)).toBe('Bijgewerkt: Brand in Waterveen en Oost. Sluit ramen.');
		const end = ago(0);
		alerts[1] = alert('1', 'Brand in Waterveen en Oost. Sluit ramen.', { stop_at: end });
		say();
		await eventually(() => announcedTexts(reading).at(-1)).toBe(
			'Ingetrokken of afgelopen: Brand in Waterveen en Oost. Sluit ramen.'
		);
		expect(reading.announced.at(-1)?.at).toBe(end);
		const pollCount = reading.well;
		await eventually(() => reading.well).toBeGreaterThan(pollCount + 2);
		expect(reading.announced).toHaveLength(3);
		expect(new Set(reading.announced.map(({ id }) => id)).size).toBe(3);
	});
	test('is asked only for what comes after the last alert that ended', async () => {
		const server = await serving({
			'/alerts': JSON.stringify({ data: [alert('1', 'een', { stop_at: ago(0.5) }), alert('2', 'twee')] })
		});
		const reading = follow('nlAlert', `${server.origin}/alerts`);
		await eventually(() => reading.well).toBeGreaterThan(1);
		expect(server.requests[0]?.url).toBe('/alerts');
		expect(server.requests.at(-1)?.url).toBe('/alerts?after=1');
	});
	test('an alert that cannot be read is counted, and the others are reported', async () => {
		const server = await serving({
			'/alerts': JSON.stringify({ data: [{ id: 1 }, null, alert('x', 'y', { start_at: 'soon' }), alert('2', 'twee')] })
		});
		const reading = follow('nlAlert', `${server.origin}/alerts`);
		await eventually(() => announcedTexts(reading)).toEqual(['twee']);
		expect(reading.unreadable).toBeGreaterThanOrEqual(3);
	});
	test('of fifty thousand alerts the first thousand are read, and the rest is counted', async () => {
		const data = Array.from({ length: 50_000 }, (_, i) => ({ id: i, message: 'x', start_at: ago(1) }));
		const server = await serving({ '/alerts': JSON.stringify({ data }) });
		const reading = follow('nlAlert', `${server.origin}/alerts`);
		await eventually(() => reading.announced.length).toBe(1_000);
		expect(reading.unreadable).toBeGreaterThanOrEqual(49_000);
	});
	test.each([
		['a web page', '<html>', 'answer'],
		['half an answer', '{"data":[', 'answer'],
		['an error', 503, 'status'],
		['too many questions', 429, 'tooMany']
	])('%s is a problem, and makes requests less frequent', async (_, answer, code) => {
		const reading = follow('nlAlert', `${(await serving({ '/alerts': answer })).origin}/alerts`);
		await eventually(() => reading.problems.length).toBeGreaterThan(3);
		expect(reading.problems[0]?.code).toBe(code);
		expect(reading.waits[3]).toBeGreaterThan((reading.waits[0] ?? 0) * 3);
	});
});

describe('CAP', () => {
	const message = (
		id: string,
		kind: string,
		{ references = '', headline = 'Code oranje: storm', status = 'Actual', sent = ago(1), scope = 'Public' } = {}
	) => `<?xml version="1.0"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>knmi.nl</sender><sent>${sent}</sent>
<status>${status}</status><msgType>${kind}</msgType><scope>${scope}</scope>${references && `<references>${references}</references>`}
<info><language>en</language><headline>Storm</headline><description>Wind</description></info>
<info><language>nl-NL</language><event>storm</event><headline>${headline}</headline><description>Zware windstoten &amp; regen</description><senderName>KNMI</senderName>
<area><areaDesc>Noord-Brabant</areaDesc></area><area><areaDesc>Zeeland</areaDesc></area></info></alert>`;
	const atom = (...paths: string[]) =>
		`<feed xmlns="http://www.w3.org/2005/Atom">${paths.map((path) => `<entry><id>x</id><link type="text/html" href="/no"/><link type="application/cap+xml" href="${path}"/></entry>`).join('')}</feed>`;

	test('a warning is reported as a circumstance, in Dutch when available; its update and its end say what they are about', async () => {
		const answers: Record<string, string | number> = { '/feed': atom('/1'), '/1': message('a', 'Alert') };
		const server = await serving(answers);
		const reading = follow('cap', `${server.origin}/feed`);
		await eventually(() => announcedTexts(reading)).toEqual([
			'Code oranje: storm\nNoord-Brabant, Zeeland\nZware windstoten & regen'
		]);
		expect(reading.announced[0]).toMatchObject({ channel: 'KNMI', own: false });
		const about = `knmi.nl,a,${ago(1)}`;
		answers['/2'] = message('b', 'Update', { references: about, headline: 'Code rood: storm' });
		answers['/3'] = message('c', 'Cancel', { references: `other,x,2026 knmi.nl,b,${ago(1)}` }).replace(
			/<info>.*<\/info>/s,
			''
		);
		answers['/feed'] = atom('/1', '/2', '/3');
		await eventually(() => announcedTexts(reading)).toHaveLength(3);
		expect(announcedTexts(reading)[1]).toMatch(/^Bijgewerkt: Code rood: storm\n/);
		expect(announcedTexts(reading)[2]).toBe('Ingetrokken: Code rood: storm\nNoord-Brabant, Zeeland');
		expect(server.requests.filter(({ url }) => url === '/1')).toHaveLength(1);
	});
	const at = (hours: number): string => new Date(Math.floor(Date.now() / 1_000) * 1_000 + hours * hour).toISOString();
	const timed = (xml: string, more: string): string => xml.replace(/<headline>(?!Storm)/, `${more}<headline>`);
	test.each([
		['onset and end', `<onset>${at(1)}</onset><expires>${at(9)}</expires>`, /\nGeldt van \S.* tot \S.*\.\n/],
		[
			'effective and end',
			`<effective>${at(-1)}</effective><expires>${at(9)}</expires>`,
			/\nGeldt van \S.* tot \S.*\.\n/
		],
		['an end', `<expires>${at(9)}</expires>`, /\nGeldt tot \S.*\.\n/],
		['an onset', `<onset>${at(1)}</onset>`, /\nGeldt vanaf \S.*\.\n/],
		['an end that cannot be read', '<expires>morgen</expires>', /^(?!.*Geldt)/s]
	])('shows %s', async (_, times, shown) => {
		const server = await serving({ '/cap': timed(message('a', 'Alert'), times) });
		const reading = follow('cap', `${server.origin}/cap`);
		await eventually(() => announcedTexts(reading)).toHaveLength(1);
		expect(announcedTexts(reading)[0]).toMatch(shown);
	});
	const inFeed = (content: string): string =>
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>x</id>${content}</entry></feed>`;
	const bare = (xml: string): string => xml.replace(/^<\?xml.*\?>\s*/, '');
	const escapedXml = (xml: string): string => xml.replace(/&/g, '&amp;').replace(/</g, '&lt;');
	test.each([
		['in an entry', (xml: string) => inFeed(`<content type="text/xml">${bare(xml)}</content>`)],
		[
			'with a prefix',
			(xml: string) =>
				inFeed(
					`<content>${bare(xml)
						.replace(/<(\/?)(?=\w)/g, '<$1cap:')
						.replace('xmlns=', 'xmlns:cap=')}</content>`
				)
		],
		['escaped in an entry', (xml: string) => inFeed(`<content type="text">${escapedXml(xml)}</content>`)],
		['in CDATA', (xml: string) => inFeed(`<content><![CDATA[${xml}]]></content>`)],
		[
			'in an item',
			(xml: string) => `<rss><channel><item><description>${bare(xml)}</description></item></channel></rss>`
		],
		['in a wrapper', (xml: string) => `<alerts>${bare(xml)}${bare(xml)}</alerts>`]
	])('an alert %s is read', async (_, wrapped) => {
		const server = await serving({ '/cap': wrapped(message('a', 'Alert')) });
		const reading = follow('cap', `${server.origin}/cap`);
		await eventually(() => announcedTexts(reading)).toHaveLength(1);
		expect(reading.problems).toEqual([]);
	});
	test('an expired alert is not announced as new, but an update of an announced one is', async () => {
		const answers: Record<string, string> = {
			'/cap': `<alerts>${bare(timed(message('old', 'Alert'), `<expires>${at(-1)}</expires>`))}${bare(timed(message('a', 'Alert'), `<expires>${at(1)}</expires>`))}</alerts>`
		};
		const server = await serving(answers);
		const reading = follow('cap', `${server.origin}/cap`);
		await eventually(() => announcedTexts(reading)).toHaveLength(1);
		answers['/cap'] = timed(
			message('b', 'Update', { references: `knmi.nl,a,${ago(1)}` }),
			`<expires>${at(-1)}</expires>`
		);
		await eventually(() => announcedTexts(reading)).toHaveLength(2);
		expect(reading.announced[1]?.follows).toContain(reading.announced[0]?.id);
	});
	test('the same alert from two producers is one, and an end by either ends it', async () => {
		const times = `<severity>Severe</severity><onset>${at(1)}</onset><expires>${at(9)}</expires>`;
		const one = timed(message('a', 'Alert'), times);
		const other = one.replace('<sender>knmi.nl', '<sender>meteo.example').replace('>a<', '>zzz<');
		const later = other.replace('>zzz<', '>later<').replace(at(9), at(20));
		const answers: Record<string, string> = { '/cap': `<alerts>${[one, other, later].map(bare).join('')}</alerts>` };
		const server = await serving(answers);
		const reading = follow('cap', `${server.origin}/cap`);
		await eventually(() => reading.announced).toHaveLength(2);
		answers['/cap'] = message('end', 'Cancel', { references: `meteo.example,zzz,${ago(1)}` });
		await eventually(() => reading.announced).toHaveLength(3);
		expect(reading.announced[2]?.follows).toContain(reading.announced[0]?.id);
	});
	test('the declared encoding is used', async () => {
		const latin = Buffer.from(
			message('a', 'Alert', { headline: 'Hevige sneeuwval in België' }).replace('?>', ' encoding="iso-8859-1"?>'),
			'latin1'
		);
		const server = await localServer((_, response) => response.writeHead(200).end(latin));
		stops.push(() => server.stop());
		const reading = follow('cap', `${server.origin}/cap`);
		await eventually(() => announcedTexts(reading)[0] ?? '').toContain('België');
	});
	test('a dead link is reported and tried again, and does not silence the others', async () => {
		const answers: Record<string, string | number> = {
			'/feed': atom('/1', '/dead?key=secret', '/3'),
			'/1': message('a', 'Alert', { headline: 'een' }),
			'/3': message('c', 'Alert', { headline: 'drie' })
		};
		const server = await serving(answers);
		const reading = follow('cap', `${server.origin}/feed`);
		await eventually(() => reading.announced.map(({ id }) => id)).toEqual(['knmi.nl,a', 'knmi.nl,c']);
		await eventually(() => reading.deadLinks).toEqual([`${server.origin}/dead`]);
		expect(reading.problems).toEqual([]);
		answers['/dead'] = message('b', 'Alert', { headline: 'twee' });
		await eventually(() => reading.announced.at(-1)?.id).toBe('knmi.nl,b');
		await eventually(() => reading.deadLinks).toEqual([]);
	});
	test('more dead links than are followed at one time do not keep a working one from being read', async () => {
		const dead = Array.from({ length: 60 }, (_, i) => `/dead/${i}`);
		const server = await serving({ '/feed': atom(...dead, '/1'), '/1': message('a', 'Alert') });
		const reading = follow('cap', `${server.origin}/feed`);
		await eventually(() => reading.announced.map(({ id }) => id)).toEqual(['knmi.nl,a']);
		await eventually(() => reading.deadLinks.length).toBe(60);
	});
	test('slow links are left for the next round, and all are read in the end', async () => {
		let clock = Date.now();
		const server = await serving({
			'/feed': atom('/1', '/2', '/3'),
			'/1': message('a', 'Alert'),
			'/2': 503,
			'/3': message('c', 'Alert')
		});
		const reading = follow('cap', `${server.origin}/feed`, () => (clock += 20_000));
		await eventually(() => reading.announced.map(({ id }) => id)).toEqual(['knmi.nl,a', 'knmi.nl,c']);
		expect(server.requests.filter(({ url }) => url === '/feed').length).toBeGreaterThan(1);
	});
	test('a list without any readable link is a problem', async () => {
		const reading = follow('cap', `${(await serving({ '/feed': atom('/1', '/2') })).origin}/feed`);
		await eventually(() => reading.problems[0]).toEqual({ code: 'status', status: 404 });
	});
	test('a link with Retry-After is left alone that long, and delays nothing else', async () => {
		const answers: Record<string, string | number> = {
			'/feed': atom('/1', '/2'),
			'/1': message('a', 'Alert'),
			'/2': 429
		};
		const server = await serving(answers);
		let ahead = 0;
		const reading = follow('cap', `${server.origin}/feed`, () => Date.now() + ahead);
		await eventually(() => reading.well).toBeGreaterThan(3);
		expect(reading.announced).toHaveLength(1);
		expect(server.requests.filter(({ url }) => url === '/2')).toHaveLength(1);
		answers['/2'] = message('b', 'Alert');
		ahead = 91_000;
		await eventually(() => reading.announced.length).toBe(2);
	});
	test('a single message is followed too, and so is an RSS list', async () => {
		const alone = follow('cap', `${(await serving({ '/a': message('a', 'Alert') })).origin}/a`);
		await eventually(() => alone.announced.length).toBe(1);
		const rss = `<rss version="2.0"><channel><item><link>/1</link></item></channel></rss>`;
		const listed = follow('cap', `${(await serving({ '/rss': rss, '/1': message('a', 'Alert') })).origin}/rss`);
		await eventually(() => listed.announced.length).toBe(1);
	});
	test.each(['Exercise', 'Test', 'Draft', 'System'])(
		'an alert that is not real is not reported: %s',
		async (status) => {
			const reading = follow('cap', `${(await serving({ '/a': message('a', 'Alert', { status }) })).origin}/a`);
			await eventually(() => reading.well).toBeGreaterThan(0);
			expect(reading.announced).toEqual([]);
			expect(reading.unreadable).toBe(0);
		}
	);
	test.each([
		['a page', '<html><p>x', 'unreadable'],
		['nothing', '', 'unreadable'],
		['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><alert/>', 'unreadable'],
		['a million elements', '<a>'.repeat(100_000), 'unreadable'],
		['an error', 500, 'status']
	])('%s is a problem', async (_, answer, code) => {
		const reading = follow('cap', `${(await serving({ '/a': answer })).origin}/a`);
		await eventually(() => reading.problems[0]?.code).toBe(code);
	});
	test('a message that lacks a required field is counted', async () => {
		const reading = follow(
			'cap',
			`${(await serving({ '/a': message('a', 'Alert').replace('<scope>Public</scope>', '') })).origin}/a`
		);
		await eventually(() => reading.unreadable).toBeGreaterThan(0);
		expect(reading.announced).toEqual([]);
	});
});

describe.skipIf(openFile('fixtures/cap/weather.cap') === null)(`recorded messages (${absent('fixtures/cap')})`, () => {
	const kindOf = (xml: string) =>
		messageOf(find(elementsOf(xml) ?? undefined, 'alert')[0] ?? { name: '', attributes: {}, children: [], text: '' });
	test.each([
		['weather', true],
		['earthquake', true],
		['australia', true],
		['no_optional_fields', true],
		['invalid', false]
	])('%s.cap', (name, good) => {
		const xml = openFile(`fixtures/cap/${name}.cap`) ?? '';
		const read = kindOf(xml);
		if (good) expect(read).not.toBe('invalid');
		else expect(read).toBe('invalid');
	});
});

test('a document of warnings is read whatever its size, unless its document type declares something', () => {
	const large = `<alerts>${'<alert><identifier>1</identifier></alert>'.repeat(20_000)}</alerts>`;
	expect(find(elementsOf(large)?.children[0], 'alert')).toHaveLength(20_000);
	expect(elementsOf(`<!DOCTYPE alerts>${large}`)?.children[0]?.name).toBe('alerts');
	expect(elementsOf(`<!DOCTYPE alerts [<!ENTITY x "y">]>${large}`)).toBeNull();
	expect(elementsOf(`<!ENTITY x "y">${large}`)).toBeNull();
});
