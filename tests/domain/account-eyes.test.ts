import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areOtherEyes } from '$lib/domain/core/eyes';
import { momentOf, PersonId } from '$lib/domain/core/ids';
import type { Actor, Role } from '$lib/domain/core/role';
import { events } from '$lib/domain/events';
import {
	confirmPerson,
	distinguishAccounts,
	linkAccounts,
	noteAlike,
	requestUnlink
} from '$lib/domain/installation/account-eyes';
import { alikePairs, eyesAt } from '$lib/domain/installation/account-ways';
import { auditGroups } from '$lib/domain/installation/audit';
import { setUpInstallation } from '$lib/domain/installation/installation';
import { mailboxOf, setMailDomains } from '$lib/domain/installation/mail-domains';
import { admitPerson, grantRole } from '$lib/domain/installation/people';
import { recordSecurity, SecurityKind, type Opening } from '$lib/domain/installation/security';
import { hasPair } from '$lib/server/people/accounts/eyes-view';
import { nextSteps } from '$lib/server/read/incidents/next-steps';
import { fresh, InMemoryIncident, system } from './in-memory-incident';
import { TextWorkflow } from './texts';

const refused = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code });
const HOUR = 3_600_000;
const happened = { factor: null, count: null, incident: null, what: null };

/** An installation in which administrators open the accounts of others. */
class House {
	readonly testIncident = new InMemoryIncident();
	readonly ann = this.person('administrator');
	readonly tom = this.person('administrator');

	person(role: 'administrator' | 'analyst' | 'spokesperson', by: PersonId = system.id): PersonId {
		const person = fresh(PersonId);
		const roles: Role[] = by === system.id ? ['system'] : ['administrator'];
		const input = { person, grants: [{ role, incident: null }], exerciseOnly: false };
		this.testIncident.when(admitPerson, input, { ...this.actor(by), roles });
		return person;
	}
	actor(id: PersonId, ...roles: Role[]): Actor {
		return { id, roles, eyes: this.eyes(id) };
	}
	eyes(id: PersonId): PersonId[] {
		return eyesAt(this.testIncident.state, id, momentOf(this.testIncident.wall));
	}
	/** The link is made, and holds for 72 hours. */
	opens(by: PersonId, person: PersonId, way: Partial<Opening> = {}): void {
		const until = momentOf(this.testIncident.wall + 72 * HOUR);
		const opens = { kind: 'link' as const, delivery: 'shown' as const, mailDomain: null, until, ...way };
		this.#record({ ...happened, person, kind: 'password.reset', opens }, by);
	}
	/** The person uses the link, or chooses another password. */
	enters = (person: PersonId): void => this.#record({ ...happened, person, kind: 'password.chosen' }, person);
	confirms(by: PersonId, person: PersonId): void {
		this.testIncident.when(confirmPerson, { person }, this.actor(by, 'administrator'));
	}
	wait(hours: number): void {
		this.testIncident.wall += hours * HOUR;
	}
	areTwo = (one: PersonId, other: PersonId): boolean => areOtherEyes(this.eyes(one), this.eyes(other));
	#record(input: object, by: PersonId): void {
		this.testIncident.when(recordSecurity, input, { id: by, roles: ['system'] });
	}
}

test('whoever saw an account’s link counts as that account until a day after the link was used or expired', () => {
	const house = new House();
	const wim = house.person('spokesperson', house.ann);
	expect(house.eyes(wim)).toEqual([wim]);
	house.opens(house.ann, wim);
	house.wait(10);
	house.enters(wim);
	house.wait(23.9);
	expect(house.eyes(wim)).toEqual([house.ann, wim].sort());
	house.wait(0.1);
	expect(house.eyes(wim)).toEqual([wim]);
	house.opens(house.ann, wim);
	house.wait(72 + 23.9);
	expect(house.areTwo(house.ann, wim)).toBe(false);
	house.wait(0.1);
	expect(house.areTwo(house.ann, wim)).toBe(true);
});

