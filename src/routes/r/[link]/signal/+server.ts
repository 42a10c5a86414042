import { answerSignal, answerSignalForm } from '$lib/server/partner/answer-forms';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** A form for a partner's signals, where the link allows it. */
export const GET: RequestHandler = async (event) =>
	responseOf(
		await answerSignalForm(readerRequestOf(event), event.url.searchParams.has('sent'), event.locals.program.partner)
	);
/** `id`, `text`, `place`, `callBack`: stored as a post of the desk for partners. */
export const POST: RequestHandler = async (event) =>
	responseOf(await answerSignal(readerRequestOf(event), event.locals.program.partner));
