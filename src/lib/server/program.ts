import { join } from 'node:path';
import type { Sql } from '$lib/server/platform/driver/sql';
import { inIncident } from '$lib/domain/core/ids';
import { Semaphore } from '$lib/concurrency/semaphore';
import { fileLimits } from '$lib/domain/posts/entry/file-import';
import { Archives } from './records/archive/archives';
import { HeadSigner } from './log/anchor/head-signer';
import { HeadsFile } from './log/anchor/heads-file';
import { SigningKey } from './log/anchor/signed-head';
import { startAccounts, type Accounts } from './people/accounts/accounts';
import { Tokens } from './people/accounts/tokens';
import { AnalysisThread } from './analysis/worker/analysis-thread';
import { postAnalysis } from './analysis/worker/post-analysis';
import { StoryThread } from './analysis/worker/story-thread';
import type { Sessions } from './people/auth/sessions';
import { ComputerColleaguesService } from './training/participants/computer-colleagues';
import { ForgottenKeeper, repeatAtStart } from './records/backup/forgotten';
import { Backups } from './records/backup/timetable';
import { Masking } from './records/retention/masking';
import { Retention } from './records/retention/retention';
import { openDatabase, type Database } from './platform/database/database';
import { DiskSpace, freeBytesOn } from './platform/database/disk-space';
import { Evaluations } from './records/evaluation/evaluations';
import { Executor } from './log/execute/execute';
import type { Host } from './platform/config/host';
import { LoopbackRights } from './platform/config/loopback-rights';
import { Connections } from './ingest/connections/connect';
import { credentialOf, Credentials } from './ingest/connections/credentials';
import { SilenceWatch } from './ingest/silence/silence-watch';
import { FileQuota } from './ingest/imports/file-quota';
import { ImportFiles } from './ingest/imports/import-store';
import { Imports } from './ingest/imports/imports';
import { connectIngest, Ingest } from './ingest/pipeline/ingest';
import { systemActions } from './ingest/scheduler/system-commands';
import { storedCursors } from './ingest/scheduler/cursors';
import { followedIncidents } from './ingest/scheduler/followed-incidents';
import { Leases } from './platform/database/leases';
import { sharedBoard } from './ingest/scheduler/status-board';
import { storedOf, storedTexts } from './ingest/scheduler/stored-posts';
import { maxConcurrentPolls, Scheduler } from './ingest/scheduler/scheduler';
import { PushErrors } from './ingest/entry/push-errors';
import { outboundClients } from './ingest/protocols/reading/outbound-clients';
import { AnonymousRows } from './people/auth/anonymous-rows';
import { Lifecycle } from './platform/lifecycle';
import { guardedFetch } from './platform/net/guarded-fetch';
import { OpenDocuments } from './records/openness/redacted-set';
import { OwnExercises } from './training/exercises/own-exercises';
import { Chat } from './out/model/chat';
import { Model } from './out/model/model';
import { connectLog, Logs, type ReadLogs } from './log/logs';
import { recountOpen } from './log/recount';
import { log } from './platform/operations/logger';
import { showBackups } from './platform/operations/backup-metrics';
import { makePartner } from './out/partner/partner';
import { makeOutlets } from './out/official-text/outlets';
import { bySmtp, senderOf } from './platform/net/mail';
import { Publishing } from './out/official-text/publishing';
import { OrganisationSignIn } from './people/oidc/organisation-sign-in';
import { pushContact } from './out/notifications/push/contact';
import { Push } from './out/notifications/push/push';
import { Realtime } from './read/realtime/realtime';
import { socketAuth } from './out/partner/socket-auth';
import { Bundles } from './read/report/files/bundles';
import { ReportFiles } from './read/report/files/report-files';
import { makeWriterThread } from './read/report/files/writer-thread';
import { Reports } from './read/report/reports';
import { Encryption } from './platform/operations/encryption';
import { connectReading, Stories } from './read/queries/stories/stories';
import { Suggestions } from './read/queries/stories/suggestions';

/** The running program: its services, their problems, and `stop`. */
export type RunningProgram = Awaited<ReturnType<typeof start>>;

