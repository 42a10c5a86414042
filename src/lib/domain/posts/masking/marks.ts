import { REMOVED } from '$lib/domain/core/texts/removed';

/**
 * The marks that masking writes in place of personal details. The proofs of masked lines and the database know no others
 * (tests/domain/marks.test.ts).
 */
export const marks = {
	telephone: '[tel]',
	mail: '[mail]',
	iban: '[iban]',
	plate: '[auto]',
	citizen: '[bsn]',
	document: '[id]',
	rest: REMOVED
} as const;
export type Mark = (typeof marks)[keyof typeof marks];

/** A pattern of them all. */
export const MARK_PATTERN = Object.values(marks)
	.map((mark) => mark.replaceAll(/[[\]]/g, String.raw`\$&`))
	.join('|');
