import { answerPin } from '$lib/server/partner/answer-forms';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** `pin`: opens a link that asks for one, in this browser. */
export const POST: RequestHandler = async (event) => {
	return responseOf(
		await answerPin(
			readerRequestOf(event),
			event.locals.program.partner,
			event.locals.program.origin.startsWith('https:')
		)
	);
};
