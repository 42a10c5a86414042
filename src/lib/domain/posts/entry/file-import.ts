import { z } from 'zod';
import { Moment, PersonId, SourceId } from '$lib/domain/core/ids';
import { AMSTERDAM, isZone } from '$lib/domain/core/local-time';
import { Platform } from '../platform';

/** The fields that a column of a file can be mapped to. */
export const columnFields = [
	'id',
	'date',
	'time',
	'title',
	'text',
	'url',
	'author',
	'handle',
	'source',
	'reach',
	'lang',
	'shares',
	'replyTo',
	'media'
] as const;
export type ColumnField = (typeof columnFields)[number];

export const separators = [',', ';', '\t', '|'] as const;
export type Separator = (typeof separators)[number];

/** Limits of a file, beyond which nothing is read. A cell and a file in bytes. */
export const fileLimits = { bytes: 100 * 1024 * 1024, cell: 1024 * 1024, columns: 500 } as const;

/** Warnings before the file is stored. The sentences are in messages/ under `ingest.file.problem`. */
export const fileProblems = [
	'noText',
	'noDate',
	'dateOrder',
	'dateMixed',
	'dateConverted',
	'dateUnreadable',
	'dateMissing',
	'dateFuture',
	'dateWithoutTime',
	'hourTwice',
	'hourSkipped',
	'idRounded',
	'brokenLetters',
	'errorValues',
	'brokenRows',
	'hiddenRows',
	'totals',
	'sameId',
	'sameUrl'
] as const;

/**
 * Why a row has no moment of its own, so that it counts as of its import. The sentences are in messages/ under
 * `ingest.file.undated`.
 */
export const undatedReasons = ['dateUnreadable', 'dateMissing', 'dateFuture'] as const;
export type UndatedReason = (typeof undatedReasons)[number];

/** Why a file is not read at all. The sentences are in messages/ under `ingest.file.refused`. */
export const fileRefusals = [
	'empty',
	'tooLarge',
	'personFull',
	'incidentFull',
	'html',
	'notText',
	'tooManyColumns',
	'oldSpreadsheet',
	'openDocument',
	'encrypted',
	'macros',
	'packed',
	'mail',
	'undatedChat',
	'tooPacked',
	'tooSlow',
	'damaged',
	'brokenRecords'
] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** Why one row gives no post. The sentences are in messages/ under `ingest.file.row`. */
export const rowRefusals = [
	'noText',
	'errorValue',
	'quote',
	'brokenLine',
	'tooLong',
	'tooManyCells',
	'moreCells',
	'hidden',
	'total'
] as const;
export type RowRefusal = (typeof rowRefusals)[number];

const Column = z
	.int()
	.min(0)
	.max(fileLimits.columns - 1);

/** How a file is read, as a preview found or a person chose. It can be reused for a file with the same columns. */
export const ColumnMapping = z.strictObject({
	/** `xlsx` for a workbook. */
	encoding: z.string().max(40),
	/** Null for a workbook. */
	separator: z.enum(separators).nullable(),
	/** Which sheet of a workbook; null takes the largest. */
	sheet: z.string().max(100).nullable().default(null),
	/** Rows up to this number are not data: a title, a period, an empty line. -1 where the names are in no row. */
	above: z.int().min(-1).max(1_000).default(0),
	/** Whether the first row holds names. */
	header: z.boolean(),
	/** Column numbers from 0, by field. Of several columns of words all count, of others the first that is not empty. */
	columns: z.partialRecord(z.enum(columnFields), z.array(Column).max(10)),
	dateOrder: z.enum(['dayFirst', 'monthFirst']),
	/** Whether rows that are hidden in the workbook are read too. */
	withHidden: z.boolean().default(false),
	/** The zone of moments without one. */
	zone: z.string().max(60).refine(isZone).default(AMSTERDAM),
	/** The platform of rows without one. */
	platform: Platform
});
export type ColumnMapping = z.infer<typeof ColumnMapping>;

/** Encodings that a person can choose, by the names of the Encoding Standard. */
export const encodings = [
	'utf-8',
	'windows-1252',
	'iso-8859-15',
	'utf-16le',
	'utf-16be',
	'macintosh',
	'windows-1250',
	'windows-1251',
	'windows-1254',
	'windows-1256'
] as const;

