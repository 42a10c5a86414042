import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, FindingId, IncidentId, INSTALLATION, momentOf, ShareLinkId, SourceId } from '$lib/domain/core/ids';
import { FiguresMessage, Heartbeat, PresenceMessage } from '$lib/domain/realtime';
import { checksumOf } from '$lib/domain/core/checksum';
import { Executor } from '$lib/server/log/execute/execute';
import { linesAfter } from '$lib/server/log/lines';
import { bram, fresh, plainJson, system } from '../../domain/in-memory-incident';
import { post } from '../stage';
import { deskRoom } from '$lib/server/read/realtime/members';
import { Desk, Hall, ORIGIN } from './socket-stage';

let hall: Hall;
beforeAll(async () => {
	hall = await Hall.open();
	await hall.admit('anna', 'spokesperson', null);
	await hall.admit('bram', 'analyst', null);
});
afterAll(() => hall.close());

const raise = (log: IncidentId, text: string) =>
	hall.stage.send(log, 'need.raise', { id: fresh(FindingId), text, offline: 'balie', seenIn: null });

test('two desks on one incident converge with the log, whatever people do and however posts arrive', async () => {
	const { log, sources } = await hall.stage.open();
	const one = await hall.desk('anna', log);
	one.take(await linesAfter(hall.stage.sql, log, 0));
	await Promise.all(Array.from({ length: 30 }, (_, i) => raise(log, `vraag ${i}`)));
	const two = await hall.desk('bram', log);
	two.take(await linesAfter(hall.stage.sql, log, 0));
	for (let i = 0; i < 10; i += 1) {
		await hall.stage.ingest.ingest(log, SourceId.parse(sources[0]), [post(`bericht ${i}`), post('rook')]);
		await hall.stage.send(log, 'story.markLookedAt', {
			story: await hall.stage.story(log, `bericht ${i}`),
			outcome: 'looked'
		});
		await raise(log, `nog een ${i}`);
	}
	const head = () => hall.stage.logs.seq(log);
	await expect.poll(() => [one, two].map(({ frames }) => frames.at(-1)?.frame.to)).toEqual([head(), head()]);
	for (const desk of [one, two]) {
		desk.catchUp();
		expect(desk.cursor).toBe(head());
		expect(plainJson(desk.state)).toEqual(plainJson(hall.stage.logs.state(log)));
	}
	for (const { frame } of two.frames) expect(frame.events.length).toBe(frame.to - frame.from + 1);
	await expect.poll(() => two.cards.findLast(({ lead }) => lead.text === 'rook')?.posts).toBe(10);
	await expect.poll(() => two.cards.findLast(({ lead }) => lead.text === 'bericht 9')?.waiting).toBe(false);
});

test('a client that was away receives the log position, fetches the gap by number, and continues with frames', async () => {
	const { log } = await hall.stage.open();
	const desk = await hall.desk('anna', log);
	desk.take(await linesAfter(hall.stage.sql, log, 0));
	desk.socket.disconnect();
	for (let i = 0; i < 5; i += 1) await raise(log, `gemist ${i}`);
	const back = await hall.desk('anna', log, desk.cursor);
	expect(back.answer).toMatchObject({ ok: true, head: hall.stage.logs.seq(log) });
	await raise(log, 'wat kwam daarna');
	await expect.poll(() => back.frames.length).toBe(1);
	desk.frames.push(...back.frames);
	expect(() => desk.catchUp()).toThrow('gap');
	desk.take(await linesAfter(hall.stage.sql, log, desk.cursor));
	desk.catchUp();
	expect(plainJson(desk.state)).toEqual(plainJson(hall.stage.logs.state(log)));
});

