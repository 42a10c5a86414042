import { answerPin } from '$lib/server/out/partner/answer-forms';
import type { RequestHandler } from './$types';

/** `pin`: opens a link that asks for one, in this browser. */
export const POST: RequestHandler = (event) =>
	answerPin(event, event.locals.program.partner, event.locals.program.origin.startsWith('https:'));
