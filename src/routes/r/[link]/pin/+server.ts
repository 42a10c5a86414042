import { originOf } from '$lib/server/accounts/accounts';
import { program } from '$lib/server/host';
import { answerPin } from '$lib/server/partner/answer-forms';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** `pin`: opens a link that asks for one, in this browser. */
export const POST: RequestHandler = (event) => {
	const running = program();
	return answerPin(event, partner.of(running), originOf(running.host).startsWith('https:'));
};
