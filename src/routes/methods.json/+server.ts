import { json } from '@sveltejs/kit';
import { wordsIn } from '$lib/i18n/words';
import { describeMethods } from '$lib/server/out/api/methods';
import type { RequestHandler } from './$types';

/** The page of methods for programs, in the language of who asks. */
export const GET: RequestHandler = ({ locals: { language } }) =>
	json({ methods: describeMethods(wordsIn(language)) }, { headers: { 'cache-control': 'no-store' } });
