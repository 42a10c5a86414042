import type { CommandStep, UndoStep } from '$lib/domain/core/command';
import { idIn, momentIn, type CommandId, type Moment, type StoryId } from '$lib/domain/core/ids';
import { isObject } from '$lib/domain/core/state';
import { storeText } from '$lib/ui/storage';

interface OwnUndoStep extends UndoStep {
	/** The command that it undoes. */
	readonly of?: CommandId | undefined;
}

/** An action of this person. */
export interface OwnCommand {
	/** The ids of the commands that make up this action. */
	readonly of: readonly CommandId[];
	readonly story: StoryId | null;
	/** The commands as sent, in order. */
	readonly did: readonly CommandStep[];
	/** The commands that undo it, each with the id of the command that it undoes; empty if it cannot be undone. */
	readonly steps: readonly OwnUndoStep[];
	/** By the wall clock. */
	readonly at: Moment;
	/** Consecutive commands with the same name are one action. */
	readonly act?: string | undefined;
}

/** How many own actions are remembered. */
const maxRemembered = 50;

/**
 * A person's own last actions in this tab, newest last. They survive a reload, but not closing the tab: older ones are
 * found in the log.
 */
export class OwnCommands {
	#done: readonly OwnCommand[];

	constructor(
		readonly changed: () => void = () => undefined,
		readonly storage?: Pick<Storage, 'getItem' | 'setItem'>,
		readonly name = 'voelspriet.done'
	) {
		this.#done = parseStored(storage?.getItem(name) ?? null);
	}

	/** Newest last. */
	get all(): readonly OwnCommand[] {
		return this.#done;
	}
	/** The newest that can be undone. */
	get newest(): OwnCommand | null {
		return this.#done.findLast(({ steps }) => steps.length > 0) ?? null;
	}
	get size(): number {
		return this.#done.length;
	}

	remember(action: OwnCommand): void {
		const last = this.#done.at(-1);
		if (last?.act !== undefined && last.act === action.act) {
			const merged = {
				...last,
				of: [...last.of, ...action.of],
				did: [...last.did, ...action.did],
				steps: [...action.steps, ...last.steps]
			};
			this.#keep([...this.#done.slice(0, -1), merged]);
		} else this.#keep([...this.#done.slice(1 - maxRemembered), action]);
	}
	/** Removes a refused command; the other commands of the same action stay. */
	forget(refused: CommandId): void {
		this.#keep(this.#done.flatMap((action) => (action.of.includes(refused) ? without(action, refused) : action)));
	}
	forgetAll(): void {
		this.#keep([]);
	}
	/** Removes and returns the given action, by default the newest that can be undone. */
	take(which: OwnCommand | null = this.newest): OwnCommand | null {
		if (!which || !this.#done.includes(which)) return null;
		this.#keep(this.#done.filter((action) => action !== which));
		return which;
	}

	#keep(done: readonly OwnCommand[]): void {
		this.#done = done;
		storeText(this.storage, this.name, JSON.stringify(done));
		this.changed();
	}
}

function parseStored(text: string | null): readonly OwnCommand[] {
	try {
		const stored: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(stored) && stored.every(isOwnCommand) ? stored : [];
	} catch {
		return []; // Written by another program, or truncated.
	}
}
const isOwnCommand = (action: unknown): action is OwnCommand =>
	isObject(action) &&
	isArrayOf(action['of'], isId) &&
	(action['story'] === null || isId(action['story'])) &&
	isArrayOf(action['did'], isStep) &&
	isArrayOf(action['steps'], (step) => isStep(step) && (step['of'] === undefined || isId(step['of']))) &&
	momentIn(action['at']) !== null &&
	(action['act'] === undefined || typeof action['act'] === 'string');
const isArrayOf = (value: unknown, is: (each: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);
const isId = (value: unknown): boolean => idIn(value) !== null;
/** The input itself is validated by the command's schema when it is sent. */
const isStep = (step: unknown): step is Readonly<Record<string, unknown>> =>
	isObject(step) && typeof step['type'] === 'string' && 'input' in step;

/** An action without one of its commands; an empty list when no command is left. */
function without(action: OwnCommand, refused: CommandId): OwnCommand | [] {
	const did = action.did.filter((_, at) => action.of[at] !== refused);
	const [first] = did;
	if (!first) return [];
	const of = action.of.filter((id) => id !== refused);
	const steps = action.steps.filter((step) => step.of !== refused);
	return { ...action, of, did, story: storyIn(first.input), steps };
}

/** The story that a command is about, or in which a new finding was seen; null if there is none. */
export function storyIn(input: unknown): StoryId | null {
	if (!isObject(input)) return null;
	return idIn(input['story']) ?? (isObject(input['seenIn']) ? idIn(input['seenIn']['story']) : null);
}

/** The stories that an action was about. */
export const storiesOf = ({ did }: Pick<OwnCommand, 'did'>): readonly StoryId[] => [
	...new Set(did.flatMap(({ input }) => storyIn(input) ?? []))
];
