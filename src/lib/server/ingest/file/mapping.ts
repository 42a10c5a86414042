import { z } from 'zod';
import { Platform } from '$lib/domain/platform';
import { fields } from './columns';
import { limits } from './refused';
import { separators } from './table';

const Column = z
	.int()
	.min(0)
	.max(limits.columns - 1);

/** How a file is read: what a preview found, or a person chose. It can be kept for the next file with the same columns. */
export const Mapping = z.strictObject({
	encoding: z.string().max(40),
	separator: z.enum(separators),
	/** Whether the first row holds names. */
	header: z.boolean(),
	/** Columns from 0, by what they are taken as. Of several the first that is not empty counts. */
	columns: z.partialRecord(z.enum(fields), z.array(Column).max(10)),
	dateOrder: z.enum(['dayFirst', 'monthFirst']),
	/** Of rows that name none. */
	platform: Platform
});
export type Mapping = z.infer<typeof Mapping>;
