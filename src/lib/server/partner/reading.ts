import type { Sql } from 'postgres';
import type { IncidentId } from '$lib/domain/core/ids';
import type { Replica } from '../database/replica';
import type { Logs } from '../log/tail';
import { Reports, type Rendered } from '../report/reports';

/** A database as partners read it. */
interface PartnerSource {
	readonly sql: Sql;
	/** The live draft as it is now. */
	readonly draft: (incident: IncidentId) => Promise<Pick<Rendered, 'report' | 'moment'>>;
}
/** Chooses where something of an incident is read, for each read. */
export interface PartnerReading {
	read<T>(incident: IncidentId, work: (from: PartnerSource) => Promise<T>): Promise<T>;
	stop(): void;
}

/** Always where everything else is. */
export const readHere = (sql: Sql, reports: Pick<Reports, 'draft'>): PartnerReading => ({
	read: (_, work) => work({ sql, draft: (incident) => reports.draft(incident) }),
	stop: () => undefined
});

/** On the replica when that has all that this process knows of the incident; then nothing of it is asked of the primary. */
export function readThere(replica: Replica, logs: Logs, sql: Sql, own: Pick<Reports, 'draft' | 'key'>): PartnerReading {
	const here = readHere(sql, own);
	/** Its state is copied only as far as the replica is; what goes beyond, the replica could not complete. */
	const reports = new Reports(replica.sql, logs, own.key, (incident) =>
		logs.seq(incident) <= replica.reached(incident)
			? { seq: logs.seq(incident), state: logs.state(incident) }
			: { seq: 0, state: null }
	);
	const unfollow = reports.follow();
	return {
		read(incident, work) {
			const place = logs.seq(incident);
			const draft = (of: IncidentId) => reports.at(of, place, reports.now(of));
			return replica.read(
				[incident, place],
				() => work({ sql: replica.sql, draft }),
				() => here.read(incident, work)
			);
		},
		stop: unfollow
	};
}
