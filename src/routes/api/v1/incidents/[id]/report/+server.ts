import { ReportQuery } from '$lib/server/api/openapi/by-tag/report';
import { desk } from '$lib/server/api/authorize';
import { readQuery } from '$lib/server/api/refusal-response';

/**
 * The report as JSON: `{ frame, report, proposal, omitted }`. By default the current one, else the one at a `place` in
 * the log and a `moment` on the incident's clock.
 */
export const GET = desk(async ({ incident, past, url, program }) => {
	const { place, moment, from } = readQuery(url, ReportQuery);
	const service = program.reports;
	if (past)
		return Response.json(service.draftView(incident, await service.at(incident, past.place, past.moment), past.state));
	if (place === undefined && moment === undefined)
		return Response.json(service.draftView(incident, await service.draft(incident, from)));
	const rendered = await service.at(incident, place ?? service.head(incident), moment ?? service.now(incident));
	return Response.json(service.draftView(incident, rendered));
});
