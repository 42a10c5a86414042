import { ReportQuery } from '$lib/server/out/api/openapi/by-tag/report';
import { desk } from '$lib/server/out/api/authorize';
import { reportForProgram } from '$lib/server/out/official-text/second-reader';
import { readQuery } from '$lib/server/out/api/refusal-response';

/**
 * The report as JSON: `{ frame, report, proposal, omitted }`. By default the current one, else the one at a `position` in
 * the log and a `moment` on the incident's clock.
 */
export const GET = desk(async ({ incident, url, program, token }) => {
	const { position, moment, from } = readQuery(url, ReportQuery);
	const service = program.reports;
	const rendered =
		position === undefined && moment === undefined
			? await service.draft(incident, from)
			: await service.at(incident, position ?? service.head(incident), moment ?? service.now(incident));
	const view = service.draftView(incident, rendered);
	return Response.json(token ? { ...view, report: reportForProgram(view.report) } : view);
});
