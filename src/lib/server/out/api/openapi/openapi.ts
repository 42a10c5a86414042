import { z } from 'zod';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { cookieName } from '$lib/server/platform/http/cookie-names';
import { tags, type Caller, type Operation, type Tag } from './by-tag/operation';
import { operations } from './operations';
import { answers, bodies, commandNames, commandShapes, meanings } from './by-tag/shapes';

/** The parts of an OpenAPI schema that we read ourselves. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string;
	readonly format?: string;
	readonly enum?: readonly unknown[];
	readonly description?: string;
	readonly nullable?: boolean;
	readonly default?: unknown;
	readonly items?: Schema;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly oneOf?: readonly Schema[];
	readonly anyOf?: readonly Schema[];
	readonly allOf?: readonly Schema[];
	readonly [other: string]: unknown;
}
export interface Parameter {
	readonly name: string;
	readonly in: 'path' | 'query';
	readonly required: boolean;
	readonly description?: string;
	/** A list is written as `a,b,c`. */
	readonly style?: 'form';
	readonly explode?: false;
	readonly schema: Schema;
}
interface Content {
	readonly description?: string;
	readonly required?: boolean;
	readonly headers?: unknown;
	readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
}
export interface Described {
	readonly operationId: string;
	readonly tags: readonly string[];
	readonly summary: string;
	readonly description?: string;
	readonly deprecated?: true;
	readonly security: readonly Readonly<Record<string, readonly string[]>>[];
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: Content;
	readonly responses: Readonly<Record<string, Content>>;
}
type PathItem = { readonly parameters?: readonly Parameter[] } & Readonly<
	Partial<Record<'get' | 'post' | 'delete', Described>>
>;
export interface OpenapiDocument {
	readonly openapi: string;
	readonly info: Readonly<Record<string, unknown>>;
	readonly servers: readonly { readonly url: string }[];
	readonly tags: readonly { readonly name: Tag; readonly description: string }[];
	readonly paths: Readonly<Record<string, PathItem>>;
	readonly components: { readonly schemas: Readonly<Record<string, Schema>>; readonly securitySchemes: unknown };
}

/** What the description of one installation contains. */
export interface DescribedInstallation {
	/** Scheme, host and port. */
	readonly origin: string;
	/** The organisation that runs it; null until it is set up. */
	readonly organisation: string | null;
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const target = { target: 'openapi-3.0', uri: (id: string) => `#/components/schemas/${id}` } as const;

/** Removes what readers do not need: a pattern of an id or a moment repeats its format. */
function simplify(schema: Record<string, unknown>, io: 'input' | 'output'): void {
	if (schema['format'] === 'date-time' || schema['format'] === 'uuid') delete schema['pattern'];
	// Answers may gain fields; requests may not.
	if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties'];
	// OpenAPI 3.0 allows null only next to a type; all named schemas are objects.
	if (schema['nullable'] === true && schema['type'] === undefined) schema['type'] = 'object';
	delete schema['$schema'];
	delete schema['$id'];
	delete schema['id'];
}

/** Options that simplify schemas, and describe what the values of a list mean. */
const jsonSchemaOptions = (io: 'input' | 'output') =>
	({
		...target,
		io,
		unrepresentable: 'any',
		override({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Record<string, unknown> }) {
			simplify(jsonSchema, io);
			const meaning = meanings.get(zodSchema);
			if (meaning) jsonSchema['description'] = meaning;
		}
	}) as const;
const schemaOf = (schema: z.ZodType): Schema => z.toJSONSchema(schema, jsonSchemaOptions('input')) as Schema;

function shapesOf(shapes: ReadonlyMap<string, z.ZodType>, io: 'input' | 'output'): Record<string, Schema> {
	const registry = z.registry<{ id: string }>();
	for (const [id, schema] of shapes) registry.add(schema, { id });
	const { schemas } = z.toJSONSchema(registry, jsonSchemaOptions(io));
	for (const schema of Object.values(schemas)) simplify(schema, io);
	return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema as Schema]));
}

