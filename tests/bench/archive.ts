import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INSTALLATION, momentOf, PersonId, type IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { SYSTEM, type Actor } from '$lib/domain/core/role';
import { isMasked } from '$lib/domain/incident/masking';
import { wordsIn } from '$lib/i18n/words';
import { describeMethods } from '$lib/server/out/api/methods';
import { packageContents } from '$lib/server/records/archive/contents';
import { verifyPackage } from '$lib/server/records/archive/verify/verify-package';
import { PackageBuilder } from '$lib/server/records/archive/package-builder';
import { writePdfHere } from '$lib/server/records/archive/write-pdf';
import { Masking } from '$lib/server/records/retention/masking';
import { Retention } from '$lib/server/records/retention/retention';
import { Leases } from '$lib/server/platform/database/leases';
import { BenchProgram } from './bench-program';
import { largeIncident } from './large-incident';
import { exponent, round, type Result } from './result';

const SIZES = [6_250, 25_000, 100_000] as const;
/** Limits for packing the largest, in seconds and megabytes. */
const MAX_SECONDS = 60;
const MAX_MEGABYTES = 200;
/** The name that each made-up sender begins with. */
const SENDER_NAME = /Naam a\d/;

type Step = 'mask' | 'pack' | 'verify';
interface ArchiveRun {
	readonly steps: Record<Step, { readonly seconds: number; readonly megabytes: number }>;
	readonly isWhole: boolean;
	/** Pieces of the package that contain a sender's name. */
	readonly names: number;
	readonly bytes: number;
}

/** A closed incident is masked, packed and verified: the seconds and the peak memory of each step. */
export async function run(server: string): Promise<Result[]> {
	const found: (ArchiveRun & { readonly posts: number })[] = [];
	for (const posts of SIZES) {
		const bench = await BenchProgram.make(server);
		try {
			const { log } = await largeIncident(bench, { posts, findings: 60, labels: Math.min(posts, 15_000) });
			found.push({ posts, ...(await archiveIncident(bench, log)) });
		} finally {
			await bench.stop();
		}
	}
	const [smallest, , largest] = found;
	if (!smallest || !largest) throw new Error('no sizes');
	const all = Object.fromEntries(
		found.flatMap(({ posts, steps }) =>
			Object.entries(steps).flatMap(([step, { seconds, megabytes }]) => [
				[`${step}${posts}`, round(seconds)],
				[`${step}${posts}MB`, round(megabytes)]
			])
		)
	);
	const { pack } = largest.steps;
	const isSound = found.every(({ isWhole, names }) => isWhole && names === 0);
	return [
		{
			case: `archive: seconds to pack a masked incident of ${SIZES[2]} posts; whole, and without a sender's name`,
			value: round(pack.seconds),
			bound: MAX_SECONDS,
			ratio: round(pack.seconds / MAX_SECONDS),
			aim: `≤ ${MAX_SECONDS} s`,
			ok: pack.seconds <= MAX_SECONDS && isSound,
			extra: {
				...all,
				megabytesOfZip: round(largest.bytes / 1_048_576),
				exponent: exponent(smallest.steps.pack.seconds, pack.seconds)
			}
		},
		{
			case: `archive: megabytes that packing ${SIZES[2]} posts takes at its peak, above what was there before`,
			value: round(pack.megabytes),
			bound: MAX_MEGABYTES,
			ratio: round(pack.megabytes / MAX_MEGABYTES),
			aim: `≤ ${MAX_MEGABYTES}`,
			ok: pack.megabytes <= MAX_MEGABYTES
		}
	];
}

async function archiveIncident(bench: BenchProgram, log: IncidentId): Promise<ArchiveRun> {
	const folder = await mkdtemp(join(tmpdir(), 'voelspriet-bench-archive-'));
	const locks = new Leases(bench.url, 'bench locks');
	const unfollow = bench.reports.follow();
	try {
		await close(bench, log);
		const masking = new Masking(bench.sql, bench.executor, locks);
		const retention = new Retention(bench.sql, bench.logs, bench.executor, masking);
		const mask = await measured(() => retention.check());
		const { incident } = bench.logs.state(log) ?? {};
		if (!incident || !isMasked(incident)) throw new Error('it was not masked');
		const target = join(folder, 'archive.zip');
		let bytes = 0;
		const pack = await measured(async () => {
			const contents = await packageContents(bench.sql, {
				incident: log,
				methods: (language) => describeMethods(wordsIn(language)),
				writePdf: writePdfHere
			});
			const builder = new PackageBuilder(join(folder, 'parts'));
			({ bytes } = await builder.pack(contents, target, () => Promise.resolve(true)));
		});
		let isWhole = false;
		const verify = await measured(async () => {
			const checks = await verifyPackage(target, null);
			isWhole = checks.every(({ faults }) => faults.length === 0);
		});
		return { steps: { mask, pack, verify }, isWhole, names: await namesIn(target), bytes };
	} finally {
		unfollow();
		await locks.end();
		await rm(folder, { recursive: true, force: true });
	}
}

/** Released, and closed with a term of no days. */
async function close(bench: BenchProgram, log: IncidentId): Promise<void> {
	const administrator: Actor = { id: PersonId.parse(newId()), roles: ['administrator'] };
	const setUp = { organisation: 'Meerdrecht', administrator: administrator.id };
	await bench.send(INSTALLATION, 'installation.setUp', setUp, SYSTEM);
	await bench.send(INSTALLATION, 'installation.setRetention', { days: 0 }, administrator);
	for (const [section, text, noneFound] of [
		['brief', 'Mensen vragen of het water veilig is.', false],
		['counterSignals', '', true]
	] as const)
		await bench.send(log, 'report.write', { section, text, certainty: null, noneFound, over: null });
	const moment = momentOf(Date.now());
	const { position, checksum } = await bench.reports.at(log, bench.logs.seq(log), moment);
	await bench.send(log, 'report.release', { number: 1, position, moment, checksum });
	await bench.send(log, 'incident.close', {});
}

/** The seconds of some work, and the memory of this process at its peak, above what it had at the start. */
async function measured(work: () => Promise<unknown>): Promise<{ seconds: number; megabytes: number }> {
	globalThis.gc?.();
	const before = process.memoryUsage().rss;
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
	const began = performance.now();
	try {
		await work();
	} finally {
		clearInterval(watch);
	}
	peak = Math.max(peak, process.memoryUsage().rss);
	return { seconds: (performance.now() - began) / 1000, megabytes: (peak - before) / 1_048_576 };
}

/** In how many pieces of the package a sender's name occurs; nothing in it is compressed. */
async function namesIn(file: string): Promise<number> {
	let found = 0;
	let end = '';
	for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
		const text = end + String(piece);
		if (SENDER_NAME.test(text)) found += 1;
		end = text.slice(-12);
	}
	return found;
}
