import { error } from '@sveltejs/kit';
import { momentOf } from '$lib/domain/core/ids';
import { SYSTEM } from '$lib/domain/core/role';
import { monitoringEvents, monitoringRecord } from '$lib/domain/incident/monitoring-record';
import { retentionEndsAt } from '$lib/domain/incident/retention';
import { linesForState } from '$lib/server/log/lines';
import { deskOf } from '../../at-desk.server';
import type { PageServerLoad } from './$types';

/** Why, on what ground and how was collected, and who decided that: complete without a script. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { id, state } = deskOf(params, locals, url);
	const { database, accounts, logs, retention } = locals.program;
	if (!state.incident) error(404, 'incident.absent');
	const names = await accounts.people.names();
	const steps = monitoringRecord(await linesForState(database.sql, id, logs.seq(id), 0, monitoringEvents));
	return {
		record: {
			incident: state.incident,
			profile: state.profile ?? null,
			organisation: logs.installation.installation?.organisation ?? null,
			steps: steps.map((step) => ({
				...step,
				who: names.get(step.by)?.name ?? null,
				isProgram: step.by === SYSTEM.id
			})),
			retention: { days: retention.days, until: retentionEndsAt(state.incident, retention.term) },
			now: momentOf(Date.now())
		}
	};
};
