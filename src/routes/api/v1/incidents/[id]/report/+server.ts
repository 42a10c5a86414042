import { program } from '$lib/server/host';
import { ReportQuery } from '$lib/server/http/api/by-tag/report';
import { desk } from '$lib/server/http/door';
import { readQuery } from '$lib/server/http/refused';
import { reports } from '$lib/server/report/reports';

/**
 * The report as JSON: `{ frame, report, proposal, omitted }`. As it stands now, or at any `place` in the log and `moment` on the incident's clock.
 */
export const GET = desk(async ({ incident, url }) => {
	const { place, moment, from } = readQuery(url, ReportQuery);
	const service = reports.of(program());
	if (place === undefined && moment === undefined) return Response.json(service.told(incident, await service.draft(incident, from)));
	const rendered = await service.at(incident, place ?? service.head(incident), moment ?? service.now(incident));
	return Response.json(service.told(incident, rendered));
});
