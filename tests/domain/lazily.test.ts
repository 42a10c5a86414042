import { expect, test } from 'vitest';
import { lazily } from '$lib/domain/core/event';

test('a value is computed once, on first use', () => {
	let made = 0;
	const lazy = lazily({ type: 'a' }, 'schema', () => ({ number: (made += 1) }));
	expect(Object.keys(lazy)).toEqual(['type', 'schema']);
	expect(made).toBe(0);
	const { schema } = lazy;
	expect(schema).toEqual({ number: 1 });
	expect(lazy.schema).toBe(schema);
	expect(made).toBe(1);
});
