import { expect, test } from 'vitest';
import { localCommand, localCommands } from '$lib/desk/outbox/local-commands';
import { commands } from '$lib/domain/commands';

test('the browser has the rules of every command that it predicts or that a person can undo, and of no other', () => {
	const isLocal = commands.filter(({ delivery, undo }) => delivery === 'predicted' || undo !== undefined);
	expect(new Set<string>(localCommands.map(({ type }) => type))).toEqual(new Set(isLocal.map(({ type }) => type)));
	for (const kind of isLocal) expect(localCommand(kind.type)).toBe(kind);
});
