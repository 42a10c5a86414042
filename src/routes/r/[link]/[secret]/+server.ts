import { answerSecret } from '$lib/server/partner/answer';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** The whole link, as it was sent: moves its secret into a cookie and redirects. */
export const GET: RequestHandler = (event) => {
	return responseOf(
		answerSecret(readerRequestOf(event), event.locals.program.partner, event.locals.program.origin.startsWith('https:'))
	);
};
