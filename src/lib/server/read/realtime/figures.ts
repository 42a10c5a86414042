import type { Figures, FindingFigures } from '$lib/domain/overview/figures';
import type { FindingId, Moment } from '$lib/domain/core/ids';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { queueTotals } from '$lib/server/read/queries/stories/queue';
import type { ReadingContext } from '$lib/server/read/queries/reading-context';
import { SingleFlight } from '$lib/concurrency/single-flight';
import { Activity } from './activity';
import { KeptCount, type CountedAt } from './kept-count';

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
