import { createHmac, randomBytes } from 'node:crypto';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checksumOf } from '$lib/domain/core/checksum';
import * as ids from '$lib/domain/core/ids';
import { CommandId, INSTALLATION, momentOf, ShareLinkId, TokenId, type IncidentId } from '$lib/domain/core/ids';
import { SYSTEM } from '$lib/domain/core/role';
import { newSourceKey } from '$lib/server/ingest/connections/source-keys';
import * as tables from '$lib/server/platform/database/schema';
import { anna, bram, fresh, openingNow } from '../../domain/in-memory-incident';
import { runBuilt, type BuiltProgram } from '../http/built';
import { atLeast } from '../../project-files';

/** The program in this process, and the built one: two processes on one database. */
let built: BuiltProgram;
let one: Made;
let two: Made;
const link = fresh(ShareLinkId);
const source = fresh(ids.SourceId);

interface Made {
	readonly incident: IncidentId;
	readonly title: string;
	readonly secret: string;
	readonly pin: string;
}

const send = (log: IncidentId, type: string, input: unknown) => built.execute(log, type, input);

/** An incident in which everything has the same ids as in the other. */
async function make(kind: string, title: string, pin: string): Promise<Made> {
	const incident = fresh(ids.IncidentId);
	const secret = randomBytes(24).toString('base64url');
	await send(incident, 'incident.open', openingNow({ kind, title }));
	const own = { kind: 'program', platform: 'other', connection: null, key: null };
	await send(incident, 'source.add', { id: source, name: 'Meldingen', ...own });
	await built.program.partner.pins.keep(incident, link, pin);
	const lasts = { expires: momentOf(Date.now() + 3_600_000), pin: true, signals: true };
	await send(incident, 'link.make', { id: link, label: title, hash: checksumOf(secret), ...lasts });
	return { incident, title, secret, pin };
}

/** A browser: it has cookies by name. */
class Browser {
	readonly cookies = new Map<string, string>();

	async fetch(path: string, form?: Record<string, string>): Promise<Response> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(built.base + path, {
			redirect: 'manual',
			headers: { cookie, origin: built.base },
			...(form && { method: 'POST', body: new URLSearchParams(form) })
		});
		for (const line of response.headers.getSetCookie()) {
			const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
			this.cookies.set(name, value);
		}
		return response;
	}
	/** Opens the address as it was sent, and gives the PIN. */
	async enter({ secret, pin }: Made): Promise<void> {
		await expect.poll(async () => (await this.fetch(`/r/${link}/${secret}`)).status).toBe(303);
		expect((await this.fetch(`/r/${link}/pin`, { pin })).status).toBe(303);
	}
	/** What the address shows: the kind of an incident, which is its title, or whether it asks for the PIN. */
	async shown(): Promise<string> {
		const page = await (await this.fetch(`/r/${link}`)).text();
		return (
			[one, two].find(({ title }) => page.includes(title))?.title ?? (page.includes('name="pin"') ? 'pin' : 'broken')
		);
	}
}

beforeAll(async () => {
	built = await runBuilt();
	one = await make('flood', 'Hoogwater', '111111');
}, 300_000);
afterAll(() => built.remove());

test('a link keeps working when another incident makes one with its id: the secret decides, also in both processes and after a restart', async () => {
	const [first, second] = [new Browser(), new Browser()];
	await first.enter(one);
	expect(await first.shown()).toBe(one.title);
	two = await make('outage', 'Uitval', '222222');
	await second.enter(two);
	for (const restarted of [false, true]) {
		if (restarted) {
			await built.stop();
			await built.start();
		}
		expect([await first.shown(), await second.shown()], String(restarted)).toEqual([one.title, two.title]);
		for (const made of [one, two]) {
			const opened = built.program.partner.links.open(link, () => made.secret);
			expect(opened?.incident, String(restarted)).toBe(made.incident);
		}
	}
	// One browser with both shows the one that it opened last.
	await first.enter(two);
	expect(await first.shown()).toBe(two.title);
	await first.fetch(`/r/${link}/${one.secret}`);
	expect(await first.shown()).toBe(one.title);
});

