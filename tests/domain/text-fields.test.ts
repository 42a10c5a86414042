import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '$lib/domain/commands';
import { Code, LooseText, Text } from '$lib/domain/core/text';
import { changeTexts, EACH, pathName, textFields, textLocations } from '$lib/domain/core/texts/fields';
import { maskEvent, typesWithWords, wordFields } from '$lib/domain/event-words';
import { events } from '$lib/domain/events';

const undeclared = (schema: z.core.$ZodType) =>
	textFields(schema)
		.filter(({ holds }) => holds === null)
		.map(({ path }) => pathName(path));
const named = (schema: z.core.$ZodType) =>
	textFields(schema).map(({ path, holds }) => `${pathName(path)}: ${String(holds)}`);

describe('every text field declares what it may hold', () => {
	test.each(commands.map((kind) => [kind.type, kind] as const))('in the command %s', (_, { input }) => {
		expect(undeclared(input)).toEqual([]);
	});
	test.each(events.map((kind) => [kind.type, kind] as const))('in the event %s', (_, { data }) => {
		expect(undeclared(data)).toEqual([]);
	});

	test('covering every kind of content', () => {
		const all = [...commands.map(({ input }) => input), ...events.map(({ data }) => data)];
		const found = new Set(all.flatMap((schema) => textFields(schema).map(({ holds }) => holds)));
		expect([...found].sort()).toEqual(['id', 'name', 'ownWords', 'quotedWords']);
		expect(typesWithWords().length).toBeGreaterThan(40);
	});
});

test('the names in events are of bodies, places, channels and things', () => {
	const names = events.flatMap(({ type, data }) =>
		textFields(data).flatMap(({ path, holds }) =>
			holds === 'name' ? [`${type}: ${path.findLast((step) => step !== EACH) ?? ''}`] : []
		)
	);
	/** By the last key of the field. A name of an author or a colleague is never among them: the event has an id. */
	const meant = new Set([
		...['body', 'from', 'organisation', 'source', 'to'],
		...['name', 'names', 'place'],
		...['account', 'accounts', 'channel', 'where'],
		...['category', 'classification', 'classificationScheme', 'label', 'title']
	]);
	expect(names.filter((each) => !meant.has(each.slice(each.indexOf(': ') + 2)))).toEqual([]);
	const named = new Set(names.filter((each) => each.endsWith(': name')));
	expect([...named].sort()).toEqual([
		'connection.added: name',
		'incident.neighbourhoodsSet: name',
		'incident.opened: name',
		'installation.neighbourhoodsSet: name',
		'installation.setUp: name',
		'outlet.connected: name',
		'token.made: name'
	]);
});

describe('finding the text fields', () => {
	test('works inside any wrapper', () => {
		const words = Text(10, 'ownWords');
		const schema = z.object({
			plain: words,
			list: z.array(z.object({ text: words.nullable() })).default([]),
			either: z.discriminatedUnion('kind', [
				z.object({ kind: z.literal('a'), what: LooseText(5, 'name') }),
				z.object({ kind: z.literal('b'), what: LooseText(9, 'quotedWords').optional() })
			]),
			byKey: z.record(z.uuid(), words),
			changed: words.transform((text) => ({ text })),
			frozen: z.object({ code: Code(/^a$/) }).readonly(),
			count: z.int(),
			day: z.iso.date(),
			state: z.enum(['on', 'off'])
		});
		expect(named(schema)).toEqual([
			'plain: ownWords',
			'list[].text: ownWords',
			'either.what: name',
			'either.what: quotedWords',
			'byKey[]: id',
			'byKey[]: ownWords',
			'changed: ownWords',
			'frozen.code: id',
			'day: id'
		]);
	});

	test('includes fields that do not declare what they hold', () => {
		const schema = z.object({ a: z.string(), b: z.string().regex(/^.*$/), c: z.unknown(), d: z.any().optional() });
		expect(undeclared(schema)).toEqual(['a', 'b', 'c', 'd']);
	});

	test('keeps what a field holds when a rule is added to it', () => {
		expect(named(z.object({ a: Text(9, 'name').regex(/x/), b: Text(9, 'name').brand<'B'>().nullable() }))).toEqual([
			'a: name',
			'b: name'
		]);
	});
});

describe('changing the texts in data', () => {
	const fields = [{ path: ['list', EACH, 'text'] }, { path: ['by', EACH] }, { path: ['one'] }];
	test('changes only the given paths', () => {
		const data = { list: [{ text: 'a', other: 'a' }, { text: null }, { text: 'b' }], by: { x: 'a', y: 1 }, two: 'a' };
		const changed = changeTexts(data, fields, (text) => text.replace('a', '…'));
		expect(changed).toEqual({
			list: [{ text: '…', other: 'a' }, { text: null }, { text: 'b' }],
			by: { x: '…', y: 1 },
			two: 'a'
		});
		expect(textLocations(data, fields)).toEqual([
			['list', 0, 'text'],
			['list', 2, 'text'],
			['by', 'x']
		]);
	});
	test('returns the same object when nothing changes', () => {
		const data = { list: [{ text: 'b' }], one: 'c', by: null };
		expect(changeTexts(data, fields, (text) => text)).toBe(data);
	});
	test('returns the same object when the data has another shape', () => {
		for (const data of [null, 'text', 3, [], { list: 'a', one: { text: 'a' }, by: 'a' }, { list: { text: 'a' } }])
			expect(changeTexts(data, fields, () => 'x')).toBe(data);
	});
});

describe('masking an event', () => {
	const mask = (text: string) => text.replaceAll('Jansen', '…');
	test('covers reasons, searches, actions, responses, answers and facts', () => {
		const paths = (type: string) => wordFields(type).map(({ path }) => pathName(path));
		expect(paths('incident.held')).toContain('why');
		expect(paths('search.saved')).toEqual(expect.arrayContaining(['name', 'query.words']));
		expect(paths('profile.changed')).toContain('terms[]');
		expect(paths('action.recorded')).toContain('text');
		expect(paths('response.given')).toContain('words');
		expect(paths('need.answered')).toContain('answer.text');
		expect(paths('fact.recorded')).toContain('text');
		expect(paths('advice.decided')).toContain('decision.why');
	});
	test('covers words, never a verdict, a name or an id', () => {
		const data = { text: 'Jansen', source: 'Jansen', id: 'Jansen' };
		expect(maskEvent({ type: 'fact.recorded', data }, mask)).toEqual({ text: '…', source: 'Jansen', id: 'Jansen' });
		// Of what was decided only the claim: its words are those of the rumour.
		expect(wordFields('rumour.judged').map(({ path }) => pathName(path))).toEqual(['judged.claim']);
		expect(wordFields('text.approved').map(({ path }) => pathName(path))).toEqual(['claim', 'why']);
	});
	test('leaves an event alone that this version does not know', () => {
		const data = { text: 'Jansen' };
		expect(maskEvent({ type: 'later.event', data }, mask)).toBe(data);
	});
});
