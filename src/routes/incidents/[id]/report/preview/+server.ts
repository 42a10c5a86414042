import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { IncidentId, Moment } from '$lib/domain/core/ids';
import { isAtDesk } from '$lib/domain/core/policy';
import type { RequestHandler } from './$types';

const Query = z.object({
	number: z.coerce.number().int().positive(),
	/** For a draft; without them the version as it was released. */
	position: z.coerce.number().int().positive().optional(),
	moment: Moment.optional(),
	lang: z.enum(['nl', 'en']).default('nl')
});

/**
 * The report exactly as partners get it, for a frame in our own pages: a draft at a log position and moment, or a
 * released version.
 */
export const GET: RequestHandler = async ({ params, locals: { person, program }, url }) => {
	const incident = IncidentId.safeParse(params.id).data;
	if (!incident || !person || !isAtDesk(program.executor.actorFor(person.id, incident))) error(404, 'incident.absent');
	const query = Query.safeParse(Object.fromEntries(url.searchParams)).data;
	if (!query) error(404, 'report.absent');
	const { number, position, moment, lang } = query;
	const service = program.reports;
	const shown =
		position !== undefined && moment !== undefined
			? await service.draftArticle(incident, { number, position, moment }, lang)
			: await service.released(incident, number, lang);
	if (!shown) error(404, 'report.absent');
	const version = position === undefined ? program.logs.state(incident)?.versions.get(number) : undefined;
	const { body, policy } = program.partner.pages.preview(
		{ ...shown, number, frame: version ? await service.frameNow(incident, version) : null },
		lang
	);
	return new Response(body, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': policy,
			'cache-control': 'private, no-store'
		}
	});
};
