import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pino from 'pino';
import type { Sql } from '$lib/server/platform/driver/sql';
import { CommandId, IncidentId, INSTALLATION, momentOf, PersonId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { SYSTEM, type Actor } from '$lib/domain/core/role';
import { postAnalysis } from '$lib/server/analysis/worker/post-analysis';
import { AnalysisThread } from '$lib/server/analysis/worker/analysis-thread';
import { StoryThread } from '$lib/server/analysis/worker/story-thread';
import type { StoryAnswer, StoryJob } from '$lib/server/analysis/worker/story-jobs';
import type { AnalysisAnswer, AnalysisJob } from '$lib/server/analysis/worker/jobs';
import { connect } from '$lib/server/platform/database/connect';
import { startEmbedded } from '$lib/server/platform/database/embedded';
import { migrate } from '$lib/server/platform/database/migrate';
import { Executor } from '$lib/server/log/execute/execute';
import { connectIngest, Ingest } from '$lib/server/ingest/pipeline/ingest';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { Logs } from '$lib/server/log/logs';
import { Reports } from '$lib/server/read/report/reports';
import { log as serverLog } from '$lib/server/platform/operations/logger';
import { WorkerThread } from '$lib/server/platform/operations/worker-thread';
import { connectReading } from '$lib/server/read/queries/stories/stories';
import { openingNow } from '../domain/in-memory-incident';
import { MadeUpPosts, numbersFrom } from './made-up-posts';

serverLog.level = 'silent';

/** Of programs that run on a database of the benchmark. */
export const SECRET = 'a secret of the benchmark, thirty-two signs';

/** A separate PostgreSQL that waits for the disk as in production. */
export async function startPostgres(): Promise<{ url: string; program: string; stop: () => Promise<void> }> {
	const dataDir = await mkdtemp(join(tmpdir(), 'voelspriet-bench-'));
	const running = await startEmbedded({ dataDir, log: pino({ level: 'silent' }) });
	return {
		url: running.ownerUrl(),
		program: running.url,
		async stop() {
			await running.stop();
			await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
		}
	};
}

/** The entry of a thread: next to the file that was started, for this one may lie in a folder of shared parts. */
export const besideRun = (name: string): string => join(dirname(process.argv[1] ?? ''), name);

/** The core of the program on a new database: log, commands, and ingest with the whole analysis. */
export class BenchProgram {
	readonly actor: Actor = { id: PersonId.parse(newId()), roles: ['analyst', 'coordinator'] };
	private constructor(
		readonly url: string,
		readonly sql: Sql,
		/** To read stories with. */
		readonly read: Sql,
		readonly logs: Logs,
		readonly executor: Executor,
		readonly analysis: AnalysisThread,
		readonly grouping: StoryThread,
		readonly ingest: Ingest,
		readonly reports: Reports,
		readonly pools: readonly Sql[]
	) {}

	static async make(server: string): Promise<BenchProgram> {
		const name = `bench_${randomBytes(6).toString('hex')}`;
		const admin = connect(server, { max: 1 });
		await admin`create database ${admin(name)}`;
		await admin.end();
		const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
		await migrate(url);
		return BenchProgram.on(url);
	}
	/** On an existing database: another process next to the first. */
	static async on(url: string): Promise<BenchProgram> {
		const [sql, tail, write, read] = [connect(url), connect(url, { max: 3 }), connectIngest(url), connectReading(url)];
		const logs = new Logs(tail);
		await logs.start();
		const reports = new Reports(sql, logs);
		const executor = new Executor(sql, logs, reports.renderReport);
		const analysis = new AnalysisThread(
			new WorkerThread<AnalysisJob, AnalysisAnswer>(() => new Worker(besideRun('analysis-worker.js')), 20_000)
		);
		const grouping = new StoryThread(
			new WorkerThread<StoryJob, StoryAnswer>(() => new Worker(besideRun('story-worker.js')), 20_000)
		);
		const ingest = new Ingest(write, logs, postAnalysis(analysis, grouping));
		const pools = [sql, tail, write, read];
		return new BenchProgram(url, sql, read, logs, executor, analysis, grouping, ingest, reports, pools);
	}
	async stop(): Promise<void> {
		await this.ingest.stop();
		await Promise.all([this.analysis.stop(), this.grouping.stop()]);
		await this.logs.stop();
		await Promise.all(this.pools.map((pool) => pool.end({ timeout: 2 })));
	}

	send(log: IncidentId, type: string, input: unknown, actor = this.actor) {
		return this.executor.execute(log, { id: CommandId.parse(newId()), type, input }, actor, null);
	}
	async admit(person = PersonId.parse(newId())): Promise<PersonId> {
		const grants = [{ role: 'analyst', incident: null }];
		await this.send(INSTALLATION, 'person.admit', { person, grants, exerciseOnly: false }, SYSTEM);
		return person;
	}
	/** An open incident that began an hour ago by default, with one source, and this person at its desk. */
	async open(hours = 1): Promise<{ log: IncidentId; source: SourceId }> {
		const [log, source] = [IncidentId.parse(newId()), SourceId.parse(newId())];
		if (!this.logs.installation.people.has(this.actor.id)) await this.admit(this.actor.id);
		await this.send(
			log,
			'incident.open',
			openingNow({ place: 'Meerdrecht', start: momentOf(Date.now() - hours * 3_600_000) })
		);
		await this.addSource(log, source);
		return { log, source };
	}
	async addSource(log: IncidentId, id = SourceId.parse(newId())): Promise<SourceId> {
		await this.send(log, 'source.add', { id, name: 'X', kind: 'desk', platform: 'x', connection: null, key: null });
		return id;
	}
}

/** Posts of a flood, as a source yields them: one author for some three posts. The same for the same seed. */
export function rawPosts(count: number, seed: number): RawPost[] {
	const made = new MadeUpPosts(seed);
	const number = numbersFrom(seed + 1);
	return Array.from({ length: count }, (_, i) => {
		const author = `a${Math.floor(number() * (count / 3))}`;
		return {
			externalId: `${seed}-${i}`,
			text: made.next().text,
			publishedAt: null,
			author: { externalId: author, handle: author, name: `Naam ${author}`, followers: Math.floor(number() * 2000) },
			url: `https://x.example/${author}/status/${seed}${i}`,
			lang: null,
			shares: null,
			replyTo: null,
			reach: null,
			platform: 'x'
		};
	});
}
