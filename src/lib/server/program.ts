import { accounts } from './accounts/accounts';
import { retention } from './archive/retention';
import { tokens } from './accounts/tokens';
import { database } from './database/database';
import { diskSpace } from './database/disk-space';
import { executor } from './execute';
import type { Host } from './host';
import { credentials } from './ingest/credentials';
import { health } from './ingest/health/health';
import { imports } from './ingest/imports';
import { ingest } from './ingest/ingest';
import { locks } from './ingest/running/locks';
import { schedule } from './ingest/schedule';
import { sentWrong } from './ingest/sent-wrong';
import { logs } from './log/tail';
import { log } from './observe/log';
import type { Part, Program, Running } from './part';
import { partner } from './partner/partner';
import { outlets } from './publish/outlets';
import { publishing } from './publish/publishing';
import { bundles } from './report/export/bundles';
import { reportFiles } from './report/export/report-files';
import { reports } from './report/reports';
import { realtime } from './realtime/part';
import { seals } from './sealed';
import { stories } from './stories/stories';

/** Everything the program runs, in the order in which it starts; it stops in reverse. A new part is one line here. */
const parts: readonly Part<unknown>[] = [
	seals,
	database,
	diskSpace,
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
	credentials,
	locks,
	schedule,
	sentWrong,
	health,
	imports,
	outlets,
	publishing,
	retention
];

/** How long one part may take to say whether it is well, in milliseconds. */
const PATIENCE = 2_000;

type Begun = Omit<Running<unknown>, 'service'> & { name: string };

/** Starts every part. When one fails, those before it are stopped again and its error is thrown. */
export async function start(host: Host, all: readonly Part<unknown>[] = parts): Promise<Program> {
	log.level = host.config.logLevel;
	const begun: Begun[] = [];
	const program: Program = {
		host,
		async problems() {
			const found = await Promise.all(begun.map(async (running) => ({ part: running.name, problem: await problemOf(running) })));
			return found.flatMap(({ part, problem }) => (problem === null ? [] : [{ part, problem }]));
		},
		async stop() {
			for (let running = begun.pop(); running; running = begun.pop()) await stopOne(running);
		}
	};
	try {
		for (const { name, begin } of all) begun.push({ name, ...(await begin(program)) });
	} catch (error) {
		await program.stop();
		throw error;
	}
	return program;
}

async function problemOf({ problem }: Begun): Promise<string | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<string>((done) => (timer = setTimeout(done, PATIENCE, `no answer within ${PATIENCE / 1000} s`)));
	try {
		return await Promise.race([problem?.() ?? null, late]);
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	} finally {
		clearTimeout(timer);
	}
}

/** One part that fails to stop does not keep the others from stopping. */
async function stopOne({ name, stop }: Begun): Promise<void> {
	try {
		await stop?.();
	} catch (error) {
		log.error({ err: error, part: name }, 'a part did not stop in order');
	}
}
