import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';
import { addressOf, openapiDocument, type OpenapiDocument } from '$lib/server/out/api/openapi/openapi';
import { operations } from '$lib/server/out/api/openapi/operations';
import { problemsIn } from './api-rules';
import { atLeast } from '../../project-files';

const document = openapiDocument({ origin: 'https://voelspriet.waterveen.nl', organisation: 'Gemeente Waterveen' });
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const routes = atLeast(
	30,
	Object.entries(
		import.meta.glob<Partial<Record<string, unknown>>>('../../../src/routes/api/v1/**/+server.ts', { eager: true })
	)
)
	.map(([file, route]) => ({ path: file.replace('../../../src/routes/api/v1', '').replace('/+server.ts', ''), route }))
	.flatMap(({ path, route }) =>
		METHODS.filter((method) => route[method] !== undefined).map((method) => `${method} ${path}`)
	);

test('every route of the API is described, and nothing else', () => {
	expect(routes.length).toBeGreaterThan(20);
	expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([...routes].sort());
	const described = Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.filter((method) => method.toLowerCase() in item).map((method) => `${method} ${path}`)
	);
	expect(described.sort()).toEqual(routes.map((route) => addressOf(route)).sort());
});

test('the description is valid OpenAPI and follows the NL API Design Rules', async () => {
	expect(await problemsIn(document)).toEqual([]);
});

test('the rules detect what breaks them', async () => {
	const broken = structuredClone(document) as unknown as {
		openapi: string;
		info: Record<string, unknown>;
		servers: { url: string }[];
		paths: Record<
			string,
			Record<string, { responses: Record<string, Record<string, unknown>>; parameters?: { name: string }[] }>
		>;
	};
	broken.info['version'] = '1';
	delete broken.info['contact'];
	broken.servers = [{ url: 'http://example.org/api' }];
	const events = broken.paths['/incidents/{id}/events'];
	const get = events?.['get'];
	if (!get?.parameters?.[0]) throw new Error('no events');
	get.parameters[0].name = 'after_number';
	delete get.responses['400'];
	delete get.responses['200']?.['headers'];
	get.responses['404'] = { description: 'x', content: { 'text/html': { schema: { type: 'string' } } } };
	broken.paths['/Incident_Lists/'] = { get: structuredClone(get), trace: structuredClone(get) };
	const found = new Set((await problemsIn(broken)).map((line) => line.split(':')[0]));
	for (const rule of [
		'info-contact',
		'operation-operationId-unique',
		'no-path-trailing-slash',
		'nl-api/semver',
		'nl-api/uri-version',
		'nl-api/servers-use-https',
		'nl-api/version-header',
		'nl-api/query-camel-case',
		'nl-api/path-kebab-case',
		'nl-api/problem-details',
		'nl-api/invalid-input',
		'nl-api/http-methods'
	])
		expect(found, rule).toContain(rule);
});

test('each schema of a command is in the description, distinguished by its type', () => {
	const command = document.components.schemas['IncidentCommand'];
	expect(command).toMatchObject({ discriminator: { propertyName: 'type' } });
	expect(command?.oneOf?.length).toBeGreaterThan(40);
	expect(document.components.schemas['SetPhaseOfIncident']).toMatchObject({
		properties: { type: { enum: ['incident.setPhase'] }, input: { required: ['phase'] } },
		additionalProperties: false
	});
});

/** The parts of the description that the tests' program uses: the rest may grow without regenerating the client. */
function forPrograms(): OpenapiDocument {
	const own = new Set(
		operations.filter(({ tag }) => tag === 'posts' || tag === 'stories' || tag === 'incident').map(({ id }) => id)
	);
	const paths = Object.fromEntries(
		Object.entries(document.paths).flatMap(([path, { parameters, ...item }]) => {
			const ownOperations = Object.entries(item).filter(([, described]) => own.has(described.operationId));
			return ownOperations.length > 0 ? [[path, { parameters, ...Object.fromEntries(ownOperations) }]] : [];
		})
	);
	const needed = new Set<string>();
	const follow = (value: unknown): void => {
		for (const [, name = ''] of JSON.stringify(value).matchAll(/#\/components\/schemas\/(\w+)/g))
			if (!needed.has(name)) {
				needed.add(name);
				follow(document.components.schemas[name]);
			}
	};
	follow(paths);
	const schemas = Object.fromEntries(Object.entries(document.components.schemas).filter(([name]) => needed.has(name)));
	return { ...document, paths, components: { ...document.components, schemas } };
}

/**
 * `tests/browser/programs.test.ts` calls a running program with it; `npx vitest run --project server
 * tests/server/http/openapi.test.ts -u` regenerates it.
 */
test('the client generated from the description is the one that the tests use', async () => {
	const types = astToString(await openapiTS(JSON.stringify(forPrograms()), { defaultNonNullable: false }));
	await expect(types).toMatchFileSnapshot('./client/paths.ts');
});
