import { areOtherEyes, eyesOfAct, eyesOfActor, haveOtherEyes, type SeenAct } from '$lib/domain/core/eyes';
import { momentOf, type IncidentId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { rolesIn, SYSTEM, type Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { eyesAt, isStillOpen, sharedUntil, waysInto, type AccountWay } from '$lib/domain/installation/account-ways';
import { administers, isReal } from '$lib/domain/installation/people';
import { approvalRefusal, isAwaitingApproval, type OfficialText } from '$lib/domain/official-text/official-text';

type Installation = Pick<ReadState, 'people'>;
type Names = ReadonlyMap<PersonId, { readonly name: string }>;

/** A name; null for the console. */
const nameIn = (names: Names, person: PersonId): string | null =>
	person === SYSTEM.id ? null : (names.get(person)?.name ?? null);

interface OtherAccount {
	readonly id: PersonId;
	readonly name: string;
}

/** Who opened an account and when, and who counts with its person. */
export interface AccountEyesView {
	/** The last time that somebody else made a way in. */
	readonly opened: (Pick<AccountWay, 'kind' | 'delivery'> & { readonly by: string | null; readonly at: Moment }) | null;
	readonly confirmed: { readonly by: string | null; readonly at: Moment } | null;
	/** Who else may have used it, and until when each counts. */
	readonly shared: readonly { readonly who: string | null; readonly until: Moment }[];
	/** Other accounts of the person, and whether another administrator asked to undo the link. */
	readonly same: readonly (OtherAccount & { readonly unlink: 'ask' | 'asked' | 'now' })[];
	/** Accounts that may be of the person: an administrator must answer. */
	readonly alike: readonly OtherAccount[];
	/** Whether this reader may answer that two accounts are of two people. */
	readonly mayDistinguish: boolean;
	/** Whether this reader could confirm the person now, or why not; null when nothing has to be confirmed. */
	readonly confirm: 'now' | 'stillOpen' | 'other' | null;
}

export function accountEyes(state: Installation, person: PersonId, reader: Actor, names: Names): AccountEyesView {
	const now = momentOf(Date.now());
	const account = state.people.get(person);
	const way = account?.ways.at(-1);
	const confirmed = account?.confirmed && (!way || account.confirmed.at >= way.from) ? account.confirmed : null;
	const own = eyesAt(state, person, now);
	const shared = own.flatMap((other) => {
		const until = sharedUntil(state, person, other, now);
		return until === null ? [] : [{ who: nameIn(names, other), until }];
	});
	const isOpened = waysInto(state, person, now).some((each) => each.way.holders.length > 0);
	const named = (id: PersonId): OtherAccount => ({ id, name: names.get(id)?.name ?? '' });
	const isOther = areOtherEyes(own, eyesOfActor(reader));
	const confirm = !isOther ? 'other' : isStillOpen(state, person, now) ? 'stillOpen' : 'now';
	return {
		opened: way ? { kind: way.kind, delivery: way.delivery, by: nameIn(names, way.by), at: way.from } : null,
		confirmed: confirmed && { by: nameIn(names, confirmed.by), at: confirmed.at },
		shared,
		same: (account?.same ?? []).map((other) => {
			const request = account?.unlink?.other === other ? account.unlink.requested : null;
			const mayUndo = isOther && request !== null && haveOtherEyes([request], reader);
			return { ...named(other), unlink: mayUndo ? 'now' : request ? 'asked' : 'ask' };
		}),
		alike: (account?.alike ?? []).map(named),
		mayDistinguish: isOther,
		confirm: isOpened ? confirm : null
	};
}

/** The administrators other than this one, of whom a second can confirm what this one opens. */
export const otherAdministrators = (state: Installation, reader: Actor): PersonId[] =>
	[...state.people.values()]
		.filter(
			(person) =>
				isReal(person) &&
				administers(person) &&
				areOtherEyes(eyesAt(state, person.id, momentOf(Date.now())), eyesOfActor(reader))
		)
		.map(({ id }) => id);

const writes = (roles: readonly string[]): boolean =>
	['analyst', 'spokesperson', 'coordinator'].some((role) => roles.includes(role));

/** Whether two people who can write and approve a text together have other eyes. */
export function hasPair(state: Installation, now = momentOf(Date.now())): boolean {
	const people = [...state.people.values()]
		.filter(isReal)
		.map(({ id, grants }) => ({ id, roles: grants.map(({ role }) => role), eyes: eyesAt(state, id, now) }))
		.filter(({ roles }) => writes(roles));
	return people.some(
		(one) =>
			one.roles.includes('spokesperson') && people.some((other) => other !== one && areOtherEyes(one.eyes, other.eyes))
	);
}

/** Why the reader may not approve words of a colleague, and who can help. */
export interface SharedEyes {
	readonly writer: PersonId;
	/** Who may have used both accounts; the reader, when they could use the writer's. */
	readonly who: PersonId;
	/** When this ends for the reader; null when it does not, because it was so at the moment of writing. */
	readonly until: Moment | null;
	/** Other spokespeople who may approve these words now. */
	readonly spokespeople: readonly PersonId[];
	/** Administrators who can confirm the reader's account, where that helps. */
	readonly administrators: readonly PersonId[];
}

/** The first waiting words that the reader may not approve because of shared eyes; null when there are none. */
export function sharedEyesOn(
	state: Installation,
	{ variants }: Readonly<OfficialText>,
	reader: Actor,
	incident: IncidentId
): SharedEyes | null {
	const variant = variants.find(
		(each) => isAwaitingApproval(each) && approvalRefusal(each, reader) === 'text.sharedEyes'
	);
	if (!variant) return null;
	const now = momentOf(Date.now());
	const writerEyes = eyesOfAct(variant.edited);
	const both = eyesOfActor(reader).filter((person) => writerEyes.includes(person));
	const untils = both.map((person) => sharedUntil(state, reader.id, person, now));
	const until = untils.some((each) => each === null) ? null : (untils.sort().at(-1) ?? null);
	const spokespeople = [...state.people.values()].filter(
		(person) =>
			person.id !== reader.id &&
			isReal(person) &&
			rolesIn(person.grants, incident).includes('spokesperson') &&
			areOtherEyes(eyesAt(state, person.id, now), writerEyes)
	);
	return {
		writer: variant.edited.by,
		who: both[0] ?? variant.edited.by,
		until,
		spokespeople: spokespeople.map(({ id }) => id),
		administrators: until === null ? [] : otherAdministrators(state, { ...reader, eyes: eyesAt(state, reader.id, now) })
	};
}

/**
 * Whether a real incident would refuse this reader, in an exercise: one person plays both the writer and the reader, or
 * could have used both accounts. Visitors play all people who are made up.
 */
export function isSamePersonInExercise(state: Installation, edited: Readonly<SeenAct>, reader: Actor): boolean {
	const writer = state.people.get(edited.by);
	if (!writer || edited.by === reader.id) return false;
	if (writer.exerciseOnly && reader.exerciseOnly) return true;
	const now = momentOf(Date.now());
	return !areOtherEyes(eyesAt(state, edited.by, now), eyesAt(state, reader.id, now));
}
