import { z } from 'zod';
import { Eyes, SeenAct } from '../core/eyes';
import { millisecondsOf, Moment, momentOf, PersonId } from '../core/ids';
import type { ReadState } from '../core/state';

/**
 * A way into an account that somebody else than its person made or saw: a link to choose a password, a password that was
 * chosen for them, or a second factor that was taken away. Moments are on the wall clock.
 */
export const AccountWay = z.object({
	kind: z.enum(['link', 'password', 'factor']),
	/** Shown on a screen, or mailed to the person without anybody seeing it. */
	delivery: z.enum(['shown', 'mailed']),
	/** Who opened the account. */
	by: PersonId,
	/**
	 * Everybody who could have used it; nobody when it went straight to the person's own mailbox, or when it was
	 * confirmed afterwards who has the account.
	 */
	holders: Eyes,
	from: Moment,
	/** When it expires; or when it was used, or the person or another way replaced it. */
	until: Moment
});
export type AccountWay = z.infer<typeof AccountWay>;

/** The fields of a person's account that determine whose eyes it has. */
export const AccountEyes = z.object({
	/** In the order in which they were made. */
	ways: z.array(AccountWay).default([]),
	/** The last time that a second administrator with other eyes confirmed who has this account. */
	confirmed: SeenAct.nullable().default(null),
	/** The eyes of the person who set the mail address. */
	addressBy: Eyes.default([]),
	/** Other accounts of the same person. */
	same: z.array(PersonId).default([]),
	/** Accounts that may be of the same person: they count as such until an administrator answered. */
	alike: z.array(PersonId).default([]),
	/** Accounts of which administrators answered that they are of somebody else. */
	apart: z.array(PersonId).default([]),
	/** Which link with another account an administrator asked to undo. */
	unlink: z.object({ other: PersonId, requested: SeenAct }).nullable().default(null)
});

/** How long people who had a way into an account may still be using it after it ended, in milliseconds. */
const USABLE_AFTER_END = 24 * 60 * 60 * 1000;

type State = Pick<ReadState, 'people'>;

/** All accounts that are or may be of this person, including the given one. */
function accountsOf(state: State, person: PersonId): ReadonlySet<PersonId> {
	const found = new Set([person]);
	for (const id of found) {
		const { same = [], alike = [] } = state.people.get(id) ?? {};
		for (const other of [...same, ...alike]) found.add(other);
	}
	return found;
}

/** The pairs of accounts of which administrators must answer whether they are of one person. */
export const alikePairs = ({ people }: State): { readonly person: PersonId; readonly other: PersonId }[] =>
	[...people.values()].flatMap(({ id, alike }) => alike.flatMap((other) => (id < other ? { person: id, other } : [])));

/** Until when a way counts; null when it does not count any more at this moment. */
function countsUntil({ from, until }: Readonly<AccountWay>, at: Moment): Moment | null {
	const end = momentOf(millisecondsOf(until) + USABLE_AFTER_END);
	return from <= at && at < end ? end : null;
}

/** The first moment of the ways that count now and that others could use; null when nobody else could have used it. */
export const openSince = (state: State, person: PersonId, at: Moment): Moment | null =>
	waysInto(state, person, at)
		.flatMap(({ way }) => (way.holders.length > 0 ? [way.from] : []))
		.sort()[0] ?? null;

/** The ways that count for this account at this moment, and until when each does when nothing changes. */
export const waysInto = (
	state: State,
	person: PersonId,
	at: Moment
): { readonly way: Readonly<AccountWay>; readonly until: Moment }[] =>
	[...accountsOf(state, person)].flatMap((id) => {
		const account = state.people.get(id);
		return (account?.ways ?? []).flatMap((way) => {
			const until = countsUntil(way, at);
			return until === null ? [] : [{ way, until }];
		});
	});

/**
 * Everybody who may have used this account at this moment: the person, under all their accounts, and everybody who had
 * a usable way into it in the 24 hours before. Being allowed to make one does not count.
 */
export const eyesAt = (state: State, person: PersonId, at: Moment): Eyes =>
	[...new Set([...accountsOf(state, person), ...waysInto(state, person, at).flatMap(({ way }) => way.holders)])].sort();

/**
 * The eyes of a person who acts in this log. In an exercise every account counts as a person of its own, because one
 * person may play several. A log that is not known to be of an exercise is a real one.
 */
export const eyesIn = (
	log: Pick<ReadState, 'incident'> | null | undefined,
	installation: State,
	person: PersonId,
	at: Moment
): Eyes => (log?.incident?.exercise ? [person] : eyesAt(installation, person, at));

/** Until when this other person may have used the account; null when they may not, or are the same person. */
export const sharedUntil = (state: State, person: PersonId, other: PersonId, at: Moment): Moment | null =>
	waysInto(state, person, at)
		.flatMap(({ way, until }) => (way.holders.includes(other) ? [until] : []))
		.sort()
		.at(-1) ?? null;

/** Whether somebody else could still use a way into this account: then nobody can confirm who has it. */
export const isStillOpen = (state: State, person: PersonId, at: Moment): boolean =>
	waysInto(state, person, at).some(({ way }) => way.until > at && way.holders.length > 0);

/** Whether both are the way that one person made at one moment: applying an event twice adds it once. */
export const isSameWay = (a: Readonly<AccountWay>, b: Readonly<AccountWay>): boolean =>
	a.kind === b.kind && a.delivery === b.delivery && a.by === b.by && a.from === b.from;

/** These ways; those of these kinds end at this moment. */
export const endWays = (
	ways: readonly Readonly<AccountWay>[],
	kinds: readonly AccountWay['kind'][],
	at: Moment
): AccountWay[] =>
	ways.map((way) => (kinds.includes(way.kind) && way.from <= at && way.until > at ? { ...way, until: at } : way));
