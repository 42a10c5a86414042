import { answerStart } from '$lib/server/partner/other-links';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** The newest released report, or what else the link was made for, for its holder. */
export const GET: RequestHandler = async (event) =>
	responseOf(
		await answerStart(
			readerRequestOf(event),
			event.locals.program.partner,
			(event.url.searchParams.get('q') ?? '').slice(0, 100),
			event.locals.program.origin.startsWith('https:')
		)
	);
