import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, IncidentId, INSTALLATION, momentOf, PersonId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { SYSTEM, type Actor } from '$lib/domain/core/role';
import { Tokens } from '$lib/server/people/accounts/tokens';
import { connect } from '$lib/server/platform/database/connect';
import { runningEmbedded } from '$lib/server/platform/database/embedded';
import { Executor } from '$lib/server/log/execute/execute';
import { Logs } from '$lib/server/log/logs';
import { openingNow } from '../../domain/in-memory-incident';
import { startProgram, type ProgramOptions, type RunningProgram } from '../../running-program';
import { startTcpProxy, type TcpProxy } from '../../server/tcp-proxy';
import { compare, type Compared } from './compare';
import { FollowingDesk } from './following-desk';
import { Person } from './person';
import { Recorder } from './recorder';

const SECRET = 'a secret for tests of faults, longer than 32 characters';
const STORIES = 100;
const EMOTIONS = ['fear', 'anger', 'sadness', 'relief'] as const;

export interface FaultSetupOptions {
	/** An empty database; null for the program's own PostgreSQL. */
	readonly databaseUrl: string | null;
	readonly people?: number;
	/** Programs on the database; the first carries the proxies. */
	readonly processes?: number;
	readonly program?: ProgramOptions;
	/** Requests come through a proxy: everybody has their own address, and all processes share one name. */
	readonly isForwarded?: boolean;
}
const HOUSE = { ORIGIN: 'http://voelspriet.test', TRUSTED_PROXIES: '127.0.0.1' };

/** A running program with people, a source, proxies that can break each connection, and a record of everything sent. */
export class FaultSetup {
	readonly desks: FollowingDesk[] = [];
	stories: string[] = [];
	/** The text of a post; nearly the same for all unless a case sets it. */
	textOf = (id: string): string => `Bericht ${id} over de brand in het Zuiderpark`;
	#posted = 0;
	#labelled = 0;
	#isOver = false;

	private constructor(
		readonly recorder: Recorder,
		readonly programs: readonly RunningProgram[],
		/** The connection of the case itself, separate from those of the program. */
		public sql: Sql,
		/** Between the first program and its database; null with the program's own. */
		readonly database: TcpProxy | null,
		/** Between the browsers and the first program. */
		readonly line: TcpProxy,
		readonly incident: IncidentId,
		readonly source: SourceId,
		readonly coordinator: Person,
		readonly people: readonly Person[],
		readonly token: string,
		public databaseUrl: string
	) {}

	static async open({
		databaseUrl,
		people = 5,
		processes = 1,
		program = {},
		isForwarded = processes > 1
	}: FaultSetupOptions): Promise<FaultSetup> {
		const database = databaseUrl === null ? null : await startTcpProxy(databaseUrl);
		const env = { SECRET, ...(isForwarded ? HOUSE : {}), ...program.env };
		const first = await startProgram({
			...program,
			env: { ...env, ...(database ? { DATABASE_URL: database.url } : {}) }
		});
		const url = databaseUrl ?? runningEmbedded(first.dataDir)?.ownerUrl() ?? '';
		const programs = [first];
		while (programs.length < processes)
			programs.push(await startProgram({ ...program, env: { ...env, DATABASE_URL: url } }));
		const sql = connect(url, { max: 4, name: 'fault test' });
		const line = await startTcpProxy(first.base);
		const prepared = await prepareIncident(sql, people);
		const recorder = new Recorder();
		const browserOf = (cookie: string, number: number) => ({
			base: new URL(line.url).origin,
			origin: isForwarded ? HOUSE.ORIGIN : first.base,
			cookie,
			address: !isForwarded ? null : `10.${String(number >> 16)}.${String((number >> 8) & 255)}.${String(number & 255)}`
		});
		const [coordinator, ...others] = prepared.people.map(
			({ id, cookie }, i) => new Person(id, browserOf(cookie, i + 1), recorder)
		);
		if (!coordinator) throw new Error('nobody is there');
		const setup = new FaultSetup(
			...([recorder, programs, sql, database, line] as const),
			...([prepared.incident, prepared.source, coordinator, others, prepared.token, url] as const)
		);
		while (!(await setup.push(STORIES))) await pause(200);
		setup.stories = (await sql<{ id: string }[]>`select id from story where incident_id = ${prepared.incident}`).map(
			({ id }) => id
		);
		return setup;
	}

	get program(): RunningProgram {
		const [first] = this.programs;
		if (!first) throw new Error('no program');
		return first;
	}
	get isAlive(): boolean {
		try {
			return process.kill(this.program.pid, 0);
		} catch {
			return false;
		}
	}
	/** Starts the program again; its own PostgreSQL may be at another port then. */
	async start(): Promise<void> {
		await this.program.start();
		const url = this.database ? this.databaseUrl : (runningEmbedded(this.program.dataDir)?.ownerUrl() ?? '');
		if (url === this.databaseUrl) return;
		void this.sql.end({ timeout: 1 });
		this.databaseUrl = url;
		this.sql = connect(url, { max: 4, name: 'fault test' });
	}
	/** A new session of the same person. */
	async signIn(person: Person): Promise<void> {
		person.browser.cookie = await makeSession(this.sql, person.id);
	}
	/** Opens another desk that follows, by default over the same line. */
	async follow(person = this.coordinator, base = person.browser.base, throughSocket = true): Promise<FollowingDesk> {
		const desk = await FollowingDesk.sit(this.incident, person.id, { ...person.browser, base }, throughSocket);
		this.desks.push(desk);
		return desk;
	}

