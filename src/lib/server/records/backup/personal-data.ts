import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { IncidentId, INSTALLATION, momentOf } from '$lib/domain/core/ids';
import { localDay } from '$lib/domain/core/local-time';
import { emptyState } from '$lib/domain/core/state';
import { incidentClosed, incidentDescribed, incidentOpened, incidentReopened } from '$lib/domain/incident/incident';
import { holdEnded, incidentHeld } from '$lib/domain/incident/legal-hold';
import { retentionEndsAt, retentionSet } from '$lib/domain/incident/retention';
import { installationSetUp, retentionTerm } from '$lib/domain/installation/installation';
import { evolve } from '$lib/server/log/follower';
import { linesForState } from '$lib/server/log/lines';
import type { Manifest } from './manifest';

const settingTypes = [installationSetUp.type, retentionSet.type];
const lifecycleTypes = [
	incidentOpened,
	incidentDescribed,
	incidentClosed,
	incidentReopened,
	incidentHeld,
	holdEnded
].map(({ type }) => type);
/** Every number of a log. */
const MAX_SEQ = 2 ** 31 - 1;

/** Which incidents have posts with personal data in them, how many, and until when those may be kept. */
export async function personalData(sql: Sql | TransactionSql): Promise<NonNullable<Manifest['personal']>> {
	const rows = await sql<{ id: string; posts: number }[]>`
		select incident_id as id, count(*)::int as posts from post where not masked and not forgotten group by incident_id order by incident_id`;
	const installation = emptyState();
	for (const line of await linesForState(sql, INSTALLATION, MAX_SEQ, 0, settingTypes)) evolve(installation, line);
	const term = retentionTerm(installation);
	const incidents: NonNullable<Manifest['personal']> = [];
	for (const { id, posts } of rows) {
		const state = emptyState();
		for (const line of await linesForState(sql, IncidentId.parse(id), MAX_SEQ, 0, lifecycleTypes)) evolve(state, line);
		const { incident } = state;
		const ends = incident && !incident.hold ? retentionEndsAt(incident, term) : null;
		incidents.push({ incident: id, title: incident?.title ?? '', posts, isHeld: Boolean(incident?.hold), until: ends });
	}
	return incidents.sort((a, b) => (a.until ?? '9').localeCompare(b.until ?? '9'));
}

/** The sentences that say so, for the person who keeps the file. */
export function personalDataSays(incidents: NonNullable<Manifest['personal']>, now: number): string {
	if (incidents.length === 0) return 'No post in it has personal data: all were masked, or there are none.\n';
	const lines = incidents.map(({ title, posts, isHeld, until }) => {
		const ending = until
			? `${until <= momentOf(now) ? 'were to go' : 'go'} on ${localDay(until)}`
			: isHeld
				? 'stay as long as the hold lasts'
				: 'stay until after the incident is closed';
		return `  ${title}: ${posts} posts; they ${ending}\n`;
	});
	return `Personal data in it, of ${incidents.length} incidents:\n${lines.join('')}Delete this file when the last of these dates has passed.\n`;
}