test('accounts that one administrator opened, directly or through another administrator, share a pair of eyes', () => {
	const house = new House();
	const [wim, sam] = [house.person('spokesperson'), house.person('analyst')];
	house.opens(house.ann, house.tom);
	house.enters(house.tom);
	house.opens(house.tom, wim);
	house.opens(house.ann, sam);
	expect(house.areTwo(wim, sam)).toBe(false);
	expect(house.areTwo(wim, house.ann)).toBe(false);
});

test('an administrator who is independent of the account can confirm it once its link was used', () => {
	const house = new House();
	const wim = house.person('spokesperson');
	const pupil = house.person('administrator');
	expect(() => house.confirms(house.tom, wim)).toThrow(refused('person.notOpened'));
	house.opens(house.ann, wim);
	house.opens(house.ann, pupil);
	house.enters(pupil);
	expect(() => house.confirms(house.tom, wim)).toThrow(refused('person.stillOpen'));
	house.enters(wim);
	for (const by of [house.ann, wim, pupil]) expect(() => house.confirms(by, wim)).toThrow(refused('person.sharedEyes'));
	house.confirms(house.tom, wim);
	expect(house.eyes(wim)).toEqual([wim]);
	house.opens(house.ann, wim);
	expect(house.areTwo(house.ann, wim)).toBe(false);
});

test('a mailed link does not count its sender when the domain is listed, unless the sender has just listed it', () => {
	const house = new House();
	const { testIncident, ann, tom } = house;
	testIncident.when(setUpInstallation, { administrator: fresh(PersonId), organisation: 'Waterveen' }, system);
	const list = (by: PersonId, ...domains: string[]) =>
		testIncident.when(setMailDomains, { domains }, house.actor(by, 'administrator'));
	const mailed = { delivery: 'mailed', mailDomain: 'gemeente.example' } as const;
	const sentTo = (by: PersonId): boolean => {
		const person = house.person('analyst', ann);
		house.opens(by, person, mailed);
		return house.areTwo(ann, person);
	};
	expect(sentTo(ann)).toBe(false);
	list(ann, 'gemeente.example');
	expect(sentTo(ann)).toBe(false);
	house.wait(24);
	expect(sentTo(ann)).toBe(true);
	list(ann);
	list(tom, 'gemeente.example');
	expect(sentTo(ann)).toBe(true);
	list(tom);
	// The address that another administrator entered is not a mailbox of the sender.
	const person = house.person('analyst', ann);
	house.opens(tom, person, mailed);
	expect(house.areTwo(tom, person)).toBe(true);
});

test('linked accounts count as one person, and address variants of one mailbox are the same', () => {
	const house = new House();
	const [wim, again, third] = [house.person('analyst'), house.person('spokesperson'), house.person('spokesperson')];
	const link = (person: PersonId, other: PersonId) =>
		house.testIncident.when(linkAccounts, { person, other }, house.actor(house.ann, 'administrator'));
	link(wim, again);
	link(third, again);
	expect(() => link(again, wim)).toThrow(refused('person.already'));
	expect(() => link(wim, wim)).toThrow(refused('person.already'));
	expect(house.areTwo(wim, third)).toBe(false);
	house.opens(house.ann, again);
	expect(house.areTwo(third, house.ann)).toBe(false);
	expect(mailboxOf('Wim+2@Gemeente.example')).toBe(mailboxOf('wim@gemeente.example'));
});

