/** Why a file is not read at all. The sentences stand in messages/ under `ingest.file.refused`. */
export const fileRefusals = ['empty', 'tooLarge', 'spreadsheet', 'html', 'notText', 'tooManyColumns'] as const;
export type FileRefusal = (typeof fileRefusals)[number];

export class FileRefused extends Error {
	override readonly name = 'FileRefused';
	constructor(readonly code: FileRefusal) {
		super(code);
	}
}

/** Why one row gives no post. The sentences stand in messages/ under `ingest.file.row`. */
export const rowRefusals = ['noText', 'noDate', 'quote', 'tooLong', 'tooManyCells'] as const;
export type RowRefusal = (typeof rowRefusals)[number];

export const limits = { bytes: 100 * 1024 * 1024, cell: 1024 * 1024, columns: 500 } as const;
