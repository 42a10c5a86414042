import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IncidentId, momentOf, SourceId } from '$lib/domain/core/ids';
import type { Outage } from '$lib/domain/posts/outage';
import type { PaceReading } from '$lib/domain/posts/silence';
import { SilenceWatch } from '$lib/server/ingest/silence/silence-watch';
import { silenceDue, type KnownSource } from '$lib/server/ingest/silence/silence-due';
import { StatusOfSource } from '$lib/server/ingest/scheduler/source-status';
import { fresh, opening } from '../../domain/in-memory-incident';
import { post, Stage } from '../stage';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 20, 12);
const at = (minutes: number) => momentOf(noon + minutes * minute);
const pace = (silentSince: number | null): PaceReading => ({
	normal: 40.04,
	now: 0,
	silentSince: silentSince === null ? null : noon / minute + silentSince
});
const nothing: KnownSource = { failing: false, pace: null, openOutages: [], last: null };
const silent: Outage = { why: 'silent', from: at(0), to: null, problem: null, normal: 40 };

describe('the log is informed', () => {
	const due = (known: Partial<KnownSource>, minutes: number) =>
		silenceDue({ ...nothing, ...known }, noon + minutes * minute);
	test('of silence, once, and of its end when posts arrive again', () => {
		expect(due({ pace: pace(0) }, 4)).toEqual(silent);
		expect(due({ pace: pace(0), openOutages: [silent] }, 9)).toBeNull();
		expect(due({ pace: pace(null), openOutages: [silent] }, 9)).toBeNull();
		expect(due({ pace: pace(0), openOutages: [silent], last: noon + 9 * minute }, 9.5)).toBeNull();
		expect(due({ pace: pace(null), openOutages: [silent], last: noon + 9 * minute }, 9.5)).toEqual({
			...silent,
			to: at(9)
		});
	});
	test('of no silence that a failure explains, nor of one that cannot be measured', () => {
		expect(due({ failing: true, pace: pace(0) }, 4)).toBeNull();
		expect(due({ pace: pace(0), openOutages: [{ ...silent, why: 'failed' }] }, 4)).toBeNull();
		expect(due({ pace: null }, 400)).toBeNull();
	});
});

test('the errors of the last hour are listed by kind, with their number and the time of the last one', () => {
	const status = new StatusOfSource();
	status.failed(noon, 'timeout');
	for (const after of [10, 20, 30]) status.failed(noon + after * minute, 'status', 503);
	status.failed(noon + 40 * minute, 'timeout');
	expect(status.read(noon + 50 * minute).errors).toEqual([
		{ code: 'timeout', status: null, times: 2, last: at(40) },
		{ code: 'status', status: 503, times: 3, last: at(30) }
	]);
	expect(status.read(noon + 75 * minute).errors.map(({ times }) => times)).toEqual([1, 2]);
});

