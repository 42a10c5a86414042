import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { IncidentId, Moment, PersonId } from '../core/ids';
import { onlySystem } from '../core/policy';
import type { Eyes } from '../core/eyes';
import { SYSTEM } from '../core/role';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';
import { AccountWay, endWays, eyesAt, isSameWay } from './account-ways';
import { MailDomain, mailReaders } from './mail-domains';
import { administers } from './people';

/** What happens to accounts and keys, recorded for the people who are responsible for the installation. */
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
	/** Changes that people make to their own account; the log names nobody. */
	'name.changed',
	'factor.added',
	'factor.removed',
	'factor.reset',
	'factor.recoveryUsed',
	'key.rotated',
	/** A file that left the installation: a report, a set for publication, an archive, the audit list itself. */
	'file.taken'
]);
export type SecurityKind = z.infer<typeof SecurityKind>;

/** How a person signed in, or which of these they changed. */
export const Factor = z.enum(['password', 'totp', 'passkey', 'recovery', 'oidc', 'link', 'setUp', 'console']);
export type Factor = z.infer<typeof Factor>;

const SecurityEvent = z.object({
	/** Whose account; null where it is nobody's alone. */
	person: PersonId.nullable(),
	kind: SecurityKind,
	factor: Factor.nullable(),
	/** The number of attempts; null where none are counted. */
	count: z.int().positive().nullable(),
	/** Where a file was taken from. */
	incident: IncidentId.nullable(),
	/** What was taken or renewed, in a word of the program's own: `pdf 3`, `secret`. */
	what: LooseText(120, 'id').nullable()
});
export type SecurityEvent = z.infer<typeof SecurityEvent>;

/** A way into an account that is made now, for its person. */
const Opening = z.strictObject({
	kind: AccountWay.shape.kind,
	delivery: AccountWay.shape.delivery,
	/** The domain of the person's address, when it was mailed and the domain is an ordinary one. */
	mailDomain: MailDomain.nullable(),
	/** When it expires. */
	until: Moment
});
export type Opening = z.infer<typeof Opening>;

/**
 * Everybody who may be the maker of a way in: all who may have used the sender's account. At the console it may be any
 * administrator.
 */
const makersOf = (state: ReadState, by: PersonId, now: Moment): Eyes =>
	by === SYSTEM.id
		? [by, ...[...state.people.values()].filter(administers).map(({ id }) => id)].sort()
		: eyesAt(state, by, now);

/**
 * Records what happened to an account. The program sends it in the name of the person who did it: nobody can write such
 * a line about another.
 */
export const recordSecurity = command('security.record', {
	input: () =>
		z.strictObject({
			...SecurityEvent.shape,
			opens: Opening.nullable().default(null),
			what: Text(120, 'id').nullable()
		}),
	allow: onlySystem,
	during: 'installation',
	decide({ opens, ...happened }, { state, actor, wallNow }) {
		const recorded = securityRecorded(happened);
		const { person } = happened;
		if (opens === null || person === null) return recorded;
		const { mailDomain, ...way } = opens;
		const makers = makersOf(state, actor.id, wallNow);
		const holders =
			way.delivery === 'mailed' && mailDomain !== null
				? mailReaders(state, person, mailDomain, makers, wallNow)
				: makers;
		return [recorded, accountOpened({ person, way: { ...way, by: actor.id, holders, from: wallNow } })];
	}
});
export const securityRecorded = event('security.recorded', {
	data: () => SecurityEvent,
	evolve(state, { person, kind }, { wallAt }) {
		const ways = person && state.people.get(person)?.ways;
		const ended = ENDS[kind];
		if (ways && ended) change(state.people, person, { ways: endWays(ways, ended, wallAt) });
	}
});

/** The ways in that end when the person did this. */
const ENDS: Readonly<Partial<Record<SecurityKind, readonly AccountWay['kind'][]>>> = {
	'password.chosen': ['link', 'password'],
	'password.changed': ['link', 'password'],
	'factor.added': ['factor']
};

/** Somebody else made a way into an account. It replaces those of its kind; a link or password replaces both. */
export const accountOpened = event('account.opened', {
	data: () => z.object({ person: PersonId, way: AccountWay }),
	evolve(state, { person, way }) {
		const ways = state.people.get(person)?.ways;
		if (!ways) return;
		const replaced = way.kind === 'factor' ? (['factor'] as const) : (['link', 'password'] as const);
		const others = ways.filter((each) => !isSameWay(each, way));
		change(state.people, person, { ways: [...endWays(others, replaced, way.from), way] });
	}
});