/** The field `type` tells a program at once which of the commands it is. */
function withDiscriminator(schema: Schema): Schema {
	const some = schema.anyOf ?? schema.oneOf ?? [];
	const names = new Set(some.map(({ $ref }) => $ref?.split('/').at(-1)));
	const mapping = [...commandNames].flatMap(([type, name]): [string, string][] =>
		names.has(name) ? [[type, ref(name).$ref ?? '']] : []
	);
	return { oneOf: some, discriminator: { propertyName: 'type', mapping: Object.fromEntries(mapping) } };
}

/** The parameters of an address; with several kinds of query, those that all of them need are required. */
function parametersOf(query: z.ZodType): Parameter[] {
	const schema = schemaOf(query);
	const kinds = schema.oneOf ?? schema.anyOf ?? [schema];
	const byName = new Map<string, Schema>();
	for (const { properties = {} } of kinds)
		for (const [name, one] of Object.entries(properties)) {
			const before = byName.get(name);
			byName.set(
				name,
				before?.enum && one.enum ? { ...before, enum: [...new Set([...before.enum, ...one.enum])] } : (before ?? one)
			);
		}
	return [...byName].map(([name, one]) => ({
		name,
		in: 'query',
		required: kinds.every(({ required = [] }) => required.includes(name)),
		...(one.type === 'array' ? { style: 'form' as const, explode: false as const } : {}),
		schema: parameter(one)
	}));
}

/** An address contains no null: the parameter is left out. A parsed text is described by its parsed type. */
function parameter({ default: defaultValue, anyOf, ...more }: Schema): Schema {
	const rest = Object.fromEntries(Object.entries(more).filter(([key]) => key !== 'nullable'));
	const withDefault = defaultValue === undefined || defaultValue === null ? {} : { default: defaultValue };
	const some = anyOf?.filter((one) => one.type !== 'null' && Object.keys(one).some((key) => key !== 'nullable'));
	const [only] = some ?? [];
	if (only && some?.length === 1) return { ...parameter(only), ...withDefault };
	return { ...(Object.keys(rest).length === 0 ? { type: 'string' } : rest), ...withDefault };
}

const header = { 'API-Version': { description: 'The version of this API, in full.', schema: { type: 'string' } } };
const problems: Readonly<Record<number, string>> = {
	400: 'The body is not JSON, or a parameter of the address is wrong: `details.where` names it.',
	401: 'No token or session, or one that is wrong, revoked or expired.',
	403: 'This token or these roles may not do this.',
	404: 'Not found, or you have no access to it.',
	409: 'The current state does not allow it: closed, paused, or changed since you read it.',
	413: 'The request body is too large.',
	415: 'The body has the wrong media type.',
	422: 'The body is JSON, but a field is wrong: `details.where` names it.',
	429: 'Too many requests. Wait for the time in Retry-After, then send the same request again.',
	503: 'The answer could not be made now, or took too long. Try again later, or ask for less.'
};

function problemsOf({ caller, path, query, method, problems: own = [] }: Operation): number[] {
	if (caller === 'everybody') return [];
	const common = [401, 403, 429, ...(path.includes('[') ? [404] : []), ...(query || method === 'POST' ? [400] : [])];
	return [...new Set([...common, ...own])].sort((a, b) => a - b);
}
const problemAnswer = (status: number): Content => ({
	description: problems[status] ?? '',
	headers: {
		...header,
		...(status === 429 ? { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } : {})
	},
	content: { 'application/problem+json': { schema: ref('Problem') } }
});

const security: Readonly<Record<Caller, Described['security']>> = {
	read: [{ token: [] }, { session: [] }],
	post: [{ token: [] }],
	person: [{ session: [] }],
	everybody: []
};