test('the PIN of one opens no other, and guessing at one delays no other', async () => {
	const [guesser, reader] = [new Browser(), new Browser()];
	await guesser.fetch(`/r/${link}/${two.secret}`);
	expect((await guesser.fetch(`/r/${link}/pin`, { pin: one.pin })).status).toBe(403);
	// At once: a machine with much else to do takes longer for each than the first wait lasts.
	const guesses = Array.from({ length: 12 }, (_, nth) =>
		guesser.fetch(`/r/${link}/pin`, { pin: String(900_000 + nth) })
	);
	expect((await Promise.all(guesses)).map(({ status }) => status)).toContain(429);
	expect(await guesser.shown()).toBe('pin');
	await reader.enter(one);
	expect(await reader.shown()).toBe(one.title);
	// Its proof, under the name that the other would have.
	const [name = '', proof = ''] = [...reader.cookies].find(([each]) => each.includes('.p.')) ?? [];
	guesser.cookies.set(name.replace(one.incident, two.incident), proof);
	expect(await guesser.shown()).toBe('pin');
});

test('signals, views and revoking are those of one link', async () => {
	const { links, pins } = built.program.partner;
	for (let nth = 0; nth < 7; nth += 1) await pins.attempts.takeSignal(ids.inIncident(two.incident, link));
	expect(await pins.attempts.takeSignal(ids.inIncident(two.incident, link))).toBeGreaterThan(0);
	expect(await pins.attempts.takeSignal(ids.inIncident(one.incident, link))).toBe(0);
	const seen = async (made: Made) => (await links.views(made.incident)).get(link)?.views ?? 0;
	const before = await Promise.all([one, two].map(seen));
	links.see(one.incident, link);
	links.see(one.incident, link);
	links.see(two.incident, link);
	const after = [(before[0] ?? 0) + 2, (before[1] ?? 0) + 1];
	expect(await Promise.all([one, two].map(seen))).toEqual(after);
	await links.write();
	expect(await Promise.all([one, two].map(seen))).toEqual(after);
	await send(two.incident, 'link.revoke', { link });
	const reader = new Browser();
	await reader.enter(one);
	await expect.poll(async () => (await new Browser().fetch(`/r/${link}/${two.secret}`)).status).toBe(404);
	expect(await reader.shown()).toBe(one.title);
});

test('a key, a signature and a wrong signature are those of one source', async () => {
	const keys = [];
	for (const { incident } of [one, two])
		keys.push(await newSourceKey(built.program, incident, source, 0, { actor: bram, origin: null }));
	const time = String(Math.floor(Date.now() / 1000));
	const push = async (made: Made, key = '') => {
		const body = JSON.stringify({ posts: [{ externalId: made.title, text: 'Rook boven de wijk' }] });
		const signature = `sha256=${createHmac('sha256', key).update(`${time}.${body}`).digest('hex')}`;
		const headers = {
			'content-type': 'application/json',
			'voelspriet-timestamp': time,
			'voelspriet-signature': signature
		};
		const path = `/api/v1/incidents/${made.incident}/sources/${source}/posts`;
		return (await fetch(built.base + path, { method: 'POST', headers, body })).status;
	};
	expect(await push(one, keys[0])).toBe(200);
	expect(await push(two, keys[1])).toBe(200);
	expect(await push(two, keys[0])).toBe(401);
	const { pushErrors, health } = built.program;
	pushErrors.refused(ids.inIncident(two.incident, source), 'signature', Date.now());
	expect(health.statusOf(two.incident, source)?.problem?.code).toBe('signature');
	expect(health.statusOf(one.incident, source)?.problem ?? null).toBeNull();
});

