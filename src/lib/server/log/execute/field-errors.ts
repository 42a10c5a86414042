import { Refusal } from '$lib/domain/core/refusal';
import type { z } from 'zod';

/** One field that is wrong: where it stands, and what it must be. Never what was sent: that may be a secret. */
export interface FieldError {
	/** The names and indexes from the top to the field. */
	readonly path: readonly PropertyKey[];
	/** A sentence in English, about a field that the reader knows by its pointer. */
	readonly detail: string;
}

/** Input of a command that its schema does not take. */
export class InvalidInput extends Refusal {
	constructor(readonly fields: readonly FieldError[]) {
		super('command.invalid', { where: fields[0]?.path.join('.') ?? '' });
	}
}

/** Every field of the input that is wrong, in the order of the schema. */
export const fieldErrors = (error: z.ZodError, input: unknown): FieldError[] =>
	error.issues.map((issue) => ({ path: issue.path, detail: detailOf(issue, input) }));

type Issue = z.core.$ZodIssue;

function detailOf(issue: Issue, input: unknown): string {
	if (valueAt(input, issue.path) === undefined && issue.path.length > 0) return 'This is missing.';
	switch (issue.code) {
		case 'invalid_type':
			return `This must be ${expectedOf(issue.expected)}.`;
		case 'too_small':
			return `This must ${issue.exact ? 'be exactly' : 'be at least'} ${sizeOf(issue.origin, issue.minimum)}.`;
		case 'too_big':
			return `This must ${issue.exact ? 'be exactly' : 'be at most'} ${sizeOf(issue.origin, issue.maximum)}.`;
		case 'not_multiple_of':
			return `This must be a multiple of ${String(issue.divisor)}.`;
		case 'invalid_format':
			return issue.format === 'regex'
				? 'This does not have the form that it must have.'
				: `This must be a valid ${issue.format}.`;
		case 'invalid_value':
			return `This must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
		case 'unrecognized_keys':
			return issue.keys.length === 1 ? 'This has a field that is not known.' : 'This has fields that are not known.';
		case 'invalid_union':
			return 'This has none of the forms that it may have.';
		default:
			return 'This is not valid.';
	}
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
	let at = input;
	for (const step of path) {
		if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
		at = (at as Record<PropertyKey, unknown>)[step];
	}
	return at;
}

const KINDS: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	record: 'an object',
	null: 'null'
};
const expectedOf = (expected: string): string => KINDS[expected] ?? expected;

function sizeOf(origin: string, size: number | bigint): string {
	if (origin === 'string') return `${String(size)} characters long`;
	return origin === 'array' || origin === 'set' ? `${String(size)} long` : String(size);
}
