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
			says: 'The contents of the file, and how its columns would be read.',
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
		answer: { status: 200, says: 'The progress, and the result of its rows.', shape: 'FileImportAnswer' }
	},
	{
		method: 'DELETE',
		caller: 'person',
		path: `${ofIncident}/imports/[import]`,
		id: 'dropImport',
		tag: 'imports',
		summary: 'Drop a file, or stop its import',
		description: 'Posts that were stored are kept.',
		answer: { status: 200, says: 'The import as it is now.', shape: 'FileImportAnswer' }
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
		summary: 'Get the rows that gave no post',
		answer: { status: 200, says: 'Number of each row and why, as CSV.', shape: { files: ['text/csv'] } }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/start`,
		id: 'startImport',
		tag: 'imports',
		summary: 'Start to store the rows',
		body: 'ImportStart',
		answer: { status: 202, says: 'It has started.', shape: 'FileImportAnswer' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/resume`,
		id: 'resumeImport',
		tag: 'imports',
		summary: 'Resume an import that stopped',
		answer: { status: 202, says: 'It has resumed.', shape: 'FileImportAnswer' },
		problems: [409]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/stop`,
		id: 'stopImport',
		tag: 'imports',
		summary: 'Stop after the current batch',
		answer: { status: 200, says: 'The import as it is now.', shape: 'FileImportAnswer' }
	}
];
