import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { connect } from '$lib/server/database/connect';
import { startEmbedded } from '$lib/server/database/embedded';
import { log } from '$lib/server/operations/logger';
import { breakDatabase, faults, type FaultResult } from './database-faults';

/**
 * Every fault for twenty rounds, with both processors busy. Names of faults after `npm run faults --` choose among
 * them.
 */
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const rounds = Number(process.argv.find((word) => word.startsWith('--rounds='))?.slice('--rounds='.length) ?? 20);

log.level = 'silent';
const results = join('tests', 'results');
mkdirSync(results, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-faults-'));
const postgres = await startEmbedded({ dataDir, log: pino({ level: 'silent' }) });
const found: FaultResult[] = [];
try {
	for (const fault of faults.filter((name) => wanted.length === 0 || wanted.includes(name))) {
		process.stdout.write(`${fault}…`);
		const began = performance.now();
		const result = await breakDatabase(fault, {
			databaseUrl: await makeDatabase(fault),
			rounds,
			burners: 2,
			postsPerSecond: 150,
			refuseFor: fault === 'refuse' && rounds >= 20 ? 5_000 : 2_000
		});
		process.stdout.write(` ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
		found.push(result);
		appendFileSync(join(results, 'faults.jsonl'), `${JSON.stringify({ at: new Date().toISOString(), ...result })}\n`);
	}
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
process.stdout.write('\nfault       rounds  ends  posts  labels  lost  duplicated  recovery (ms)\n');
for (const { fault, rounds: done, ends, posts, labels, lost, duplicated, recovery, output } of found) {
	const cells = [done, ends, posts, labels, lost, duplicated, recovery].map((number, i) =>
		String(number).padStart([6, 6, 7, 8, 6, 12, 15][i] ?? 8)
	);
	process.stdout.write(`${fault.padEnd(12)}${cells.join('')}\n${output}`);
}
process.exitCode = found.some(({ ends, lost, duplicated }) => ends + lost + duplicated > 0) ? 1 : 0;

async function makeDatabase(name: string): Promise<string> {
	const admin = connect(postgres.ownerUrl(), { max: 1 });
	await admin`create database ${admin(`fault_${name.toLowerCase()}`)}`;
	await admin.end();
	return Object.assign(new URL(postgres.ownerUrl()), { pathname: `/fault_${name.toLowerCase()}` }).href;
}
