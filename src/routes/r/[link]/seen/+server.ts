import { answerSeen } from '$lib/server/partner/other-links';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** `marks`: what changed in the script of the phone desk was read, in this browser. */
export const POST: RequestHandler = async (event) =>
	responseOf(
		await answerSeen(
			readerRequestOf(event),
			event.locals.program.partner,
			event.locals.program.origin.startsWith('https:')
		)
	);