/** A file's bytes, or JSON of a named schema. */
function contentOf(shape: string | { readonly files: readonly string[] }): Content['content'] {
	if (typeof shape === 'string') return { 'application/json': { schema: ref(shape) } };
	return Object.fromEntries(
		shape.files.map((type) => [
			type.replace(/;.*/, ''),
			{ schema: { type: 'string', ...(type.startsWith('text/') ? {} : { format: 'binary' }) } }
		])
	);
}

function describe(operation: Operation): Described {
	const { id, tag, summary, description, deprecated, query, body, answer, caller } = operation;
	return {
		operationId: id,
		tags: [tag],
		summary,
		...(description ? { description } : {}),
		...(deprecated ? { deprecated } : {}),
		security: security[caller],
		...(query ? { parameters: parametersOf(query) } : {}),
		...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
		responses: {
			[answer.status]: { description: answer.says, headers: header, content: contentOf(answer.shape) },
			...Object.fromEntries(problemsOf(operation).map((status) => [status, problemAnswer(status)]))
		}
	};
}

/** `/incidents/[id]` as OpenAPI writes it. */
export const addressOf = (path: string): string => path.replace(/\[([^\]]+)\]/g, '{$1}');

/** The names in the path of an operation: ids, unless it says otherwise. */
function inPath({ path, names: own = {} }: Operation): { parameters?: Parameter[] } {
	const names = [...path.matchAll(/\[([^\]]+)\]/g)].map(([, name = '']) => name);
	if (names.length === 0) return {};
	return {
		parameters: names.map((name) => {
			const { description, ...schema } = own[name] ? schemaOf(own[name]) : { type: 'string', format: 'uuid' };
			return { name, in: 'path', required: true, ...(description ? { description } : {}), schema };
		})
	};
}

function pathsOf(): Record<string, PathItem> {
	const paths: Record<string, Record<string, unknown>> = {};
	for (const operation of operations) {
		const address = addressOf(operation.path);
		const item = (paths[address] ??= inPath(operation));
		item[operation.method.toLowerCase()] = describe(operation);
	}
	return paths;
}

const introduction = [
	'Voelspriet monitors public reaction to an incident. With this API another program can send posts to an incident and read what an analyst reads.',
	'Requests carry a token: `Authorization: Bearer vst_…`. An administrator or coordinator makes one on the page Programs.',
	'A token can send posts and read. Commands are for people who are signed in.',
	'Times are RFC 3339 with a time zone. Responses may gain fields; requests accept only the fields named here.'
].join('\n\n');

/**
 * Describes the HTTP API as OpenAPI 3.0 (the version that the NL API Design Rules require), from the schemas it uses.
 */
export function openapiDocument({ origin, organisation }: DescribedInstallation): OpenapiDocument {
	const sentShapes = shapesOf(new Map<string, z.ZodType>([...Object.entries(bodies), ...commandShapes]), 'input');
	for (const name of ['IncidentCommand', 'InstallationCommand'])
		sentShapes[name] = withDiscriminator(sentShapes[name] ?? {});
	return {
		openapi: '3.0.3',
		info: {
			title: 'Voelspriet',
			version: API_VERSION,
			description: introduction,
			contact: { name: organisation ?? 'Voelspriet', url: origin },
			license: { name: 'EUPL-1.2', url: 'https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12' }
		},
		servers: [{ url: `${origin}/api/v1` }],
		tags,
		paths: pathsOf(),
		components: {
			schemas: { ...shapesOf(new Map(Object.entries(answers)), 'output'), ...sentShapes },
			securitySchemes: {
				token: { type: 'http', scheme: 'bearer', description: 'The token of a program.' },
				session: {
					type: 'apiKey',
					in: 'cookie',
					name: cookieName('voelspriet.session_token', { secure: origin.startsWith('https:'), path: '/' }),
					description: 'The session of a person who signed in.'
				}
			}
		}
	};
}
