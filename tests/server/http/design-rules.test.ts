import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Moment } from '$lib/domain/core/ids';
import { API_VERSION } from '$lib/server/platform/http/api-version';
import { openapiDocument } from '$lib/server/out/api/openapi/openapi';
import { operations } from '$lib/server/out/api/openapi/operations';
import { openapiJson } from '$lib/server/out/api/openapi/documentation';
import { nlApi, structure } from './api-rules';

/** docs/api-design-rules.md promises: every rule of the standard is there, and what checks it is there too. */
const page = readFileSync('docs/api-design-rules.md', 'utf8');
const rows = page.split('\n').flatMap((line) => {
	const [number = '', rule = '', here = '', check = ''] = line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
	return /^(API-\d\d|–)$/.test(number) ? [{ number, rule: rule.replaceAll('`', ''), here, check }] : [];
});

/** The rules of 2.0 to 2.2, with the number that those of before 2.0 have. */
const RULES: Readonly<Record<string, string>> = {
	'/core/http-safety': 'API-01',
	'/core/stateless': 'API-02',
	'/core/http-methods': 'API-03',
	'/core/interface-language': 'API-04',
	'/core/naming-resources': 'API-05',
	'/core/nested-child': 'API-06',
	'/core/resource-operations': 'API-10',
	'/core/transport/tls': 'API-11',
	'/core/doc-openapi': 'API-16',
	'/core/doc-language': 'API-17',
	'/core/deprecation-schedule': 'API-18',
	'/core/transition-period': 'API-19',
	'/core/uri-version': 'API-20',
	'/core/no-trailing-slash': 'API-48',
	'/core/transport/cors': 'API-50',
	'/core/publish-openapi': 'API-51',
	'/core/hide-implementation': 'API-53',
	'/core/naming-collections': 'API-54',
	'/core/changelog': 'API-55',
	'/core/semver': 'API-56',
	'/core/version-header': 'API-57',
	'/core/transport/no-sensitive-uris': 'API-58',
	'/core/path-segments-kebab-case': '–',
	'/core/query-keys-camel-case': '–',
	'/core/lang-code': '–',
	'/core/date-time/format': '–',
	'/core/date-time/timezone': '–',
	'/core/date-time/date-omit-time-portion': '–',
	'/core/http-response-code': '–',
	'/core/error-handling/problem-details': '–',
	'/core/error-handling/invalid-input': '–',
	'/core/error-handling/all-errors': '–',
	'/core/doc-openapi-contact': '–',
	'/core/transport/security-headers': '–',
	'/core/geospatial': '–'
};

describe('docs/api-design-rules.md', () => {
	test('has every rule of the standard once, by its number', () => {
		expect(Object.fromEntries(rows.map(({ rule, number }) => [rule, number]))).toEqual(RULES);
		expect(rows).toHaveLength(Object.keys(RULES).length);
	});

	test.each(rows)('$rule names a check that exists, or says why there is none', ({ check }) => {
		const named = [...check.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
		const why = /no machine: (.{25,})/.exec(check)?.[1];
		expect(named.length > 0 || why !== undefined, check).toBe(true);
		for (const name of named) {
			const [, file, title] = /^(tests\/[\w./-]+)(?:: (.+))?$/.exec(name) ?? [];
			if (file === undefined) expect([...Object.keys(nlApi), ...structure], name).toContain(name);
			else {
				expect(existsSync(file), name).toBe(true);
				if (title !== undefined) expect(readFileSync(file, 'utf8'), name).toContain(`test('${title}'`);
			}
		}
	});

	test('names each rule of our own linter', () => {
		for (const rule of Object.keys(nlApi).filter((name) => name !== 'schema-pascal-case'))
			expect(page, rule).toContain(`\`${rule}\``);
	});
});

const document = openapiDocument({ origin: 'https://voelspriet.waterveen.nl', organisation: 'Gemeente Waterveen' });
const paths = Object.keys(document.paths);
const segments = (path: string): string[] => path.split('/').filter(Boolean);

test('what belongs to an incident is nested below it', () => {
	const elsewhere = paths.filter((path) => !path.startsWith('/incidents/{id}/'));
	expect(elsewhere).toEqual(['/installation/commands', '/openapi.json']);
});

test('the segment before an identifier is plural', () => {
	const before = paths.flatMap((path) => {
		const parts = segments(path);
		return parts.flatMap((part, at) => (part.startsWith('{') ? [parts[at - 1] ?? ''] : []));
	});
	expect([...new Set(before.filter((name) => !name.endsWith('s') && name !== 'stories'))]).toEqual(['report']);
});

test('an operation that is not a resource is a verb at the end, called by POST', () => {
	const verbs = ['start', 'stop', 'resume', 'try'];
	const verbOperations = operations.filter(({ path }) => verbs.includes(segments(path).at(-1) ?? ''));
	expect(verbOperations.length).toBeGreaterThanOrEqual(verbs.length);
	expect(verbOperations.filter(({ method }) => method !== 'POST')).toEqual([]);
	const within = operations.filter(({ path }) =>
		segments(path)
			.slice(0, -1)
			.some((part) => verbs.includes(part))
	);
	expect(within).toEqual([]);
});

test('whatever is deprecated names its replacement', () => {
	const deprecated = operations.filter((operation) => operation.deprecated);
	for (const { description, id } of deprecated) {
		const [, instead] = /`(\w+)`/.exec(description ?? '') ?? [];
		expect(
			operations.some((other) => other.id === instead && !other.deprecated),
			id
		).toBe(true);
	}
});

test('no address asks for a secret', () => {
	const parameterNames = Object.values(document.paths).flatMap((item) =>
		[item.parameters ?? [], ...Object.values(item).map((one) => ('parameters' in one ? (one.parameters ?? []) : []))]
			.flat()
			.map(({ name }) => name)
	);
	expect(parameterNames.length).toBeGreaterThan(20);
	expect(parameterNames.filter((name) => /token|secret|password|pin|signature|key|cookie/i.test(name))).toEqual([]);
});

test('moments are in UTC', () => {
	expect(Moment.safeParse('2026-11-20T13:05:00.000Z').success).toBe(true);
	for (const other of ['2026-11-20T14:05:00.000+01:00', '2026-11-20T13:05:00.000', '2026-11-20'])
		expect(Moment.safeParse(other).success, other).toBe(false);
});

test('the description is published where clients look for it', async () => {
	const program = { origin: 'https://voelspriet.waterveen.nl', logs: { installation: { installation: null } } };
	const answer = await openapiJson(program as never, new Request('https://x/api/v1/openapi.json'));
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		'content-type': 'application/json',
		'access-control-allow-origin': '*'
	});
	expect(await answer.json()).toMatchObject({ openapi: document.openapi, info: { version: API_VERSION } });
	expect(existsSync('src/routes/api/v1/openapi.json/+server.ts')).toBe(true);
});

test('the changelog names the version of the API', () => {
	expect(readFileSync('CHANGELOG.md', 'utf8')).toContain(`HTTP API ${API_VERSION}`);
});
