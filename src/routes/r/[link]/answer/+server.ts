import { answerQuestion } from '$lib/server/out/partner/other-links';
import type { RequestHandler } from './$types';

/** `id`, `text`, `from`: the answer to the question of this link. It waits until a person takes it over. */
export const POST: RequestHandler = (event) => answerQuestion(event, event.locals.program.partner);