describe('a watched source', () => {
	let stage: Stage;
	const stops: (() => Promise<void>)[] = [];
	beforeAll(async () => {
		stage = await Stage.set();
	});
	afterAll(async () => {
		for (const stop of stops) await stop();
		await stage.strike();
	});

	/** An incident with a source of a program that gave twenty posts in each of twelve minutes, up to ten minutes ago. */
	async function spoken(exercise = false) {
		const log = fresh(IncidentId);
		const source = fresh(SourceId);
		await stage.send(log, 'incident.open', opening({ exercise, start: momentOf(Date.now() - 60 * minute) }));
		await stage.send(log, 'source.add', {
			id: source,
			name: 'X',
			kind: exercise ? 'file' : 'program',
			platform: 'x',
			connection: null,
			key: null
		});
		const times = Array.from({ length: 12 }, (_, i) => 10 + i);
		for (const ago of times) {
			await stage.ingest.ingest(
				log,
				source,
				Array.from({ length: 20 }, () => post(`rook ${ago}`))
			);
			await stage.database.sql.begin(async (tx) => {
				await tx`set local session_replication_role = replica`;
				await tx`
					update event set at = now() - ${`${ago} minutes`}::interval
					where log_id = ${log} and seq = (select max(seq) from event where log_id = ${log} and type = 'posts.arrived')`;
			});
		}
		return { log, source };
	}
	/** One that watches; `ago` is how many minutes ago it is for it. */
	function watch(status: StatusOfSource | null = null) {
		const clock = { ago: 10 };
		const health = new SilenceWatch({
			logs: stage.logs,
			sql: stage.sql,
			execute: stage.executor,
			statusOf: () => status?.read(Date.now()) ?? null,
			now: () => Date.now() - clock.ago * minute
		});
		health.start();
		stops.push(() => health.stop());
		const lookAt = (ago: number) => {
			clock.ago = ago;
			return health.check();
		};
		return { health, lookAt };
	}
	const lasting = (log: IncidentId, source: SourceId) =>
		stage.logs
			.state(log)
			?.outages.get(source)
			?.outages.map(({ why }) => why) ?? [];
	const noted = async (log: IncidentId): Promise<number> => {
		const [row] = await stage.sql<
			{ n: number }[]
		>`select count(*)::int as n from event where log_id = ${log} and type = 'source.outageRecorded'`;
		return row?.n ?? 0;
	};

	test('a source that falls silent is recorded once, no matter which process watches, and its end when it sends again', async () => {
		const { log, source } = await spoken();
		const [one, two] = [watch(), watch()];
		await Promise.all([one.lookAt(10), two.lookAt(10)]);
		expect(one.health.statusOf(log, source)?.pace).toMatchObject({ silent: false });
		await Promise.all([one.lookAt(8), two.lookAt(8)]);
		expect(lasting(log, source)).toEqual([]);
		await Promise.all([one.lookAt(6), two.lookAt(6)]);
		expect(lasting(log, source)).toEqual(['silent']);
		expect(one.health.statusOf(log, source)?.pace).toMatchObject({ silent: true, normal: 20 });
		expect(await noted(log)).toBe(1);
		await stage.ingest.ingest(
			log,
			source,
			Array.from({ length: 60 }, () => post('weer rook'))
		);
		await Promise.all([one.lookAt(0), two.lookAt(0)]);
		expect(lasting(log, source)).toEqual([]);
		expect(await noted(log)).toBe(2);
	});
	test('an address that the source links to and that cannot be read is counted and named', async () => {
		const { log, source } = await spoken();
		const status = new StatusOfSource();
		status.succeeded(Date.now(), {
			count: 2,
			reasons: { area: 1, deadLink: 1 },
			deadLinks: ['https://knmi.example/2']
		});
		const { health, lookAt } = watch(status);
		await lookAt(0);
		expect(health.statusOf(log, source)).toMatchObject({
			problem: null,
			skipped: 2,
			deadLinks: ['https://knmi.example/2']
		});
	});
	test('a pause by a person, a changed search profile or an exercise raises no alarm', async () => {
		const [paused, changed, exercise] = [await spoken(), await spoken(), await spoken(true)];
		const { health, lookAt } = watch();
		await lookAt(10);
		await stage.send(paused.log, 'source.setState', { source: paused.source, state: 'paused', why: null });
		await stage.send(changed.log, 'profile.change', {
			terms: ['x'],
			hashtags: [],
			places: [],
			excluded: [],
			accounts: []
		});
		await lookAt(1);
		await stage.send(paused.log, 'source.setState', { source: paused.source, state: 'active', why: null });
		await lookAt(0);
		for (const { log } of [paused, changed, exercise]) expect(await noted(log)).toBe(0);
		expect(health.statusOf(exercise.log, exercise.source)).toBeNull();
	});
	test('a process that starts after a period without any process does not count that period as silence', async () => {
		const { log } = await spoken();
		const { lookAt } = watch();
		await lookAt(2);
		await lookAt(0);
		expect(await noted(log)).toBe(0);
	});
});
