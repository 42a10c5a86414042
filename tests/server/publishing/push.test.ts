import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PersonId } from '$lib/domain/core/ids';
import type { PushMessage } from '$lib/domain/installation/push-message';
import { guardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { Push } from '$lib/server/out/notifications/push/push';
import { fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { connect } from '$lib/server/platform/database/connect';
import { localPushService, type LocalPushService } from './push-service';

let database: FreshDatabase;
let sql: ReturnType<typeof connect>;
let service: LocalPushService;
const secret = randomBytes(32).toString('hex');
/** How long each further attempt waited, in milliseconds. */
let pauses: number[] = [];
const about = { userAgent: 'Mozilla/5.0 (Android) Chrome/140', language: 'nl' } as const;
const message: PushMessage = { title: 'Geef uw akkoord', body: 'Een tekst wacht.', path: '/incidents/1', topic: 'a1' };
const inAnyLanguage = (): PushMessage => message;

beforeAll(async () => {
	database = await freshDatabase();
	sql = connect(database.url);
	service = await localPushService();
});
afterAll(async () => {
	await service.stop();
	await sql.end({ timeout: 1 });
	await database.drop();
});
beforeEach(() => {
	pauses = [];
	service.received.length = 0;
	service.answers.length = 0;
	service.attempts = 0;
});

async function started(options: Partial<Push['options']> = {}): Promise<Push> {
	const push = new Push({
		sql,
		encryption: new Encryption(secret),
		fetch: service.fetch,
		contact: 'mailto:noreply@voelspriet.example',
		pause: (milliseconds) => Promise.resolve(void pauses.push(milliseconds)),
		...options
	});
	await push.start();
	return push;
}
async function person(): Promise<PersonId> {
	const id = fresh(PersonId);
	await sql`insert into "user" (id, name, email, email_verified) values (${id}, 'Samira', ${`${id}@gemeente.example`}, true)`;
	return id;
}

test('a message arrives encrypted and signed, on every device of the person and on no other', async () => {
	const push = await started();
	const [samira, jeroen] = [await person(), await person()];
	for (const device of ['phone', 'laptop']) await push.devices.add(samira, service.subscription(device), about);
	await push.devices.add(jeroen, service.subscription('other'), about);
	expect(await push.send(samira, inAnyLanguage)).toEqual({ outcome: 'sent', later: null });
	expect(service.received.map(({ device }) => device).sort()).toEqual(['laptop', 'phone']);
	for (const received of service.received)
		expect(received).toMatchObject({ message, key: push.publicKey, ttl: '600', urgency: 'high', topic: 'a1' });
	expect((await push.devices.list(samira)).map(({ sent, failure }) => [sent !== null, failure])).toEqual([
		[true, null],
		[true, null]
	]);
	expect(await push.send(await person(), inAnyLanguage)).toEqual({ outcome: 'none', later: null });
});

test.each([404, 410])('a device for which the push service answers %i gets nothing more', async (status) => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription(`gone${String(status)}`), about);
	service.answers.push({ status });
	expect(await push.send(samira, inAnyLanguage)).toEqual({ outcome: 'none', later: null });
	expect(await push.devices.list(samira)).toEqual([]);
});

test('while the push service is busy a message is tried again when it says, and then counts as sent', async () => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription('busy'), about);
	service.answers.push({ status: 429, headers: { 'retry-after': '40' } }, { status: 503 });
	const { outcome, later } = await push.send(samira, inAnyLanguage);
	expect(outcome).toBe('failed');
	expect(await later).toBe(true);
	expect(pauses).toEqual([40_000, 30_000]);
	expect(service.received).toHaveLength(1);
	expect((await push.devices.list(samira))[0]).toMatchObject({ failure: null });
});

