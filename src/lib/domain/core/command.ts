import type { z } from 'zod';
import type { EventOf } from './event';
import type { ConnectionId, Moment, OutletId, PersonId, PostId, PreparedTextId, StoryId } from './ids';
import { isAllowed, type Policy } from './policy';
import { Refusal, type RefusalCode } from './refusal';
import type { Actor } from './role';
import type { ReadState } from './state';

/**
 * What a command refers to that the state does not hold; loaded under the lock. A row of another incident looks absent.
 * Each noun declares its own in its own file (`declare module './command' { interface References { … } }`).
 */
export interface References {
	readonly posts: ReadonlyMap<PostId, { readonly story: StoryId }>;
}
export const noReferences: References = {
	stories: new Map(),
	posts: new Map(),
	connections: new Map(),
	outlets: new Map(),
	prepared: new Map(),
	places: new Set(),
	retention: null,
	rendered: null
};

/** The ids of the `References` that a command needs. */
export interface ReferenceIds {
	readonly stories?: readonly StoryId[];
	readonly posts?: readonly PostId[];
	readonly connections?: readonly ConnectionId[];
	readonly outlets?: readonly OutletId[];
	readonly prepared?: readonly PreparedTextId[];
	readonly places?: readonly string[];
	/** Asks for what retention may remove now. */
	readonly retention?: true;
	readonly report?: { readonly place: number; readonly moment: Moment };
}

/** `now` is on the incident's clock, `wallNow` on the wall clock. */
export interface DecisionContext {
	readonly state: ReadState;
	readonly references: References;
	readonly actor: Actor;
	readonly now: Moment;
	readonly wallNow: Moment;
}

/**
 * When a command is allowed: in an open incident, also in a closed one, only before opening, or in the installation's
 * log.
 */
type During = 'open' | 'closed' | 'openOrClosed' | 'beforeOpening' | 'installation';

/**
 * How a desk sends it. `predicted`: shown at once by the same rules as the server's, and sent when it can be. `queued`:
 * kept on the device until it is sent. `now`: it publishes or ends something, so it never waits: it is sent at once, or
 * it fails.
 */
type Delivery = 'predicted' | 'queued' | 'now';

/** A command without an id yet. */
export interface CommandStep {
	readonly type: string;
	readonly input: unknown;
}

/** How a person takes back what they did with this command. */
interface Undo<Input> {
	/** The commands that would restore the present state if this command were given next. */
	steps(input: Input, state: ReadState): readonly CommandStep[];
	/** Whether its result is unchanged and still this person's: only then does undoing it mean what they expect. */
	stands(input: Input, state: ReadState, person: PersonId): boolean;
}

interface CommandRule<S extends z.ZodType, E extends EventOf> {
	readonly input: S;
	readonly allow: Policy;
	readonly during?: During;
	readonly delivery?: Delivery;
	/** Why it may be refused, besides the reasons that hold for every command (`generalRefusals`). */
	readonly refusals?: readonly RefusalCode[];
	readonly undo?: Undo<z.output<S>>;
	referencesOf?(input: z.output<S>): ReferenceIds;
	decide(input: z.output<S>, at: DecisionContext): E | readonly E[];
}
interface CommandKind<T extends string, S extends z.ZodType, E extends EventOf> {
	(input: z.output<S>): { readonly type: T; readonly input: z.output<S> };
	readonly type: T;
	readonly input: S;
	readonly allow: Policy;
	readonly during: During;
	readonly delivery: Delivery;
	readonly refusals: readonly RefusalCode[];
	/** Absent where a person cannot take it back, or where only the sender knows how (merging and splitting stories). */
	readonly undo?: Undo<z.output<S>>;
	referencesOf(input: z.output<S>): ReferenceIds;
	decide(input: z.output<S>, at: DecisionContext): E | readonly E[];
}
export type AnyCommandKind = CommandKind<string, z.ZodType, EventOf>;

export function command<const T extends string, S extends z.ZodType, E extends EventOf>(
	type: T,
	kind: CommandRule<S, E>
): CommandKind<T, S, E> {
	const make = (input: z.output<S>) => ({ type, input });
	const defaults = { during: 'open', delivery: 'queued', refusals: [], referencesOf: () => ({}) } as const;
	return Object.assign(make, { type, ...defaults, ...kind });
}

/** Checks that the log is at a point where this command is allowed. @throws Refusal */
function checkDuring(during: During, { incident }: ReadState): void {
	if (during === 'installation') return;
	if (during === 'beforeOpening') {
		if (incident) throw new Refusal('incident.already');
		return;
	}
	if (!incident) throw new Refusal('incident.absent');
	if (during === 'open' && incident.phase === 'closed') throw new Refusal('incident.closed');
	if (during === 'closed' && incident.phase !== 'closed') throw new Refusal('incident.notClosed');
}

/**
 * Exercise-only people act in exercises only; opening one is judged by the incident that it would make. @throws Refusal
 */
function checkExercise(
	{ during }: AnyCommandKind,
	{ actor, state }: DecisionContext,
	events: readonly EventOf[]
): void {
	if (!actor.exerciseOnly) return;
	const isReal = ({ data }: EventOf): boolean =>
		typeof data === 'object' && data !== null && 'exercise' in data && data.exercise === false;
	const inExercise = state.incident ? state.incident.exercise : during === 'beforeOpening' && !events.some(isReal);
	if (!inExercise) throw new Refusal('person.exerciseOnly');
}

/** Checks that this actor may send commands of this kind at all, whatever the input. @throws Refusal */
export function assertAllowed({ allow }: AnyCommandKind, { program, roles }: Actor): void {
	// Domain rule 4: a program's token sends posts and reads; a decision carries a person's name.
	if (program) throw new Refusal('token.decides');
	if (!isAllowed(roles, allow)) throw new Refusal('role.missing');
}

/**
 * The only way to decide a command: it checks the actor, the moment and the rules. Pure; the kind's schema has already
 * parsed the input.
 * @throws Refusal
 */
export function decide(kind: AnyCommandKind, input: unknown, at: DecisionContext): readonly EventOf[] {
	assertAllowed(kind, at.actor);
	checkDuring(kind.during, at.state);
	const decided = kind.decide(input, at);
	const events = 'type' in decided ? [decided] : decided;
	checkExercise(kind, at, events);
	return events;
}
