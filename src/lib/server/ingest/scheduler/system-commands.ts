import { ActionId, type CommandId, type IncidentId, type Moment, type SourceId } from '$lib/domain/core/ids';
import { endExercise } from '$lib/domain/incident/exercise-end';
import { SYSTEM } from '$lib/domain/core/role';
import { recordOutage } from '$lib/domain/posts/outage';
import type { Executor } from '$lib/server/log/execute/execute';
import { systemCommandId, systemSubjectId } from '$lib/server/log/execute/system-command';
import type { SchedulerOptions } from './scheduler';
import type { RunnerContext } from './tools';

/** Why a source is paused when the incident's expected end has passed: the key of the sentence in messages/. */
export const pausedAtEnd = 'ingest.pausedAtEnd';

/** How often a clock that is far ahead may pause the sources of one incident before their time. */
const MAX_EARLY_PAUSES = 20;

const actionIdOf = (incident: IncidentId, reporter: string, id: string): ActionId =>
	ActionId.parse(systemSubjectId(incident, 'exercise.action.id', `${reporter}/${id}`));

/** What the scheduler does in an incident, as the system actor: each thing once, however many processes do it. */
export function systemActions(
	execute: Executor
): Pick<RunnerContext, 'recordAction' | 'hasAction' | 'end' | 'outage'> &
	Pick<SchedulerOptions, 'pauseEnded' | 'resumeEarly'> {
	/** A window for each time that a wrong clock paused a source before its end, and the right one resumed it. */
	const windowsOf = (incident: IncidentId, source: SourceId, expectedEnd: Moment) =>
		Array.from({ length: MAX_EARLY_PAUSES }, (_, time) => {
			const window = `${source} ${expectedEnd}${time > 0 ? ` ${time}` : ''}`;
			return {
				pause: systemCommandId(incident, 'incident.ended', window),
				resume: systemCommandId(incident, 'incident.notEnded', window)
			};
		});
	const done = async (incident: IncidentId, ids: readonly CommandId[]): Promise<ReadonlySet<string>> => {
		const rows = await execute.sql<{ id: string }[]>`
			select id from command where log_id = ${incident} and id = any(${[...ids]}::uuid[])`;
		return new Set(rows.map(({ id }) => id));
	};
	return {
		async recordAction(incident, reporter, { id, channel, text, own = true }, at) {
			const subject = `${reporter}/${id}`;
			const command = systemCommandId(incident, 'exercise.action', subject);
			await execute.execute(
				incident,
				{
					id: command,
					type: 'action.record',
					input: { id: actionIdOf(incident, reporter, id), channel, text, at, ...(!own && { circumstance: true }) }
				},
				SYSTEM,
				null
			);
		},
		async end(incident, at) {
			const command = systemCommandId(incident, endExercise.type, at);
			await execute.execute(incident, { id: command, ...endExercise({}) }, SYSTEM, null);
		},
		hasAction(incident, reporter, id) {
			return execute.logs.state(incident)?.actions.get(actionIdOf(incident, reporter, id))?.retracted === null;
		},
		async outage(incident, source, outage) {
			const { why, from, to } = outage;
			const command = systemCommandId(
				incident,
				'source.outage',
				`${source} ${why} ${from} ${to === null ? 'open' : 'over'}`
			);
			await execute.execute(
				incident,
				{ id: command, type: recordOutage.type, input: { source, ...outage } },
				SYSTEM,
				null
			);
		},
		async pauseEnded(incident, sources, expectedEnd) {
			for (const source of sources) {
				const windows = windowsOf(incident, source, expectedEnd);
				const resumed = await done(
					incident,
					windows.map(({ resume }) => resume)
				);
				const id = windows.find(({ resume }) => !resumed.has(resume))?.pause;
				const input = { source, state: 'paused', why: pausedAtEnd };
				if (id) await execute.execute(incident, { id, type: 'source.setState', input }, SYSTEM, null);
			}
		},
		async resumeEarly(incident, sources, expectedEnd) {
			for (const source of sources) {
				const windows = windowsOf(incident, source, expectedEnd);
				const stored = await done(
					incident,
					windows.flatMap(({ pause, resume }) => [pause, resume])
				);
				const id = windows.find(({ pause, resume }) => stored.has(pause) && !stored.has(resume))?.resume;
				const input = { source, state: 'active', why: null };
				if (id) await execute.execute(incident, { id, type: 'source.setState', input }, SYSTEM, null);
			}
		}
	};
}