/** The part of the program that requests use, as `locals.program`: nothing that starts or stops a service. */
export interface Program extends Pick<
	RunningProgram,
	| 'config'
	| 'connecting'
	| 'credentials'
	| 'evaluations'
	| 'executor'
	| 'loopback'
	| 'mail'
	| 'openDocuments'
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
	readonly archives: Pick<Archives, 'start' | 'stop' | 'of' | 'file'>;
	readonly backups: Pick<Backups, 'state' | 'alarm'>;
	readonly bundles: Omit<Bundles, 'end'>;
	readonly database: Pick<Database, 'sql' | 'excessRights'>;
	readonly health: Pick<SilenceWatch, 'statusOf'>;
	readonly imports: Omit<Imports, 'begin' | 'sweep' | 'end'>;
	readonly ingest: Pick<Ingest, 'ingest' | 'pending'>;
	readonly locks: Pick<Leases, 'take' | 'release'>;
	readonly logs: ReadLogs;
	/** Null when none is configured. */
	readonly model: Omit<Model, 'stop' | 'chat' | 'executor'> | null;
	/** Null when no sign-in service of the organisation is configured. */
	readonly organisation: Omit<OrganisationSignIn, 'start' | 'stop' | 'checkAgain'> | null;
	readonly ownExercises: Omit<OwnExercises, 'start' | 'stop'>;
	readonly push: Pick<Push, 'publicKey' | 'devices' | 'test'>;
	readonly realtime: Pick<Realtime, 'figures' | 'present'>;
	readonly retention: Pick<Retention, 'days' | 'term' | 'waiting'>;
	readonly schedule: Pick<Scheduler, 'pollNow' | 'unmatchedSample'>;
	readonly tokens: Pick<Tokens, 'isOfSuspended' | 'lastUsed' | 'make' | 'open' | 'revoke'>;
}

/** Starts the program. When a service fails to start, those that were started are stopped and its error is thrown. */
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
 * Constructs and starts all services, group by group; they stop in reverse order. Each service gets what it needs as an
 * argument. Any number of these processes may run on one database (docs/scale.md): each does everything.
 */
