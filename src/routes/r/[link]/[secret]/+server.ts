import { originOf } from '$lib/server/accounts/accounts';
import { program } from '$lib/server/host';
import { answerSecret } from '$lib/server/partner/answer';
import { asking } from '$lib/server/partner/asked';
import { partner } from '$lib/server/partner/partner';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** The whole link, as it was sent: moves its secret into a cookie and leads on. */
export const GET: RequestHandler = (event) => {
	const running = program();
	return responseOf(answerSecret(asking(event), partner.of(running), originOf(running.host).startsWith('https:')));
};
