import { isAllowed } from '$lib/domain/core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import { ReportSection, writeReportText } from '$lib/domain/report/report-text';
import { desk } from '$lib/server/out/api/authorize';
import { InLanguage } from '$lib/server/out/api/openapi/by-tag/shapes';
import { modelAbsent, read, readBody } from '$lib/server/out/api/refusal-response';

/** A first draft of a section, by the configured language model, for anyone who may write the report. */
export const POST = desk(async ({ incident, state, params, person, actor, program, request }) => {
	if (!program.model || !person) return modelAbsent();
	if (!isAllowed(actor.roles, writeReportText.allow)) throw new Refusal('role.missing');
	const section = read(ReportSection, params['section'], 400);
	const { language } = await readBody(request, InLanguage);
	return Response.json(
		await program.model.draft(program.stories.reading(incident, state), section, language, person.id)
	);
});
