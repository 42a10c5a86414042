import type { Figures, FindingFigures } from '$lib/domain/overview/figures';
import { type FindingId, type Moment, millisecondsOf } from '$lib/domain/core/ids';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { queueTotals } from '$lib/server/read/queries/stories/queue';
import type { ReadingContext } from '$lib/server/read/queries/reading-context';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { Activity } from './activity';
import type { ReadState } from '$lib/domain/core/state';

/** How far an incident's clock may move before what is counted up to now is counted again, in milliseconds. */
const NOW = 10_000;

/**
 * Of which a count is: the number that the log was followed to, the state there, which is another one once the log was
 * read again, and what the incident's clock showed.
 */
interface CountedAt {
	readonly seq: number;
	readonly state: ReadState;
	readonly now: Moment;
}

/**
 * A count that hangs on the log and on the incident's clock alone: made again when the log grew or the clock moved on,
 * and kept otherwise. So an incident in which nothing happens costs the database next to nothing, however many watch it.
 */
export class KeptCount<Value> {
	#kept: (CountedAt & { readonly value: Value }) | null = null;

	/** @param count of all that is stored when it is called, or more; one call at a time */
	constructor(readonly count: () => Promise<Value>) {}

	/** @throws what `count` throws; what was kept before stays */
	async get({ seq, state, now }: CountedAt): Promise<Value> {
		const kept = this.#kept;
		const isSame = kept?.seq === seq && kept.state === state;
		if (isSame && Math.abs(millisecondsOf(now) - millisecondsOf(kept.now)) < NOW) return kept.value;
		const value = await this.count();
		this.#kept = { seq, state, now, value };
		return value;
	}
}

/** How long a finding's changed figures are sent again with each message, in milliseconds: messages may be missed. */
const REPEATED = 10_000;

/** Looked at whether to count again at most once a second, and counted for at most a twentieth of the time. */
const PACE = { shortest: 1_000, rest: 20, longest: 10_000 };

/**
 * The figures of one incident: counts from memory, the queue and the findings from the tables, each no oftener than it
 * can bear.
 */
export class IncidentFigures {
	readonly #queue: SingleFlight<Figures['queue']>;
	readonly #findings: SingleFlight<FindingFigures[]>;
	readonly #changed = new Map<FindingId, { text: string; at: number }>();
	#sent = '';

	constructor(
		readonly reading: () => ReadingContext,
		/** The number that the log was followed to. */
		readonly seq: () => number,
		/** Brings the counts up to date with what was committed. */
		readonly pulse: (now: Moment) => Promise<Activity>,
		organisation: () => string | null
	) {
		const queue = new KeptCount(() => queueTotals(reading()));
		const findings = new KeptCount(() => findingFigures(reading(), organisation()));
		this.#queue = new SingleFlight(() => queue.get(this.#here()), PACE);
		this.#findings = new SingleFlight(() => findings.get(this.#here()), PACE);
	}

	/** All there are. */
	async all(): Promise<Figures> {
		const { now } = this.reading();
		const [pulse, queue, findings] = await Promise.all([this.pulse(now), this.#queue.get(), this.#findings.get()]);
		const { posts, backlog, stories, recent, sources } = pulse.counts(now);
		return { at: now, posts, backlog, stories, queue, recent, sources, findings };
	}

	/**
	 * What is sent this second: everything but the findings that stayed as they were; null when nothing changed at all.
	 */
	async news(): Promise<Figures | null> {
		const figures = await this.all();
		const now = performance.now();
		for (const finding of figures.findings) {
			const text = JSON.stringify(finding);
			if (this.#changed.get(finding.finding)?.text !== text) this.#changed.set(finding.finding, { text, at: now });
		}
		const findings = figures.findings.filter(({ finding }) => now - (this.#changed.get(finding)?.at ?? 0) < REPEATED);
		const text = JSON.stringify({ ...figures, at: null, findings: null });
		if (text === this.#sent && findings.length === 0) return null;
		this.#sent = text;
		return { ...figures, findings };
	}

	#here(): CountedAt {
		return { ...this.reading(), seq: this.seq() };
	}
}