test('during a flood every event arrives in order, and each changed story arrives as its card or in the count', async () => {
	const { log, sources } = await hall.stage.open();
	const desk = await hall.desk('anna', log);
	desk.cursor = hall.stage.logs.seq(log);
	let delivered = 0;
	for (let i = 0; i < 25; i += 1) {
		const posts = Array.from({ length: 20 }, () => post(`bericht ${(delivered += 1)}`));
		await hall.stage.ingest.ingest(log, SourceId.parse(sources[0]), posts);
	}
	await expect.poll(() => desk.frames.at(-1)?.frame.to).toBe(hall.stage.logs.seq(log));
	const notified = () => desk.cards.length + desk.frames.reduce((sum, { frame }) => sum + frame.more, 0);
	await expect.poll(notified).toBe(delivered);
	desk.catchUp();
	expect(desk.cursor).toBe(hall.stage.logs.seq(log));
	expect(desk.cards.length).toBeLessThan(delivered);
});

test('a hint of a call for help goes before everything else', async () => {
	const { log, sources } = await hall.stage.open();
	const desk = await hall.desk('anna', log);
	await hall.stage.ingest.ingest(log, SourceId.parse(sources[0]), [
		...Array.from({ length: 60 }, (_, i) => post(`gewoon ${i}`)),
		post('help mij')
	]);
	await expect.poll(() => desk.cards.length).toBeGreaterThan(0);
	expect(desk.frames[0]?.frame.stories[0]?.lead.text).toBe('help mij');
});

test('an edited post, a split and a merge send the cards again', async () => {
	const { log, sources } = await hall.stage.open();
	const source = SourceId.parse(sources[0]);
	const desk = await hall.desk('anna', log);
	await hall.stage.ingest.ingest(log, source, [post('eerst zo', { externalId: 'e1' })]);
	await hall.stage.ingest.ingest(log, source, [post('toen anders', { externalId: 'e1' })]);
	await expect.poll(() => desk.cards.at(-1)?.lead.text).toBe('toen anders');
	await hall.stage.ingest.ingest(log, source, [post('ander verhaal'), post('ander verhaal')]);
	const [from, into] = [desk.cards[0]?.id, await hall.stage.story(log, 'ander verhaal')];
	await hall.stage.send(log, 'story.merge', { story: from, into, batch: fresh(FindingId) });
	await expect.poll(() => desk.cards.findLast(({ id }) => id === into)?.posts).toBe(3);
	await expect.poll(() => desk.cards.findLast(({ id }) => id === from)?.mergedInto).toBe(into);
});

test('a socket from another origin, without one, or without a session is refused', async () => {
	for (const origin of [
		'http://elsewhere.test',
		'null',
		'http://voelspriet.test.evil',
		'https://voelspriet.test',
		null
	])
		expect(await hall.knock(hall.socket('anna', { origin })), String(origin)).toBe('websocket error');
	expect(await hall.knock(hall.socket('nobody'))).toBe('session.missing');
	expect(await hall.knock(hall.socket('anna'))).toBe('in');
});

test('while sessions cannot be looked up, no socket is admitted and none is closed; browsers reconnect by themselves', async () => {
	const { log } = await hall.stage.open();
	const desk = await hall.desk('anna', log);
	hall.isAway = true;
	const socket = hall.socket('bram', { again: true });
	const tries: string[] = [];
	socket.io.on('close', (reason) => tries.push(reason));
	await expect.poll(() => tries.length).toBeGreaterThan(1);
	expect([socket.connected, desk.socket.connected]).toEqual([false, true]);
	hall.isAway = false;
	await expect.poll(() => socket.connected).toBe(true);
});

test('an upgrade request to any other address is not left hanging', async () => {
	const elsewhere = new WebSocket(`ws://127.0.0.1:${hall.port}/elsewhere/`, { headers: { origin: ORIGIN } });
	const problem = await new Promise((done) => elsewhere.once('error', ({ message }) => done(message)));
	expect(problem).toBe('Unexpected server response: 404');
});

