import { answerStart } from '$lib/server/out/partner/other-links';
import type { RequestHandler } from './$types';

/** The newest released report, or what else the link was made for, for its holder. */
export const GET: RequestHandler = (event) =>
	answerStart(
		event,
		event.locals.program.partner,
		(event.url.searchParams.get('q') ?? '').slice(0, 100),
		event.locals.program.origin.startsWith('https:')
	);
