import { z } from 'zod';

/** We refuse: the address, or where it redirects, is not one that this program may request. */
const refusedBecause = ['address', 'scheme', 'credentials', 'port', 'inner', 'redirects'] as const;
export type RefusedBecause = (typeof refusedBecause)[number];

/** It did not work: a later retry may. */
const failedBecause = [
	'unresolved',
	// The proxy to the internet is away, or refuses the address.
	'proxy',
	'connection',
	'tls',
	'timeout',
	'tooLarge',
	'encoding',
	'answer',
	'stopped',
	// An open connection was closed, or showed no sign of life.
	'closed',
	'dead'
] as const;
export type FailedBecause = (typeof failedBecause)[number];

/** The answer is not a feed that we can read. */
const unreadableBecause = ['empty', 'html', 'doctype', 'unreadable', 'tooSlow'] as const;
export type UnreadableBecause = (typeof unreadableBecause)[number];

/** Problems that any HTTP answer can have. */
const httpErrors = ['status', 'token', 'forbidden', 'tooMany'] as const;

/** Errors of a source that is read over an open connection. */
const connectionErrors = [
	...(['tokenMissing', 'timelines', 'notThisServer', 'budget', 'profileEmpty', 'rules'] as const),
	...(['xCredit', 'xOtherLine', 'xTooSlow'] as const)
];

/** Every problem that a source itself can have. */
const faults = [...refusedBecause, ...failedBecause, ...unreadableBecause, ...httpErrors, ...connectionErrors] as const;
export type SourceFault = (typeof faults)[number];

/**
 * Every problem of a source; `storing`: its posts were received, but our own database did not store them; `signature`,
 * `clock`: a program signed with another key, or its clock is wrong. The sentences are in messages/ under
 * `ingest.problem`.
 */
export const ProblemCode = z.enum([...faults, 'storing', 'signature', 'clock']);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** `status` is that of HTTP, where it is relevant. */
export const SourceProblemView = z.object({ code: ProblemCode, status: z.number().nullable() });

/**
 * Problems shown at a field other than the address in the form that connects a source; null is the form as a whole.
 */
const fieldByProblem: Readonly<Partial<Record<ProblemCode, 'key' | null>>> = {
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
/** The field of the form that connects a source at which a problem is shown. */
export function fieldOfProblem(code: ProblemCode): 'address' | 'key' | null {
	const field = fieldByProblem[code];
	return field === undefined ? 'address' : field;
}
