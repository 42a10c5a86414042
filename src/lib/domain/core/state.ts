import type { Clock } from './clock';
import type { Moment } from './ids';

export interface ReadRows<Id, Row> {
	get(id: Id): Readonly<Row> | undefined;
	has(id: Id): boolean;
	keys(): IterableIterator<Id>;
	values(): IterableIterator<Readonly<Row>>;
	entries(): IterableIterator<[Id, Readonly<Row>]>;
	readonly size: number;
	/** Rows that may have this name, in no order (a superset); absent if the collection has no index of names. */
	withName?(name: string): Iterable<Id>;
}
/** The collection interface that `evolve` needs; Map and SvelteMap both satisfy it. */
export interface Rows<Id, Row> extends ReadRows<Id, Row> {
	set(id: Id, row: Row): unknown;
	delete(id: Id): boolean;
}

/**
 * The id and row type of each collection, and the single values of a log. Each noun declares its own in its own file
 * (`declare module './state' { interface Collections { needs: [FindingId, Need] } }`) and adds its name to the list
 * below.
 * @public
 */
export interface Collections {}
/** @public */
export interface Singles {
	clock: Clock;
	/** The latest moment in the log, by the wall clock. */
	latest: { readonly wall: Moment };
}

export type Collection = keyof Collections;
export type Single = keyof Singles;

export type State = { [K in Single]: Singles[K] | null } & {
	readonly [K in Collection]: Rows<Collections[K][0], Collections[K][1]>;
};
export type ReadState = { readonly [K in Single]: Readonly<Singles[K]> | null } & {
	readonly [K in Collection]: ReadRows<Collections[K][0], Collections[K][1]>;
};

export const collections = [
	'sources',
	'outages',
	'authorKinds',
	'labels',
	'mergedStories',
	'passings',
	'keptApart',
	'needs',
	'rumours',
	'behaviours',
	'meanings',
	'mergedFindings',
	'facts',
	'texts',
	'responses',
	'actions',
	'reportTexts',
	'quotes',
	'advice',
	'versions',
	'shareLinks',
	'partnerSignals',
	'partnerQuestions',
	'agreements',
	'savedSearches',
	'alertRules',
	'alerts',
	'documentJudgements',
	'documentPassages',
	'learningPoints',
	'redactions',
	'people',
	'connections',
	'tokens',
	'outlets',
	'prepared'
] as const satisfies readonly Collection[];
export const singles = [
	'incident',
	'clock',
	'latest',
	'profile',
	'reportDue',
	'aftercareDue',
	'shift',
	'computers',
	'modelUse',
	'archive',
	'installation'
] as const satisfies readonly Single[];

/** Whether the value is an object with string keys; its fields are still unchecked. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null;

/** A collection by its name, for code that treats all alike: TypeScript cannot follow types through a list of names. */
export const rowsIn = (state: ReadState, name: Collection): Rows<unknown, object> =>
	state[name] as unknown as Rows<unknown, object>;

/** A state with the collections that `rowsOf` makes, and without single values. */
export function makeState(rowsOf: (name: Collection) => Rows<unknown, object>): State {
	const singleThings = singles.map((name) => [name, null] as const);
	const rows = collections.map((name) => [name, rowsOf(name)] as const);
	return Object.fromEntries<unknown>([...singleThings, ...rows]) as State;
}

export const emptyState = (): State => makeState(() => new Map());

/** A copy with its own collections. Rows are replaced and never changed in place, so copies may share them. */
export function copyState(state: ReadState): State {
	const copy = makeState((name) => new Map(rowsIn(state, name).entries()));
	for (const name of singles) Reflect.set(copy, name, state[name]);
	return copy;
}

/**
 * Replaces a row, never changes one in place: a SvelteMap only detects `set`. Does nothing for an absent row, or when
 * nothing differs, so that a repeat notifies no subscriber.
 */
export function change<Id, Row extends object>(rows: Rows<Id, Row>, id: Id, to: Partial<Row>): void {
	const row = rows.get(id);
	if (!row) return;
	const changed: Row = { ...row, ...to };
	if (Object.keys(to).some((key) => !Object.is(Reflect.get(row, key), Reflect.get(changed, key))))
		rows.set(id, changed);
}
