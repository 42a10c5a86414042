import { error } from '@sveltejs/kit';
import { IncidentId } from '$lib/domain/core/ids';
import { isAtDesk } from '$lib/domain/core/policy';
import { commandLine } from '$lib/server/platform/operations/logger';
import { download, type ReportFile, type ReportFiles } from '$lib/server/read/report/files/report-files';
import { ThreadError } from '$lib/server/platform/operations/worker-thread';
import { recordDownload } from '../../../../record-download.server';
import type { RequestHandler } from './$types';

/** A released report as a file; `lang` is nl or en. */
export const GET: RequestHandler = async (event) => {
	const { params, locals, url, getClientAddress } = event;
	const { person, program } = locals;
	const incident = IncidentId.safeParse(params.id).data;
	if (!incident || !person || !isAtDesk(program.executor.actorFor(person.id, incident))) error(404, 'incident.absent');
	const number = Number(params.number);
	const language = url.searchParams.get('lang') === 'en' ? 'en' : 'nl';
	const version = program.logs.state(incident)?.versions.get(number);
	const file = version && (await fileOf(program.reportFiles, { incident, version, extension: params.form, language }));
	if (!file) error(404, 'report.absent');
	commandLine({
		action: 'report.export',
		object: `incident/${incident}`,
		result: 'done',
		origin: getClientAddress(),
		actor: person.id
	});
	await recordDownload(event, incident, `report ${String(number)} ${params.form}`);
	return download(file);
};

/** 503 if it could not be made now. */
async function fileOf(files: ReportFiles, wanted: Parameters<ReportFiles['file']>[0]): Promise<ReportFile | null> {
	try {
		return await files.file(wanted);
	} catch (cause) {
		if (!(cause instanceof ThreadError) || cause.reason === 'failed') throw cause;
		error(503, 'report.busy');
	}
}
