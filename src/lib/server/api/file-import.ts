import { FileImportId } from '$lib/domain/posts/entry/file-import';
import { FileRefused, type FileRefusal } from '$lib/server/ingest/imports/file/refused';
import { ImportRefused } from '$lib/server/ingest/imports/import-store';
import { desk, type IncidentRequest } from './authorize';
import { problem } from '../http/problem';

const TOO_LARGE: ReadonlySet<string> = new Set<FileRefusal>(['tooLarge', 'personFull', 'incidentFull']);

/** For the imports of an incident, with the problems that a file can have. */
export const importRequest = (answer: (asked: IncidentRequest) => Promise<Response>) =>
	desk(async (asked) => {
		try {
			return await answer(asked);
		} catch (error) {
			if (error instanceof FileRefused) return problem(TOO_LARGE.has(error.code) ? 413 : 422, `file.${error.code}`);
			if (error instanceof ImportRefused) return problem(error.code === 'import.absent' ? 404 : 409, error.code);
			throw error;
		}
	});

/** For one import. */
export const oneImportRequest = (answer: (asked: IncidentRequest & { id: FileImportId }) => Promise<Response>) =>
	importRequest((asked) => {
		const id = FileImportId.safeParse(asked.params['import']);
		if (!id.success) throw new ImportRefused('import.absent');
		return answer({ ...asked, id: id.data });
	});
