import type { Sql } from '$lib/server/platform/driver/sql';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { IncidentId, inIncident, SourceId, type InIncident } from '$lib/domain/core/ids';
import { log } from '$lib/server/platform/operations/logger';
import { SourceStatus, StatusOfSource } from './source-status';

/** Milliseconds after which a process shares the status of its sources, and reads that of the others, again. */
const SHARE_INTERVAL = 3_000;
/** A status older than this, in seconds, is ignored: no process runs the source, and its status is not known. */
const STALE_SECONDS = 10;

/** A source of one incident. */
export type SourceKey = InIncident<SourceId>;

/** Where processes share the status of their sources. */
export interface StatusBoard {
	store(statuses: ReadonlyMap<SourceKey, SourceStatus>): Promise<void>;
	/** The recent statuses of all processes. */
	read(): Promise<ReadonlyMap<SourceKey, SourceStatus>>;
}

/** Uses the clock of the database, because those of the processes may differ. */
export function sharedBoard(sql: Sql): StatusBoard {
	return {
		async store(statuses) {
			const entries = JSON.stringify(
				[...statuses].map(([key, status]) => {
					const [incident, source] = key.split('/');
					return { incident, source, status };
				})
			);
			await sql`
				insert into source_status (incident_id, source_id, at, status)
				select incident, source, now(), status
				from jsonb_to_recordset(${entries}::text::jsonb) as t(incident uuid, source uuid, status jsonb) order by 1, 2
				on conflict (incident_id, source_id) do update set at = excluded.at, status = excluded.status`;
		},
		async read() {
			const rows = await sql<{ incident_id: string; source_id: string; status: unknown }[]>`
				select incident_id, source_id, status from source_status where at > now() - make_interval(secs => ${STALE_SECONDS})`;
			return new Map(
				rows.flatMap(({ incident_id: incident, source_id: source, status }): [SourceKey, SourceStatus][] => {
					// A newer process may write what this one cannot read.
					const read = SourceStatus.safeParse(status).data;
					return read ? [[inIncident(IncidentId.parse(incident), SourceId.parse(source)), read]] : [];
				})
			);
		}
	};
}

/** The status of all sources: directly of those that run here, and of others as their process shared it. */
export class SourceStatusBook {
	readonly #own = new Map<SourceKey, StatusOfSource>();
	#received: ReadonlyMap<SourceKey, SourceStatus> = new Map();
	#timer: NodeJS.Timeout | undefined;
	readonly #shareOnce = new SingleFlight(() => this.#share());

	constructor(
		readonly board: StatusBoard,
		readonly now: () => number,
		readonly interval: number = SHARE_INTERVAL
	) {}

	start(): void {
		this.#timer = setInterval(() => void this.share(), this.interval);
		void this.share();
	}
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.#shareOnce.idle();
	}

	/** The status of a source that runs here; it continues from the status that the previous process shared. */
	own(source: SourceKey): StatusOfSource {
		const found = this.#own.get(source) ?? new StatusOfSource(this.#received.get(source));
		this.#own.set(source, found);
		return found;
	}
	/** Null where it does not run here. */
	here(source: SourceKey): StatusOfSource | null {
		return this.#own.get(source) ?? null;
	}
	/** Null where no process is known to run it. */
	of(source: SourceKey): SourceStatus | null {
		return this.#own.get(source)?.read(this.now()) ?? this.#received.get(source) ?? null;
	}
	/** Sets the sources that run here, and forgets the status of all others: it is outdated. */
	run(sources: ReadonlySet<SourceKey>): void {
		for (const source of this.#own.keys()) if (!sources.has(source)) this.#own.delete(source);
		for (const source of sources) this.own(source);
	}

	/** Writes and reads once. Concurrent calls share one round trip. */
	share(): Promise<void> {
		return this.#shareOnce.get();
	}
	async #share(): Promise<void> {
		const own = new Map([...this.#own].map(([source, status]) => [source, status.read(this.now())]));
		try {
			if (own.size > 0) await this.board.store(own);
			this.#received = await this.board.read();
		} catch (error) {
			this.#received = new Map();
			log.warn(
				{ action: 'source.status', result: 'failed', err: error },
				'the status of sources could not be shared between processes'
			);
		}
	}
}
