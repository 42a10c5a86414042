import type { z } from 'zod';
import type { Moment, PersonId } from './ids';
import type { State } from './state';

/** What `decide` returns: an event without number, moment or author, which the log adds. */
export interface EventOf<T extends string = string, D = unknown> {
	readonly type: T;
	readonly data: D;
}

/**
 * The metadata of an event: `at` on the incident's clock, `wallAt` on the wall clock, its author and its number in the
 * log.
 */
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
	/** This is a method, not a property, so that every kind is an `AnyEventKind` without a cast. */
	evolve(state: State, data: z.output<S>, meta: EventMeta): void;
}
export type AnyEventKind = EventKind<string, z.ZodType>;

/**
 * Defines an event. Its data are absolute ("the labels of story S are now L"), so that applying it twice changes
 * nothing.
 */
/* @__NO_SIDE_EFFECTS__ */
export function event<const T extends string, S extends z.ZodType>(
	type: T,
	{ data, ...kind }: { data: () => S; evolve(state: State, data: z.output<S>, meta: EventMeta): void }
): EventKind<T, S> {
	const make = (data: z.output<S>) => ({ type, data });
	return lazily(Object.assign(make, { type, ...kind }), 'data', data);
}

/**
 * Adds a property that is computed at its first use. There are hundreds of schemas, each takes some 50 µs to build, and a
 * process or page needs only a few at its start.
 */
export function lazily<O extends object, K extends PropertyKey, V>(object: O, key: K, make: () => V): O & Record<K, V> {
	const get = (): V => {
		const value = make();
		Object.defineProperty(object, key, { value, enumerable: true });
		return value;
	};
	Object.defineProperty(object, key, { get, enumerable: true, configurable: true });
	return object as O & Record<K, V>;
}
