import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { Oas3Rule } from '@redocly/openapi-core/lib/visitors';

interface Place {
	report: (problem: { message: string }) => void;
	key: string | number;
}
const semver = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

/**
 * The rules of the NLGov REST API Design Rules 2 that can be checked in a description, in our own words; each by its
 * name in the standard. Contact has no e-mail address: an installation has none, its organisation's page says how to
 * reach it.
 */
export const nlApi: Readonly<Record<string, Oas3Rule>> = {
	/** /core/semver */
	semver: () => ({
		Info(info, { report }: Place) {
			if (!semver.test(info.version)) report({ message: 'The version is major.minor.patch.' });
		}
	}),
	/** /core/uri-version and transport security */
	'uri-version': () => ({
		Server(server, { report }: Place) {
			if (!/\/v\d+$/.test(server.url)) report({ message: 'The address ends with the major version.' });
		}
	}),
	'servers-use-https': () => ({
		Server(server, { report }: Place) {
			if (server.url.startsWith('http:')) report({ message: 'The address is encrypted.' });
		}
	}),
	/** /core/doc-openapi */
	openapi3: () => ({
		Root(root, { report }: Place) {
			if (!/^3\.0\.\d+$/.test(root.openapi)) report({ message: 'The description is OpenAPI 3.0.' });
		}
	}),
	/** /core/http-methods */
	'http-methods': () => ({
		Operation(_, { report, key }: Place) {
			if (!['get', 'post', 'put', 'patch', 'delete'].includes(String(key)))
				report({ message: 'A method is one of the five that everybody knows.' });
		}
	}),
	/** /core/version-header, /core/error-handling/problem-details */
	'version-header': () => ({
		Response(response, { report, key }: Place) {
			if (/^[23]/.test(String(key)) && !response.headers?.['API-Version'])
				report({ message: 'Every answer names the full version.' });
		}
	}),
	'problem-details': () => ({
		Response(response, { report, key }: Place) {
			if (/^[45]/.test(String(key)) && !response.content?.['application/problem+json'])
				report({ message: 'An error is sent as problem details (RFC 9457).' });
		},
		NamedSchemas: {
			Schema(schema, { report, key }: Place) {
				const has = (name: string) => schema.properties?.[name] !== undefined;
				if (key === 'Problem' && !(has('status') && has('title') && has('detail')))
					report({ message: 'A problem has a status, a title and a detail.' });
			}
		}
	}),
	/** /core/error-handling/invalid-input */
	'invalid-input': () => ({
		Operation(operation, { report, key }: Place) {
			const takes = ['post', 'put', 'patch'].includes(String(key)) || (operation.parameters ?? []).length > 0;
			if (takes && !operation.responses['400']) report({ message: 'What takes input can answer 400.' });
		}
	}),
	/** /core/path-segments-kebab-case, /core/query-keys-camel-case, names of schemas */
	'path-kebab-case': () => ({
		PathItem(_, { report, key }: Place) {
			if (!/^(\/([a-z0-9-]+(\.json)?|\{[^}]+\}))+\/?$/.test(String(key)))
				report({ message: 'A path is in kebab-case.' });
		}
	}),
	'query-camel-case': () => ({
		Parameter(parameter, { report }: Place) {
			if (parameter.in === 'query' && !/^[a-z][a-zA-Z0-9]*$/.test(parameter.name))
				report({ message: 'A parameter is in camelCase.' });
		}
	}),
	'schema-pascal-case': () => ({
		NamedSchemas: {
			Schema(_, { report, key }: Place) {
				if (!/^[A-Z][a-zA-Z0-9]*$/.test(String(key))) report({ message: 'The name of a schema is in PascalCase.' });
			}
		}
	}),
	/** /core/date-time/format, /core/date-time/timezone */
	'date-time-zone': () => ({
		Schema(schema, { report }: Place) {
			if (schema.format === 'date-time-local' || schema.format === 'time')
				report({ message: 'A moment has a time zone.' });
		}
	})
};

export const structure = [
	'struct',
	'no-unresolved-refs',
	'no-unused-components',
	'operation-operationId',
	'operation-operationId-unique',
	'operation-operationId-url-safe',
	'operation-summary',
	'operation-2xx-response',
	'operation-parameters-unique',
	'operation-tag-defined',
	'operation-singular-tag',
	'path-declaration-must-exist',
	'path-not-include-query',
	'path-parameters-defined',
	'no-ambiguous-paths',
	'no-identical-paths',
	'no-path-trailing-slash',
	'no-enum-type-mismatch',
	'no-invalid-schema-examples',
	'no-empty-servers',
	'no-server-trailing-slash',
	'no-undefined-server-variable',
	'info-contact',
	'info-license',
	'tag-description',
	'security-defined',
	'boolean-parameter-prefixes'
];

/** The faults of a description, one per line: the rule, what it requires, and where. */
export async function problemsIn(document: unknown): Promise<string[]> {
	const ours = Object.fromEntries(Object.keys(nlApi).map((rule) => [`nl-api/${rule}`, 'error' as const]));
	const config = await createConfig({
		plugins: [{ id: 'nl-api', rules: { oas3: nlApi } }],
		rules: { ...Object.fromEntries(structure.map((rule) => [rule, 'error' as const])), ...ours }
	});
	const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
	return problems.map(
		({ ruleId, message, location }) =>
			`${ruleId}: ${message} ${location.map(({ pointer }) => pointer ?? '').join(', ')}`
	);
}
