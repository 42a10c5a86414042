import type { CommandStep } from '$lib/domain/core/command';
import { idIn, momentIn, type CommandId, type Moment, type StoryId } from '$lib/domain/core/ids';
import { isObject } from '$lib/domain/core/state';

interface UndoStep extends CommandStep {
	/** The command that it undoes. */
	readonly of?: CommandId | undefined;
}

/** Something that this person did. */
export interface OwnCommand {
	/** The command, or the commands that were one act of this person. */
	readonly of: readonly CommandId[];
	readonly story: StoryId | null;
	/** What was done, in order. */
	readonly did: readonly CommandStep[];
	/** The commands that undo it, each with the command that it undoes; empty where nothing does. */
	readonly steps: readonly UndoStep[];
	/** When, by the wall clock. */
	readonly at: Moment;
	/** Consecutive acts with the same name are one. */
	readonly act?: string | undefined;
}

/** How many of one's own actions can be undone. */
const most = 50;

/**
 * A person's own last actions in this tab, newest last. They outlive a reload, not the tab: older ones are found in the
 * log.
 */
export class OwnCommands {
	#done: readonly OwnCommand[];

	constructor(
		readonly changed: () => void = () => undefined,
		readonly storage?: Pick<Storage, 'getItem' | 'setItem'>,
		readonly name = 'voelspriet.done'
	) {
		this.#done = readKept(storage?.getItem(name) ?? null);
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
			const both = {
				...last,
				of: [...last.of, ...action.of],
				did: [...last.did, ...action.did],
				steps: [...action.steps, ...last.steps]
			};
			this.#keep([...this.#done.slice(0, -1), both]);
		} else this.#keep([...this.#done.slice(1 - most), action]);
	}
	/** It was refused, so it was never done; the rest of its act was. */
	forget(refused: CommandId): void {
		this.#keep(this.#done.flatMap((action) => (action.of.includes(refused) ? without(action, refused) : action)));
	}
	/** @returns the given one, or the newest that can be undone; it is no longer remembered */
	take(which: OwnCommand | null = this.newest): OwnCommand | null {
		if (!which || !this.#done.includes(which)) return null;
		this.#keep(this.#done.filter((held) => held !== which));
		return which;
	}

	#keep(done: readonly OwnCommand[]): void {
		this.#done = done;
		try {
			this.storage?.setItem(this.name, JSON.stringify(done));
		} catch {
			// A full storage only means that a reload forgets them.
		}
		this.changed();
	}
}

function readKept(text: string | null): readonly OwnCommand[] {
	try {
		const kept: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(kept) && kept.every(isKept) ? kept : [];
	} catch {
		return []; // Another program's text, or cut off.
	}
}
const isKept = (action: unknown): action is OwnCommand =>
	isObject(action) &&
	isListOf(action['of'], isId) &&
	(action['story'] === null || isId(action['story'])) &&
	isListOf(action['did'], isStep) &&
	isListOf(action['steps'], (step) => isStep(step) && (step['of'] === undefined || isId(step['of']))) &&
	momentIn(action['at']) !== null &&
	(action['act'] === undefined || typeof action['act'] === 'string');
const isListOf = (value: unknown, is: (each: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);
const isId = (value: unknown): boolean => idIn(value) !== null;
/** What it is given is judged by its schema when it is sent. */
const isStep = (step: unknown): step is Readonly<Record<string, unknown>> =>
	isObject(step) && typeof step['type'] === 'string' && 'input' in step;

/** The rest of an act; nothing of an act of one command. */
function without(action: OwnCommand, refused: CommandId): OwnCommand | [] {
	const did = action.did.filter((_, at) => action.of[at] !== refused);
	const [first] = did;
	if (!first) return [];
	const of = action.of.filter((id) => id !== refused);
	const steps = action.steps.filter((step) => step.of !== refused);
	return { ...action, of, did, story: storyIn(first.input), steps };
}

/** The story that a command is about, or that a new finding was seen in, if any. */
export function storyIn(input: unknown): StoryId | null {
	if (!isObject(input)) return null;
	return idIn(input['story']) ?? (isObject(input['seenIn']) ? idIn(input['seenIn']['story']) : null);
}

/** The stories that an act was about. */
export const storiesOf = ({ did }: Pick<OwnCommand, 'did'>): readonly StoryId[] => [
	...new Set(did.flatMap(({ input }) => storyIn(input) ?? []))
];
