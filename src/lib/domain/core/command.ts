import type { z } from 'zod';
import { lazily, type EventOf } from './event';
import {
	idIn,
	type AuthorNumber,
	type ConnectionId,
	type Moment,
	type OutletId,
	type PersonId,
	type PostId,
	type PreparedTextId,
	type StoryId
} from './ids';
import { isAllowed, onlySystem, type Policy, type ProofNeed } from './policy';
import { incidentTime, latestWall } from './present';
import { Refusal, type RefusalCode } from './refusal';
import { isComputer, type Actor } from './role';
import { isObject, type ReadState } from './state';

/**
 * What a command refers to that the state does not hold; loaded under the lock. A row of another incident looks absent.
 * Each noun declares its own in its own file (`declare module './command' { interface References { … } }`).
 */
export interface References {
	readonly posts: ReadonlyMap<PostId, ReferencedPost>;
}
export interface ReferencedPost {
	readonly story: StoryId;
	/** Its author, while stored; `isPrivate` according to the source, which a person may have corrected since. */
	readonly author?: { readonly number: AuthorNumber; readonly isPrivate: boolean; readonly names: readonly string[] };
}
export const noReferences: References = {
	stories: new Map(),
	restorable: new Set(),
	posts: new Map(),
	connections: new Map(),
	outlets: new Map(),
	limits: {},
	prepared: new Map(),
	places: new Set(),
	retention: null,
	masking: null,
	forget: null,
	redaction: [],
	publicDetails: [],
	rendered: null
};

