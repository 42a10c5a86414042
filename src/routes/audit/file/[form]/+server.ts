import { error } from '@sveltejs/kit';
import { wordsIn } from '$lib/i18n/words';
import { asAdministrator } from '$lib/server/out/api/installation-access';
import { AuditTrail } from '$lib/server/read/queries/audit';
import { entriesOf, queryOf } from '../../audit.server';
import { auditForms } from '../../audit-files.server';
import type { RequestHandler } from './$types';

/** What the page shows, whole, as a file. Taking it is a line itself. */
export const GET: RequestHandler = async (event) => {
	const { people, by } = asAdministrator(event);
	const { program, language } = event.locals;
	const form = auditForms.find(({ extension }) => extension === event.params.form);
	if (!form) error(404);
	await people.security.record({ kind: 'file.taken', what: `audit ${form.extension}` }, by);
	const trail = new AuditTrail(program.database.sql);
	const entry = await entriesOf(program, wordsIn(language));
	const encoder = new TextEncoder();
	const pages = trail.all(queryOf(event.url.searchParams));
	const host = new URL(program.origin).hostname;
	// Page by page, at the pace of the reader: the whole may be larger than the memory.
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => {
			controller.enqueue(encoder.encode(form.head(wordsIn(language))));
		},
		pull: async (controller) => {
			const page = await pages.next();
			if (page.done) controller.close();
			else controller.enqueue(encoder.encode(page.value.map((line) => form.line(line, entry(line), host)).join('')));
		},
		cancel: async () => {
			await pages.return(undefined);
		}
	});
	return new Response(body, {
		headers: {
			'content-type': form.type,
			'content-disposition': `attachment; filename="audit.${form.extension}"`,
			'cache-control': 'no-store'
		}
	});
};
