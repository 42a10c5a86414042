import type { z } from 'zod';
import type { Moment, PersonId } from './ids';
import type { State } from './state';

/** What `decide` returns: an event without number, moment or author; the log adds those. */
export interface EventOf<T extends string = string, D = unknown> {
	readonly type: T;
	readonly data: D;
}

/** How it happened: `at` on the incident's clock, `wallAt` on the wall's, by whom, and its number in the log. */
export interface EventMeta {
	readonly at: Moment;
	readonly wallAt: Moment;
	readonly by: PersonId;
	readonly seq: number;
}

export interface EventKind<T extends string, S extends z.ZodType> {
	(data: z.output<S>): EventOf<T, z.output<S>>;
	readonly type: T;
	readonly data: S;
	/** A method, not a property: so every kind is an `AnyEventKind` without a cast. */
	evolve(state: State, data: z.output<S>, occasion: EventMeta): void;
}
export type AnyEventKind = EventKind<string, z.ZodType>;

/** An event: absolute ("the labels of story S are now L"), so that taking it twice in a row changes nothing. */
export function event<const T extends string, S extends z.ZodType>(
	type: T,
	kind: { data: S; evolve(state: State, data: z.output<S>, occasion: EventMeta): void }
): EventKind<T, S> {
	const make = (data: z.output<S>) => ({ type, data });
	return Object.assign(make, { type, ...kind });
}
