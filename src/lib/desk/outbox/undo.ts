import type { AnyCommandKind, CommandStep, UndoStep } from '$lib/domain/core/command';
import { localCommand } from './local-commands';
import type { PersonId } from '$lib/domain/core/ids';
import type { ReadState } from '$lib/domain/core/state';

type UndoOf = NonNullable<AnyCommandKind['undo']>;

/** Calls the command's undo rule with its parsed input; null without a rule, or when the input is invalid. */
function withUndo<T>({ type, input }: CommandStep, call: (undo: UndoOf, input: unknown) => T): T | null {
	const kind = localCommand(type);
	const parsed = kind?.undo ? kind.input.safeParse(input) : null;
	return kind?.undo && parsed?.success ? call(kind.undo, parsed.data) : null;
}

/** The commands that undo this one when it is sent in the current state; empty if it cannot be undone. */
export const undoSteps = (step: CommandStep, state: ReadState): readonly UndoStep[] =>
	withUndo(step, (undo, input) => undo.steps(input, state)) ?? [];

/**
 * Whether the result of this person's command is unchanged since. What a colleague or the person changed later is not
 * undone. A command that is unknown here counts as unchanged: the server decides.
 */
export const isStillInEffect = (step: CommandStep, state: ReadState, person: PersonId): boolean =>
	withUndo(step, (undo, input) => undo.isCurrent(input, state, person)) ?? !localCommand(step.type)?.undo;
