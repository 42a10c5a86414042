import * as m from '$lib/messages';
import { wordsIn } from '$lib/i18n/words';
import { chooseLanguage } from '$lib/server/platform/http/choose-language';
import { csvLine, BYTE_ORDER_MARK } from '$lib/server/platform/http/csv';
import { oneImportRequest } from '$lib/server/out/api/file-import';

/**
 * The refused rows as CSV, to fix and import again: the row number as a spreadsheet counts, the reason, and (for at
 * most a day) the content.
 */
export const GET = oneImportRequest(async ({ incident, id, actor, state, request, program }) => {
	const cookie = /(?:^|;\s*)language=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
	const { t } = wordsIn(chooseLanguage(cookie, request.headers.get('accept-language')));
	const service = program.imports;
	const { name } = await service.find(incident, id);
	const lines = [BYTE_ORDER_MARK];
	await service.refused(incident, id, actor, (row, cells) => {
		const head = row
			? [name, row.row, t(m.ingest.file.row[row.why])]
			: [t(m.import.refused.file), t(m.import.refused.row), t(m.import.refused.why)];
		lines.push(csvLine([...head, ...cells]));
	});
	const exercise = state.incident?.exercise ? `${t(m.exercise.word).toLowerCase()}-` : '';
	return new Response(new Blob(lines), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${exercise}voelspriet-${id}.csv"`
		}
	});
});