test("another incident's desk gets the same answer as for one that does not exist, and receives nothing", async () => {
	const { log } = await hall.stage.open();
	await hall.admit('elsewhere', 'analyst', fresh(IncidentId));
	await hall.admit('partner', 'partner', log);
	const [theirs, absent] = [await hall.desk('elsewhere', log), await hall.desk('anna', fresh(IncidentId))];
	expect(theirs.answer).toEqual(absent.answer);
	expect(theirs.answer).toEqual({ ok: false, code: 'incident.absent' });
	const partner = await hall.desk('partner', log);
	expect(partner.answer).toEqual({ ok: false, code: 'role.missing' });
	expect((await hall.desk('anna', INSTALLATION)).answer).toMatchObject({ ok: false });
	const desk = await hall.desk('anna', log);
	await raise(log, 'niet voor hen');
	await expect.poll(() => desk.frames.length).toBe(1);
	await expect.poll(() => desk.messages('heartbeat').length).toBeGreaterThan(0);
	expect([...theirs.received, ...partner.received]).toEqual([]);
});

test('an ended session is closed at once, one without a notification within two seconds, and an expired one too', async () => {
	const { log } = await hall.stage.open();
	for (const name of ['notified', 'unnotified', 'expired']) await hall.admit(name, 'analyst', null);
	const short = hall.sessions.get('expired');
	if (short) hall.sessions.set('expired', { ...short, ends: new Date(Date.now() + 500) });
	const [notified, unnotified, expired] = await Promise.all([
		hall.desk('notified', log),
		hall.desk('unnotified', log),
		hall.desk('expired', log)
	]);
	const began = performance.now();
	hall.realtime.sockets.endSession('notified');
	await notified.closed();
	expect(performance.now() - began).toBeLessThan(500);
	hall.sessions.delete('unnotified');
	await Promise.all([unnotified.closed(), expired.closed()]);
	expect(performance.now() - began).toBeLessThan(2500);
	for (const desk of [notified, unnotified, expired])
		expect(desk.messages('ended')).toEqual([{ code: 'session.ended' }]);
});

test('a person who loses their role, or is suspended, is disconnected at once; others stay', async () => {
	const { log } = await hall.stage.open();
	const [cees, dirk] = [await hall.admit('cees', 'analyst', log), await hall.admit('dirk', 'analyst', null)];
	const desks = [await hall.desk('cees', log), await hall.desk('dirk', log), await hall.desk('anna', log)];
	await hall.stage.send(
		INSTALLATION,
		'person.setGrants',
		{ person: cees, grants: [{ role: 'partner', incident: log }] },
		system
	);
	await desks[0]?.closed();
	await hall.stage.send(INSTALLATION, 'person.suspend', { person: dirk, suspended: true }, system);
	await desks[1]?.closed();
	expect(desks.slice(0, 2).map((desk) => desk.messages('ended'))).toEqual([
		[{ code: 'role.missing' }],
		[{ code: 'role.missing' }]
	]);
	expect(desks[2]?.socket.connected).toBe(true);
});

test('a partner with an account who loses their role is disconnected, although they follow nothing', async () => {
	const { log } = await hall.stage.open();
	const person = await hall.admit('fatma', 'partner', log);
	const socket = hall.socket('fatma', { auth: { report: log } });
	expect(await hall.knock(socket)).toBe('in');
	const ended = new Promise((done) => socket.once('ended', done));
	await hall.stage.send(INSTALLATION, 'person.revoke', { person, role: 'partner', incident: log }, system);
	expect(await ended).toEqual({ code: 'role.missing' });
});

