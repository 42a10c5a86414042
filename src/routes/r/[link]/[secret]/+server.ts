import { answerSecret } from '$lib/server/out/partner/answer';
import type { RequestHandler } from './$types';

/** The whole link, as it was sent: moves its secret into a cookie and redirects. */
export const GET: RequestHandler = (event) =>
	answerSecret(event, event.locals.program.partner, event.locals.program.origin.startsWith('https:'));
