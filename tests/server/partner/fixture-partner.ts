import type { Sql } from '$lib/server/platform/driver/sql';
import { makePartner } from '$lib/server/out/partner/partner';
import { Attempts } from '$lib/server/people/auth/attempts';
import type { IncidentFixture } from '../report/incident-fixture';

export const ORIGIN = 'https://omgeving.waterveen.example';
const SECRET = 'a'.repeat(43);

/** What people outside can read of this incident. @param sql counts its own queries, apart from the incident's */
export const partnerOf = ({ logs, executor, ingest, reports }: IncidentFixture, sql: Sql) =>
	makePartner({
		sql,
		logs,
		executor,
		reports,
		ingest,
		attempts: new Attempts(executor.sql, SECRET),
		config: { theme: null, secret: SECRET },
		origin: ORIGIN,
		findings: () => Promise.resolve([])
	});