/** How a person wants a file to be read; the program determines the rest. */
export const PreviewChoice = z.object({
	sheet: z.string().max(100).optional(),
	separator: z.enum(separators).optional(),
	encoding: z.enum(encodings).optional(),
	/** The number of the header row; 0 when there is none. */
	header: z.coerce.number().int().min(0).max(1_000).optional()
});
export type PreviewChoice = z.infer<typeof PreviewChoice>;

/** The content of a file and its proposed mapping, before anything is stored. */
export const PreviewView = z.object({
	columns: z.array(
		z.object({
			name: z.string(),
			samples: z.array(z.string()).readonly(),
			takenAs: z.enum(columnFields).nullable(),
			sure: z.boolean()
		})
	),
	/** Without the header. */
	rows: z.number(),
	/** The first rows, from which a person chooses the header. */
	firstRows: z.array(z.object({ row: z.number(), text: z.string() })),
	problems: z.array(
		z.object({
			code: z.enum(fileProblems),
			rows: z.number(),
			first: z.number().nullable(),
			/** What the first different ones have. */
			values: z.array(z.object({ row: z.number(), text: z.string() })).optional()
		})
	),
	/** The first different dates, with the time where it is in another cell. */
	examples: z.array(z.object({ date: z.string(), time: z.string() })),
	mapping: ColumnMapping,
	/** The same for every file with these columns. */
	columnSet: z.string(),
	/** The names of a workbook's sheets. */
	sheets: z.array(z.string()),
	/** The mapping that anyone used before for a file with these columns. */
	remembered: ColumnMapping.nullable()
});
export type PreviewView = z.infer<typeof PreviewView>;

export const FileImportId = z.uuid().toLowerCase().brand<'FileImportId'>();
export type FileImportId = z.infer<typeof FileImportId>;

/**
 * `waiting`: previewed, not started. `stopped` by a person, `broken` by a restart, `failed`: the incident refused it
 * (`why`). Stored posts stay, and while the file is still here (`kept`) the import can resume.
 */
const importStates = ['waiting', 'running', 'stopping', 'done', 'stopped', 'broken', 'failed'] as const;
export type ImportState = (typeof importStates)[number];
export const canResume = ({ state, hasFile }: Pick<ImportView, 'state' | 'hasFile'>): boolean =>
	hasFile && ['stopped', 'broken', 'failed'].includes(state);
export const isFinished = (state: ImportState): boolean => !['waiting', 'running', 'stopping'].includes(state);

/** A row that gave no post, numbered as a spreadsheet does. */
export const RefusedRow = z.object({ row: z.number(), why: z.enum(rowRefusals) });
export type RefusedRow = z.infer<typeof RefusedRow>;

/** A row whose post counts as of its import. */
export const UndatedRow = z.object({ row: z.number(), why: z.enum(undatedReasons) });
export type UndatedRow = z.infer<typeof UndatedRow>;

/**
 * An imported file and its progress. `stored` counts the new posts, `backlog` those of them that are older than the
 * incident.
 */
export const ImportView = z.object({
	id: FileImportId,
	source: SourceId,
	by: PersonId,
	name: z.string(),
	at: Moment,
	state: z.enum(importStates),
	rows: z.number(),
	done: z.number(),
	stored: z.number(),
	known: z.number(),
	/** Known posts that were changed since. */
	edited: z.number(),
	backlog: z.number(),
	refused: z.number(),
	/** The code of the refusal that ended it. */
	why: z.string().nullable(),
	/** The first of the refused rows. */
	reasons: z.array(RefusedRow),
	/** The rows whose posts count as of their import, and the first of them. */
	undated: z.number(),
	undatedRows: z.array(UndatedRow),
	/** Whether the file itself is still here; a day at most. */
	hasFile: z.boolean()
});
export type ImportView = z.infer<typeof ImportView>;
export const ImportListView = z.object({ imports: z.array(ImportView) });

/**
 * How to start: into which source. Null makes a new one, named after the file; an existing source recognises its
 * earlier posts.
 */
export const ImportStart = z.strictObject({ mapping: ColumnMapping, source: SourceId.nullable() });
