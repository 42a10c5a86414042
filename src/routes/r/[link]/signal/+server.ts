import { program } from '$lib/server/host';
import { answerSignal, answerSignalForm } from '$lib/server/partner/answer-forms';
import { asking } from '$lib/server/partner/asked';
import { partner } from '$lib/server/partner/partner';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** A form for what a partner has to tell, where the link allows it. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerSignalForm(asking(event), event.url.searchParams.has('sent'), partner.of(program())));
/** `id`, `text`, `place`, `callBack`: stored as a post of the desk for partners. */
export const POST: RequestHandler = async (event) => responseOf(await answerSignal(asking(event), partner.of(program())));
