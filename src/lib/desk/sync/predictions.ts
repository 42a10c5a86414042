import { incidentTime } from '$lib/domain/core/clock';
import { decide, noReferences, type AnyCommandKind, type References } from '$lib/domain/core/command';
import { apply } from '$lib/domain/events';
import type { ReferencedStory } from '$lib/domain/stories/story';
import type { CommandId, Moment, StoryId } from '$lib/domain/core/ids';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { State } from '$lib/domain/core/state';
import { undoableState, type UndoableState } from './undoable-state';

/** A command of this person that is not in the log yet, as far as this screen knows. */
interface Pending {
	readonly id: CommandId;
	readonly kind: AnyCommandKind;
	readonly input: unknown;
	/** When it was given, by the wall clock: a prediction that is applied again keeps its moment. */
	readonly wall: Moment;
}

interface PredictionContext {
	readonly state: State;
	actor(): Actor;
	/** The number of the last event in the state. */
	cursor(): number;
	/** A story as this screen knows it; a story that it does not know counts as none. */
	story(id: StoryId): ReferencedStory | undefined;
}

/**
 * This person's commands that are not in the log yet, applied over the state. Before events of the log are applied the
 * predictions are undone, newest first; afterwards those that the log did not bring are applied again. So the state
 * under them is always exactly the log's.
 */
export class Predictions {
	#made: { readonly pending: Pending; readonly drawn: UndoableState | null }[] = [];

	constructor(readonly world: PredictionContext) {}

	/**
	 * Applies it.
	 * @returns why the server would refuse it in the present state; then nothing was applied and it is not held
	 */
	make(pending: Pending): Refusal | null {
		try {
			this.#made.push({ pending, drawn: this.#draw(pending) });
			return null;
		} catch (error) {
			if (error instanceof Refusal) return error;
			throw error;
		}
	}

	/**
	 * Lets events of the log in: undoes all predictions, does the work, applies again those whose commands are not in
	 * `settled`.
	 */
	beneath(settled: (id: CommandId) => boolean, work: () => void): void {
		const before = this.#made;
		for (const { drawn } of [...before].reverse()) drawn?.undo();
		this.#made = [];
		try {
			work();
		} finally {
			for (const { pending } of before)
				if (!settled(pending.id)) this.#made.push({ pending, drawn: this.#drawAgain(pending) });
		}
	}

	/** The command was refused, or its events are in the state already. */
	drop(id: CommandId): void {
		if (this.has(id))
			this.beneath(
				(held) => held === id,
				() => undefined
			);
	}

	has(id: CommandId): boolean {
		return this.#made.some(({ pending }) => pending.id === id);
	}
	get size(): number {
		return this.#made.length;
	}

	/** A prediction that can no longer be applied stays held: the server decides. */
	#drawAgain(pending: Pending): UndoableState | null {
		try {
			return this.#draw(pending);
		} catch (error) {
			if (error instanceof Refusal) return null;
			throw error;
		}
	}

	#draw({ kind, input, wall }: Pending): UndoableState {
		const { state } = this.world;
		const actor = this.world.actor();
		const seq = this.world.cursor() + 1 + this.#made.length;
		const now = incidentTime(state.clock, wall);
		const happened = decide(kind, input, { state, references: this.#named(kind, input), actor, now, wallNow: wall });
		const drawn = undoableState(state);
		for (const event of happened) apply(drawn.state, event, { wallAt: wall, by: actor.id, seq });
		return drawn;
	}

	#named(kind: AnyCommandKind, input: unknown): References {
		const { stories = [] } = kind.referencesOf(input);
		const known = (id: StoryId): ReferencedStory => this.world.story(id) ?? { posts: 0, platforms: [] };
		return { ...noReferences, stories: new Map(stories.map((id) => [id, known(id)])) };
	}
}
