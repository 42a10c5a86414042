import { program } from '$lib/server/host';
import { answerSignal, answerSignalForm } from '$lib/server/partner/answer-forms';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** A form for what a partner has to tell, where the link allows it. */
export const GET: RequestHandler = (event) => answerSignalForm(event, partner.of(program()));
/** `id`, `text`, `place`, `callBack`: stored as a post of the desk for partners. */
export const POST: RequestHandler = (event) => answerSignal(event, partner.of(program()));
