import { ActionId, type IncidentId } from '$lib/domain/core/ids';
import { endExercise } from '$lib/domain/incident/exercise-end';
import { SYSTEM } from '$lib/domain/core/role';
import { recordOutage } from '$lib/domain/posts/outage';
import type { Executor } from '$lib/server/log/execute/execute';
import { systemCommandId, systemSubjectId } from '$lib/server/log/execute/system-command';
import type { SchedulerOptions } from './scheduler';
import type { RunnerContext } from './tools';

/** Why a source is paused when the incident's expected end has passed: the key of the sentence in messages/. */
export const pausedAtEnd = 'ingest.pausedAtEnd';

const actionIdOf = (incident: IncidentId, reporter: string, id: string): ActionId =>
	ActionId.parse(systemSubjectId(incident, 'exercise.action.id', `${reporter}/${id}`));

/** What the scheduler does in an incident, as the system actor: each thing once, however many processes do it. */
export function systemActions(
	execute: Executor
): Pick<RunnerContext, 'recordAction' | 'hasAction' | 'end' | 'outage'> & Pick<SchedulerOptions, 'pauseEnded'> {
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
				const command = systemCommandId(incident, 'incident.ended', `${source} ${expectedEnd}`);
				await execute.execute(
					incident,
					{ id: command, type: 'source.setState', input: { source, state: 'paused', why: pausedAtEnd } },
					SYSTEM,
					null
				);
			}
		}
	};
}
