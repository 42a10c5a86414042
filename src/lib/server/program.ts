import { join } from 'node:path';
import type { Sql } from 'postgres';
import { Semaphore } from '$lib/concurrency/semaphore';
import { fileLimits } from '$lib/domain/posts/entry/file-import';
import { startAccounts, type Accounts } from './accounts/accounts';
import { Tokens } from './accounts/tokens';
import { postAnalysis } from './analysis/worker/post-analysis';
import { AnalysisThread } from './analysis/worker/analysis-thread';
import type { Sessions } from './auth/sessions';
import { Retention } from './incidents/retention';
import { openDatabase, type Database } from './database/database';
import { DiskSpace, freeBytesOn } from './database/disk-space';
import { Executor } from './execute/execute';
import type { Host } from './config/host';
import { Connections } from './ingest/connections/connect';
import { credentialOf, Credentials } from './ingest/connections/credentials';
import { SilenceWatch } from './ingest/silence/silence-watch';
import { ImportFiles } from './ingest/imports/import-store';
import { Imports } from './ingest/imports/imports';
import { connectIngest, Ingest } from './ingest/pipeline/ingest';
import { systemActions } from './ingest/scheduler/system-commands';
import { storedCursors } from './ingest/scheduler/cursors';
import { followedIncidents } from './ingest/scheduler/followed-incidents';
import { Leases } from './ingest/scheduler/leases';
import { sharedBoard } from './ingest/scheduler/status-board';
import { storedTexts } from './ingest/scheduler/stored-posts';
import { mostAtOnce, Scheduler } from './ingest/scheduler/scheduler';
import { PushErrors } from './ingest/entry/push-errors';
import { outboundClients } from './ingest/protocols/reading/outbound-clients';
import { Lifecycle } from './lifecycle';
import { Chat } from './model/chat';
import { Model } from './model/model';
import { connectLog, Logs, type ReadLogs } from './log/tail';
import { log } from './operations/logger';
import { partnerServer } from './partner/partner-server';
import { makePartner } from './partner/partner';
import { makeOutlets } from './publishing/outlets';
import { Publishing } from './publishing/publishing';
import { Realtime } from './realtime/realtime';
import { socketAuth } from './realtime/socket-auth';
import { Bundles } from './report/export/bundles';
import { ReportFiles } from './report/export/report-files';
import { makeWriterThread } from './report/export/writer-thread';
import { Reports } from './report/reports';
import { Encryption } from './operations/encryption';
import { connectReading, Stories } from './queries/stories/stories';
import { Suggestions } from './queries/stories/suggestions';

/** The running program, for the one who started it: its services, how they are, and how they stop. */
export type RunningProgram = Awaited<ReturnType<typeof start>>;

/** What requests get of it, as `locals.program`: nothing that starts or stops a service. */
export interface Program extends Pick<
	RunningProgram,
	| 'config'
	| 'connecting'
	| 'credentials'
	| 'executor'
	| 'origin'
	| 'outlets'
	| 'partner'
	| 'problems'
	| 'pushErrors'
	| 'reportFiles'
	| 'reports'
	| 'stories'
> {
	readonly accounts: Omit<Accounts, 'sessions'> & { readonly sessions: Omit<Sessions, 'start' | 'stop'> };
	readonly bundles: Omit<Bundles, 'end'>;
	readonly database: Pick<Database, 'sql'>;
	readonly health: Pick<SilenceWatch, 'statusOf'>;
	readonly imports: Omit<Imports, 'begin' | 'sweep' | 'end'>;
	readonly ingest: Pick<Ingest, 'ingest' | 'pending'>;
	readonly logs: ReadLogs;
	/** Null when none is configured. */
	readonly model: Omit<Model, 'stop' | 'chat' | 'executor'> | null;
	readonly realtime: Pick<Realtime, 'figures' | 'present'>;
	readonly retention: Pick<Retention, 'days' | 'waiting'>;
	readonly schedule: Pick<Scheduler, 'askAgain' | 'unmatchedSample'>;
	readonly tokens: Pick<Tokens, 'lastUsed' | 'make' | 'open' | 'revoke'>;
}

/** Starts everything. When something fails, what was started is stopped again and its error is thrown. */
export async function start(host: Host) {
	const running = new Lifecycle();
	try {
		const services = await construct(host, running);
		return { ...services, problems: () => running.problems(), stop: () => running.stop() };
	} catch (error) {
		await running.stop();
		throw error;
	}
}

/**
 * Everything the program runs, in the order in which it starts: each gets what it needs, and nothing finds another by
 * itself.
 */
