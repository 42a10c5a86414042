import { z } from 'zod';
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
		summary: 'List the files that were brought in',
		answer: { status: 200, says: 'The newest first.', shape: 'FileImports' }
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports`,
		id: 'bringFile',
		tag: 'imports',
		summary: 'Bring in a file',
		description: 'The file is looked at; nothing is stored yet.',
		query: FileQuery,
		body: { files: ['application/octet-stream'] },
		answer: { status: 201, says: 'What the file holds and how it would be taken.', shape: 'FileImportTaken' },
		problems: [413, 422]
	},
	{
		...reading,
		path: `${ofIncident}/imports/[import]`,
		id: 'readImport',
		tag: 'imports',
		summary: 'Read how far an import is',
		answer: { status: 200, says: 'How far it is, and what became of its rows.', shape: 'FileImportAnswer' }
	},
	{
		method: 'DELETE',
		caller: 'person',
		path: `${ofIncident}/imports/[import]`,
		id: 'dropImport',
		tag: 'imports',
		summary: 'Drop a file, or stop its import',
		description: 'What was stored is kept.',
		answer: { status: 200, says: 'The import as it is now.', shape: 'FileImportAnswer' }
	},
	{
		...reading,
		path: `${ofIncident}/imports/[import]/preview`,
		id: 'previewImport',
		tag: 'imports',
		summary: 'Look into a file that was not started',
		answer: { status: 200, says: 'What the file holds.', shape: 'FilePreviewAnswer' },
		problems: [409]
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
		summary: 'Begin to store the rows',
		body: 'ImportStart',
		answer: { status: 202, says: 'It has begun.', shape: 'FileImportAnswer' },
		problems: [409, 415, 422]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/resume`,
		id: 'resumeImport',
		tag: 'imports',
		summary: 'Go on with an import that stopped',
		answer: { status: 202, says: 'It goes on.', shape: 'FileImportAnswer' },
		problems: [409]
	},
	{
		method: 'POST',
		caller: 'person',
		path: `${ofIncident}/imports/[import]/stop`,
		id: 'stopImport',
		tag: 'imports',
		summary: 'Stop after the batch under way',
		answer: { status: 200, says: 'The import as it is now.', shape: 'FileImportAnswer' }
	}
];