test('a message sent again because its answer was lost replaces the first', async () => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription('lost'), about);
	service.answers.push('lost');
	const { later } = await push.send(samira, inAnyLanguage);
	expect(await later).toBe(true);
	const lost = service.received.slice(-2);
	// Push services and the service worker replace by topic: the device shows one notification.
	expect(lost).toMatchObject([
		{ message, topic: 'a1' },
		{ message, topic: 'a1' }
	]);
});

test('a message is given up after three more attempts at a busy push service, and the person sees why', async () => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription('down'), about);
	service.answers.push(...Array.from({ length: 9 }, () => ({ status: 500 })));
	expect(await (await push.send(samira, inAnyLanguage)).later).toBe(false);
	expect(service.attempts).toBe(4);
	expect((await push.devices.list(samira))[0]).toMatchObject({ failure: 'busy', sent: null });
	service.attempts = 0;
	service.answers.splice(0, Infinity, { status: 429, headers: { 'retry-after': '3600' } });
	expect(await (await push.send(samira, inAnyLanguage)).later).toBe(false);
	expect(service.attempts).toBe(1);
});

test('a refused message is not tried again', async () => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription('refused'), about);
	service.answers.push({ status: 403 });
	expect(await push.send(samira, inAnyLanguage)).toEqual({ outcome: 'failed', later: null });
	expect((await push.devices.list(samira))[0]?.failure).toBe('refused');
});

test('stopping ends the wait for another attempt', async () => {
	const push = await started({
		pause: (_, signal) => new Promise((done) => signal.addEventListener('abort', () => done()))
	});
	const samira = await person();
	await push.devices.add(samira, service.subscription('waiting'), about);
	service.answers.push({ status: 503 });
	const { later } = await push.send(samira, inAnyLanguage);
	push.stop();
	expect(await later).toBe(false);
	expect(service.attempts).toBe(1);
});

test.each([
	['plain http', { endpoint: 'http://push.example/send/1' }],
	['another scheme', { endpoint: 'file:///etc/passwd' }],
	['credentials', { endpoint: 'https://user:word@push.example/send/1' }],
	['no address', { endpoint: 'push.example' }],
	['an endless address', { endpoint: `https://push.example/${'a'.repeat(3_000)}` }],
	['a key that is no point of the curve', { p256dh: Buffer.alloc(65, 4).toString('base64url') }],
	['a key that is too short', { p256dh: 'BAAA' }],
	['a secret that is too short', { auth: 'AAAA' }],
	['more than it should hold', { extra: 'field' }]
])('an address with %s is refused, and nothing is stored', async (_, wrong) => {
	const push = await started();
	const samira = await person();
	await expect(push.devices.add(samira, { ...service.subscription('1'), ...wrong }, about)).rejects.toMatchObject({
		code: 'push.invalid'
	});
	expect(await push.devices.list(samira)).toEqual([]);
});

test.each([
	'https://127.0.0.1/send/1',
	'https://[::1]/send/1',
	'https://2130706433/send/1',
	'https://169.254.169.254/latest/meta-data',
	'https://localhost/send/1',
	'https://10.0.0.7/send/1',
	'https://93.184.216.34:8443/send/1'
])('a private address or another port, %s, is never contacted', async (endpoint) => {
	const push = await started({ fetch: guardedFetch() });
	const samira = await person();
	await push.devices.add(samira, { ...service.subscription('1'), endpoint }, about);
	expect(await push.send(samira, inAnyLanguage)).toEqual({ outcome: 'failed', later: null });
	expect((await push.devices.list(samira))[0]?.failure).toBe('refused');
});

test('a redirect of the push service is not followed', async () => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription('redirected'), about);
	service.answers.push({ status: 307, headers: { location: `${service.origin}/send/elsewhere` } });
	expect(await push.send(samira, inAnyLanguage)).toEqual({ outcome: 'failed', later: null });
	expect(service.attempts).toBe(1);
});

