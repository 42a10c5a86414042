import { Refusal } from '$lib/domain/core/refusal';
import { ReportFileQuery } from '$lib/server/api/openapi/by-tag/report';
import { desk } from '$lib/server/api/authorize';
import { readQuery } from '$lib/server/api/refusal-response';
import { commandLine } from '$lib/server/operations/logger';
import { download } from '$lib/server/report/files/report-files';

/** A released report as a file. */
export const GET = desk(async ({ incident, state, params, url, actor, address, program }) => {
	const { lang: language } = readQuery(url, ReportFileQuery);
	const { number, extension = '' } = params;
	const version = state.versions.get(Number(number));
	const file = version && (await program.reportFiles.file({ incident, version, extension, language }));
	if (!file) throw new Refusal('report.absent');
	const object = `incident/${incident}`;
	commandLine({ action: 'report.export', object, result: 'done', origin: address, actor: actor.id });
	return download(file);
});
