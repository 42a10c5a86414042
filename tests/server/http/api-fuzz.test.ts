import { randomInt, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncidentId } from '$lib/domain/core/ids';
import { openapiDocument, type Described, type Parameter, type Schema } from '$lib/server/out/api/openapi/openapi';
import { runBuilt, type BuiltProgram } from './built';
import { awkward, broken, madeFrom } from './made-from-schema';

/**
 * Requests made from the description itself, right and wrong: every answer has a status and a type that the description
 * names, and none is a fault of ours.
 */

/** Requests of one run; `FUZZ=5000` asks more. */
const REQUESTS = Number(process.env['FUZZ'] ?? 600);
/** Another each time; `FUZZ_SEED` asks the same again. */
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31));
/** As many requests as one person may send at once, with what the dearest of them cost. */
const BY_ONE_PERSON = 20;

const { paths, components } = openapiDocument({ origin: 'http://127.0.0.1', organisation: null });
const { schemas } = components;

interface Operation {
	readonly method: string;
	readonly path: string;
	readonly parameters: readonly Parameter[];
	readonly described: Described;
}
const operations = Object.entries(paths).flatMap(([path, { parameters = [], ...item }]) =>
	Object.entries(item).map(([method, described]): Operation => ({
		method: method.toUpperCase(),
		path,
		parameters: [...parameters, ...(described.parameters ?? [])],
		described
	}))
);

interface Request {
	readonly method: string;
	readonly address: string;
	readonly type: string | null;
	readonly body: string | null;
}

let program: BuiltProgram;
/** What is there, by the name of a field or of a part of a path. */
let known: Map<string, string[]>;
/** Sessions of coordinators and administrators, and tokens, in turns. */
let asker: () => Promise<Record<string, string>>;
let incident: IncidentId;

beforeAll(async () => {
	program = await runBuilt();
	const opened = await program.openIncident();
	incident = opened.id;
	const [need, rumour, fact, text] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
	await program.execute(incident, 'need.raise', {
		id: need,
		text: 'Waar is de opvang?',
		offline: 'balie',
		seenIn: null
	});
	await program.execute(incident, 'rumour.signal', {
		id: rumour,
		text: 'De brug gaat dicht',
		offline: 'balie',
		seenIn: null
	});
	await program.execute(incident, 'fact.record', { id: fact, text: 'De brug is open.', source: 'RWS', at: null });
	known = new Map([
		['{id}', [incident, incident, incident, randomUUID(), 'installation', '\u0000', 'a/../b']],
		['source', [opened.source]],
		['need', [need]],
		['rumour', [rumour]],
		['finding', [need, rumour]],
		['fact', [fact]],
		['text', [text]]
	]);
	let requestCount = 0;
	let now: Record<string, string> = {};
	asker = async () => {
		if (requestCount % BY_ONE_PERSON === 0)
			now =
				requestCount % (4 * BY_ONE_PERSON) === 0
					? { authorization: `Bearer ${await program.token(incident, ['read', 'post'])}` }
					: (
							await program.signIn(
								{ role: 'coordinator', incident: null },
								{ role: 'administrator', incident: null },
								{ role: 'spokesperson', incident: null }
							)
						).headers;
		requestCount += 1;
		return now;
	};
}, 300_000);
afterAll(() => program.remove());

const made = (schema: Schema) => madeFrom(schema, schemas, known);
const written = (value: unknown) =>
	encodeURIComponent(
		(typeof value === 'string' ? value : value === undefined ? 'undefined' : JSON.stringify(value)).toWellFormed()
	);
/** Part of a path: an empty one, or dots, would make it the path of something else. */
const segment = (value: unknown) => written(value).replace(/^\.*$/, '-');

