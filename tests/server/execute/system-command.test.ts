import { expect, test } from 'vitest';
import { systemCommandId } from '$lib/server/log/execute/system-command';

test('the program’s own commands have an id that says what and for which window, so that each is done once', () => {
	const id = systemCommandId('incident', 'rule', 'window');
	expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(systemCommandId('incident', 'rule', 'window')).toBe(id);
	expect(
		new Set([id, systemCommandId('incident', 'rule', 'other'), systemCommandId('inciden', 'trule', 'window')]).size
	).toBe(3);
});
