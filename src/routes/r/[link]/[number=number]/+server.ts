import { program } from '$lib/server/host';
import { answerReport } from '$lib/server/partner/answer';
import { asking } from '$lib/server/partner/asked';
import { partner } from '$lib/server/partner/partner';
import { responseOf } from '$lib/server/partner/sending';
import type { RequestHandler } from './$types';

/** One released report by its number. */
export const GET: RequestHandler = async (event) =>
	responseOf(await answerReport(asking(event), partner.of(program()), Number(event.params.number)));
