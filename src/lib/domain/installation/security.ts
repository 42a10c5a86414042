import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { IncidentId, PersonId } from '../core/ids';
import { onlySystem } from '../core/policy';
import { change } from '../core/state';
import { LooseText, Text } from '../core/text';

/** What happens to accounts and keys, and is kept for those who answer for the installation. */
export const SecurityKind = z.enum([
	'session.began',
	'session.ended',
	'session.endedAll',
	/** Wrong passwords, together: how many in the time since the previous line. */
	'signIn.failed',
	/** Somebody tried one account so often that they had to wait; at most once in an hour. */
	'signIn.slowed',
	/** A first password for a new account. */
	'password.invited',
	'password.reset',
	'password.chosen',
	'password.changed',
	'factor.added',
	'factor.removed',
	'factor.reset',
	'factor.recoveryUsed',
	'key.rotated',
	/** A file that left the installation: a report, a set for publication, an archive, the audit list itself. */
	'file.taken'
]);
export type SecurityKind = z.infer<typeof SecurityKind>;

/** How a person showed who they are, or what they changed of it. */
export const Factor = z.enum(['password', 'totp', 'passkey', 'recovery', 'oidc', 'link', 'setUp', 'console']);
export type Factor = z.infer<typeof Factor>;

const SecurityEvent = z.object({
	/** Whose account; null where it is nobody's alone. */
	person: PersonId.nullable(),
	kind: SecurityKind,
	factor: Factor.nullable(),
	/** Of attempts; null where it does not count any. */
	count: z.int().positive().nullable(),
	/** Where a file was taken from. */
	incident: IncidentId.nullable(),
	/** What was taken or renewed, in a word of the program's own: `pdf 3`, `secret`. */
	what: LooseText(120, 'id').nullable()
});
export type SecurityEvent = z.infer<typeof SecurityEvent>;

/**
 * Records what happened to an account. The program sends it in the name of the person who did it: nobody can write such
 * a line about another.
 */
export const recordSecurity = command('security.record', {
	input: () => z.strictObject({ ...SecurityEvent.shape, what: Text(120, 'id').nullable() }),
	allow: onlySystem,
	during: 'installation',
	decide: (input) => securityRecorded(input)
});
export const securityRecorded = event('security.recorded', {
	data: () => SecurityEvent,
	evolve(state, { person, kind }, { by, wallAt }) {
		if (person === null || (kind !== 'password.reset' && kind !== 'factor.reset')) return;
		change(state.people, person, { reset: { by, at: wallAt, confirmed: null } });
	}
});
