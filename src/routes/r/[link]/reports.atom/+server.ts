import { answerFeed } from '$lib/server/out/partner/answer';
import type { RequestHandler } from './$types';

/** Released reports, for programs: Atom 1.0. */
export const GET: RequestHandler = (event) => answerFeed(event, event.locals.program.partner, 'reports');
