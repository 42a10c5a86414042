import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { connect } from '$lib/server/platform/database/connect';
import { startEmbedded } from '$lib/server/platform/database/embedded';
import { log } from '$lib/server/platform/operations/logger';
import { percentile } from '../bench/result';
import { cases } from './cases';
import type { FaultResult } from './fault-case';
import { runNamed } from './named-tests';

/**
 * Every fault at length. Numbers of cases after `npm run faults --` choose among them; `--rounds=` and `--seed=` set
 * how often and with which random numbers, `--short` runs what the tests run.
 */
const words = process.argv.slice(2);
const wanted = words.filter((word) => !word.startsWith('--'));
const option = (name: string): string | undefined =>
	words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const isShort = words.includes('--short');
const seed = Number(option('seed') ?? Math.floor(Math.random() * 1e9));
const requestedRounds = option('rounds');

log.level = 'silent';
const results = join('tests', 'results');
mkdirSync(results, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'voelspriet-faults-'));
const postgres = await startEmbedded({
	dataDir,
	log: pino({ level: 'silent' }),
	settings: { max_connections: '200' }
});
const rows: { number: string; name: string; by: string; seconds: number; result: FaultResult }[] = [];
process.stdout.write(`seed ${String(seed)}\n`);
try {
	for (const each of cases) {
		if (wanted.length > 0 && !wanted.includes(each.number)) continue;
		const rounds = requestedRounds ? Number(requestedRounds) : isShort ? each.short : each.long;
		if (rounds === 0) continue;
		process.stdout.write(`${each.number}. ${each.name}… `);
		const began = performance.now();
		const say = (line: string) => process.stdout.write(`\n   ${line}`);
		const options = { rounds, seed, makeDatabase, say };
		const parts: { by: string; result: FaultResult }[] = [];
		if (each.run) parts.push({ by: 'harness', result: await attempt(() => each.run?.(options)) });
		if (each.tests) parts.push({ by: 'tests', result: await attempt(() => runNamed(each.tests ?? [])) });
		const seconds = Math.round((performance.now() - began) / 1000);
		for (const { by, result } of parts) {
			rows.push({ number: each.number, name: each.name, by, seconds, result });
			const line = { at: new Date().toISOString(), seed, number: each.number, name: each.name, by, seconds, ...result };
			appendFileSync(join(results, 'faults.jsonl'), `${JSON.stringify(line)}\n`);
		}
		const wrong = parts.flatMap(({ result }) => result.faults);
		process.stdout.write(`${wrong.length === 0 ? 'holds' : 'FAILS'} after ${String(seconds)} s\n`);
		for (const fault of wrong.slice(0, 10)) process.stdout.write(`   ${fault}\n`);
	}
} finally {
	await postgres.stop();
	rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}

const columns = ['rounds', 'commands', 'posts', 'lost', 'doubled', 'back p50', 'p95 (ms)', 'seconds'];
process.stdout.write(`\n${''.padEnd(50)}${columns.map((name) => name.padStart(10)).join('')}\n`);
for (const { number, name, by, seconds, result } of rows) {
	const { rounds, commands, posts, lost, doubled, recovery } = result;
	const back = recovery.length > 0 ? [percentile(recovery, 0.5), percentile(recovery, 0.95)] : ['-', '-'];
	const cells = [rounds, commands, posts, lost, doubled, ...back, seconds];
	const title = `${number.padEnd(4)}${name}${by === 'tests' ? ' (tests)' : ''}`;
	process.stdout.write(`${title.padEnd(50)}${cells.map((cell) => String(cell).padStart(10)).join('')}\n`);
	if (result.figures) process.stdout.write(`    ${JSON.stringify(result.figures)}\n`);
	for (const fault of result.faults.slice(0, 5)) process.stdout.write(`    FAILS: ${fault}\n`);
}
// A case that failed may have left something open.
process.exit(rows.some(({ result }) => result.faults.length > 0) ? 1 : 0);

async function attempt(work: () => Promise<FaultResult> | undefined): Promise<FaultResult> {
	const nothing = { rounds: 0, commands: 0, posts: 0, lost: 0, doubled: 0, recovery: [] };
	try {
		return (await work()) ?? { ...nothing, faults: ['nothing ran'] };
	} catch (error) {
		return { ...nothing, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
	}
}

async function makeDatabase(): Promise<string> {
	const name = `fault_${Math.random().toString(36).slice(2)}`;
	const admin = connect(postgres.ownerUrl(), { max: 1 });
	await admin`create database ${admin(name)}`;
	await admin.end();
	return Object.assign(new URL(postgres.ownerUrl()), { pathname: `/${name}` }).href;
}