function pathOf({ path, parameters }: Operation): fc.Arbitrary<string> {
	const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
	const values = names.map((name) => {
		const there = known.get(`{${name}}`) ?? known.get(name);
		const one = made(parameters.find((parameter) => parameter.in === 'path' && parameter.name === name)?.schema ?? {});
		return fc.oneof(
			{ weight: 8, arbitrary: there ? fc.constantFrom(...there) : one },
			{ weight: 1, arbitrary: one },
			{ weight: 1, arbitrary: awkward }
		);
	});
	return fc
		.tuple(...values)
		.map((filled) => names.reduce((all, name, at) => all.replace(`{${name}}`, segment(filled[at])), path));
}
function queryOf({ parameters }: Operation): fc.Arbitrary<string> {
	const inQuery = parameters.filter((parameter) => parameter.in === 'query');
	const each = inQuery.map(({ name, required, schema }) =>
		fc
			.oneof({ weight: 6, arbitrary: made(schema) }, { weight: 1, arbitrary: awkward }, fc.constant(undefined))
			.map((value) => (value === undefined && !required ? [] : [`${name}=${written(value)}`]))
	);
	return fc.tuple(...each).map((all) => (all.flat().length > 0 ? `?${all.flat().join('&')}` : ''));
}
function bodyOf({ described }: Operation): fc.Arbitrary<Pick<Request, 'type' | 'body'>> {
	const { content } = described.requestBody ?? {};
	if (!content) return fc.constant({ type: null, body: null });
	const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(content);
	if (type !== 'application/json')
		return fc.string({ maxLength: 400 }).map((text) => ({ type, body: text.toWellFormed() }));
	const right = made(schema);
	const json = fc
		.oneof({ weight: 3, arbitrary: right }, { weight: 3, arbitrary: right.chain(broken) }, awkward)
		.map((value) => ({ type, body: JSON.stringify(value) }));
	const other = fc.constantFrom(
		{ type, body: '' },
		{ type, body: '{"id":' },
		{ type, body: '['.repeat(20_000) },
		{ type: 'text/plain', body: '{}' },
		{ type: 'application/x-www-form-urlencoded', body: 'id=1' },
		{ type: 'multipart/form-data; boundary=x', body: '--x--' },
		{ type: 'application/json; charset=utf-16', body: '{}' },
		{ type: null, body: '{}' }
	);
	return fc.oneof({ weight: 9, arbitrary: json }, { weight: 1, arbitrary: other });
}

const requests = () =>
	fc
		.constantFrom(...operations)
		.chain((operation) =>
			fc
				.tuple(pathOf(operation), queryOf(operation), bodyOf(operation))
				.map(([path, query, sent]): readonly [Operation, Request] => [
					operation,
					{ method: operation.method, address: `/api/v1${path}${query}`, ...sent }
				])
		);

test('whatever is sent, the answer is one that the description names', async () => {
	const statuses = new Map<number, number>();
	/** One example for each answer that is not named. */
	const unnamed = new Map<string, string>();
	for (const [{ described }, { method, address, type, body }] of fc.sample(requests(), { numRuns: REQUESTS, seed })) {
		const answer = await fetch(program.base + address, {
			method,
			headers: { ...(await asker()), ...(type ? { 'content-type': type } : {}) },
			...(body === null ? {} : { body }),
			redirect: 'manual'
		});
		const text = await answer.text();
		const { status } = answer;
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
		const sent = answer.headers.get('content-type')?.replace(/;.*/, '') ?? '';
		const named = described.responses[String(status)]?.content ?? {};
		if (!(sent in named) || (sent.endsWith('json') && !isJson(text)))
			unnamed.set(
				`${described.operationId} ${String(status)} ${sent}`,
				`${method} ${address} ${type ?? ''} ${body?.slice(0, 600) ?? ''} → ${text.slice(0, 300)}`
			);
	}
	expect([...unnamed], `seed ${String(seed)}`).toEqual([]);
	expect([...statuses.keys()], 'the requests get to every kind of answer').toEqual(
		expect.arrayContaining([200, 400, 404, 422])
	);
	expect((statuses.get(429) ?? 0) / REQUESTS, 'limits do not stand between').toBeLessThan(0.05);
}, 300_000);
function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
