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
import { Leases } from '$lib/server/ingest/scheduler/leases';
import { BenchProgram } from './bench-program';
import { largeIncident } from './large-incident';
import { exponent, round, type Result } from './result';

const SIZES = [6_250, 25_000, 100_000] as const;
/** Seconds in which the largest is packed, and megabytes that packing may take besides. */
const SLOWEST = 60;
const MOST_MEMORY = 200;
/** The name that each made-up sender begins with. */
const NAME = /Naam a\d/;

type Step = 'mask' | 'pack' | 'verify';
interface TextWorkflow {
	readonly steps: Record<Step, { readonly seconds: number; readonly megabytes: number }>;
	readonly isWhole: boolean;
	/** Pieces of the package in which a sender's name stands. */
	readonly names: number;
	readonly bytes: number;
}

/** A closed incident on its whole road: masked, packed, verified; by step the seconds, and the memory at its peak. */
export async function run(server: string): Promise<Result[]> {
	const found: (TextWorkflow & { readonly posts: number })[] = [];
	for (const posts of SIZES) {
		const place = await BenchProgram.make(server);
		try {
			const { log } = await largeIncident(place, { posts, findings: 60, labels: Math.min(posts, 15_000) });
			found.push({ posts, ...(await road(place, log)) });
		} finally {
			await place.stop();
		}
	}
	const [first, , last] = found;
	if (!first || !last) throw new Error('no sizes');
	const all = Object.fromEntries(
		found.flatMap(({ posts, steps }) =>
			Object.entries(steps).flatMap(([step, { seconds, megabytes }]) => [
				[`${step}${posts}`, round(seconds)],
				[`${step}${posts}MB`, round(megabytes)]
			])
		)
	);
	const { pack } = last.steps;
	const isSound = found.every(({ isWhole, names }) => isWhole && names === 0);
	return [
		{
			case: `archive: seconds to pack a masked incident of ${SIZES[2]} posts; whole, and without a sender's name`,
			value: round(pack.seconds),
			bound: SLOWEST,
			ratio: round(pack.seconds / SLOWEST),
			aim: `≤ ${SLOWEST} s`,
			ok: pack.seconds <= SLOWEST && isSound,
			extra: {
				...all,
				megabytesOfZip: round(last.bytes / 1_048_576),
				exponent: exponent(first.steps.pack.seconds, pack.seconds)
			}
		},
		{
			case: `archive: megabytes that packing ${SIZES[2]} posts takes at its peak, above what was there before`,
			value: round(pack.megabytes),
			bound: MOST_MEMORY,
			ratio: round(pack.megabytes / MOST_MEMORY),
			aim: `≤ ${MOST_MEMORY}`,
			ok: pack.megabytes <= MOST_MEMORY
		}
	];
}

async function road(place: BenchProgram, log: IncidentId): Promise<TextWorkflow> {
	const folder = await mkdtemp(join(tmpdir(), 'voelspriet-bench-archive-'));
	const locks = new Leases(place.url, 'bench locks');
	const unfollow = place.reports.follow();
	try {
		await close(place, log);
		const masking = new Masking(place.sql, place.executor, locks);
		const retention = new Retention(place.sql, place.logs, place.executor, masking);
		const mask = await measured(() => retention.check());
		const { incident } = place.logs.state(log) ?? {};
		if (!incident || !isMasked(incident)) throw new Error('it was not masked');
		const target = join(folder, 'archive.zip');
		let bytes = 0;
		const pack = await measured(async () => {
			const contents = await packageContents(place.sql, {
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
async function close(place: BenchProgram, log: IncidentId): Promise<void> {
	const administrator: Actor = { id: PersonId.parse(newId()), roles: ['administrator'] };
	const setUp = { organisation: 'Meerdrecht', administrator: administrator.id };
	await place.send(INSTALLATION, 'installation.setUp', setUp, SYSTEM);
	await place.send(INSTALLATION, 'installation.setRetention', { days: 0 }, administrator);
	for (const [section, text, noneFound] of [
		['brief', 'Mensen vragen of het water veilig is.', false],
		['counterSignals', '', true]
	] as const)
		await place.send(log, 'report.write', { section, text, certainty: null, noneFound, over: null });
	const moment = momentOf(Date.now());
	const { place: at, checksum } = await place.reports.at(log, place.logs.seq(log), moment);
	await place.send(log, 'report.release', { number: 1, place: at, moment, checksum });
	await place.send(log, 'incident.close', {});
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

/** In how many pieces of the package a name of a sender stands; nothing in it is compressed. */
async function namesIn(file: string): Promise<number> {
	let found = 0;
	let end = '';
	for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
		const text = end + String(piece);
		if (NAME.test(text)) found += 1;
		end = text.slice(-12);
	}
	return found;
}
