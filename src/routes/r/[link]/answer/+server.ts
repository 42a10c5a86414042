import { answerQuestion } from '$lib/server/partner/other-links';
import { readerRequestOf } from '$lib/server/partner/reader-request';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** `id`, `text`, `from`: the answer to the question of this link. It waits until a person takes it over. */
export const POST: RequestHandler = async (event) =>
	responseOf(await answerQuestion(readerRequestOf(event), event.locals.program.partner));
