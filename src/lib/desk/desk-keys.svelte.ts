import { createContext } from 'svelte';
import type { PersonId } from '$lib/domain/core/ids';
import { labelKindNames, labelKinds, valuesOf, type LabelKind, type LabelValue } from '$lib/domain/stories/label-kinds';
import { Keymap } from '$lib/ui/keyboard/keymap.svelte';
import { everywhere, type Binding } from '$lib/ui/keyboard/keys';

/** All actions that have a key at an incident. */
export type DeskAction =
	| 'next'
	| 'previous'
	| 'extendDown'
	| 'extendUp'
	| 'accept'
	| 'open'
	| 'looked'
	| 'notRelevant'
	| 'later'
	| 'help'
	| 'notHelp'
	| 'firstHelp'
	| 'undo'
	| 'unlabel'
	| 'loadNew'
	| 'search'
	| 'back'
	| 'linkNeed'
	| 'linkRumour'
	| 'linkBehaviour'
	| 'linkMeaning'
	| LabelValue
	| 'merge'
	| 'goStream'
	| 'goRumours'
	| 'goNeeds'
	| 'goReport'
	| 'goSources'
	| 'showKeys'
	| 'cardNext'
	| 'cardPrevious'
	| 'cardLeft'
	| 'cardRight'
	| 'cardOpen'
	| 'cardMove'
	| 'cardMerge'
	| 'cardPosts'
	| 'cardNew'
	| 'askApproval'
	| 'pickerNext'
	| 'pickerPrevious'
	| 'pickerTake'
	| 'pickerFinish'
	| 'pickerMake'
	| 'supports'
	| 'denies'
	| 'asks'
	| 'comments'
	| 'harmAnnoys'
	| 'harmMisleads'
	| 'harmInjures'
	| 'harmIsDanger';

/** The scopes of keys: only the innermost open scope is active, besides `everywhere`. */
export const scopes = { stream: 'stream', picker: 'picker', stance: 'stance', harm: 'harm', board: 'board' } as const;

type Group = 'move' | 'board' | 'link' | LabelKind | 'outcome' | 'picker' | 'go';
const inStream = (action: DeskAction, group: Group, ...keys: string[]): Binding<DeskAction> => ({
	action,
	scope: scopes.stream,
	keys,
	group
});
const inPicker = (action: DeskAction, ...keys: string[]): Binding<DeskAction> => ({
	action,
	scope: scopes.picker,
	keys,
	group: 'picker',
	inField: true
});
const inStance = (action: DeskAction, ...keys: string[]): Binding<DeskAction> => ({
	action,
	scope: scopes.stance,
	keys,
	group: 'picker',
	inField: true
});
const onHarm = (action: DeskAction, ...keys: string[]): Binding<DeskAction> => ({
	action,
	scope: scopes.harm,
	keys,
	group: 'picker',
	inField: true
});
const onBoard = (action: DeskAction, ...keys: string[]): Binding<DeskAction> => ({
	action,
	scope: scopes.board,
	keys,
	group: 'board'
});
const goTo = (action: DeskAction, key: string): Binding<DeskAction> => ({
	action,
	scope: everywhere,
	keys: [key],
	group: 'go'
});

const labelBindings = (kind: LabelKind): Binding<DeskAction>[] => {
	const keys: Readonly<Record<string, string>> = labelKinds[kind].values;
	return valuesOf(kind).map((value) => inStream(value, kind, keys[value] ?? ''));
};

