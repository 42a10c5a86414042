import * as m from '$lib/messages';
import { wordsIn } from '$lib/i18n/words';
import { noteText } from '$lib/server/out/api/privacy-note';
import { noteFor } from '../note.server';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const parts = await noteFor(event);
	const { t } = wordsIn(event.locals.language);
	return new Response(noteText(t(m.privacy.title), parts), {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': `attachment; filename="${t(m.privacy.file)}.txt"`,
			'cache-control': 'no-store'
		}
	});
};
