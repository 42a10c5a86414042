import { z } from 'zod';

/** We do not want to: the address, or where it leads, is not one that this program may ask. */
const refusedBecause = ['address', 'scheme', 'credentials', 'port', 'inner', 'redirects'] as const;
export type RefusedBecause = (typeof refusedBecause)[number];

/** It did not work: trying again later may. */
const failedBecause = [
	'unresolved',
	'connection',
	'tls',
	'timeout',
	'tooLarge',
	'encoding',
	'answer',
	'stopped',
	// A line that stood: it was cut, or there was no sign of life on it.
	'closed',
	'dead'
] as const;
export type FailedBecause = (typeof failedBecause)[number];

/** The answer came, but it is no feed that we read. */
const unreadableBecause = ['empty', 'html', 'doctype', 'unreadable', 'tooSlow'] as const;
export type UnreadableBecause = (typeof unreadableBecause)[number];

/** What any answer of HTTP can be. */
const answeredWith = ['status', 'token', 'forbidden', 'tooMany'] as const;

/** What a source can say no with that is followed by a line that stands. */
const lineSays = [
	...(['tokenMissing', 'timelines', 'notThisServer', 'budget', 'profileEmpty', 'rules'] as const),
	...(['xCredit', 'xOtherLine', 'xTooSlow'] as const)
];

/** Everything that a source can do wrong. */
const faults = [...refusedBecause, ...failedBecause, ...unreadableBecause, ...answeredWith, ...lineSays] as const;
export type SourceFault = (typeof faults)[number];

/**
 * What can be wrong with a source; `storing`: its posts came, but our own database did not take them; `signature`, `clock`: a program signed what it
 * sent with another key, or by a clock that goes wrong. The sentences stand in messages/ under `ingest.problem`.
 */
export const ProblemCode = z.enum([...faults, 'storing', 'signature', 'clock']);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** `status` is of HTTP, where it says something. */
export const SourceProblemView = z.object({ code: ProblemCode, status: z.number().nullable() });

/** What belongs beside another field than the address of the form that connects a source; null is the form as a whole. */
const elsewhere: Readonly<Partial<Record<ProblemCode, 'key' | null>>> = {
	token: 'key',
	tokenMissing: 'key',
	forbidden: 'key',
	tooMany: null,
	timelines: null,
	budget: null,
	profileEmpty: null,
	rules: null,
	xCredit: null,
	xOtherLine: null,
	xTooSlow: null,
	storing: null,
	signature: null,
	clock: null
};
/** Beside which field of the form that connects a source a problem belongs. */
export function fieldOfProblem(code: ProblemCode): 'address' | 'key' | null {
	const field = elsewhere[code];
	return field === undefined ? 'address' : field;
}
