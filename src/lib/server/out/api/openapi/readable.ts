import type { Tag } from './by-tag/operation';
import type { Described, OpenapiDocument, Parameter, Schema } from './openapi';

/** One field or parameter, as a row of a table. */
export interface FieldRow {
	readonly name: string;
	/** In words: "text", "list of whole numbers", "one of …". */
	readonly type: string;
	/** The named schema that it consists of. */
	readonly shape: string | null;
	readonly required: boolean;
	readonly says: string;
}
export interface ReadableOperation {
	readonly id: string;
	readonly method: string;
	readonly path: string;
	readonly summary: string;
	readonly description: string;
	/** `token`, `session`, both, or none. */
	readonly shows: readonly string[];
	readonly parameters: readonly FieldRow[];
	readonly body: Medium | null;
	readonly answer: Medium & Status;
	/** The statuses of its problems; their meaning is listed once. */
	readonly problems: readonly string[];
}
interface Status {
	readonly status: string;
	readonly says: string;
}
interface Medium {
	readonly type: string;
	readonly shape: string | null;
}
interface ReadableShape {
	readonly name: string;
	readonly says: string;
	readonly fields: readonly FieldRow[];
	/** One of these schemas, instead of fields. */
	readonly oneOf: readonly string[];
	/** Only people can send it. */
	readonly command: boolean;
}
export interface Readable {
	readonly groups: readonly {
		readonly name: Tag;
		readonly says: string;
		readonly operations: readonly ReadableOperation[];
	}[];
	readonly shapes: readonly ReadableShape[];
	/** Every problem, the lowest status first. */
	readonly problems: readonly Status[];
}

const METHODS = ['get', 'post', 'delete'] as const;
const shapeIn = ({ $ref }: Schema): string | null => $ref?.split('/').at(-1) ?? null;

const isProblem = (status: string): boolean => /^[45]/.test(status);

/** The description as a page shows it, without the parts that only machines need. */
export function readable(document: OpenapiDocument): Readable {
	const all = Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const described = item[method];
			return described
				? [{ tags: described.tags, operation: operationOf(method, path, item.parameters ?? [], described) }]
				: [];
		})
	);
	const commands = new Set(
		['IncidentCommand', 'InstallationCommand'].flatMap(
			(name) => document.components.schemas[name]?.oneOf?.map(shapeIn) ?? []
		)
	);
	const problems = new Map(
		Object.values(document.paths).flatMap((item) =>
			METHODS.flatMap((method) => Object.entries(item[method]?.responses ?? {}).filter(([status]) => isProblem(status)))
		)
	);
	return {
		problems: [...problems].sort().map(([status, { description = '' }]) => ({ status, says: description })),
		groups: document.tags.map(({ name, description }) => ({
			name,
			says: description,
			operations: all.flatMap(({ tags, operation }) => (tags.includes(name) ? [operation] : []))
		})),
		shapes: Object.entries(document.components.schemas).map(([name, schema]) => ({
			name,
			says: schema.description ?? '',
			fields: fieldsOf(schema),
			oneOf: (schema.oneOf ?? []).flatMap((one) => shapeIn(one) ?? []),
			command: commands.has(name)
		}))
	};
}

function operationOf(
	method: string,
	path: string,
	inPath: readonly Parameter[],
	described: Described
): ReadableOperation {
	const { operationId, summary, description = '', security, parameters = [], requestBody, responses } = described;
	const answers = Object.entries(responses);
	const good = answers.find(([status]) => !isProblem(status)) ?? ['', { content: {} }];
	return {
		id: operationId,
		method: method.toUpperCase(),
		path: `/api/v1${path}`,
		summary,
		description,
		shows: security.flatMap((one) => Object.keys(one)),
		parameters: [...inPath, ...parameters].map(({ name, required, schema, description: says = '' }) => ({
			...typed(schema),
			name,
			required,
			says
		})),
		body: requestBody ? mediumOf(requestBody.content) : null,
		answer: { status: good[0], says: good[1].description ?? '', ...mediumOf(good[1].content) },
		problems: answers.flatMap(([status]) => (isProblem(status) ? [status] : []))
	};
}

function mediumOf(content: Readonly<Record<string, { readonly schema: Schema }>>): Medium {
	const [one] = Object.values(content);
	return { type: Object.keys(content).join(', '), shape: one ? shapeIn(one.schema) : null };
}

/** The fields of an object, with those of nested objects as `lead.text`. */
function fieldsOf({ properties = {}, required = [] }: Schema, before = ''): FieldRow[] {
	return Object.entries(properties).flatMap(([name, schema]) => {
		const row = {
			...typed(schema),
			name: before + name,
			required: required.includes(name),
			says: schema.description ?? ''
		};
		const inner = schema.items ?? schema;
		const dots = schema.items ? `${before}${name}[].` : `${before}${name}.`;
		return inner.properties ? [row, ...fieldsOf(inner, dots)] : [row];
	});
}

/** A schema in words. */
function typed(schema: Schema): Pick<FieldRow, 'type' | 'shape'> {
	const or = schema.nullable ? ' or null' : '';
	const [only, ...more] = schema.allOf ?? schema.anyOf ?? schema.oneOf ?? [];
	const shape = shapeIn(schema) ?? (only && more.length === 0 ? shapeIn(only) : null);
	if (shape) return { type: or, shape };
	if (only && more.length === 0) return { ...typed(only), type: typed(only).type + or };
	if (only)
		return { type: [only, ...more].map((one) => typed(one).shape ?? typed(one).type).join(', or ') + or, shape: null };
	if (schema.items) {
		const inner = typed(schema.items);
		return { type: `list of ${inner.type}`.trim() + or, shape: inner.shape };
	}
	if (schema.enum)
		return {
			type:
				schema.enum
					.filter((value) => value !== null)
					.map(String)
					.join(' · ') + or,
			shape: null
		};
	const named: Readonly<Record<string, string>> = {
		string: 'text',
		integer: 'whole number',
		number: 'number',
		boolean: 'yes or no',
		object: 'object'
	};
	const formats: Readonly<Record<string, string>> = { 'date-time': 'moment', uuid: 'id', uri: 'address' };
	return { type: (formats[schema.format ?? ''] ?? named[schema.type ?? ''] ?? 'anything') + or, shape: null };
}