	/** Sends new posts in one batch. @returns whether it was accepted */
	async push(count: number, base = this.program.base, ids = this.newPosts(count)): Promise<boolean> {
		this.recorder.postsSent(ids);
		const posts = ids.map((id) => ({ externalId: id, text: this.textOf(id) }));
		const response = await fetch(`${base}/api/v1/incidents/${this.incident}/sources/${this.source}/posts`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
			body: JSON.stringify({ posts }),
			signal: AbortSignal.timeout(10_000)
		}).catch(() => null);
		await response?.text().catch(() => '');
		if (!response?.ok) return false;
		this.recorder.postsSaved(ids);
		return true;
	}
	newPosts(count: number): string[] {
		return Array.from({ length: count }, () => `post-${String((this.#posted += 1))}`);
	}
	/** A label: it may be given again and again, and each time is one line of the log. */
	label(person: Person): string {
		return person.give(this.incident, 'story.setSentiment', this.newLabel());
	}
	newLabel(): { story: string; emotion: (typeof EMOTIONS)[number] } {
		this.#labelled += 1;
		const story = this.stories[this.#labelled % this.stories.length] ?? '';
		return { story, emotion: EMOTIONS[(this.#labelled >> 3) % 4] ?? 'fear' };
	}

	/**
	 * Sends posts and labels at a fixed rate until stopped, each until it is answered. Settles when all are answered.
	 */
	async work(stop: AbortSignal, { posts = 200, labels = 2 }: { posts?: number; labels?: number } = {}): Promise<void> {
		const batches = new Set<Promise<void>>();
		const began = performance.now();
		for (let tick = 0; !stop.aborted; tick += 1) {
			const size = Math.round(posts / 10);
			if (size > 0 && batches.size < 50) {
				const sent = this.#pushUntilAccepted(this.newPosts(size)).finally(() => batches.delete(sent));
				batches.add(sent);
			}
			for (const [i, person] of this.people.entries())
				if ((tick + i) % Math.max(1, Math.round(10 / labels)) === 0) this.label(person);
			await pause(Math.max(0, began + (tick + 1) * 100 - performance.now()));
		}
		await Promise.all([...batches, ...this.people.map((person) => person.settled())]);
	}
	async #pushUntilAccepted(ids: readonly string[]): Promise<void> {
		while (!this.#isOver) {
			if (await this.push(ids.length, this.program.base, [...ids])) return;
			await pause(300);
		}
	}

	/** @returns milliseconds until something is saved again */
	async recovery(): Promise<number> {
		const began = performance.now();
		await this.recorder.nextSaved();
		return Math.round(performance.now() - began);
	}
	compare(): Promise<Compared> {
		return compare(this.sql, this.incident, this.recorder, this.desks);
	}
	async close(): Promise<void> {
		this.#isOver = true;
		for (const person of [this.coordinator, ...this.people]) person.stop();
		for (const desk of this.desks) desk.stop();
		await this.line.stop();
		await this.sql.end({ timeout: 1 });
		for (const program of this.programs) await program.remove();
		await this.database?.stop();
	}
}

/** An incident with a source for programs, and people who may work in it; by the program's own rules. */
async function prepareIncident(sql: Sql, count: number) {
	const logs = new Logs(sql);
	await logs.start();
	try {
		const executor = new Executor(sql, logs, null);
		const [incident, source] = [IncidentId.parse(newId()), SourceId.parse(newId())];
		const coordinator: Actor = { id: PersonId.parse(newId()), roles: ['analyst', 'coordinator', 'administrator'] };
		const send = (log: IncidentId, type: string, input: unknown, by = coordinator) =>
			executor.execute(log, { id: CommandId.parse(newId()), type, input }, by, null);
		const ids = [coordinator.id, ...Array.from({ length: count }, () => PersonId.parse(newId()))];
		for (const person of ids) {
			const roles = person === coordinator.id ? (['coordinator', 'analyst', 'spokesperson'] as const) : ['analyst'];
			const grants = roles.map((role) => ({ role, incident: null }));
			await send(INSTALLATION, 'person.admit', { person, grants, exerciseOnly: false }, SYSTEM);
		}
		await send(incident, 'incident.open', openingNow({ place: 'Meerdrecht', start: momentOf(Date.now() - 3_600_000) }));
		const program = { kind: 'program', platform: 'other', connection: null, key: null };
		await send(incident, 'source.add', { id: source, name: 'Meldingen', ...program });
		const token = await new Tokens(sql, executor).make(
			{ name: 'Meldkamer', scopes: ['post'], incident, lasts: 36_000_000 },
			{ actor: coordinator, origin: null }
		);
		const people = [];
		for (const [i, id] of ids.entries()) {
			await sql`insert into "user" (id, name, email) values (${id}, ${`Persoon ${String(i)}`}, ${`p${String(i)}@example.test`})`;
			people.push({ id, cookie: await makeSession(sql, id) });
		}
		return { incident, source, token, people };
	} finally {
		await logs.stop();
	}
}

/** A session as signing in makes one. @returns its cookie */
async function makeSession(sql: Sql, person: PersonId): Promise<string> {
	const token = randomBytes(24).toString('base64url');
	await sql`
		insert into session (id, expires_at, token, user_id) values (${newId()}, now() + interval '12 hours', ${token}, ${person})`;
	const signature = createHmac('sha256', SECRET).update(token).digest('base64');
	return `voelspriet.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
