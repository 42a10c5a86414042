import { error } from '@sveltejs/kit';
import { IncidentId } from '$lib/domain/ids';
import { wordsIn } from '$lib/i18n/both';
import { isAtDesk } from '$lib/server/http/door';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { commandLine } from '$lib/server/observe/log';
import { exportedOf, fileName, forms } from '$lib/server/report/export/forms';
import { frameOf, reports } from '$lib/server/report/reports';
import type { RequestHandler } from './$types';

/** A released report as a file; `lang` is nl or en. */
export const GET: RequestHandler = async ({ params, locals: { person }, url, getClientAddress }) => {
	const incident = IncidentId.safeParse(params.id).data;
	if (!incident || !person || !isAtDesk(executor.of(program()).actorFor(person.id, incident))) error(404, 'incident.absent');
	const number = Number(params.number);
	const language = url.searchParams.get('lang') === 'en' ? 'en' : 'nl';
	const form = forms.get(params.form);
	const version = logs.of(program()).state(incident)?.versions.get(number);
	const released = version && (await reports.of(program()).released(incident, number, language));
	if (!form || !version || !released) error(404, 'report.absent');
	const exported = exportedOf(released.report, frameOf(version), released.article, language, wordsIn(language));
	const body = await form.write(exported);
	commandLine({ action: 'report.export', object: `incident/${incident}`, result: 'done', origin: getClientAddress(), actor: person.id });
	return new Response(typeof body === 'string' ? body : new Blob([new Uint8Array(body)]), {
		headers: {
			'content-type': form.type,
			'content-disposition': `attachment; filename="${fileName(exported, form)}"`,
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};
