import { wordsIn } from '$lib/i18n/both';
import { chooseLanguage } from '$lib/i18n/language';
import { csvOf } from '$lib/server/http/csv';
import { oneImport } from '$lib/server/http/file-import';
import { program } from '$lib/server/host';
import { imports } from '$lib/server/ingest/imports';

/** The refused rows as CSV: number as a spreadsheet counts, and why. */
export const GET = oneImport(async ({ incident, id, state, request }) => {
	const cookie = /(?:^|;\s*)language=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1];
	const { t } = wordsIn(chooseLanguage(cookie, request.headers.get('accept-language')));
	const { name, reasons } = await imports.of(program()).find(incident, id);
	const rows = reasons.map(({ row, why }) => [name, row, t(`ingest.file.row.${why}`)]);
	const exercise = state.incident?.exercise ? `${t('exercise.word').toLowerCase()}-` : '';
	return new Response(csvOf([[t('import.refused.file'), t('import.refused.row'), t('import.refused.why')], ...rows]), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${exercise}voelspriet-${id}.csv"` }
	});
});
