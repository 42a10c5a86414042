import { expect, test } from 'vitest';
import { z } from 'zod';
import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';

test('new ids are UUIDv7 and sort in the order in which they were made, also ten thousand in one millisecond', () => {
	const ids = Array.from({ length: 10_000 }, () => newId(Date.now()));
	expect([...ids].sort()).toEqual(ids);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids.slice(0, 100)) expect(z.uuid({ version: 'v7' }).safeParse(id).success).toBe(true);
});

test('an id in capitals is the same id', () => {
	const id = newId();
	expect(IncidentId.parse(id.toUpperCase())).toBe(id);
});
