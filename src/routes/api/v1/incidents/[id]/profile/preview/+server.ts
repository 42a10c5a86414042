import { PreviewRequest } from '$lib/domain/posts/search/profile-preview';
import { desk } from '$lib/server/out/api/authorize';
import { readBody } from '$lib/server/out/api/refusal-response';
import { previewProfile } from '$lib/server/ingest/scheduler/profile-preview';

/** What a search profile would have found in the last hour; nothing is saved. */
export const POST = desk(async ({ incident, state, request, program }) => {
	const draft = await readBody(request, PreviewRequest);
	const passed = program.schedule.unmatchedSample(incident);
	return Response.json(await previewProfile(program.stories.reading(incident, state), draft, passed));
});
