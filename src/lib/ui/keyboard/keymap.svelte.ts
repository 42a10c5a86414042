import { clashes, keyOf, outcomeOf, sequenceWindow, writes, type Binding } from './keys';
import { storeText } from '../storage';

/** What a person changed; stored on this device, because it depends on the keyboard. */
interface Choices {
	readonly off: boolean;
	/** By action; an empty list switches one off. */
	readonly keys: Readonly<Record<string, readonly string[]>>;
}

const nothingChanged: Choices = { off: false, keys: {} };

function readChoices(text: string | null): Choices {
	try {
		const stored: unknown = JSON.parse(text ?? 'null');
		if (typeof stored !== 'object' || stored === null) return nothingChanged;
		const keys: unknown = 'keys' in stored ? stored.keys : null;
		const entries = typeof keys === 'object' && keys !== null ? Object.entries(keys) : [];
		const isList = (entry: [string, unknown]): entry is [string, string[]] =>
			Array.isArray(entry[1]) && entry[1].every((key) => typeof key === 'string');
		return { off: 'off' in stored && stored.off === true, keys: Object.fromEntries(entries.filter(isList)) };
	} catch {
		return nothingChanged; // Written by another program, or truncated: use the standard keys.
	}
}

/**
 * The keys of a part of the program: the standard ones, a person's changes to them, and which scope is open.
 * One for all pages that share bindings; `listen` while a page is there.
 */
export class Keymap<Action extends string> {
	readonly #standard: readonly Binding<Action>[];
	readonly #storage: Pick<Storage, 'getItem' | 'setItem'> | undefined;
	readonly #name: string;
	#choices = $state.raw<Choices>(nothingChanged);
	#scopes: readonly string[] = [];
	#before: { readonly key: string; readonly until: number } | null = null;

	/** The bindings as they are now, a person's own keys in them. */
	readonly bindings: readonly Binding<Action>[] = $derived.by(() => this.#merged());

	/** @param storage where a person's choices stay; without it (on the server, in tests) they live as long as this */
	constructor(
		standard: readonly Binding<Action>[],
		storage?: Pick<Storage, 'getItem' | 'setItem'>,
		name = 'voelspriet.keys'
	) {
		this.#standard = standard;
		this.#storage = storage;
		this.#name = name;
		this.#choices = readChoices(storage?.getItem(name) ?? null);
	}

	/**
	 * All keys off: letters and digits then do nothing (WCAG 2.1.4). What acts in a field as well (Escape, Ctrl+Enter)
	 * stays.
	 */
	get off(): boolean {
		return this.#choices.off;
	}
	set off(off: boolean) {
		this.#keep({ ...this.#choices, off });
	}

	/** All keys of an action. */
	keysOf(action: Action): readonly string[] {
		return this.bindings.find((binding) => binding.action === action)?.keys ?? [];
	}

	/** The key to show on a button, none while keys are off. */
	keyOf(action: Action): string | undefined {
		return this.off ? undefined : this.keysOf(action)[0];
	}

	/**
	 * Gives an action other keys; an empty list switches it off.
	 * @returns the actions that already have one of them, or `writes` where it acts in fields and the key would write
	 * there: then nothing changed
	 */
	remap(action: Action, keys: readonly string[]): readonly Action[] | 'writes' {
		const standard = this.#standard.find((binding) => binding.action === action);
		if (standard?.inField && !standard.keys.some(writes) && keys.some(writes)) return 'writes';
		const conflicts = keys
			.flatMap((key) => clashes(this.bindings, action, key))
			.filter((other, at, all) => all.indexOf(other) === at);
		if (conflicts.length === 0) this.#keep({ ...this.#choices, keys: { ...this.#choices.keys, [action]: keys } });
		return conflicts;
	}

	/** Whether a person gave this action keys of their own. */
	isChanged(action: Action): boolean {
		return this.#choices.keys[action] !== undefined;
	}

	/** Puts every key back; the switch stays as it is. */
	reset(): void {
		this.#keep({ ...this.#choices, keys: {} });
	}

	/**
	 * Opens a scope: only its bindings are active until it is left.
	 * @returns a function that leaves it, usable as the cleanup of an effect
	 */
	enter(scope: string): () => void {
		const mine = [...this.#scopes, scope];
		this.#scopes = mine;
		this.#before = null;
		return () => {
			const at = this.#scopes.lastIndexOf(scope);
			if (at >= 0) this.#scopes = this.#scopes.filter((_, index) => index !== at);
			this.#before = null;
		};
	}

	/** @param at milliseconds, for sequences @returns the action, or whether the key is used up without one */
	press(
		key: string,
		{ at, repeat = false, inField = false }: { at: number; repeat?: boolean; inField?: boolean }
	): Action | 'used' | null {
		const waits = this.#before !== null && at <= this.#before.until ? this.#before.key : null;
		this.#before = null;
		const bindings = this.off ? this.bindings.filter((binding) => binding.inField) : this.bindings;
		if (waits !== null && key === 'Escape') return 'used';
		const outcome = outcomeOf(bindings, {
			key,
			before: inField ? null : waits,
			open: this.#scopes.at(-1) ?? '',
			repeat,
			inField
		});
		if (outcome === 'none') return null;
		if (outcome === 'wait') this.#before = { key, until: at + sequenceWindow };
		return typeof outcome === 'object' ? outcome.act : 'used';
	}

	/**
	 * Listens on a page. Never acts in a field (but for bindings that say so), in an open dialog, on a key that a part
	 * already used, or where Enter and Space belong to the button or link that has the focus.
	 * @returns a function that stops listening, usable as the cleanup of an effect
	 */
	listen(
		target: Pick<Window, 'addEventListener' | 'removeEventListener'>,
		run: (action: Action, event: KeyboardEvent) => void
	): () => void {
		const handleKeydown = (event: KeyboardEvent): void => {
			if (event.defaultPrevented || event.isComposing) return;
			const on = event.target instanceof Element ? event.target : null;
			if (on?.closest('dialog[open], [role=menu], [data-keys=own]')) return;
			const key = keyOf(event);
			if (key === null) return;
			if (
				(key === 'Enter' || key === 'Space') &&
				on?.closest('button, a[href], summary, [role=button], [role=tab], [role=menuitem]')
			)
				return;
			const result = this.press(key, {
				at: event.timeStamp,
				repeat: event.repeat,
				inField: on !== null && isField(on)
			});
			if (result === null) return;
			event.preventDefault();
			if (result !== 'used') run(result, event);
		};
		target.addEventListener('keydown', handleKeydown);
		return () => {
			target.removeEventListener('keydown', handleKeydown);
		};
	}

	#merged(): readonly Binding<Action>[] {
		return this.#standard.map((binding) => ({ ...binding, keys: this.#choices.keys[binding.action] ?? binding.keys }));
	}

	#keep(choices: Choices): void {
		this.#choices = choices;
		storeText(this.#storage, this.#name, JSON.stringify(choices));
	}
}

const buttonLike = new Set(['button', 'submit', 'reset', 'image', 'file', 'color']);

/** Whether keys write or choose something there. */
function isField(element: Element): boolean {
	if (element instanceof HTMLInputElement) return !buttonLike.has(element.type);
	if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
	return (
		element instanceof HTMLElement &&
		(element.isContentEditable || element.closest('[role=textbox], [role=combobox], [role=slider]') !== null)
	);
}
