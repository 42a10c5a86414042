import { changeTexts, textFields } from '$lib/domain/core/texts/fields';
import { DESK_POST, DeskPost } from '$lib/domain/posts/entry/desk-post';
import { localCommand } from './local-commands';
import { idsIn } from './mentions';
import type { WaitingCommand } from './outbox-storage';

type Command = Pick<WaitingCommand, 'log' | 'type' | 'input'>;

const partsByCommand = new WeakMap<Command, readonly string[]>();

/**
 * What a command is about: the ids in its input by its schema, or its noun if it has none. Two commands of one incident
 * that are about the same thing must be stored in the order in which they were given.
 */
function partsOf(command: Command): readonly string[] {
	const known = partsByCommand.get(command);
	if (known) return known;
	const ids = idsOf(command);
	const [noun = ''] = command.type.split('.');
	const parts = (ids.size > 0 ? [...ids] : [noun]).map((part) => `${command.log} ${part}`);
	partsByCommand.set(command, parts);
	return parts;
}

function idsOf({ type, input }: Command): ReadonlySet<string> {
	const schema = type === DESK_POST ? DeskPost : localCommand(type)?.input;
	// Its schema is not in the browser: everything in it that looks like an id.
	if (!schema) return idsIn(input);
	const ids = new Set<string>();
	const fields = textFields(schema).filter(({ schema }) => 'format' in schema._zod.def && isUuid(schema._zod.def));
	changeTexts(input, fields, (id) => {
		ids.add(id);
		return id;
	});
	return ids;
}
const isUuid = ({ format }: { readonly format?: unknown }): boolean => format === 'uuid';

/** Commands that wait for others: directly, or through a command between them. */
export class Dependence {
	readonly #parts = new Set<string>();

	add(command: Command): void {
		for (const part of partsOf(command)) this.#parts.add(part);
	}
	/** Whether it depends on one that was added. Then it is added too, so call this in the order of entry. */
	includes(command: Command): boolean {
		const depends = partsOf(command).some((part) => this.#parts.has(part));
		if (depends) this.add(command);
		return depends;
	}
}

/** The commands that wait for this one, of those given after it. */
export function dependentsOf<C extends Command>(command: C, later: readonly C[]): readonly C[] {
	const waits = new Dependence();
	waits.add(command);
	return later.filter((each) => waits.includes(each));
}
