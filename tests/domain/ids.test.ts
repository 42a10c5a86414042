import { expect, test } from 'vitest';
import { z } from 'zod';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';

test('new ids are UUIDv7 and sort by creation, also ten thousand in one millisecond', () => {
	const ids = Array.from({ length: 10_000 }, () => newId(Date.now()));
	expect([...ids].sort()).toEqual(ids);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids.slice(0, 100)) expect(z.uuid({ version: 'v7' }).safeParse(id).success).toBe(true);
});

test('an id in capitals equals the id in lower case', () => {
	const id = newId();
	expect(IncidentId.parse(id.toUpperCase())).toBe(id);
});
