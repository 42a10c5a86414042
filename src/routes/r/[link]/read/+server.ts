import { answerRead } from '$lib/server/out/partner/answer';
import type { RequestHandler } from './$types';

/** A person is reading: sent by the page's script at a key, a touch or a movement of the pointer. */
export const POST: RequestHandler = (event) => answerRead(event, event.locals.program.partner);