const bindings: readonly Binding<DeskAction>[] = [
	{ ...inStream('next', 'move', 'j', 'ArrowDown'), repeats: true },
	{ ...inStream('previous', 'move', 'k', 'ArrowUp'), repeats: true },
	{ ...inStream('extendDown', 'move', 'Shift+j', 'Shift+ArrowDown'), repeats: true },
	{ ...inStream('extendUp', 'move', 'Shift+k', 'Shift+ArrowUp'), repeats: true },
	inStream('firstHelp', 'move', 'a'),
	inStream('open', 'move', 'Space'),
	inStream('loadNew', 'move', 'n'),
	inStream('search', 'move', '/'),
	{ action: 'back', scope: everywhere, keys: ['Escape'], group: 'move', inField: true },
	inStream('linkNeed', 'link', '1'),
	inStream('linkRumour', 'link', '2'),
	inStream('linkBehaviour', 'link', '3'),
	inStream('linkMeaning', 'link', '4'),
	inStream('merge', 'link', 'm'),
	...labelKindNames.flatMap(labelBindings),
	inStream('accept', 'outcome', 'Enter'),
	inStream('looked', 'outcome', 'e'),
	inStream('notRelevant', 'outcome', 'x'),
	inStream('later', 'outcome', 's'),
	inStream('help', 'outcome', '!'),
	inStream('notHelp', 'outcome', 'Shift+x'),
	{ ...inStream('undo', 'outcome', 'z'), alsoIn: [scopes.board] },
	inStream('unlabel', 'outcome', 'Backspace'),
	{ ...inPicker('pickerNext', 'ArrowDown'), repeats: true },
	{ ...inPicker('pickerPrevious', 'ArrowUp'), repeats: true },
	{ ...inPicker('pickerTake', 'Enter'), alsoIn: [scopes.stance, scopes.harm] },
	{ ...inPicker('pickerFinish', 'Shift+Enter'), alsoIn: [scopes.stance, scopes.harm] },
	{ ...inPicker('pickerMake', 'Ctrl+Enter'), alsoIn: [scopes.stance, scopes.harm] },
	inStance('supports', 's'),
	inStance('denies', 't'),
	inStance('asks', 'v'),
	inStance('comments', 'r'),
	onHarm('harmAnnoys', '1'),
	onHarm('harmMisleads', '2'),
	onHarm('harmInjures', '3'),
	onHarm('harmIsDanger', 'd'),
	{ ...onBoard('cardNext', 'j', 'ArrowDown'), repeats: true },
	{ ...onBoard('cardPrevious', 'k', 'ArrowUp'), repeats: true },
	{ ...onBoard('cardLeft', 'ArrowLeft'), repeats: true },
	{ ...onBoard('cardRight', 'ArrowRight'), repeats: true },
	onBoard('cardOpen', 'Enter'),
	onBoard('cardMove', 'v'),
	onBoard('cardMerge', 'm'),
	onBoard('cardPosts', 'Space'),
	onBoard('cardNew', '1'),
	{ ...onBoard('askApproval', 'Ctrl+Enter'), inField: true },
	goTo('goStream', 'g s'),
	goTo('goRumours', 'g r'),
	goTo('goNeeds', 'g n'),
	goTo('goReport', 'g o'),
	goTo('goSources', 'g v'),
	goTo('showKeys', '?')
];

type Handler = (event: KeyboardEvent) => void;

/** The keys of an incident's pages: one keymap for all pages, and the handlers that are active now. */
export class DeskKeys {
	readonly map: Keymap<DeskAction>;
	#observers: readonly ((action: DeskAction) => void)[] = [];
	#handlers: readonly Partial<Record<DeskAction, Handler>>[] = [];

	/** @param person whose remapped keys are used: people who share a device each have their own */
	constructor(person: PersonId, storage?: Pick<Storage, 'getItem' | 'setItem'>) {
		this.map = new Keymap(bindings, storage, `voelspriet.keys.${person}`);
	}

	/** The key to show on a button; undefined while keys are off. */
	of(action: DeskAction): string | undefined {
		return this.map.keyOf(action);
	}
	/**
	 * Registers handlers while a component is on the page; the newest handler takes precedence.
	 * @returns a function that stops it, usable as the cleanup of an effect
	 */
	answer(handlers: Partial<Record<DeskAction, Handler>>): () => void {
		this.#handlers = [handlers, ...this.#handlers];
		return () => (this.#handlers = this.#handlers.filter((each) => each !== handlers));
	}
	/** Runs an action as its key would. */
	run(action: DeskAction, event: KeyboardEvent = new KeyboardEvent('keydown')): void {
		this.#handlers.find((handlers) => handlers[action])?.[action]?.(event);
	}
	/** @returns a function that stops listening */
	listen(target: Window): () => void {
		return this.map.listen(target, (action, event) => {
			this.run(action, event);
			for (const observer of this.#observers) observer(action);
		});
	}
	/** Reports each key that was used, after its action ran. @returns a function that stops it */
	observe(observer: (action: DeskAction) => void): () => void {
		this.#observers = [...this.#observers, observer];
		return () => (this.#observers = this.#observers.filter((each) => each !== observer));
	}
}

/** `const keys = useDeskKeys()` in any page of an incident. */
export const [useDeskKeys, provideDeskKeys] = createContext<DeskKeys>();
