import { error } from '@sveltejs/kit';
import { IncidentId } from '$lib/domain/ids';
import { isAtDesk } from '$lib/server/http/door';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { logs } from '$lib/server/log/tail';
import { commandLine } from '$lib/server/observe/log';
import { reportFiles, type ReportFile, type ReportFiles } from '$lib/server/report/export/report-files';
import { WritingError } from '$lib/server/report/export/writer-thread';
import type { RequestHandler } from './$types';

/** A released report as a file; `lang` is nl or en. */
export const GET: RequestHandler = async ({ params, locals: { person }, url, getClientAddress }) => {
	const incident = IncidentId.safeParse(params.id).data;
	if (!incident || !person || !isAtDesk(executor.of(program()).actorFor(person.id, incident))) error(404, 'incident.absent');
	const number = Number(params.number);
	const language = url.searchParams.get('lang') === 'en' ? 'en' : 'nl';
	const version = logs.of(program()).state(incident)?.versions.get(number);
	const file = version && (await fileOf({ incident, version, extension: params.form, language }));
	if (!file) error(404, 'report.absent');
	commandLine({ action: 'report.export', object: `incident/${incident}`, result: 'done', origin: getClientAddress(), actor: person.id });
	return new Response(file.body, {
		headers: {
			'content-type': file.type,
			'content-disposition': `attachment; filename="${file.name}"`,
			'cache-control': 'private, no-store',
			'x-content-type-options': 'nosniff'
		}
	});
};

/** 503 where it could not be made now. */
async function fileOf(wanted: Parameters<ReportFiles['file']>[0]): Promise<ReportFile | null> {
	try {
		return await reportFiles.of(program()).file(wanted);
	} catch (cause) {
		if (!(cause instanceof WritingError) || cause.reason === 'failed') throw cause;
		error(503, 'report.busy');
	}
}
