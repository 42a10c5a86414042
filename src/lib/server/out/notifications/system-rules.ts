import type { Sql } from '$lib/server/platform/driver/sql';
import { presentIn } from '$lib/domain/core/present';
import type { FindingFigures } from '$lib/domain/overview/figures';
import { isOpen } from '$lib/domain/findings/finding';
import type { IncidentId, Moment } from '$lib/domain/core/ids';
import { reopenNeed, type Need } from '$lib/domain/findings/need';
import { Refusal } from '$lib/domain/core/refusal';
import { judgeSpread } from '$lib/domain/findings/risk';
import { SYSTEM } from '$lib/domain/core/role';
import { measureSpread, type Rumour } from '$lib/domain/findings/rumour';
import type { ReadState } from '$lib/domain/core/state';
import type { Executor } from '$lib/server/log/execute/execute';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import type { ReadingContext } from '$lib/server/log/reading-context';
import { systemCommandId } from '$lib/server/log/execute/system-command';

/**
 * Does as the system actor what people would have to watch for: the spread of rumours, and needs that are asked again.
 */
export class SystemRules {
	constructor(
		readonly sql: Sql,
		readonly executor: Executor
	) {}

	/** Checks one incident. What this process or another has already done is not repeated. */
	async apply(incident: IncidentId, state: ReadState, wall: Moment): Promise<void> {
		const reading: ReadingContext = { sql: this.sql, incident, state, now: presentIn(state, wall) };
		const [rumours, needs] = [[...state.rumours.values()].filter(isOpen), [...state.needs.values()].filter(isOpen)];
		if (rumours.length + needs.length === 0) return;
		const organisation = this.executor.logs.installation.installation?.organisation ?? null;
		const figures = new Map((await findingFigures(reading, organisation)).map((row) => [row.finding, row]));
		for (const rumour of rumours) await this.#measure(incident, rumour, figures.get(rumour.id));
		for (const need of needs) await this.#reopen(reading, need, figures.get(need.id));
	}

	async #measure(
		incident: IncidentId,
		{ id, spread }: Readonly<Rumour>,
		figures: FindingFigures | undefined
	): Promise<void> {
		if (!figures?.spread) return;
		const { value, reason } = judgeSpread(figures.spread);
		if (spread?.value === value && spread.reason === reason) return;
		// The window starts from the previous spread: however often the spread goes up and down, each change is sent once.
		const window = `${spread?.at ?? 'first'} ${String(value)} ${reason}`;
		await this.#send(
			incident,
			measureSpread({ rumour: id, value, reason }),
			systemCommandId(id, 'rumour.spread', window)
		);
	}

	async #reopen(
		{ incident, state, now }: ReadingContext,
		need: Readonly<Need>,
		figures: FindingFigures | undefined
	): Promise<void> {
		const maxPosts = state.incident?.aims.askedAgain ?? Infinity;
		if (need.state !== 'answered' || !need.answer) return;
		const hasReturned = need.returnsAt !== null && need.returnsAt <= now;
		if (!hasReturned && (figures?.sinceAnswer?.posts ?? 0) <= maxPosts) return;
		await this.#send(
			incident,
			reopenNeed({ need: need.id }),
			systemCommandId(need.id, 'need.askedAgain', need.answer.at)
		);
	}

	/** A refused command was overtaken by a person's action: the next run checks again. */
	async #send(
		incident: IncidentId,
		command: { type: string; input: unknown },
		id: ReturnType<typeof systemCommandId>
	): Promise<void> {
		try {
			await this.executor.execute(incident, { id, ...command }, SYSTEM, null);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}
}

/** The open incidents whose state this process knows. */
export const openIncidents = (executor: Executor): { incident: IncidentId; state: ReadState }[] =>
	executor.logs.incidents().flatMap((incident) => {
		const state = executor.logs.state(incident);
		return state?.incident && state.incident.phase !== 'closed' ? [{ incident, state }] : [];
	});
