import fc from 'fast-check';
import type { Schema } from '$lib/server/out/api/openapi/openapi';

/** Values that break what reads them carelessly. */
export const awkward: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(
		null,
		'',
		'\u0000',
		'\uD800',
		'__proto__',
		'../../etc/passwd',
		"' or 1=1 --",
		'%00',
		'٣',
		'😀'.repeat(40),
		-1,
		0,
		1e308,
		Number.MAX_SAFE_INTEGER,
		true,
		[],
		{},
		'9999-12-31T23:59:59Z',
		'0001-01-01T00:00:00Z',
		'2026-02-30T10:00:00Z'
	),
	fc.string({ maxLength: 40, unit: 'binary' }),
	fc.jsonValue({ maxDepth: 3 })
);

/**
 * Values of a schema of the description.
 * @param known values that are there, by the end of a field's name, taken half of the time
 */
export function madeFrom(
	schema: Schema,
	schemas: Readonly<Record<string, Schema>>,
	known: ReadonlyMap<string, readonly string[]>,
	depth = 0
): fc.Arbitrary<unknown> {
	const made = (one: Schema) => madeFrom(one, schemas, known, depth + 1);
	const orNull = (values: fc.Arbitrary<unknown>) =>
		schema.nullable ? fc.oneof({ weight: 3, arbitrary: values }, fc.constant(null)) : values;
	if (schema.$ref) return made(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
	if (schema.enum) return orNull(fc.constantFrom(...schema.enum));
	const some = schema.oneOf ?? schema.anyOf;
	if (some) return orNull(fc.oneof(...some.map(made)));
	if (schema.allOf)
		return orNull(fc.tuple(...schema.allOf.map(made)).map((all) => Object.assign({}, ...all) as unknown));
	const { minimum, maximum, minLength, maxLength, minItems } = schema as Readonly<Record<string, number | undefined>>;
	switch (schema.type) {
		case 'string':
			return orNull(textOf(schema, minLength ?? 0, Math.min(maxLength ?? 60, 300)));
		case 'integer':
			return orNull(fc.integer({ min: Math.max(minimum ?? -10, -1e9), max: Math.min(maximum ?? 1000, 1e9) }));
		case 'number':
			return orNull(fc.double({ min: minimum ?? -10, max: maximum ?? 1000, noNaN: true }));
		case 'boolean':
			return orNull(fc.boolean());
		case 'array': {
			const least = minItems ?? 0;
			return orNull(fc.array(made(schema.items ?? {}), { minLength: least, maxLength: least + (depth > 4 ? 0 : 3) }));
		}
		case 'object': {
			const fields = Object.entries(schema.properties ?? {}).map(([name, one]): [string, fc.Arbitrary<unknown>] => {
				const ids = known.get(name);
				return [name, ids ? fc.oneof(fc.constantFrom(...ids), made(one)) : made(one)];
			});
			const requiredKeys = [...(schema.required ?? [])];
			return orNull(fc.record(Object.fromEntries(fields), { requiredKeys }));
		}
		default:
			return fc.jsonValue({ maxDepth: 2 });
	}
}

function textOf({ format }: Schema, minLength: number, maxLength: number): fc.Arbitrary<string> {
	if (format === 'uuid') return fc.uuid();
	if (format === 'date-time')
		return fc
			.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString());
	if (format === 'uri') return fc.webUrl();
	return fc.string({ minLength, maxLength: Math.max(minLength, maxLength) });
}

/** The value with one place in it changed: a field left out, of another kind, or one too many. */
export const broken = (value: unknown): fc.Arbitrary<unknown> => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return awkward;
	const fields = Object.entries(value);
	if (fields.length === 0) return awkward;
	return fc.oneof(
		fc.constantFrom(...fields).map(([name]) => Object.fromEntries(fields.filter(([other]) => other !== name))),
		fc.tuple(fc.constantFrom(...fields), awkward).map(([[name], other]) => ({ ...value, [name]: other })),
		fc.tuple(fc.constantFrom('extra', '__proto__', 'constructor', ''), awkward).map(([name, other]) => ({
			...value,
			[name]: other
		})),
		fc.constantFrom(...fields).chain(([name, inner]) => broken(inner).map((other) => ({ ...value, [name]: other })))
	);
};
