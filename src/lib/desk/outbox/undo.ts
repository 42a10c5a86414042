import type { AnyCommandKind, CommandStep } from '$lib/domain/core/command';
import { commandKind } from '$lib/domain/commands';
import type { PersonId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

type UndoOf = NonNullable<AnyCommandKind['undo']>;

/** Calls a command's own rule with its parsed input; null when the command has none, or the input is not valid here. */
function withUndo<T>({ type, input }: CommandStep, ask: (undo: UndoOf, input: unknown) => T): T | null {
	const kind = commandKind(type);
	const parsed = kind?.undo ? kind.input.safeParse(input) : null;
	return kind?.undo && parsed?.success ? ask(kind.undo, parsed.data) : null;
}

/** The commands that would restore the present state if this one were given next; none where it cannot be undone. */
export const undoSteps = (step: CommandStep, state: ReadState): readonly CommandStep[] =>
	withUndo(step, (undo, input) => undo.steps(input, state)) ?? [];

/**
 * Whether the result of this person's command is unchanged and still theirs. What a colleague or they themselves
 * changed since is not undone. A command without a rule here counts as unchanged: the server decides.
 */
export const stillStands = (step: CommandStep, state: ReadState, person: PersonId): boolean =>
	withUndo(step, (undo, input) => undo.stands(input, state, person)) ?? !commandKind(step.type)?.undo;
