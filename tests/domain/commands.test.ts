import { expect, test } from 'vitest';
import { z } from 'zod';
import { commands } from '$lib/domain/commands';
import { events } from '$lib/domain/events';

test('every command has a schema of its input, and refuses unknown fields', () => {
	for (const kind of commands) {
		const schema = z.toJSONSchema(kind.input, { io: 'input' });
		expect(schema, kind.type).toMatchObject({ type: 'object', additionalProperties: false });
		expect(schema.properties, kind.type).toBeDefined();
	}
});

test('the names of commands and events are unique', () => {
	for (const kinds of [commands, events]) expect(new Set(kinds.map(({ type }) => type)).size).toBe(kinds.length);
});
