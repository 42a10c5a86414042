import { program } from '$lib/server/host';
import { answerNewest } from '$lib/server/partner/answer';
import { partner } from '$lib/server/partner/partner';
import type { RequestHandler } from './$types';

/** `{ newest, withdrawn }`: the number of the newest report, and those that were withdrawn. */
export const GET: RequestHandler = (event) => answerNewest(event, partner.of(program()));
