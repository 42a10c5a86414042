import { originOf } from '$lib/server/accounts/accounts';
import { program } from '$lib/server/host';
import { answerSecret } from '$lib/server/partner/answer';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** The whole link, as it was sent: moves its secret into a cookie and leads on. */
export const GET: RequestHandler = (event) => {
	const running = program();
	return answerSecret(event, partner.of(running), originOf(running.host).startsWith('https:'));
};
