import { z } from 'zod';
import { PreviewChoice } from '$lib/domain/posts/entry/file-import';
import type { Operation } from './operation';
import { ofIncident, reading } from './parameters';

/** The original name of the file. */
const FileQuery = z.object({ name: z.string().max(200).default('') });

/** Imported files. */
export const imports: readonly Operation[] = [
	{
		...reading,
		path: `${ofIncident}/imports`,
		id: 'listImports',
		tag: 'imports',
		summary: 'List the imported files',
		answer: { status: 200, says: 'The newest first.', shape: 'FileImports' }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports`,
		id: 'bringFile',
		tag: 'imports',
		summary: 'Upload a file',
		description: 'The file is read; nothing is stored yet.',
		query: FileQuery,
		body: { files: ['application/octet-stream'] },
		answer: {
			status: 201,
			says: 'The contents of the file, and the proposed reading of its columns.',
			shape: 'FileImportTaken'
		},
		problems: [413, 422]
	},
	{
		...reading,
		path: `${ofIncident}/imports/[import]`,
		id: 'readImport',
		tag: 'imports',
		summary: 'Read the progress of an import',
		answer: { status: 200, says: 'The progress, and the result by row.', shape: 'FileImportAnswer' }
	},
	{
		method: 'DELETE',
		caller: 'person',
		path: `${ofIncident}/imports/[import]`,
		id: 'dropImport',
		tag: 'imports',
		summary: 'Discard a file, or stop its import',
		description: 'Posts that were already stored stay.',
		answer: { status: 200, says: 'The current state of the import.', shape: 'FileImportAnswer' }
	},
	{
		...reading,
		path: `${ofIncident}/imports/[import]/preview`,
		id: 'previewImport',
		tag: 'imports',
		summary: 'Preview a file before its import starts',
		query: PreviewChoice,
		answer: { status: 200, says: 'The contents of the file.', shape: 'FilePreviewAnswer' },
		problems: [409, 422]
	},
	{
		method: 'GET',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/refused`,
		id: 'listRefusedRows',
		tag: 'imports',
		summary: 'Download the rows that did not become posts',
		answer: { status: 200, says: 'The row numbers and reasons, as CSV.', shape: { files: ['text/csv'] } }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/start`,
		id: 'startImport',
		tag: 'imports',
		summary: 'Start the import',
		body: 'ImportStart',
		answer: { status: 202, says: 'The import started.', shape: 'FileImportAnswer' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/resume`,
		id: 'resumeImport',
		tag: 'imports',
		summary: 'Resume an import that stopped',
		answer: { status: 202, says: 'The import resumed.', shape: 'FileImportAnswer' },
		problems: [409]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/stop`,
		id: 'stopImport',
		tag: 'imports',
		summary: 'Stop after the current batch',
		answer: { status: 200, says: 'The current state of the import.', shape: 'FileImportAnswer' }
	}
];
