import { decide, noReferences, type AnyCommandKind, type References } from '$lib/domain/core/command';
import { apply } from '$lib/domain/events';
import type { ReferencedStory } from '$lib/domain/stories/story';
import type { CommandId, Moment, StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { State } from '$lib/domain/core/state';
import { undoableState, type UndoableState } from './undoable-state';

/** A command of this person whose events this screen has not received yet. */
interface PendingCommand {
	readonly id: CommandId;
	readonly kind: AnyCommandKind;
	readonly input: unknown;
	/** When it was given, by the wall clock; unchanged when the prediction is applied again. */
	readonly wall: Moment;
}

interface PredictionContext {
	readonly state: State;
	actor(): Actor;
	/** The number of the last event in the state. */
	cursor(): number;
	/** A story, if this screen has its card; without it the story counts as empty. */
	story(id: StoryId): ReferencedStory | undefined;
}

/**
 * This person's commands that are not in the log yet, applied over the state. Before log events are applied, the
 * predictions are undone, newest first; afterwards those that are still not in the log are applied again. So the state
 * beneath them is always exactly the log's.
 */
export class Predictions {
	#predictions: { readonly pending: PendingCommand; readonly overlay: UndoableState | null }[] = [];

	constructor(readonly context: PredictionContext) {}

	/**
	 * Applies a prediction.
	 * @returns why the server would refuse the command in the current state; then nothing was applied or stored
	 */
	make(pending: PendingCommand): Refusal | null {
		try {
			this.#predictions.push({ pending, overlay: this.#apply(pending) });
			return null;
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	}

	/**
	 * Undoes all predictions, does the work (applying log events), and applies again those whose commands are not
	 * `settled`.
	 */
	rebase(settled: (id: CommandId) => boolean, work: () => void): void {
		const before = this.#predictions;
		for (const { overlay } of [...before].reverse()) overlay?.undo();
		this.#predictions = [];
		try {
			work();
		} finally {
			for (const { pending } of before)
				if (!settled(pending.id)) this.#predictions.push({ pending, overlay: this.#reapply(pending) });
		}
	}

	/** Drops the prediction of a command that was refused, or whose events are in the state already. */
	drop(id: CommandId): void {
		if (this.has(id))
			this.rebase(
				(pendingId) => pendingId === id,
				() => undefined
			);
	}

	has(id: CommandId): boolean {
		return this.#predictions.some(({ pending }) => pending.id === id);
	}
	get size(): number {
		return this.#predictions.length;
	}

	/** A prediction that can no longer be applied is kept without effect: the server decides. */
	#reapply(pending: PendingCommand): UndoableState | null {
		try {
			return this.#apply(pending);
		} catch (error) {
			if (error instanceof Refusal) return null;
			throw error;
		}
	}

	#apply({ kind, input, wall }: PendingCommand): UndoableState {
		const { state } = this.context;
		const actor = this.context.actor();
		const seq = this.context.cursor() + 1 + this.#predictions.length;
		const events = decide(kind, input, { state, references: this.#references(kind, input), actor, wallNow: wall });
		const overlay = undoableState(state);
		for (const event of events) apply(overlay.state, event, { wallAt: wall, by: actor.id, seq });
		return overlay;
	}

	#references(kind: AnyCommandKind, input: unknown): References {
		const { stories = [], restorable } = kind.referencesOf(input);
		const known = (id: StoryId): ReferencedStory => this.context.story(id) ?? { posts: 0, platforms: [] };
		const unmerged = stories.filter((id) => !this.context.state.mergedStories.has(id));
		return {
			...noReferences,
			stories: new Map(unmerged.map((id) => [id, known(id)])),
			restorable: new Set(restorable)
		};
	}
}
