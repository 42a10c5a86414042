import { answerSeen } from '$lib/server/out/partner/other-links';
import type { RequestHandler } from './$types';

/** `marks`: what changed in the script of the phone desk was read, in this browser. */
export const POST: RequestHandler = (event) =>
	answerSeen(event, event.locals.program.partner, event.locals.program.origin.startsWith('https:'));
