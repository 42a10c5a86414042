import type { Sql } from 'postgres';
import { incidentTime } from '$lib/domain/clock';
import type { FindingId, IncidentId, Moment } from '$lib/domain/ids';
import { reopenNeed } from '$lib/domain/need';
import { Refusal } from '$lib/domain/refusal';
import { judgeSpread } from '$lib/domain/risk';
import { SYSTEM } from '$lib/domain/role';
import { measureSpread } from '$lib/domain/rumour';
import type { ReadState } from '$lib/domain/state';
import type { Executor } from '$lib/server/execute';
import { findingFigures } from '$lib/server/stories/finding-figures';
import type { Reading } from '$lib/server/stories/reading';
import { systemCommandId } from '$lib/server/system-command';

/** Sends as the system actor what people would have to watch for: how far rumours have spread, and needs that are asked again. */
export class Rules {
	constructor(
		readonly sql: Sql,
		readonly executor: Executor
	) {}

	/** Looks at one incident. What was done already, by this process or another, is not done again. */
	async look(incident: IncidentId, state: ReadState, wall: Moment): Promise<void> {
		const reading: Reading = { sql: this.sql, incident, state, now: incidentTime(state.clock, wall) };
		await this.#measure(reading);
		await this.#reopen(reading);
	}

	async #measure(reading: Reading): Promise<void> {
		const rumours = [...reading.state.rumours.values()].filter(({ closed, mergedInto }) => !closed && !mergedInto);
		if (rumours.length === 0) return;
		const organisation = this.executor.logs.installation.installation?.organisation ?? null;
		const figures = new Map((await findingFigures(reading, organisation)).map((row) => [row.finding, row.spread]));
		for (const { id, spread } of rumours) {
			const seen = figures.get(id);
			if (!seen) continue;
			const { value, reason } = judgeSpread(seen);
			if (spread?.value === value && spread.reason === reason) continue;
			// The window is what it was before: however often the spread goes up and down, each change is sent once.
			const window = `${spread?.at ?? 'first'} ${String(value)} ${reason}`;
			await this.#send(reading.incident, measureSpread({ rumour: id, value, reason }), systemCommandId(id, 'rumour.spread', window));
		}
	}

	async #reopen(reading: Reading): Promise<void> {
		const most = reading.state.incident?.aims.askedAgain ?? Infinity;
		const answered = [...reading.state.needs.values()].filter(
			({ state, closed, mergedInto }) => state === 'answered' && !closed && !mergedInto
		);
		for (const { id, answer } of answered) {
			if (!answer || (await this.#askedSince(reading, id, answer.at)) <= most) continue;
			await this.#send(reading.incident, reopenNeed({ need: id }), systemCommandId(id, 'need.askedAgain', answer.at));
		}
	}

	async #askedSince({ sql, incident, now }: Reading, need: FindingId, since: Moment): Promise<number> {
		const [row] = await sql<{ posts: number }[]>`
			select count(*)::int as posts from story_link l
			join post p on p.incident_id = l.incident_id and p.story_id = l.story_id
			where l.incident_id = ${incident} and l.finding_id = ${need} and p.at > ${since} and p.at <= ${now}`;
		return row?.posts ?? 0;
	}

	/** What was refused was overtaken by what a person did: it is looked at again next time. */
	async #send(incident: IncidentId, command: { type: string; input: unknown }, id: ReturnType<typeof systemCommandId>): Promise<void> {
		try {
			await this.executor.execute(incident, { id, ...command }, SYSTEM, null);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}
}

/** The incidents of which the state is known here and that are open. */
export const openIncidents = (executor: Executor): { incident: IncidentId; state: ReadState }[] =>
	executor.logs.incidents().flatMap((incident) => {
		const state = executor.logs.state(incident);
		return state?.incident && state.incident.phase !== 'closed' ? [{ incident, state }] : [];
	});