test('two accounts that look like one person are one pair of eyes until an administrator with other eyes answers', () => {
	const house = new House();
	const { testIncident, ann, tom } = house;
	const annThere = house.person('spokesperson');
	const sends = (kind: typeof noteAlike | typeof distinguishAccounts, by: PersonId) =>
		testIncident.when(
			kind,
			{ person: ann, other: annThere },
			kind === noteAlike ? system : house.actor(by, 'administrator')
		);
	expect(house.areTwo(ann, annThere)).toBe(true);
	sends(noteAlike, ann);
	expect(house.areTwo(ann, annThere)).toBe(false);
	expect(alikePairs(testIncident.state)).toHaveLength(1);
	expect(() => approves(house.actor(ann, 'analyst'), house.actor(annThere, 'spokesperson'))).toThrow(
		refused('text.sharedEyes')
	);
	expect(() => sends(noteAlike, ann)).toThrow(refused('person.already'));
	// Neither the person, nor an administrator whose account they can use.
	expect(() => sends(distinguishAccounts, ann)).toThrow(refused('person.sharedEyes'));
	house.opens(ann, tom);
	expect(() => sends(distinguishAccounts, tom)).toThrow(refused('person.sharedEyes'));
	house.enters(tom);
	house.wait(24);
	sends(distinguishAccounts, tom);
	expect(house.areTwo(ann, annThere)).toBe(true);
	expect(alikePairs(testIncident.state)).toEqual([]);
	expect(() => sends(noteAlike, ann), 'it was answered').toThrow(refused('person.already'));
});

test('a link is undone by two administrators with other eyes, and the program does not make it again', () => {
	const house = new House();
	const { testIncident, ann, tom } = house;
	const eve = house.person('administrator');
	const [wim, again] = [house.person('analyst'), house.person('spokesperson')];
	const pair = { person: wim, other: again };
	const link = (by: Actor) => testIncident.when(linkAccounts, pair, by);
	const sends = (kind: typeof requestUnlink | typeof distinguishAccounts, by: PersonId) =>
		testIncident.when(kind, pair, house.actor(by, 'administrator'));
	expect(() => sends(requestUnlink, ann)).toThrow(refused('person.notLinked'));
	link(system);
	expect(() => sends(distinguishAccounts, ann)).toThrow(refused('person.requestFirst'));
	sends(requestUnlink, ann);
	expect(house.areTwo(wim, again), 'asking alone changes nothing').toBe(false);
	expect(() => sends(distinguishAccounts, ann)).toThrow(refused('person.requestFirst'));
	house.opens(ann, eve);
	expect(() => sends(distinguishAccounts, eve), 'who asked can use that account').toThrow(
		refused('person.requestFirst')
	);
	sends(distinguishAccounts, tom);
	expect(house.areTwo(wim, again)).toBe(true);
	expect(() => link(system)).toThrow(refused('person.already'));
	link(house.actor(ann, 'administrator'));
	expect(house.areTwo(wim, again)).toBe(false);
	expect(() => sends(distinguishAccounts, tom), 'the earlier request does not count again').toThrow(
		refused('person.requestFirst')
	);
});

/** One written text, and whether this person may approve it. */
const approves = (writer: Actor, approver: Actor): void =>
	void new TextWorkflow().judge().draft({ website: 'Het water is veilig.' }, writer).submit(writer).approve(approver);

test.each([
	['a new account approves the text of who created it', true],
	['a reset analyst account writes what the administrator approves', false]
])('%s: refused within seconds, and after a day still refused for words the account wrote before', (_, isInvited) => {
	const house = new House();
	const other = house.person(isInvited ? 'spokesperson' : 'analyst', house.ann);
	house.opens(house.ann, other);
	house.enters(other);
	const writer = isInvited ? house.actor(house.ann, 'analyst') : house.actor(other, 'analyst');
	const approver = (): Actor => house.actor(isInvited ? other : house.ann, 'spokesperson');
	expect(() => approves(writer, approver())).toThrow(refused('text.sharedEyes'));
	house.wait(100);
	const act = () => approves(writer, approver());
	if (isInvited) expect(act).not.toThrow();
	else expect(act).toThrow(refused('text.sharedEyes'));
});

test('a colleague invited at 03:00 can approve words of somebody whose account no administrator opened', () => {
	const house = new House();
	const [writer, invited] = [house.person('analyst', house.ann), house.person('spokesperson', house.ann)];
	house.opens(house.ann, invited);
	house.enters(invited);
	expect(() => approves(house.actor(writer, 'analyst'), house.actor(invited, 'spokesperson'))).not.toThrow();
});

