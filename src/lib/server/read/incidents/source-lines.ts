import type { IncidentId, Moment, PersonId, SourceId } from '$lib/domain/core/ids';
import type { Executor } from '$lib/server/log/execute/execute';

/** The health of a source that collects by itself. Moments in wall time. */
interface SourceLine {
	readonly id: SourceId;
	readonly incident: IncidentId;
	readonly name: string;
	readonly state: 'ok' | 'silent' | 'wrong' | 'starting';
	readonly last: Moment | null;
	/** Posts per minute, recently and usually; null without a measurement. */
	readonly now: number | null;
	readonly normal: number | null;
}
/** The part of a source's status that is used here; null for a source without a status. */
export type StatusOf = (
	incident: IncidentId,
	source: SourceId
) => {
	readonly lastGood: Moment | null;
	readonly lastPost: Moment | null;
	readonly problem: object | null;
	readonly pace: { readonly normal: number; readonly now: number; readonly silent: boolean } | null;
} | null;

const order = { wrong: 0, silent: 1, starting: 2, ok: 3 } as const;

/** The active sources of the open incidents that the person monitors, those with problems first. */
export function sourceLines(person: PersonId, executor: Executor, statusOf: StatusOf): SourceLine[] {
	const { logs } = executor;
	return logs
		.incidents()
		.flatMap((incident) => {
			const state = logs.state(incident);
			const { roles } = executor.actorFor(person, incident);
			if (
				!state?.incident ||
				state.incident.phase === 'closed' ||
				!roles.some((role) => role !== 'partner' && role !== 'administrator')
			)
				return [];
			return [...state.sources.values()]
				.filter((source) => source.kind === 'connection' && source.state === 'active')
				.map(({ id, name }): SourceLine => lineOf({ id, incident, name }, statusOf(incident, id)));
		})
		.sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name));
}

function lineOf(source: Pick<SourceLine, 'id' | 'incident' | 'name'>, status: ReturnType<StatusOf>): SourceLine {
	const pace = status?.pace ?? null;
	const measured = { last: status?.lastPost ?? null, now: pace?.now ?? null, normal: pace?.normal ?? null };
	if (status?.problem) return { ...source, ...measured, state: 'wrong' };
	if (pace?.silent) return { ...source, ...measured, state: 'silent' };
	return { ...source, ...measured, state: status?.lastGood ? 'ok' : 'starting' };
}
