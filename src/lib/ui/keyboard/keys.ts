/** The parts of a keyboard event that identify the key. */
export type Pressed = Pick<
	KeyboardEvent,
	'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'
>;

/** A thing that a key does. The names are the page's own; this file knows none of them. */
export interface Binding<Action extends string = string> {
	readonly action: Action;
	/** Where it acts; only the innermost open scope is active, and `everywhere`. */
	readonly scope: string;
	/** A scope inside that one in which it acts as well. */
	readonly alsoIn?: readonly string[];
	/** As written by {@link keyOf}; a sequence has spaces: `['j', 'ArrowDown']`, `['g s']`, `['Ctrl+Enter']`. */
	readonly keys: readonly string[];
	/** Heading under which the overview shows it. */
	readonly group: string;
	/** Acts again while the key is held down (moving through a list). All others would toggle repeatedly. */
	readonly repeats?: boolean;
	/** Acts inside a field as well: only for keys that write nothing there (Ctrl+Enter, Escape, arrows). */
	readonly inField?: boolean;
}

/** The scope whose bindings are always active. */
export const everywhere = 'everywhere';

/** How long the second key of a sequence may take, in milliseconds. */
export const sequenceWindow = 1000;

const modifiers = new Set([
	'Shift',
	'Control',
	'Alt',
	'Meta',
	'AltGraph',
	'CapsLock',
	'NumLock',
	'Fn',
	'OS',
	'Dead',
	'Process',
	'Unidentified'
]);

/**
 * The name of a key, the same on every layout: what it types, not where it is (`'!'`, `'='`, `'+'`, `'1'`, `'j'`).
 * Where a keyboard writes other letters (Greek, Cyrillic, Arabic) the position of the key decides. Command counts as
 * Ctrl.
 * @returns null for a modifier alone, a dead key, and anything with Alt (that is the browser's or writes a character)
 */
export function keyOf(event: Pressed): string | null {
	if (modifiers.has(event.key)) return null;
	if (event.altKey && !event.getModifierState('AltGraph')) return null;
	let key = event.key === ' ' ? 'Space' : event.key;
	if (/^\p{L}$/u.test(key)) {
		const latin = /^[a-z]$/i.test(key) ? key : /^Key([A-Z])$/.exec(event.code)?.[1];
		key = (latin ?? key).toLowerCase();
	}
	// A character that Shift makes (`!`, `?`, `+`, on some boards a digit) already implies it; a letter and a named key
	// do not.
	const shift = event.shiftKey && (/^\p{L}$/u.test(key) || key.length > 1);
	const control = (event.ctrlKey || event.metaKey) && !event.getModifierState('AltGraph');
	return `${control ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

/**
 * The result of a key press. `wait`: the first key of a sequence; `swallow`: a second key that completes no sequence
 * and must do nothing.
 */
type Outcome<Action extends string> = { readonly act: Action } | 'wait' | 'swallow' | 'none';

/**
 * Pure: what this key means among these bindings.
 * @param before first key of a sequence that waits, or null
 * @param open the innermost scope
 */
export function outcomeOf<Action extends string>(
	bindings: readonly Binding<Action>[],
	{
		key,
		before,
		open,
		repeat,
		inField
	}: { key: string; before: string | null; open: string; repeat: boolean; inField: boolean }
): Outcome<Action> {
	const whole = before === null ? key : `${before} ${key}`;
	const here = bindings.filter(
		({ scope, alsoIn, inField: there }) =>
			(scope === open || scope === everywhere || alsoIn?.includes(open)) && (!inField || there === true)
	);
	const binding =
		here.find(({ scope, keys }) => scope === open && keys.includes(whole)) ??
		here.find(({ keys }) => keys.includes(whole));
	if (binding) return repeat && binding.repeats !== true ? 'swallow' : { act: binding.action };
	if (before !== null) return 'swallow';
	return here.some(({ keys }) => keys.some((one) => one.startsWith(`${key} `)))
		? repeat
			? 'swallow'
			: 'wait'
		: 'none';
}

/** A key that writes something where there is a field: a letter, a digit, a sign. */
export const writes = (key: string): boolean =>
	key.split(' ').some((one) => one === 'Space' || /^.$/u.test(one.replace(/^Shift\+/, '')));

/**
 * The actions whose bindings conflict with this key: both could act on one press, in the same scope or because one of
 * them is active everywhere. A sequence also conflicts with its first key.
 */
export function clashes<Action extends string>(
	bindings: readonly Binding<Action>[],
	action: Action,
	key: string
): readonly Action[] {
	const own = bindings.find((binding) => binding.action === action);
	if (!own) return [];
	const overlaps = (other: string): boolean =>
		other === key || other.startsWith(`${key} `) || key.startsWith(`${other} `);
	const scopesOf = ({ scope, alsoIn = [] }: Binding<Action>): readonly string[] => [scope, ...alsoIn];
	const ownScopes = scopesOf(own);
	return bindings
		.filter(
			(other) =>
				other.action !== action &&
				(scopesOf(other).some((scope) => ownScopes.includes(scope) || scope === everywhere) || own.scope === everywhere)
		)
		.filter(({ keys }) => keys.some(overlaps))
		.map((other) => other.action);
}