interface AccountPeriod {
	readonly account: number;
	readonly by: number[];
	readonly from: number;
	until: number;
}

/**
 * Counts independently who could have used an account: by hand-written periods per holder. It shares no code with the
 * program, and steps by hours.
 */
class Oracle {
	readonly periods: AccountPeriod[] = [];
	/** Per account: all that was done is forgiven up to this step of the story. */
	readonly forgiven = new Map<number, number>();

	eyes(account: number, hour: number): number[] {
		const found = new Set([account]);
		for (const [step, period] of this.periods.entries()) {
			const isForgiven = step < (this.forgiven.get(account) ?? 0);
			if (period.account === account && !isForgiven && hour < period.until + 24)
				for (const by of period.by) found.add(by);
		}
		return [...found].sort();
	}
	close(account: number, hour: number): void {
		for (const period of this.periods) if (period.account === account && period.until > hour) period.until = hour;
	}
	open(by: number, account: number, hour: number): void {
		const makers = this.eyes(by, hour);
		this.close(account, hour);
		this.periods.push({ account, by: makers, from: hour, until: hour + 72 });
	}
	mayConfirm(by: number, account: number, hour: number): boolean {
		const eyes = this.eyes(account, hour);
		const isOpen = this.periods.some((period) => period.account === account && period.until > hour);
		return eyes.length > 1 && !isOpen && !this.eyes(by, hour).some((each) => eyes.includes(each));
	}
	forgive = (account: number): unknown => this.forgiven.set(account, this.periods.length);
}

const holders = fc.nat(3);
const hours = fc.constantFrom(0, 0, 0, 1, 5, 23, 24, 25);
const actions = [
	'create',
	'invite',
	'reset',
	'enter',
	'confirm',
	'grant',
	'edit',
	'edit',
	'approve',
	'approve'
] as const;
const Step = { by: holders, on: holders, hours };
type Step = {
	readonly what: (typeof actions)[number];
	readonly by: number;
	readonly on: number;
	readonly hours: number;
};
/** Any step; or an account that is opened, used and confirmed, which steps in any order seldom become. */
const steps = fc
	.array(
		fc.oneof(
			{ weight: 9, arbitrary: fc.record({ what: fc.constantFrom(...actions), ...Step }).map((step): Step[] => [step]) },
			{
				weight: 1,
				arbitrary: fc.tuple(holders, holders, holders).map(([by, on, second]): Step[] => [
					{ what: 'reset', by, on, hours: 0 },
					{ what: 'enter', by: on, on, hours: 1 },
					{ what: 'confirm', by: second, on, hours: 0 }
				])
			}
		),
		{ minLength: 5, maxLength: 40 }
	)
	.map((found) => found.flat());

/** A house and what it should be, in which one step after another happens. */
class Story {
	readonly house = new House();
	readonly oracle = new Oracle();
	readonly ids = [
		this.house.ann,
		this.house.tom,
		this.house.person('administrator'),
		this.house.person('administrator')
	];
	hour = 0;
	#written: { readonly eyes: number[]; readonly actor: Actor } | null = null;

	constructor(readonly counts: Record<'approved' | 'refused' | 'confirmed' | 'notConfirmed' | 'aDayLater', number>) {}

