import type { Figures, FindingFigures } from '$lib/domain/overview/figures';
import { type FindingId, type Moment, millisecondsOf } from '$lib/domain/core/ids';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { unseenStories } from '$lib/server/read/queries/looked';
import { queueTotals } from '$lib/server/read/queries/stories/queue';
import type { ReadingContext } from '$lib/server/log/reading-context';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { Activity } from './activity';
import type { ReadState } from '$lib/domain/core/state';

/** How far an incident's clock may move before counts up to now are stale, in milliseconds. */
const MAX_CLOCK_DRIFT_MS = 10_000;

/**
 * What a count was made at: the sequence number of the log, the state (another object after the log was reloaded), and
 * the incident's clock.
 */
interface CountedAt {
	readonly seq: number;
	readonly state: ReadState;
	readonly now: Moment;
}

/**
 * Caches a count that depends only on the log and the incident's clock: it is repeated when the log grew or the clock
 * moved on. A quiet incident then costs the database almost nothing, however many people watch it.
 */
export class CachedCount<Value> {
	#latest: (CountedAt & { readonly value: Value }) | null = null;

	/** @param count must include everything that was stored when it is called; there is one call at a time */
	constructor(readonly count: () => Promise<Value>) {}

	/** @throws what `count` throws; the cached value stays */
	async get({ seq, state, now }: CountedAt): Promise<Value> {
		const latest = this.#latest;
		const isSame = latest?.seq === seq && latest.state === state;
		if (isSame && Math.abs(millisecondsOf(now) - millisecondsOf(latest.now)) < MAX_CLOCK_DRIFT_MS) return latest.value;
		const value = await this.count();
		this.#latest = { seq, state, now, value };
		return value;
	}
}

/** How long the changed figures of a finding are repeated in each message, because messages may be lost; milliseconds. */
const REPEAT_FOR_MS = 10_000;

/** Counts at most once a second, and for at most a twentieth of the time. */
const RECOUNT_PACE = { minFresh: 1_000, restFactor: 20, maxRest: 10_000 };

/**
 * The figures of one incident: counts from memory, and the queue and the findings from the tables, each at a limited
 * rate.
 */
export class IncidentFigures {
	readonly #queue: SingleFlight<Pick<Figures, 'queue' | 'unseen'>>;
	readonly #findings: SingleFlight<FindingFigures[]>;
	readonly #changed = new Map<FindingId, { text: string; at: number }>();
	#sent = '';

	constructor(
		readonly reading: () => ReadingContext,
		/** The sequence number up to which the log was read. */
		readonly seq: () => number,
		/** Updates the counts in memory. */
		readonly pulse: (now: Moment) => Promise<Activity>,
		organisation: () => string | null
	) {
		const queue = new CachedCount(async () => {
			const [queue, unseen] = await Promise.all([queueTotals(reading()), unseenStories(reading())]);
			return { queue, unseen };
		});
		const findings = new CachedCount(() => findingFigures(reading(), organisation()));
		this.#queue = new SingleFlight(() => queue.get(this.#position()), RECOUNT_PACE);
		this.#findings = new SingleFlight(() => findings.get(this.#position()), RECOUNT_PACE);
	}

	/** All figures. */
	async all(): Promise<Figures> {
		const { now } = this.reading();
		const [pulse, queue, findings] = await Promise.all([this.pulse(now), this.#queue.get(), this.#findings.get()]);
		const { posts, backlog, stories, recent, sources } = pulse.counts(now);
		return { at: now, posts, backlog, stories, ...queue, recent, sources, findings };
	}

	/**
	 * The figures to send this second: all but those of unchanged findings; null when nothing changed.
	 */
	async news(): Promise<Figures | null> {
		const figures = await this.all();
		const now = performance.now();
		for (const finding of figures.findings) {
			const text = JSON.stringify(finding);
			if (this.#changed.get(finding.finding)?.text !== text) this.#changed.set(finding.finding, { text, at: now });
		}
		const findings = figures.findings.filter(
			({ finding }) => now - (this.#changed.get(finding)?.at ?? 0) < REPEAT_FOR_MS
		);
		const text = JSON.stringify({ ...figures, at: null, findings: null });
		if (text === this.#sent && findings.length === 0) return null;
		this.#sent = text;
		return { ...figures, findings };
	}

	#position(): CountedAt {
		return { ...this.reading(), seq: this.seq() };
	}
}
