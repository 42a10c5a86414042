import { PreviewChoice } from '$lib/domain/posts/entry/file-import';
import { oneImportRequest } from '$lib/server/out/api/file-import';
import { problem } from '$lib/server/platform/http/problem';

/**
 * The content of a file that was not started yet; of a workbook the largest sheet, unless the query says how to read it
 * ({@link PreviewChoice}).
 */
export const GET = oneImportRequest(async ({ incident, id, url, program }) => {
	const choice = PreviewChoice.safeParse(Object.fromEntries(url.searchParams));
	if (!choice.success)
		return problem(422, 'command.invalid', { detail: 'The query is not valid. Nothing was changed.' });
	return Response.json({ preview: await program.imports.preview(incident, id, choice.data) });
});
