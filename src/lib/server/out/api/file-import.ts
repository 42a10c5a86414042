import * as m from '$lib/messages';
import { FileImportId } from '$lib/domain/posts/entry/file-import';
import { FileRefused, type FileRefusal } from '$lib/server/ingest/imports/file/refused';
import { ImportRefused } from '$lib/server/ingest/imports/import-store';
import { desk, type IncidentRequest } from './authorize';
import { wordsIn } from '$lib/i18n/words';
import type { Message } from '$lib/messages/message';
import { problem } from '$lib/server/platform/http/problem';

const TOO_LARGE: ReadonlySet<string> = new Set<FileRefusal>(['tooLarge', 'personFull', 'incidentFull']);

/** For the imports of an incident, with the problems that a file can have. */
export const importRequest = (answer: (request: IncidentRequest) => Promise<Response>) =>
	desk(async (request) => {
		try {
			return await answer(request);
		} catch (error) {
			if (error instanceof FileRefused) return fileProblem(error.code);
			if (error instanceof ImportRefused) return importProblem(error.code);
			throw error;
		}
	});

const { t } = wordsIn('en');
const fileProblem = (code: FileRefusal): Response =>
	problem(TOO_LARGE.has(code) ? 413 : 422, `file.${code}`, {
		detail: `${t(m.ingest.file.refused[code])} Nothing of it was stored.`
	});

const SENTENCES = {
	'import.absent': m.import.problems.absent,
	'import.started': m.import.problems.started,
	'import.noText': m.import.problems.noText,
	'import.over': m.import.problems.over
} as const satisfies Record<ImportRefused['code'], Message>;
const importProblem = (code: ImportRefused['code']): Response =>
	problem(code === 'import.absent' ? 404 : 409, code, { detail: `${t(SENTENCES[code])} Nothing was changed.` });

/** For one import. */
export const oneImportRequest = (answer: (request: IncidentRequest & { id: FileImportId }) => Promise<Response>) =>
	importRequest((request) => {
		const id = FileImportId.safeParse(request.params['import']);
		if (!id.success) throw new ImportRefused('import.absent');
		return answer({ ...request, id: id.data });
	});