async function construct(host: Host, running: Lifecycle) {
	const { config, http, port } = host;
	log.level = config.logLevel;
	/** Without ORIGIN every spelling of loopback is ours; where one is needed, it is this. */
	const origin = config.origin ?? `http://127.0.0.1:${port}`;
	const encryption = new Encryption(config.secret, config.previousSecrets);

	const database = await openDatabase(config);
	running.add('database', database);
	const { sql, url } = database;
	/** Connections of their own for a service, closed after it. */
	const closing = (name: string, pool: Sql): Sql => {
		running.add(`connections of ${name}`, { stop: () => pool.end({ timeout: 2 }) });
		return pool;
	};

	const disk = new DiskSpace(config.databaseUrl === null ? () => freeBytesOn(config.dataDir) : null);
	running.add('disk', disk);
	await disk.start();

	const logs = new Logs(closing('log', connectLog(url)));
	running.add('log', logs);
	await logs.start();
	const reports = new Reports(sql, logs);
	running.add('reports', { stop: reports.follow() });
	const executor = new Executor(sql, logs, reports.renderReport, disk);

	const accounts = await startAccounts({ database, executor, config, origin });
	running.add('accounts', accounts.sessions);
	const tokens = new Tokens(sql, executor);
	running.add('tokens', tokens);
	tokens.start();

	const analysis = new AnalysisThread();
	running.add('analysis', analysis);
	const ingest = new Ingest(closing('ingest', connectIngest(url)), logs, postAnalysis(analysis), disk);
	running.add('ingest', ingest);
	running.add('ingest, following the log', { stop: ingest.follow() });
	const reading = closing('reading', connectReading(url));
	const suggestions = new Suggestions(reading, logs);
	running.add('suggestions', suggestions);
	running.add('suggestions, following the log', { stop: logs.listen(suggestions) });
	const stories = new Stories(reading, suggestions);
	running.add('stories', stories);
	const writers = makeWriterThread();
	running.add('report files', writers);
	const reportFiles = new ReportFiles(reports, writers);
	const bundles = new Bundles(sql, logs, reportFiles);
	running.add('bundles', { stop: () => bundles.end() });

	const partner = makePartner({ sql, logs, executor, reports, ingest, attempts: accounts.attempts, config });
	running.add('partner', { stop: () => partner.links.stop() });
	partner.links.start();
	running.add('partner, in front', { stop: () => void (host.handleFirst = undefined) });
	host.handleFirst = partnerServer(partner, config.origin);
	const realtime = new Realtime(
		logs,
		stories,
		socketAuth({ host, sessions: accounts.sessions, executor, partner }),
		() => disk.state
	);
	running.add('realtime', realtime);
	running.add('realtime, following sessions', {
		stop: accounts.sessions.onEnded(({ session }) => realtime.sockets.endSession(session))
	});
	await realtime.start(http);

	const model = config.model && new Model(new Chat(config.model), executor);
	if (model) running.add('model', model);

	const credentials = new Credentials(sql, encryption);
	const connecting = new Connections(executor, credentials, config.fetchAllowCidr);
	/** All that this process does alone, by one session. */
	const locks = new Leases(url, 'voelspriet locks');
	running.add('locks', { stop: () => locks.end() });
	const schedule = new Scheduler({
		followed: followedIncidents(logs),
		locks,
		board: sharedBoard(sql),
		cursors: storedCursors(sql),
		stored: storedTexts(sql),
		...outboundClients({ allow: config.fetchAllowCidr }),
		credential: (connection) => credentialOf(credentials, connection),
		polls: new Semaphore(mostAtOnce),
		deliver: (incident, source, posts) => ingest.ingest(incident, source, posts),
		...systemActions(executor),
		now: () => Date.now()
	});
	running.add('schedule', schedule);
	schedule.start();
	const pushErrors = new PushErrors();
	const health = new SilenceWatch({
		logs,
		sql,
		execute: executor,
		statusOf: (source) => schedule.statusOf(source) ?? pushErrors.statusOf(source, Date.now()),
		now: () => Date.now()
	});
	running.add('health of sources', health);
	health.start();
	const files = new ImportFiles(join(config.dataDir, 'imports'), fileLimits.bytes);
	const imports = new Imports({ sql, executor, ingest, files, locks });
	running.add('imports', { stop: () => imports.end() });
	await imports.begin();

	const outlets = makeOutlets(sql, executor, encryption, config.fetchAllowCidr);
	const { smtpUrl } = config;
	const address = config.origin ?? `http://localhost:${port}`;
	const publishing = new Publishing({ sql: reading, executor, outlets, locks, smtpUrl, origin: address });
	running.add('publishing', publishing);
	publishing.start();
	const retention = new Retention(sql, logs, executor);
	running.add('retention', retention);
	retention.start();

	return {
		config,
		origin,
		database,
		logs,
		executor,
		accounts,
		tokens,
		ingest,
		stories,
		reports,
		reportFiles,
		bundles,
		partner,
		realtime,
		model,
		credentials,
		connecting,
		locks,
		schedule,
		pushErrors,
		health,
		imports,
		outlets,
		retention
	};
}
