import { isAllowed } from '$lib/domain/core/policy';
import { ReportSection, writeReportText } from '$lib/domain/report/report-text';
import { desk } from '$lib/server/api/authorize';
import { InLanguage } from '$lib/server/api/openapi/by-tag/shapes';
import { read, readBody } from '$lib/server/api/refusal-response';
import { problem } from '$lib/server/http/problem';

/** A first draft of a section, by the configured language model, for anyone who may write the report. */
export const POST = desk(async ({ incident, state, params, person, actor, program, request }) => {
	if (!program.model || !person) return problem(404, 'model.absent');
	if (!isAllowed(actor.roles, writeReportText.allow)) return problem(403, 'role.missing');
	const section = read(ReportSection, params['section'], 400);
	const { language } = await readBody(request, InLanguage);
	return Response.json(
		await program.model.draft(program.stories.reading(incident, state), section, language, person.id)
	);
});
