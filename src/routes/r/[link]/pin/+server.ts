import { originOf } from '$lib/server/accounts/accounts';
import { program } from '$lib/server/host';
import { answerPin } from '$lib/server/partner/answer-forms';
import { asking } from '$lib/server/partner/asked';
import { partner } from '$lib/server/partner/partner';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** `pin`: opens a link that asks for one, in this browser. */
export const POST: RequestHandler = async (event) => {
	const running = program();
	return responseOf(await answerPin(asking(event), partner.of(running), originOf(running.host).startsWith('https:')));
};