	take({ what, by, on, hours }: Step): void {
		this.hour += hours;
		this.house.wait(hours);
		if (hours >= 24) this.counts.aDayLater += 1;
		if (what === 'edit') this.#written = { eyes: this.oracle.eyes(by, this.hour), actor: this.#actor(by, 'analyst') };
		else if (what === 'approve') this.#approve(by);
		else if (what === 'confirm') this.#confirm(by, on);
		else this.#handle(what, by, on);
		const indexed = this.house.eyes(this.#id(on)).map((id) => this.ids.indexOf(id));
		expect(indexed.sort()).toEqual(this.oracle.eyes(on, this.hour));
	}
	#handle(what: Exclude<Step['what'], 'edit' | 'approve' | 'confirm'>, by: number, on: number): void {
		const [one, other] = [this.#id(by), this.#id(on)];
		if (what === 'enter') {
			this.house.enters(other);
			this.oracle.close(on, this.hour);
		} else if (what === 'create') {
			this.house.person('spokesperson', one);
		} else if (what === 'grant') {
			const role = ['analyst', 'spokesperson', 'coordinator'][this.hour % 3];
			this.house.testIncident.when(
				grantRole,
				{ person: other, role, incident: null },
				this.house.actor(one, 'administrator')
			);
		} else if (by !== on) {
			this.house.opens(one, other);
			this.oracle.open(by, on, this.hour);
		}
	}
	#approve(by: number): void {
		const written = this.#written;
		if (!written) return;
		const isOther = !this.oracle.eyes(by, this.hour).some((each) => written.eyes.includes(each));
		const act = (): void => approves(written.actor, this.#actor(by, 'spokesperson'));
		if (isOther) act();
		else expect(act).toThrow();
		this.counts[isOther ? 'approved' : 'refused'] += 1;
	}
	#confirm(by: number, on: number): void {
		const may = this.oracle.mayConfirm(by, on, this.hour);
		const act = (): void => this.house.confirms(this.#id(by), this.#id(on));
		if (may) act();
		else expect(act).toThrow();
		if (may) this.oracle.forgive(on);
		this.counts[may ? 'confirmed' : 'notConfirmed'] += 1;
	}
	#id = (each: number): PersonId => this.ids[each] ?? this.house.ann;
	#actor = (each: number, role: Role): Actor => this.house.actor(this.#id(each), role);
}

test('whatever administrators do, a text is approved by a second person only, and any second person can approve it', () => {
	const counts = { approved: 0, refused: 0, confirmed: 0, notConfirmed: 0, aDayLater: 0 };
	fc.assert(
		fc.property(steps, (found) => {
			const story = new Story(counts);
			for (const step of found) story.take(step);
		}),
		{ numRuns: 300 }
	);
	for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(10);
});

test('the groups on the audit page name existing events, each once, and cover every kind of security event', () => {
	const known = new Set<string>(events.map(({ type }) => type));
	const types = Object.values(auditGroups).flatMap((group): string[] => [...group.types]);
	expect(types.filter((type) => !known.has(type))).toEqual([]);
	expect(new Set(types).size).toBe(types.length);
	const security = Object.values(auditGroups).flatMap((group): string[] => [...group.security]);
	expect([...security].sort()).toEqual([...SecurityKind.options].sort());
});

test('the start page calls people ready when two of them can approve a text together, and only then', () => {
	const seen = new Set<boolean>();
	const opening = fc.tuple(
		fc.constantFrom('analyst' as const, 'spokesperson' as const),
		fc.boolean(),
		fc.boolean(),
		fc.nat(30)
	);
	fc.assert(
		fc.property(fc.array(opening, { maxLength: 4 }), (accounts) => {
			const house = new House();
			for (const [role, isShown, isUsed, hours] of accounts) {
				const person = house.person(role, house.ann);
				if (isShown) house.opens(house.ann, person);
				if (isUsed) house.enters(person);
				house.wait(hours);
			}
			const { state, wall } = house.testIncident;
			const now = momentOf(wall);
			const people = nextSteps(state, null, now).find(({ step }) => step === 'people');
			expect(people?.isDone).toBe(hasPair(state, now));
			expect(people?.isDone === true && people.isOnePair).toBe(false);
			const writers = [...state.people.values()].filter(({ grants }) =>
				grants.some(({ role }) => role !== 'administrator')
			);
			const spokespeople = writers.filter(({ grants }) => grants.some(({ role }) => role === 'spokesperson'));
			const isPair = spokespeople.some((one) =>
				writers.some((other) => other !== one && house.areTwo(one.id, other.id))
			);
			expect(people?.isDone).toBe(isPair);
			seen.add(isPair);
		})
	);
	expect(seen.size).toBe(2);
});
