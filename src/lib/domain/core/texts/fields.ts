import { z } from 'zod';

/**
 * What a field of text may hold. `ownWords`: what the authorities or the writer say. `quotedWords`: what may quote a
 * post or name a private person. `name`: of an organisation, of a person of one, of a place, a channel or a title. `id`:
 * an id, a code or an address, for programs. Masking, the checks of exports and the tests of four eyes read this, so
 * every field says it.
 */
export type Holds = 'ownWords' | 'quotedWords' | 'name' | 'id';
/** What the fields of text were declared to hold: see {@link textFields}. */
export const declarations = z.registry<{ holds: Holds }>();

/** A key, or {@link EACH}. */
type Step = string;
/** Each item of a list, or each value of a record. */
export const EACH = '[]';

/** A field of text in a schema. */
export interface TextField {
	/** The keys from the outside in. */
	readonly path: readonly Step[];
	/** Null where it is not declared, or where any value is allowed. */
	readonly holds: Holds | null;
	readonly schema: z.core.$ZodType;
}

/** Where a text is in data: keys and indexes. */
export type TextLocation = readonly (string | number)[];

/** The path in one word: `inquiries[].answer.text`. */
export const pathName = (path: readonly Step[]): string => path.join('.').replaceAll(`.${EACH}`, EACH);

/** The path of that word. */
export const pathOf = (name: string): readonly Step[] => name.replaceAll(EACH, `.${EACH}`).split('.');

/** The string formats of zod that hold no words: their own rules say what they may contain. */
const closedForms: ReadonlySet<string> = new Set(['uuid', 'datetime', 'date', 'url', 'email']);
const withoutText: ReadonlySet<string> = new Set([
	...['boolean', 'enum', 'literal', 'null', 'number', 'undefined', 'never', 'transform']
]);

const fieldsBySchema = new WeakMap<z.core.$ZodType, readonly TextField[]>();

/** All fields of text in a schema, with what they may hold. */
export function textFields(schema: z.core.$ZodType): readonly TextField[] {
	const fields = fieldsBySchema.get(schema) ?? walk(schema, []);
	fieldsBySchema.set(schema, fields);
	return fields;
}

function walk(schema: z.core.$ZodType, path: readonly Step[]): readonly TextField[] {
	const { def } = (schema as z.core.$ZodTypes)._zod;
	switch (def.type) {
		case 'object':
			return Object.entries(def.shape).flatMap(([key, value]) => walk(value, [...path, key]));
		case 'array':
			return walk(def.element, [...path, EACH]);
		case 'record':
			return [...walk(def.keyType, [...path, EACH]), ...walk(def.valueType, [...path, EACH])];
		case 'union':
			return def.options.flatMap((option) => walk(option, path));
		case 'nullable':
		case 'optional':
		case 'default':
		case 'readonly':
			return walk(def.innerType, path);
		case 'pipe':
			return [...walk(def.in, path), ...walk(def.out, path)];
		case 'string':
			return [{ path, holds: declared(schema, def), schema }];
		default:
			return withoutText.has(def.type) ? [] : [{ path, holds: null, schema }];
	}
}

const declared = (schema: z.core.$ZodType, def: z.core.$ZodStringDef): Holds | null =>
	declarations.get(schema)?.holds ??
	('format' in def && typeof def.format === 'string' && closedForms.has(def.format) ? 'id' : null);

/** The data with `change` applied to each text at one of these paths; the same object when nothing changes. */
export const changeTexts = (
	data: unknown,
	fields: readonly Pick<TextField, 'path'>[],
	change: (text: string) => string
): unknown => pathsOf(fields).reduce((changed, path) => changeAt(changed, path, change), data);

/** Where texts are in the data, at one of these paths. */
export const textLocations = (data: unknown, fields: readonly Pick<TextField, 'path'>[]): TextLocation[] =>
	pathsOf(fields).flatMap((path) => locationsAt(data, path, []));

/** The data with `change` applied to the texts at these locations; the same object when nothing changes. */
export const changeAtLocations = (
	data: unknown,
	locations: readonly TextLocation[],
	change: (text: string) => string
): unknown => locations.reduce((changed, location) => changeAtLocation(changed, location, change), data);

function changeAtLocation(value: unknown, [step, ...rest]: TextLocation, change: (text: string) => string): unknown {
	if (step === undefined) return typeof value === 'string' ? change(value) : value;
	const before = itemAt(value, step);
	const after = changeAtLocation(before, rest, change);
	if (after === before || typeof value !== 'object') return value;
	return Array.isArray(value) ? value.with(Number(step), after) : { ...value, [step]: after };
}

function itemAt(value: unknown, step: string | number): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
		? Reflect.get(value, step)
		: undefined;
}

/** The text there; empty when there is none. */
export function textAt(data: unknown, location: TextLocation): string {
	const text = location.reduce<unknown>(itemAt, data);
	return typeof text === 'string' ? text : '';
}

/** Whether one of the paths leads there. */
export const isAtPath = (location: TextLocation, fields: readonly Pick<TextField, 'path'>[]): boolean =>
	fields.some(
		({ path }) => path.length === location.length && path.every((step, at) => step === EACH || step === location[at])
	);

/** Each path once: options of a union have the same. */
const pathsOf = (fields: readonly Pick<TextField, 'path'>[]): (readonly Step[])[] => [
	...new Map(fields.map(({ path }) => [pathName(path), path])).values()
];

function changeAt(value: unknown, [step, ...rest]: readonly Step[], change: (text: string) => string): unknown {
	if (step === undefined) return typeof value === 'string' ? change(value) : value;
	if (typeof value !== 'object' || value === null) return value;
	const changed = keysAt(value, step).flatMap((key): [string, unknown][] => {
		const before: unknown = Reflect.get(value, key);
		const after = changeAt(before, rest, change);
		return after === before ? [] : [[key, after]];
	});
	if (changed.length === 0) return value;
	return Object.assign(Array.isArray(value) ? [...(value as unknown[])] : { ...value }, Object.fromEntries(changed));
}

function locationsAt(value: unknown, [step, ...rest]: readonly Step[], location: TextLocation): TextLocation[] {
	if (step === undefined) return typeof value === 'string' ? [location] : [];
	if (typeof value !== 'object' || value === null) return [];
	return keysAt(value, step).flatMap((key) =>
		locationsAt(Reflect.get(value, key), rest, [...location, Array.isArray(value) ? Number(key) : key])
	);
}

const keysAt = (value: object, step: Step): string[] =>
	step === EACH ? Object.keys(value) : Object.hasOwn(value, step) && !Array.isArray(value) ? [step] : [];
