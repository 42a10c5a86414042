import { untrack } from 'svelte';
import { z } from 'zod';
import { request, RequestRefused } from '$lib/desk/sync/request';
import { ScriptDraft, type DraftPart } from '$lib/domain/exercise/script-draft';
import { storeText } from '$lib/ui/storage';

/** A mistake because of which the draft cannot be played, and where it is. */
export interface ShownMistake {
	readonly why: string;
	readonly what: string;
	readonly at: DraftPart;
}
const SaveResponse = z.object({ changed: z.string(), mistakes: z.array(z.custom<ShownMistake>()) });
/** The unsaved draft, and when the saved draft that it replaces was last changed. */
const UnsavedDraft = z
	.object({ draft: ScriptDraft, over: z.string() })
	// Earlier pages stored only the draft. Which version it replaces is unknown, so saving it asks first.
	.or(
		z
			.looseObject({ title: z.string() })
			.transform((draft) => ({ draft: ScriptDraft.parse(draft), over: new Date(0).toISOString() }))
	);
type SaveState = 'saved' | 'waiting' | 'failed' | 'tooLarge' | 'refused' | 'conflict';

/** The time between the last change and saving, in milliseconds. */
const SAVE_DELAY = 800;
const RETRY_DELAY = 5_000;
/** The answers of the server after which sending the same draft again is useless. */
const refused: Readonly<Record<number, SaveState>> = {
	403: 'refused',
	404: 'refused',
	409: 'conflict',
	413: 'tooLarge',
	422: 'refused'
};

/**
 * Saves a draft a moment after the last change, one version at a time. What is not saved stays on this device, so that
 * nothing is lost when the tab is closed or the connection fails.
 */
export class Autosave {
	state: SaveState = $state('saved');
	/** Whether unsaved changes are stored on this device. */
	isStored = $state(true);
	mistakes: readonly ShownMistake[] = $state.raw([]);
	readonly #id: string;
	#baseVersion: string;
	#saved: string;
	#draft: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#isSaving = false;
	#isStopped = false;

	/** @param storage `localStorage`, which may be absent or full */
	constructor(
		{ id, draft, changed }: { readonly id: string; readonly draft: ScriptDraft; readonly changed: string },
		mistakes: readonly ShownMistake[],
		readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
	) {
		this.#id = id;
		this.#baseVersion = changed;
		this.#saved = this.#draft = JSON.stringify(draft);
		this.mistakes = mistakes;
	}
	get #key(): string {
		return `voelspriet.exercise.${this.#id}`;
	}
	get #body(): string {
		return `{"draft":${this.#draft},"over":${JSON.stringify(this.#baseVersion)}}`;
	}

	/**
	 * What an earlier page on this device could not save, or null. It replaces only the version that it was typed over,
	 * so that a colleague's later work is not lost.
	 */
	restore(): ScriptDraft | null {
		try {
			const { draft, over } = UnsavedDraft.parse(JSON.parse(this.storage?.getItem(this.#key) ?? 'null'));
			if (JSON.stringify(draft) === this.#saved) return null;
			this.#baseVersion = over;
			return draft;
		} catch {
			return null;
		}
	}

	/** The draft as it is typed now. An effect that calls this runs again for what is typed, not for what is saved. */
	changed(draft: string): void {
		untrack(() => {
			this.#change(draft);
		});
	}
	#change(draft: string): void {
		this.#draft = draft;
		clearTimeout(this.#timer);
		if (draft === this.#saved && !this.#isSaving) {
			this.storage?.removeItem(this.#key);
			if (this.state !== 'conflict') this.state = 'saved';
			return;
		}
		this.#storeLocally();
		if (this.state !== 'conflict') this.state = 'waiting';
		this.#saveAfter(SAVE_DELAY);
	}

	/** Saves the changes now. @param over another person's newer version, to overwrite that one too */
	async save(over: string | null = null): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#isSaving || (this.state === 'conflict' && over === null)) return;
		if (over !== null) this.#baseVersion = over;
		const draft = this.#draft;
		this.#isSaving = true;
		const answer = await request(`/exercises/${this.#id}/draft`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: this.#body
		})
			.then((body) => SaveResponse.parse(body))
			.catch((error: unknown) => (error instanceof RequestRefused ? error : null));
		this.#isSaving = false;
		if (answer === null || answer instanceof RequestRefused) {
			this.state = refused[answer?.status ?? 0] ?? 'failed';
			// The server may accept what was typed meanwhile.
			if (this.state === 'failed' || this.#draft !== draft) this.#saveAfter(RETRY_DELAY);
			return;
		}
		this.#baseVersion = answer.changed;
		this.#saved = draft;
		this.mistakes = answer.mistakes;
		this.state = 'saved';
		this.#change(this.#draft);
	}
	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#timer);
	}

	#saveAfter(wait: number): void {
		if (!this.#isStopped) this.#timer = setTimeout(() => void this.save(), wait);
	}
	#storeLocally(): void {
		this.isStored = storeText(this.storage, this.#key, this.#body);
	}
}
