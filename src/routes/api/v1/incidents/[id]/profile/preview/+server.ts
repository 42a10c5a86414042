import { PreviewAsked } from '$lib/domain/profile-preview';
import { desk } from '$lib/server/http/door';
import { readBody } from '$lib/server/http/refused';
import { program } from '$lib/server/host';
import { previewProfile } from '$lib/server/ingest/profile-preview';
import { schedule } from '$lib/server/ingest/schedule';
import { stories } from '$lib/server/stories/stories';

/** What a search profile would have found in the last hour; nothing is saved. */
export const POST = desk(async ({ incident, state, request }) => {
	const draft = await readBody(request, PreviewAsked);
	const passed = schedule.of(program()).passedBy(incident);
	return Response.json(await previewProfile(stories.of(program()).reading(incident, state), draft, passed));
});