test('a browser belongs to the person who allowed notifications last, and a person has at most ten', async () => {
	const push = await started();
	const [samira, jeroen] = [await person(), await person()];
	await push.devices.add(samira, service.subscription('shared'), about);
	await push.devices.add(jeroen, service.subscription('shared'), about);
	expect(await push.devices.list(samira)).toEqual([]);
	const [shared] = await push.devices.list(jeroen);
	await push.devices.remove(samira, shared?.id ?? '');
	expect(await push.test(samira, shared?.id ?? '', inAnyLanguage)).toBeNull();
	expect(await push.test(jeroen, shared?.id ?? '', inAnyLanguage)).toBe('sent');
	for (let n = 0; n < 12; n++) await push.devices.add(jeroen, service.subscription(`device${String(n)}`), about);
	expect(await push.devices.list(jeroen)).toHaveLength(10);
});

test('a browser with a new push address keeps its notifications; one that was turned off gets none again', async () => {
	const push = await started();
	const [samira, jeroen] = [await person(), await person()];
	const endpointOf = (device: string): string => service.subscription(device).endpoint;
	await push.devices.add(samira, service.subscription('before'), about);
	await push.devices.renew(samira, service.subscription('after'), endpointOf('before'), about);
	expect(await push.send(samira, inAnyLanguage)).toMatchObject({ outcome: 'sent' });
	expect(service.received.map(({ device }) => device)).toEqual(['after']);
	// The same again, as after a lost answer, and an old address that is someone else's: nothing changes.
	await push.devices.renew(samira, service.subscription('after'), endpointOf('before'), about);
	await push.devices.renew(jeroen, service.subscription('stolen'), endpointOf('after'), about);
	expect(await push.devices.list(samira)).toHaveLength(1);
	expect(await push.devices.list(jeroen)).toEqual([]);
	// Some browsers do not say what the old address was.
	await push.devices.renew(jeroen, service.subscription('unsaid'), null, about);
	expect(await push.devices.list(jeroen)).toHaveLength(1);
	const invalid = { ...service.subscription('x'), endpoint: 'http://push.example/x' };
	await expect(push.devices.renew(samira, invalid, endpointOf('after'), about)).rejects.toMatchObject({
		code: 'push.invalid'
	});
	expect(await push.devices.list(samira)).toHaveLength(1);
});

test('neither the private key nor an address is in the database in plain text, and both survive a new secret', async () => {
	const push = await started();
	const samira = await person();
	await push.devices.add(samira, service.subscription('sealed'), about);
	const rows = JSON.stringify([await sql`select * from push_key`, await sql`select * from push_device`]);
	expect(rows).not.toContain('push.example');
	expect(rows).not.toContain(service.subscription('sealed').auth);
	const renewed = await started({ encryption: new Encryption(randomBytes(32).toString('hex'), [secret]) });
	expect(renewed.publicKey).toBe(push.publicKey);
	expect(await renewed.send(samira, inAnyLanguage)).toMatchObject({ outcome: 'sent' });
});

test('with a lost secret there are new keys, and people must allow notifications again', async () => {
	const push = await started({ encryption: new Encryption(randomBytes(32).toString('hex')) });
	expect(await sql`select 1 from push_device`).toHaveLength(0);
	const again = await started({ encryption: push.options.encryption });
	expect(again.publicKey).toBe(push.publicKey);
	const samira = await person();
	await again.devices.add(samira, service.subscription('after'), about);
	expect(await again.send(samira, inAnyLanguage)).toMatchObject({ outcome: 'sent' });
});

test('a device survives a change of the secret', async () => {
	const next = randomBytes(32).toString('hex');
	const samira = await person();
	await (await started()).devices.add(samira, service.subscription('phone'), about);
	await started({ encryption: new Encryption(next, [secret]) });
	const push = await started({ encryption: new Encryption(next) });
	expect(await push.send(samira, inAnyLanguage)).toMatchObject({ outcome: 'sent' });
	await started({ encryption: new Encryption(secret, [next]) });
});
