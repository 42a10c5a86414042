import { Refusal } from '$lib/domain/core/refusal';
import { ReportFileQuery } from '$lib/server/out/api/openapi/by-tag/report';
import { desk } from '$lib/server/out/api/authorize';
import { readQuery } from '$lib/server/out/api/refusal-response';
import { commandLine } from '$lib/server/platform/operations/logger';
import { download } from '$lib/server/read/report/files/report-files';

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