/** The ids of the `References` that a command needs. */
export interface ReferenceIds {
	readonly stories?: readonly StoryId[];
	readonly restorable?: readonly StoryId[];
	readonly posts?: readonly PostId[];
	readonly connections?: readonly ConnectionId[];
	readonly outlets?: readonly OutletId[];
	readonly prepared?: readonly PreparedTextId[];
	readonly places?: readonly string[];
	/** Loads what retention may remove now. */
	readonly retention?: true;
	/** Loads which of these posts, or of an author's posts, still have their text. */
	readonly forget?: { readonly posts: readonly PostId[] } | { readonly author: AuthorNumber };
	/** Loads what is still to be masked: the posts, or also the log lines. */
	readonly masking?: 'posts' | 'lines';
	/** Loads these log lines as they are without these texts, and also the lines with copies of them. */
	readonly redaction?: {
		readonly lines: readonly { readonly number: number; readonly texts: readonly number[] }[];
		readonly withCopies: boolean;
	};
	readonly report?: { readonly position: number; readonly moment: Moment };
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
 * How a desk sends it. `predicted`: applied on screen at once by the server's rules, and sent when possible. `queued`:
 * kept on the device until it is sent. `now`: it publishes or ends something, so it is sent at once or fails.
 */
type Delivery = 'predicted' | 'queued' | 'now';

/** A command without an id yet. */
export interface CommandStep {
	readonly type: string;
	readonly input: unknown;
}
export interface UndoStep extends CommandStep {
	/** It undoes what also happened outside: the person still gives its `reason`. */
	readonly needsReason?: true;
}

/** How a person undoes this command. */
interface Undo<Input> {
	/** The commands that restore the current state after this command. */
	steps(input: Input, state: ReadState): readonly UndoStep[];
	/** Whether its result is unchanged and still this person's: only then undo has the expected effect. */
	isCurrent(input: Input, state: ReadState, person: PersonId): boolean;
}

interface CommandRule<S extends z.ZodType, E extends EventOf> {
	readonly input: () => S;
	readonly allow: Policy;
	/** The second factor that it requires: by default `second` in the installation's log, else `none`. */
	readonly proof?: ProofNeed;
	readonly during?: During;
	/** Also allowed after an exercise has ended: it only reviews the exercise, or is not part of it. */
	readonly afterExercise?: true;
	readonly delivery?: Delivery;
	/** The ids in its input are never followed to another finding. */
	readonly literal?: true;
	/** Why it may be refused, besides the reasons for every command (`generalRefusals`). */
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
	readonly proof: ProofNeed;
	readonly during: During;
	readonly afterExercise?: true;
	readonly literal?: true;
	readonly delivery: Delivery;
	readonly refusals: readonly RefusalCode[];
	/** Absent if it cannot be undone, or if only the sender knows how. */
	readonly undo?: Undo<z.output<S>>;
	referencesOf(input: z.output<S>): ReferenceIds;
	decide(input: z.output<S>, at: DecisionContext): E | readonly E[];
}
export type AnyCommandKind = CommandKind<string, z.ZodType, EventOf>;

/* @__NO_SIDE_EFFECTS__ */
export function command<const T extends string, S extends z.ZodType, E extends EventOf>(
	type: T,
	{ input, ...kind }: CommandRule<S, E>
): CommandKind<T, S, E> {
	const make = (input: z.output<S>) => ({ type, input });
	const proof: ProofNeed = kind.during === 'installation' ? 'second' : 'none';
	const defaults = { proof, during: 'open', delivery: 'queued', refusals: [], referencesOf: () => ({}) } as const;
	return lazily(Object.assign(make, { type, ...defaults, ...kind }), 'input', input);
}

/** Checks that the log is at a point where this command is allowed. @throws Refusal */
function checkDuring({ during, afterExercise }: AnyCommandKind, { actor, state: { incident } }: DecisionContext): void {
	if (during === 'installation') return;
	if (during === 'beforeOpening') {
		if (incident) throw new Refusal('incident.already');
		return;
	}
	if (!incident) throw new Refusal('incident.absent');
	if (during === 'open' && incident.phase === 'closed') throw new Refusal('incident.closed');
	// The program itself still stores measurements and posts from before the end.
	if (during === 'open' && incident.ended && !afterExercise && !isAllowed(actor.roles, onlySystem))
		throw new Refusal('exercise.ended');
	if (during === 'closed' && incident.phase !== 'closed') throw new Refusal('incident.notClosed');
}

/**
 * Exercise-only people act in exercises only; opening one is judged by the incident that it would make. A computer
 * colleague also acts only where a person let it in, until it has stopped. @throws Refusal
 */
function checkExercise(
	{ during }: AnyCommandKind,
	{ actor, state }: DecisionContext,
	events: readonly EventOf[]
): void {
	const computer = isComputer(actor.id);
	if (!actor.exerciseOnly && !computer) return;
	const isReal = ({ data }: EventOf): boolean =>
		typeof data === 'object' && data !== null && 'exercise' in data && data.exercise === false;
	const inExercise = state.incident ? state.incident.exercise : during === 'beforeOpening' && !events.some(isReal);
	if (!inExercise) throw new Refusal('person.exerciseOnly');
	if (computer && (!state.computers || state.computers.stopped?.undo === false)) throw new Refusal('computer.notHere');
}

/** Checks that this actor may send commands of this kind at all, whatever the input. @throws Refusal */
export function assertAllowed({ allow }: AnyCommandKind, { program, roles }: Actor): void {
	// docs/domain.md, rule 4: an API token may send posts and read; only people decide.
	if (program) throw new Refusal('token.decides');
	if (!isAllowed(roles, allow)) throw new Refusal('role.missing');
}

/**
 * The input with the ids of findings that got the name of an existing one (new-finding.ts) replaced by that one's: the
 * person who made it offline goes on with the id that they know. A merge by a person changes the words: it is not followed
 * here.
 */
function followSameNames<Input>(
	input: Input,
	{ needs, rumours, behaviours, meanings, mergedFindings }: ReadState
): Input {
	const kinds = [needs, rumours, behaviours, meanings];
	const followed = (value: unknown): unknown => {
		if (typeof value === 'string') {
			const id = idIn(value);
			const into = id && !mergedFindings.has(id) && kinds.map((rows) => rows.get(id)?.mergedInto).find(Boolean);
			return into ? followed(into) : value;
		}
		if (Array.isArray(value)) return value.map(followed);
		if (!isObject(value)) return value;
		return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, followed(each)]));
	};
	return followed(input) as Input;
}

/**
 * The only way to decide a command: it checks the actor, the moment and the rules. Pure; the kind's schema has already
 * parsed the input.
 * @throws Refusal
 */
export function decide(
	kind: AnyCommandKind,
	input: unknown,
	context: Omit<DecisionContext, 'now'>
): readonly EventOf[] {
	const { state } = context;
	const wallNow = latestWall(state, context.wallNow);
	const at = { ...context, now: incidentTime(state.clock, wallNow), wallNow };
	assertAllowed(kind, at.actor);
	checkDuring(kind, at);
	const decided = kind.decide(kind.literal ? input : followSameNames(input, at.state), at);
	const events = 'type' in decided ? [decided] : decided;
	checkExercise(kind, at, events);
	return events;
}