async function construct(host: Host, running: Lifecycle) {
	const { config, http, port } = host;
	log.level = config.logLevel;
	/** Without ORIGIN every loopback address is ours; this one is used where a single address is needed. */
	const origin = config.origin ?? `http://127.0.0.1:${port}`;
	const encryption = new Encryption(config.secret, config.previousSecrets);

	// Platform
	const loopback = new LoopbackRights(config, (header) => {
		log.warn(
			{ action: 'loopback', object: header, result: 'off' },
			'a proxy that is not in TRUSTED_PROXIES forwards to this program: exercises without an account and /metrics are closed until the next start'
		);
	});
	const database = await openDatabase(config);
	running.add('database', database);
	const { sql, url } = database;
	/** Registers a service's own connections, which are closed after the service has stopped. */
	const closedAtStop = (name: string, pool: Sql): Sql => {
		running.add(`connections of ${name}`, { stop: () => pool.end({ timeout: 2 }) });
		return pool;
	};
	const disk = new DiskSpace(config.databaseUrl === null ? () => freeBytesOn(config.dataDir) : null);
	running.add('disk', disk);
	await disk.start();

	// Log. The executor needs `reports` to render a report at its release.
	const logs = new Logs(closedAtStop('log', connectLog(url)));
	running.add('log', logs);
	await logs.start();
	const signingKey = new SigningKey(config.signingKey);
	const reports = new Reports(sql, logs, signingKey);
	running.add('reports', { stop: reports.follow() });
	const executor = new Executor(sql, logs, reports.renderReport, disk, config.secondFactor);
	/** Locks for work that only one process may do at a time, taken in one database session. */
	const locks = new Leases(url, 'voelspriet locks');
	running.add('locks', { stop: () => locks.end() });
	const heads = new HeadSigner({
		sql,
		logs,
		locks,
		key: signingKey,
		file: config.headsFolder === null ? null : new HeadsFile(config.headsFolder)
	});
	running.add('signed heads', heads);
	heads.start();

	// Records that a restored back-up brought back are forgotten and masked again before anything else starts.
	const masking = new Masking(sql, executor, locks);
	await repeatAtStart(config.dataDir, logs, masking);

	// In the background: a database that ended uncleanly may have lost counts.
	const recounting = recountOpen(sql, logs);
	running.add('recount', { stop: () => recounting });

	// People
	const sender = config.smtpUrl && senderOf(config.mailFrom, config.smtpUrl, new URL(origin).hostname);
	const mail = config.smtpUrl && sender ? bySmtp(config.smtpUrl, sender) : null;
	if (mail) running.add('mail', { stop: () => mail.close() });
	const accounts = await startAccounts({ database, executor, config, encryption, origin, send: mail });
	running.add('accounts', accounts.sessions);
	running.add('security log', accounts.people.security);
	accounts.setUp.printCode();
	const anonymousRows = new AnonymousRows(sql);
	running.add('anonymous rows', anonymousRows);
	anonymousRows.start();
	const tokens = new Tokens(sql, executor);
	running.add('tokens', tokens);
	tokens.start();
	const organisation =
		config.oidc &&
		new OrganisationSignIn({
			config: config.oidc,
			proxy: config.outbound.proxy,
			origin,
			sql,
			executor,
			signIn: accounts.signIn,
			sessions: accounts.sessions,
			encryption
		});
	if (organisation) running.add('organisation', organisation);
	organisation?.start();

	// Ingest: analysis and storing of posts. The scheduler starts below, after the services that show posts.
	const analysis = new AnalysisThread();
	running.add('analysis', analysis);
	const grouping = new StoryThread();
	running.add('grouping', grouping);
	const ingest = new Ingest(closedAtStop('ingest', connectIngest(url)), logs, postAnalysis(analysis, grouping), disk);
	running.add('ingest', ingest);
	running.add('ingest, following the log', { stop: ingest.follow() });

	// Read: stories and report files. `realtime` follows below, because it needs `partner`.
	const reading = closedAtStop('reading', connectReading(url));
	const suggestions = new Suggestions(reading, logs, analysis);
	running.add('suggestions', suggestions);
	running.add('suggestions, following the log', { stop: logs.listen(suggestions) });
	const stories = new Stories(reading, suggestions);
	running.add('stories', stories);
	const writers = makeWriterThread();
	running.add('report files', writers);
	const reportFiles = new ReportFiles(reports, writers, reports.frameNow);
	const bundles = new Bundles(sql, logs, reportFiles);
	running.add('bundles', { stop: () => bundles.end() });
	running.add('outdated bundles', { stop: bundles.follow() });

	// Records: documents, evaluations and archives
	// Reports as they were judged, without the facts that replaced others since: those facts have documents of their own,
	// in which their words may be withheld.
	const openDocuments = new OpenDocuments(
		reports,
		new ReportFiles(reports, writers, reports.frameAsJudged),
		(pdf, flow) => writers.run({ pdf, flow })
	);
	const evaluations = new Evaluations(reading, logs, (job) => writers.run(job));
	const archives = new Archives({
		sql: reading,
		logs,
		folder: join(config.dataDir, 'archives'),
		writePdf: (job) => writers.run(job)
	});
	running.add('archives', { stop: () => archives.end() });
	archives.begin();

	// Out: partners, and the sockets for them and for desks
	const { attempts } = accounts;
	const partner = makePartner({
		sql,
		logs,
		executor,
		reports,
		ingest,
		attempts,
		config,
		origin,
		findings: async (incident) => (await realtime.figures(incident)).findings
	});
	running.add('partner', { stop: () => partner.links.stop() });
	partner.links.start();
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

	// Training. The scheduler below plays the own exercises.
	const ownExercises = new OwnExercises(sql);
	running.add('own exercises', ownExercises);
	await ownExercises.start();
	const computers = new ComputerColleaguesService({ sql: reading, executor, reports, locks, now: () => Date.now() });
	running.add('computer colleagues', computers);
	computers.start();

	// Ingest: sources and imports
	const model = config.model && new Model(new Chat(config.model, undefined, config.outbound.proxy), executor);
	if (model) running.add('model', model);
	const credentials = new Credentials(sql, encryption);
	const connecting = new Connections(executor, credentials, config.outbound);
	const schedule = new Scheduler({
		followed: followedIncidents(logs),
		locks,
		board: sharedBoard(sql),
		cursors: storedCursors(sql),
		stored: storedTexts(sql),
		storedOf: storedOf(sql),
		...outboundClients(config.outbound),
		credential: (connection) => credentialOf(credentials, connection),
		polls: new Semaphore(maxConcurrentPolls),
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
		statusOf: (incident, source) =>
			schedule.statusOf(incident, source) ?? pushErrors.statusOf(inIncident(incident, source), Date.now()),
		now: () => Date.now()
	});
	running.add('health of sources', health);
	health.start();
	const files = new ImportFiles(join(config.dataDir, 'imports'), fileLimits.bytes);
	const imports = new Imports({
		sql,
		executor,
		ingest,
		files,
		locks,
		quota: new FileQuota(sql, files, () => freeBytesOn(config.dataDir))
	});
	running.add('imports', { stop: () => imports.end() });
	await imports.begin();

	// Out: notifications and publishing
	const outlets = makeOutlets(sql, executor, encryption, config.outbound);
	const address = config.origin ?? `http://localhost:${port}`;
	const push = new Push({
		sql,
		encryption,
		fetch: guardedFetch(config.outbound),
		contact: pushContact(config.securityContact, address)
	});
	await push.start();
	const publishing = new Publishing({ sql: reading, executor, outlets, locks, mail, push, origin: address });
	running.add('publishing', publishing);
	publishing.start();

	// Records: retention and back-ups
	const retention = new Retention(sql, logs, executor, masking);
	running.add('retention', retention);
	retention.start();
	const forgotten = new ForgottenKeeper(reading, logs, config.dataDir);
	running.add('forgotten', forgotten);
	forgotten.start();
	const { dataDir, backup } = config;
	const backups = new Backups({ sql, url, locks, dataDir, settings: backup });
	running.add('back-ups', backups);
	await backups.start();
	showBackups(() => backups.state);

	return {
		config,
		origin,
		loopback,
		database,
		logs,
		executor,
		accounts,
		organisation,
		tokens,
		ingest,
		stories,
		reports,
		reportFiles,
		openDocuments,
		evaluations,
		backups,
		bundles,
		archives,
		partner,
		realtime,
		model,
		ownExercises,
		credentials,
		connecting,
		locks,
		mail,
		schedule,
		pushErrors,
		health,
		imports,
		outlets,
		push,
		retention
	};
}