test('a program never acts under the id of a person, and a person under none of a program or of the system', async () => {
	const person = (await built.signIn({ role: 'coordinator', incident: null })).id;
	const token = fresh(TokenId);
	const input = (id: string) => ({
		id,
		name: 'Meldkamer',
		hash: checksumOf(id),
		scopes: ['read'],
		incident: null,
		expires: momentOf(Date.now() + 3_600_000)
	});
	const execute = (type: string, sent: unknown) =>
		built.program.executor.execute(
			INSTALLATION,
			{ id: fresh(CommandId), type, input: sent },
			{ ...anna, roles: ['administrator'] },
			null
		);
	await execute('token.make', input(token));
	for (const other of [person, SYSTEM.id, token])
		await expect(execute('token.make', input(other)), other).rejects.toMatchObject({ code: 'id.taken' });
	for (const other of [person, SYSTEM.id, token])
		await expect(
			execute('person.admit', { person: other, grants: [], exerciseOnly: false }),
			other
		).rejects.toMatchObject({ code: 'person.already' });
});

/** What exists once for the whole installation, or has an id that the server makes. */
const INSTALLATION_WIDE = new Set(
	`connection_id outlet_id token_id person_id user_id session_id exercise_id
	account.id backup_run.id event.id incident.id log.id own_exercise.id own_script.key passkey.credential_id passkey.id
	push_device.id push_key.id rate_limit.id rate_limit.key recovery_code.hash secret_fingerprint.id session.id session.token
	session.previous_token user.email user.id verification.id issuer subject owner`.split(/\s+/)
);

test('every key of a table names the log or incident, unless its ids are of the whole installation', () => {
	let looked = 0;
	const wrong: string[] = [];
	for (const table of Object.values(tables).filter((each) => each instanceof PgTable)) {
		const { name, columns, primaryKeys, uniqueConstraints } = getTableConfig(table);
		const keys = [
			...columns.filter((column) => column.primary || column.isUnique).map((column) => [column.name]),
			...[...primaryKeys, ...uniqueConstraints].map((key) => key.columns.map((column) => column.name))
		];
		expect(keys.length, name).toBeGreaterThan(0);
		looked += keys.length;
		for (const key of keys) {
			const isOfLog = key.includes('incident_id') || key.includes('log_id');
			const isWide = key.some((each) => INSTALLATION_WIDE.has(each) || INSTALLATION_WIDE.has(`${name}.${each}`));
			if (!isOfLog && !isWide) wrong.push(`${name}(${key.join(', ')})`);
		}
	}
	expect(looked).toBeGreaterThan(50);
	expect(wrong).toEqual([]);
});

/** Objects that exist once per incident, so that their keys need no incident. */
const PER_INCIDENT = [
	'ingest/scheduler/exercise-runner.ts',
	'read/queries/stories/suggestion-cache.ts',
	'read/queries/stories/suggestion-learner.ts',
	'read/realtime/card-budget.ts',
	'read/realtime/figures.ts',
	'read/report/'
];
/** Their ids are of the whole installation, or made by the server. */
const WIDE_IDS = ['IncidentId', 'PersonId', 'CommandId', 'ConnectionId', 'OutletId', 'TokenId', 'FileImportId'];

test('nothing that outlives a request is kept in memory by an id that another incident may have', () => {
	const sources: Record<string, string> = import.meta.glob(
		'../../../src/{lib/{server,concurrency},request-hooks}/**/*.ts',
		{
			query: '?raw',
			import: 'default',
			eager: true
		}
	);
	const ofIncidents = Object.keys(ids).filter((name) => /Id$/.test(name) && !WIDE_IDS.includes(name));
	expect(ofIncidents.length).toBeGreaterThan(15);
	// A field of a class, or a constant of a module.
	const fields = new RegExp(
		`^(?:\\t(?:static )?(?:readonly )?#?\\w+|(?:export )?const \\w+)(?:: [^=]+)? = new (?:Map|Set|LRUCache|Keyed\\w+)<(?:${ofIncidents.join('|')})\\b`,
		'gm'
	);
	const found = atLeast(400, Object.entries(sources)).flatMap(([file, text]) =>
		[...text.matchAll(fields)].map(([line]) => `${file.replace('../../../src/lib/server/', '')}: ${line.trim()}`)
	);
	expect(found.length, 'the search finds what is there').toBeGreaterThan(5);
	expect(found.filter((each) => !PER_INCIDENT.some((path) => each.startsWith(path)))).toEqual([]);
});
