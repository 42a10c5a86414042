import { getContext, setContext, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { SvelteSet } from 'svelte/reactivity';
import { storeText } from '../storage';

/** A field in which people type text. */
export type TextElement = HTMLInputElement | HTMLTextAreaElement;

/** The part of `Storage` that is used. */
type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

interface FollowedField {
	readonly element: TextElement;
	readonly key: string;
	/** The address of its page. */
	readonly path: string;
	/** The text that need not be stored here: filled in by the page, or saved; null when the server refused it. */
	base: string | null;
	/** The text that was sent and is perhaps not answered yet. */
	sent: string | null;
	/** The text at the last check. */
	last: string;
	/** Somebody pressed a button since the last typing. */
	pressed: boolean;
	/** The browser could not store it. */
	unstored: boolean;
}

const PREFIX = 'voelspriet-typed-';
const SUBMITTED = 'voelspriet-submitted';

/** Ids that Svelte generates, which differ each time. */
const GENERATED_ID = /^[cs]\d+(?:-|$)/;

/**
 * Whether the text in a field may be stored on the device: not a password, a code or another secret, and not the text
 * of a search, which changes nothing.
 */
function mayStore(element: TextElement): boolean {
	if (element.readOnly || element.form?.getAttribute('method')?.toLowerCase() === 'get') return false;
	if (/password|one-time-code|username/.test(element.autocomplete)) return false;
	return element instanceof HTMLTextAreaElement || !/^(?:password|search|hidden|file)$/.test(element.type);
}

/** What distinguishes a field from the others of its page, the same after a reload. */
function nameOf(element: TextElement, own: string | undefined): string {
	let around: string | null = null;
	for (let at = element.parentElement; at && around === null; at = at.parentElement) {
		const id = at.id || at.getAttribute('aria-labelledby');
		if (id && !GENERATED_ID.test(id)) around = id;
	}
	const label = element.labels?.[0]?.textContent.trim() ?? element.getAttribute('aria-label');
	const action = element.form?.getAttribute('action');
	return [own, action, around, label, element.getAttribute('name')].filter(Boolean).join(' ');
}

/**
 * The text that a person typed in the fields of a page and did not send: stored on this device until it is sent, so
 * that it is there again after a reload. Signing out removes it.
 */
export class UnsentText {
	/** The fields of the page with such text. */
	readonly fields = new SvelteSet<string | symbol>();
	// Nothing on the screen depends on it.
	// eslint-disable-next-line svelte/prefer-svelte-reactivity
	readonly #followed = new Map<string, FollowedField>();
	readonly #prefix: string;
	/** The fields of a form that was sent with a page load, and refused. */
	readonly #refused: ReadonlySet<string>;
	/** The fields of what somebody just sent: of a form, or beside the button of an opened part. */
	#sending: (() => readonly FollowedField[]) | null = null;
	#isLeaving = false;

	/**
	 * @param isRefused whether this page is the answer to a form that the server refused
	 * @param isAnswer whether this page was loaded for the first time, so that a form sent before it was answered
	 */
	constructor(
		readonly storage: Store | undefined,
		readonly session: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
		person: string,
		isRefused: boolean,
		isAnswer: boolean
	) {
		this.#prefix = `${PREFIX}${person}-`;
		const submitted = this.#takeSubmitted();
		this.#refused = new SvelteSet(isRefused ? submitted : []);
		if (isAnswer && !isRefused) for (const key of submitted) this.#forget(key);
	}

	/** Listens to actions on the page. @returns a function that stops it */
	listen(window: Window): () => void {
		const stop = new AbortController();
		const early = { capture: true, signal: stop.signal };
		const press = ({ target }: Event): void => {
			const part = target instanceof Element && target.closest('button') ? target.closest('details, dialog') : null;
			this.#sending = part && (() => this.#all(({ element }) => element.form === null && part.contains(element)));
			for (const field of this.#followed.values()) field.pressed = true;
		};
		window.addEventListener('click', press, early);
		window.addEventListener(
			'keydown',
			(event) => {
				this.#sending = null;
				if (event.key === 'Escape' || event.key === 'Enter') press(event);
			},
			early
		);
		window.addEventListener(
			'submit',
			({ target }) => (this.#sending = () => this.#all(({ element }) => element.form === target)),
			early
		);
		window.addEventListener('submit', (event) => this.#submitted(event), { signal: stop.signal });
		window.addEventListener(
			'beforeunload',
			(event) => {
				if (!this.#isLeaving && this.#all(({ unstored }) => unstored).length > 0) event.preventDefault();
			},
			{ signal: stop.signal }
		);
		return () => stop.abort();
	}

	/**
	 * For what sends something: which fields it was typed in is known only in the task in which somebody pressed.
	 * @returns a function to call when it was stored, or waits in the outbox
	 */
	sending(): () => void {
		const sent = (this.#sending?.() ?? []).map((field) => ({ field, text: field.element.value }));
		return () => {
			for (const { field, text } of sent) {
				if (this.#followed.get(field.key) !== field || field.element.value !== text) continue;
				field.sent = text;
				this.#update(field);
			}
		};
	}
	#all(isOne: (field: FollowedField) => boolean): readonly FollowedField[] {
		return [...this.#followed.values()].filter(isOne);
	}

	/**
	 * Restores what was typed in this field earlier, and keeps what is typed from now on.
	 * @param own what distinguishes it from a field with the same label on the same page
	 * @returns functions to call when the page changed its text (`saved`: the stored text, if the page knows it), and
	 *   when it disappears
	 */
	follow(element: TextElement, own?: string): { changed(saved?: string): void; stop(): void } | null {
		const path = location.pathname;
		const name = nameOf(element, own);
		// A name that begins as an address does is the same on every page.
		const key = this.#prefix + (own?.startsWith('/') ? own : `${path} ${name}`);
		if (this.#followed.has(key)) {
			reportError(new Error(`Two fields cannot be told apart: ${name}`));
			return null;
		}
		const { value } = element;
		const base = this.#refused.has(key) && value !== '' ? null : value;
		const field: FollowedField = {
			element,
			key,
			path,
			base,
			sent: null,
			last: value,
			pressed: false,
			unstored: false
		};
		this.#followed.set(key, field);
		const handleInput = (): void => {
			field.pressed = false;
			field.sent = null;
			field.last = element.value;
			this.#update(field);
		};
		// In the capture phase, before the control changes its state: the result of that is not a change by the page.
		element.addEventListener('input', handleInput, true);
		const stored = this.#read(key);
		if (stored !== null && stored !== value) {
			element.value = stored;
			element.dispatchEvent(new InputEvent('input', { bubbles: true }));
		} else this.#update(field);
		return {
			changed: (saved) => {
				if (saved !== undefined) field.base = saved;
				else if (element.value !== field.last) [field.base, field.sent] = [element.value, null];
				field.last = element.value;
				this.#update(field);
			},
			stop: () => {
				element.removeEventListener('input', handleInput, true);
				this.#followed.delete(key);
				this.fields.delete(key);
				// A form that closes after a press was sent or cancelled; on another page it may be finished later.
				if (field.pressed && location.pathname === path) this.#forget(key);
			}
		};
	}

	/** Moves what was typed in fields for one thing to the same fields for another, after what was typed there. */
	move(from: string, to: string): void {
		for (const key of this.#stored().filter((each) => each.includes(from))) {
			const [text, own] = [this.#read(key), this.#read(key.replaceAll(from, to))];
			const target = key.replaceAll(from, to);
			if (text !== null && text !== own && storeText(this.storage, target, own ? `${own}\n${text}` : text))
				this.#forget(key);
		}
	}

	/** Removes all text of this person from the device. */
	forgetAll(): void {
		for (const key of this.#stored()) this.#forget(key);
	}
	#stored(): string[] {
		const { storage } = this;
		const keys = Array.from({ length: storage?.length ?? 0 }, (_, i) => storage?.key(i) ?? '');
		return keys.filter((key) => key.startsWith(this.#prefix));
	}

	#update(field: FollowedField): void {
		const { key, element, base, sent } = field;
		const isUnsent = element.value !== base && element.value !== sent;
		field.unstored = isUnsent && !storeText(this.storage, key, element.value);
		if (isUnsent) this.fields.add(key);
		else {
			this.fields.delete(key);
			this.#forget(key);
		}
	}

	/** A form that is sent with a page load: whether it was accepted is known on the next page. */
	#submitted({ target, defaultPrevented }: Event): void {
		if (!(target instanceof HTMLFormElement)) return;
		if (target.getAttribute('action') === '/sign-out') this.forgetAll();
		if (defaultPrevented) return;
		this.#isLeaving = true;
		const keys = this.#all(({ element }) => element.form === target).map(({ key }) => key);
		// If it cannot be stored, the text stays until the page fills in the same text.
		storeText(this.session, SUBMITTED, JSON.stringify(keys));
	}
	#takeSubmitted(): readonly string[] {
		try {
			const keys: unknown = JSON.parse(this.session?.getItem(SUBMITTED) ?? '[]');
			this.session?.removeItem(SUBMITTED);
			return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : [];
		} catch {
			return [];
		}
	}

	#read(key: string): string | null {
		try {
			return this.storage?.getItem(key) ?? null;
		} catch {
			return null;
		}
	}
	#forget(key: string): void {
		try {
			this.storage?.removeItem(key);
		} catch {
			// What cannot be written cannot be removed either.
		}
	}
}

const CONTEXT = Symbol('unsent text');
/** Called once, by the root layout, for a person who is signed in. */
export const provideUnsentText = (texts: UnsentText): UnsentText => setContext(CONTEXT, texts);
/** Below this component, fields are stored in another way. */
export function keepNoText(): void {
	setContext(CONTEXT, undefined);
}
/** Undefined where nobody is signed in. */
export const useUnsentText = (): UnsentText | undefined => getContext<UnsentText | undefined>(CONTEXT);

/** Marks what is typed in a field whose text is not kept here. Called by a component while it is made. */
export function markText(): (isUnsent: () => boolean) => Attachment<TextElement> {
	const texts = useUnsentText();
	return (isUnsent) => () => {
		const key = Symbol('a field');
		$effect(() => {
			if (isUnsent()) texts?.fields.add(key);
			else texts?.fields.delete(key);
		});
		return () => void texts?.fields.delete(key);
	};
}

/**
 * Keeps the text of a field on this device until it is sent. Called by a control while it is made.
 * @param now its text; what is stored, if the page knows; and what distinguishes it from a field with the same label,
 *   or false if the text is stored in another way
 */
export function keepText(
	now: () => {
		readonly value: unknown;
		readonly saved?: string | undefined;
		readonly draftKey?: string | false | undefined;
	}
): Attachment<TextElement> {
	const texts = useUnsentText();
	return (element) => {
		const own = untrack(() => now().draftKey);
		if (!texts || own === false || !mayStore(element)) return;
		const field = untrack(() => texts.follow(element, own));
		if (!field) return;
		$effect(() => {
			const { saved } = now();
			// Read, so that this runs when the page changes it.
			void now().value;
			untrack(() => field.changed(saved));
		});
		return () => untrack(() => field.stop());
	};
}