test('an unknown event closes the socket; so do three messages that cannot be read, and one that is too large', async () => {
	const { log } = await hall.stage.open();
	const hostile = await hall.desk('anna', log);
	hostile.socket.emit('command', { type: 'incident.close' });
	await hostile.closed();
	expect(hostile.messages('ended')).toEqual([{ code: 'protocol' }]);
	const clumsy = await hall.desk('anna', log);
	for (const wrong of [{ incident: log }, 'x']) clumsy.socket.emit('presence', wrong);
	clumsy.socket.emit('presence', { incident: log, looking: { section: 'report' } });
	await expect.poll(() => JSON.stringify(clumsy.messages('presence'))).toContain('report');
	expect(clumsy.socket.connected).toBe(true);
	clumsy.socket.emit('follow', { incident: log, from: 0, more: 1 }, () => undefined);
	await clumsy.closed();
	const large = await hall.desk('anna', log);
	large.socket.emit('presence', { incident: log, looking: { section: 'x'.repeat(70_000) } });
	await large.closed();
	const many = await hall.desk('anna', log);
	for (let i = 0; i < 200; i += 1) many.socket.emit('presence', { incident: log, looking: null });
	await many.closed();
	expect(many.messages('ended')[0]).toEqual({ code: 'tooMany' });
});

test('presence lists who is there and what they look at: each person once, removed when they leave', async () => {
	const { log } = await hall.stage.open();
	const finding = fresh(FindingId);
	const [first, second, other] = [
		await hall.desk('bram', log),
		await hall.desk('bram', log),
		await hall.desk('anna', log)
	];
	first.socket.emit('presence', { incident: log, looking: { finding } });
	second.socket.emit('presence', { incident: log, looking: { section: 'report' } });
	const latest = () =>
		PresenceMessage.parse(other.messages('presence').at(-1)).people.map(({ initials, looking }) => [initials, looking]);
	await expect.poll(latest).toEqual(
		expect.arrayContaining([
			['BR', { section: 'report' }],
			['AN', null]
		])
	);
	expect(latest()).toHaveLength(2);
	second.socket.disconnect();
	await expect.poll(latest).toContainEqual(['BR', { finding }]);
	first.socket.disconnect();
	await expect.poll(latest).toEqual([['AN', null]]);
});

test('colleagues see each other, and the same events, whichever process they are connected to', async () => {
	const { log } = await hall.stage.open();
	const second = await Hall.open(hall);
	await expect.poll(() => second.stage.logs.seq(log)).toBe(hall.stage.logs.seq(log));
	const [anna, bram] = [await hall.desk('anna', log), await second.desk('bram', log)];
	bram.socket.emit('presence', { incident: log, looking: { section: 'report' } });
	const seenBy = (desk: Desk) =>
		PresenceMessage.parse(desk.messages('presence').at(-1) ?? { incident: log, people: [] })
			.people.map(({ initials }) => initials)
			.sort();
	await expect.poll(() => seenBy(anna)).toEqual(['AN', 'BR']);
	await expect.poll(() => seenBy(bram)).toEqual(['AN', 'BR']);
	await raise(log, 'van de eerste');
	await expect.poll(() => bram.frames.at(-1)?.frame.to).toBe(hall.stage.logs.seq(log));
	await second.close();
	await expect.poll(() => seenBy(anna)).toEqual(['AN']);
});

test('figures and heartbeats are sent by themselves, and equal the tables', async () => {
	const { log, sources } = await hall.stage.open();
	const source = SourceId.parse(sources[0]);
	await hall.stage.ingest.ingest(log, source, [post('rook'), post('rook'), post('help ons')]);
	const desk = await hall.desk('anna', log);
	const latest = () => FiguresMessage.parse(desk.messages('figures').at(-1)).figures;
	await expect.poll(() => desk.messages('figures').length).toBeGreaterThan(0);
	expect(latest()).toMatchObject({
		posts: 3,
		stories: 2,
		queue: { waiting: 1, help: 1 },
		sources: [{ source, posts: 3, last5: 3 }]
	});
	expect(latest().recent.at(-1)).toBe(3);
	await hall.stage.ingest.ingest(log, source, [post('rook'), post('brand')]);
	await expect.poll(() => latest()).toMatchObject({ posts: 5, stories: 3, queue: { waiting: 2 } });
	await expect.poll(() => desk.messages('heartbeat').length).toBeGreaterThan(0);
	await expect.poll(() => Heartbeat.parse(desk.messages('heartbeat').at(-1)).head).toBe(hall.stage.logs.seq(log));
});

