import { answerSignal, answerSignalForm } from '$lib/server/out/partner/answer-forms';
import type { RequestHandler } from './$types';

/** A form for a partner's signals, where the link allows it. */
export const GET: RequestHandler = (event) =>
	answerSignalForm(event, event.url.searchParams.has('sent'), event.locals.program.partner);
/** `id`, `text`, `place`, `callBack`: stored as a post of the desk for partners. */
export const POST: RequestHandler = (event) => answerSignal(event, event.locals.program.partner);
