import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { CommandId, FindingId, IncidentId, INSTALLATION, momentOf, PersonId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { SYSTEM, type Actor } from '$lib/domain/core/role';
import { Tokens } from '$lib/server/accounts/tokens';
import { connect } from '$lib/server/database/connect';
import { runningEmbedded } from '$lib/server/database/embedded';
import { Executor } from '$lib/server/execute/execute';
import { Logs } from '$lib/server/log/tail';
import { startProgram, type RunningProgram } from '../running-program';
import { startTcpProxy } from '../server/tcp-proxy';

/** What happens to the database, or to the way to it. */
export const faults = ['kill', 'shutDown', 'refuse', 'cut', 'terminate'] as const;
export type Fault = (typeof faults)[number];

export interface FaultOptions {
	/** An empty database, for all but `kill` and `shutDown`, which happen to the program's own. */
	readonly databaseUrl: string;
	readonly rounds: number;
	/** Processes that do nothing but keep a processor busy. */
	readonly burners: number;
	readonly postsPerSecond: number;
	/** Milliseconds for which connections are refused. */
	readonly refuseFor: number;
}

export interface FaultResult {
	readonly fault: Fault;
	readonly rounds: number;
	/** Times that the program ended by itself. */
	readonly ends: number;
	readonly posts: number;
	readonly labels: number;
	/** Of the posts that were accepted and the labels that were acknowledged. */
	readonly lost: number;
	readonly duplicated: number;
	/** Milliseconds from the end of the fault to the first post accepted after it; the longest of all rounds. */
	readonly recovery: number;
	/** The last output of the program, when it ended. */
	readonly output: string;
}

const SECRET = 'a secret for tests of faults, longer than 32 characters';
const STORIES = 200;

/**
 * Breaks the database again and again while posts and labels come in, and compares what was accepted with what is
 * stored.
 */
export async function breakDatabase(fault: Fault, options: FaultOptions): Promise<FaultResult> {
	const isEmbedded = fault === 'kill' || fault === 'shutDown';
	const proxy = isEmbedded ? null : await startTcpProxy(options.databaseUrl);
	const program = await startProgram({ env: { SECRET, ...(proxy ? { DATABASE_URL: proxy.url } : {}) } });
	const url = proxy ? options.databaseUrl : (runningEmbedded(program.dataDir)?.ownerUrl() ?? '');
	const sql = connect(url, { max: 4, name: 'fault test' });
	const burners = Array.from({ length: options.burners }, () =>
		spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' })
	);
	const stop = new AbortController();
	try {
		const load = await Load.prepare(program, sql, options.postsPerSecond);
		const running = load.run(stop.signal);
		let recovery = 0;
		let round = 0;
		for (; round < options.rounds && isAlive(program); round += 1) {
			await load.nextPost();
			await pause(Math.random() * 300);
			await breakOnce();
			const began = performance.now();
			await load.nextPost();
			recovery = Math.max(recovery, performance.now() - began);
		}
		stop.abort();
		await running;
		const ends = isAlive(program) ? 0 : 1;
		const output = ends > 0 ? program.said.slice(-4000) : '';
		return { fault, rounds: round, ends, recovery: Math.round(recovery), output, ...(await load.compare()) };
	} finally {
		stop.abort();
		for (const burner of burners) burner.kill();
		await sql.end({ timeout: 1 });
		await program.remove();
		await proxy?.stop();
	}

	async function breakOnce(): Promise<void> {
		if (fault === 'kill') process.kill(postmaster(program), 'SIGKILL');
		if (fault === 'shutDown') {
			// As an operator does: in order first, which waits for us, then at once.
			process.kill(postmaster(program), 'SIGTERM');
			await pause(200);
			process.kill(postmaster(program), 'SIGINT');
		}
		if (fault === 'terminate')
			await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'voelspriet%' and datname = current_database()`;
		if (fault === 'cut') proxy?.cut();
		if (fault === 'refuse') {
			await proxy?.refuse();
			await pause(options.refuseFor);
			await proxy?.accept();
		}
	}
}

const postmaster = ({ dataDir }: RunningProgram): number =>
	Number(readFileSync(join(dataDir, 'postgresql-18', 'postmaster.pid'), 'utf8').split('\n')[0]);

function isAlive({ pid }: RunningProgram): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

/** Posts of a program and labels of a person, each sent again with the same id until it is accepted. */
class Load {
	readonly #accepted = new Set<string>();
	readonly #acknowledged = new Set<string>();
	readonly #waiting = new Set<() => void>();

	private constructor(
		readonly program: RunningProgram,
		readonly sql: Sql,
		readonly perSecond: number,
		readonly incident: IncidentId,
		readonly source: SourceId,
		readonly token: string,
		readonly cookie: string,
		readonly need: FindingId
	) {}

	static async prepare(program: RunningProgram, sql: Sql, perSecond: number): Promise<Load> {
		const logs = new Logs(sql);
		await logs.start();
		try {
			const executor = new Executor(sql, logs, null);
			const analyst: Actor = { id: PersonId.parse(newId()), roles: ['analyst', 'coordinator', 'administrator'] };
			const [incident, source, need] = [IncidentId.parse(newId()), SourceId.parse(newId()), FindingId.parse(newId())];
			const send = (log: IncidentId, type: string, input: unknown, by = analyst) =>
				executor.execute(log, { id: CommandId.parse(newId()), type, input }, by, null);
			const grants = [{ role: 'analyst', incident: null }];
			await send(INSTALLATION, 'person.admit', { person: analyst.id, grants, exerciseOnly: false }, SYSTEM);
			await send(incident, 'incident.open', {
				title: 'Brand Zuiderpark',
				kind: 'fire',
				grip: 1,
				place: 'Meerdrecht',
				phase: 'acute',
				exercise: false,
				start: momentOf(Date.now() - 3_600_000),
				legal: { occasion: 'Brand', purpose: 'Crisiscommunicatie', ground: 'Gemeentewet' },
				expectedEnd: momentOf(Date.now() + 86_400_000)
			});
			await send(incident, 'source.add', {
				id: source,
				name: 'Meldingen',
				kind: 'program',
				platform: 'other',
				connection: null,
				key: null
			});
			await send(incident, 'need.raise', {
				id: need,
				text: 'Gaan de scholen dicht?',
				offline: 'telefoon',
				seenIn: null
			});
			const token = await new Tokens(sql, executor).make(
				{ name: 'Meldkamer', scopes: ['post'], incident, lasts: 3_600_000 },
				{ actor: analyst, origin: null }
			);
			const load = new Load(program, sql, perSecond, incident, source, token, await signIn(sql, analyst.id), need);
			while (load.#accepted.size < STORIES) await load.#push(Array.from({ length: STORIES }, (_, i) => `first-${i}`));
			return load;
		} finally {
			await logs.stop();
		}
	}

	/** Until it is stopped; then all started work is finished. */
	async run(stop: AbortSignal): Promise<void> {
		const stories = (await this.sql<{ id: string }[]>`select id from story where incident_id = ${this.incident}`).map(
			({ id }) => id
		);
		const sent: Promise<void>[] = [];
		const began = performance.now();
		const size = Math.ceil(this.perSecond / 10);
		for (let tick = 0; !stop.aborted; tick += 1) {
			sent.push(this.#until(() => this.#push(Array.from({ length: size }, (_, i) => `post-${tick}-${i}`))));
			if (tick % 2 === 0) {
				const input = {
					story: stories[(tick / 2) % stories.length],
					add: [{ kind: 'need', finding: this.need, stance: null }],
					remove: []
				};
				const command = { id: newId(), type: 'story.label', input };
				sent.push(this.#until(() => this.#label(command)));
			}
			await pause(Math.max(0, began + (tick + 1) * 100 - performance.now()));
		}
		await Promise.all(sent);
	}

	/** Waits for a post that is sent from now on to be accepted; at most a minute. */
	async nextPost(): Promise<void> {
		await Promise.race([
			new Promise<void>((done) => this.#waiting.add(done)),
			pause(60_000, undefined, { ref: false })
		]);
	}

	async #until(accepted: () => Promise<boolean>): Promise<void> {
		while (isAlive(this.program) && !(await accepted().catch(() => false))) await pause(300);
	}

	async #push(ids: readonly string[]): Promise<boolean> {
		const began = [...this.#waiting];
		const posts = ids.map((id) => ({ externalId: id, text: `Bericht ${id} over de brand in het Zuiderpark` }));
		const response = await fetch(
			`${this.program.base}/api/v1/incidents/${this.incident}/sources/${this.source}/posts`,
			{
				method: 'POST',
				headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
				body: JSON.stringify({ posts })
			}
		);
		await response.text();
		if (!response.ok) return false;
		for (const id of ids) this.#accepted.add(id);
		for (const done of began) if (this.#waiting.delete(done)) done();
		return true;
	}

	async #label(command: { id: string; type: string; input: unknown }): Promise<boolean> {
		const response = await fetch(`${this.program.base}/api/v1/incidents/${this.incident}/commands`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', cookie: this.cookie, origin: this.program.base },
			body: JSON.stringify(command)
		});
		await response.text();
		if (!response.ok) return false;
		this.#acknowledged.add(command.id);
		return true;
	}

	async compare(): Promise<Pick<FaultResult, 'posts' | 'labels' | 'lost' | 'duplicated'>> {
		const posts = await this.sql<
			{ id: string }[]
		>`select external_id as id from post where incident_id = ${this.incident}`;
		const labels = await this.sql<{ id: string }[]>`
			select command_id as id from event where log_id = ${this.incident} and type = 'story.labelled'`;
		const [announced] = await this.sql<{ posts: number }[]>`
			select sum((data->>'count')::int)::int as posts from event where log_id = ${this.incident} and type = 'posts.arrived'`;
		const [of, by] = [countById(posts), countById(labels)];
		const all = [...this.#accepted]
			.map((id) => of.get(id) ?? 0)
			.concat([...this.#acknowledged].map((id) => by.get(id) ?? 0));
		return {
			posts: this.#accepted.size,
			labels: this.#acknowledged.size,
			lost: all.filter((count) => count === 0).length,
			duplicated: all.filter((count) => count > 1).length + Math.abs((announced?.posts ?? 0) - posts.length)
		};
	}
}

const countById = (rows: readonly { id: string }[]): Map<string, number> =>
	rows.reduce((counts, { id }) => counts.set(id, (counts.get(id) ?? 0) + 1), new Map<string, number>());

/** A session as signing in makes one. @returns its cookie */
async function signIn(sql: Sql, person: PersonId): Promise<string> {
	const token = randomBytes(24).toString('base64url');
	await sql`insert into "user" (id, name, email) values (${person}, 'Samira Kaya', 'samira@example.test')`;
	await sql`
		insert into session (id, expires_at, token, user_id) values (${newId()}, now() + interval '2 hours', ${token}, ${person})`;
	const signature = createHmac('sha256', SECRET).update(token).digest('base64');
	return `voelspriet.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
}