test("a reader with a share link receives only 'newer', may send nothing, and is disconnected when the link is revoked", async () => {
	const { log } = await hall.stage.open();
	const link = fresh(ShareLinkId);
	const expires = momentOf(Date.now() + 3_600_000);
	await hall.stage.send(log, 'link.make', { id: link, label: 'Politie', hash: checksumOf('geheim'), expires });
	hall.links.set('holder', { link, incident: log });
	expect(await hall.knock(hall.socket('holder'))).toBe('session.missing');
	expect(await hall.knock(hall.socket('anna', { auth: { link } })), 'a session is no key to a link').toBe(
		'session.missing'
	);
	const sit = async () => {
		const socket = hall.socket('holder', { auth: { link } });
		expect(await hall.knock(socket)).toBe('in');
		return new Desk(socket, log);
	};
	const reader = await sit();
	const checksum = checksumOf('inhoud');
	const releasing = new Executor(hall.stage.sql, hall.stage.logs, () =>
		Promise.resolve({
			rendered: { checksum, chainHead: checksum, rules: '1', publicKey: null, unfinished: [], previous: null },
			store: () => Promise.resolve()
		})
	);
	await raise(log, 'ziet een partner niet');
	const input = { number: 1, position: hall.stage.logs.seq(log), moment: expires, checksum };
	await releasing.execute(log, { id: fresh(CommandId), type: 'report.release', input }, bram, null);
	await expect.poll(() => reader.received).toEqual([['newer', { number: 1 }]]);
	const curious = await sit();
	curious.socket.emit('follow', { incident: log, from: 0 });
	await curious.closed();
	await hall.stage.send(log, 'link.revoke', { link });
	await reader.closed();
	expect(reader.received).toEqual([
		['newer', { number: 1 }],
		['ended', { code: 'session.ended' }]
	]);
});

test('a client that does not read is disconnected; others continue', async () => {
	const { log } = await hall.stage.open();
	const [slow, quick] = [await hall.desk('anna', log), await hall.desk('bram', log)];
	const gone = slow.closed();
	const { sockets } = hall.realtime;
	const engine: unknown = Reflect.get(slow.socket.io.engine.transport, 'ws');
	const tcp: unknown = engine && Reflect.get(engine, '_socket');
	(tcp as { pause(): void }).pause();
	const weight = 'x'.repeat(1_000_000);
	for (let i = 0; i < 24; i += 1) sockets.io.to(deskRoom(log)).emit('newer', { number: i + 1, weight } as never);
	await expect.poll(() => quick.messages('newer').length, { timeout: 10_000 }).toBe(24);
	const now = performance.now();
	sockets.dropSlow(now);
	expect(sockets.count).toBeGreaterThanOrEqual(2);
	const before = sockets.count;
	const connections = [...sockets.io.of('/').sockets.values()].map(({ conn }) => conn.request.socket);
	sockets.dropSlow(now + 5000);
	// At once: a ping timeout comes much later, and a slow reader still answers pings.
	expect(connections.filter(({ destroyed }) => destroyed)).toHaveLength(1);
	await expect.poll(() => sockets.count).toBe(before - 1);
	(tcp as { resume(): void }).resume();
	await gone;
	expect(quick.socket.connected).toBe(true);
});

test('a reader without an answer to a ping is dropped with everything that waits for it', async () => {
	const { log } = await hall.stage.open();
	const desk = await hall.desk('anna', log);
	const { sockets } = hall.realtime;
	const [connection] = [...sockets.io.of('/').sockets.values()].map(({ conn }) => conn).slice(-1);
	if (!connection) throw new Error('no socket');
	const gone = desk.closed();
	const tcp = connection.request.socket;
	// As the engine does when its time is up.
	(Reflect.get(connection, 'onClose') as (reason: string) => void).call(connection, 'ping timeout');
	expect(tcp.destroyed).toBe(true);
	await gone;
});
