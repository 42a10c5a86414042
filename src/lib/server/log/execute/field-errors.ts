import { Refusal } from '$lib/domain/core/refusal';
import type { z } from 'zod';

/** An invalid field: its path, and what it must be. Never contains the value, which may be a secret. */
export interface FieldError {
	/** The property names and indexes from the root to the field. */
	readonly path: readonly PropertyKey[];
	/** A sentence in English that does not name the field; the reader gets its path too. */
	readonly detail: string;
}

/** Input of a command that does not match its schema. */
export class InvalidInput extends Refusal {
	constructor(readonly fields: readonly FieldError[]) {
		super('command.invalid', { where: fields[0]?.path.join('.') ?? '' });
	}
}

/** All invalid fields of the input, in the order of the schema. */
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
	let value = input;
	for (const key of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
		value = (value as Record<PropertyKey, unknown>)[key];
	}
	return value;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
	record: 'an object',
	null: 'null'
};
const expectedOf = (expected: string): string => TYPE_NAMES[expected] ?? expected;

function sizeOf(origin: string, size: number | bigint): string {
	if (origin === 'string') return `${String(size)} characters long`;
	return origin === 'array' || origin === 'set' ? `${String(size)} long` : String(size);
}
