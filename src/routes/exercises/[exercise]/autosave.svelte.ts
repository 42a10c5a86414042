import { untrack } from 'svelte';
import { z } from 'zod';
import { request, RequestRefused } from '$lib/desk/sync/request';
import { ScriptDraft, type DraftPart } from '$lib/domain/exercise/script-draft';
import { storeText } from '$lib/ui/storage';

/** What keeps the draft from being played, and where. */
export interface ShownMistake {
	readonly why: string;
	readonly what: string;
	readonly at: DraftPart;
}
const Answer = z.object({ changed: z.string(), mistakes: z.array(z.custom<ShownMistake>()) });
/** What was not saved, and when the draft that it was typed over was changed last. */
const Unsaved = z
	.object({ draft: ScriptDraft, over: z.string() })
	// Earlier pages kept the draft alone. What it was typed over is unknown, so saving it asks first.
	.or(
		z
			.looseObject({ title: z.string() })
			.transform((draft) => ({ draft: ScriptDraft.parse(draft), over: new Date(0).toISOString() }))
	);
type SaveState = 'saved' | 'waiting' | 'failed' | 'tooLarge' | 'refused' | 'conflict';

/** Milliseconds of rest before what was typed is saved. */
const REST = 800;
const AGAIN = 5_000;
/** What sending the same draft again does not change: what our own server answers to it. */
const refused: Readonly<Record<number, SaveState>> = {
	403: 'refused',
	404: 'refused',
	409: 'conflict',
	413: 'tooLarge',
	422: 'refused'
};

/**
 * Saves a draft a moment after the last change, one version at a time. What is not saved stays on this device, so that
 * a closed tab or a lost line takes nothing away.
 */
export class Autosave {
	state: SaveState = $state('saved');
	/** Whether what is not saved is kept on this device. */
	isKept = $state(true);
	mistakes: readonly ShownMistake[] = $state.raw([]);
	readonly #id: string;
	#over: string;
	#saved: string;
	#wanted: string;
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
		this.#over = changed;
		this.#saved = this.#wanted = JSON.stringify(draft);
		this.mistakes = mistakes;
	}
	get #key(): string {
		return `voelspriet.exercise.${this.#id}`;
	}
	get #body(): string {
		return `{"draft":${this.#wanted},"over":${JSON.stringify(this.#over)}}`;
	}

	/**
	 * What an earlier page on this device could not save; null when there is nothing. It is saved over the version that
	 * it was typed over, so that a colleague's later work is not lost.
	 */
	restore(): ScriptDraft | null {
		try {
			const { draft, over } = Unsaved.parse(JSON.parse(this.storage?.getItem(this.#key) ?? 'null'));
			if (JSON.stringify(draft) === this.#saved) return null;
			this.#over = over;
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
		this.#wanted = draft;
		clearTimeout(this.#timer);
		if (draft === this.#saved && !this.#isSaving) {
			this.storage?.removeItem(this.#key);
			if (this.state !== 'conflict') this.state = 'saved';
			return;
		}
		this.#keep();
		if (this.state !== 'conflict') this.state = 'waiting';
		this.#again(REST);
	}

	/** Saves now what is not saved. @param over also what another person saved since */
	async save(over: string | null = null): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#isSaving || (this.state === 'conflict' && over === null)) return;
		if (over !== null) this.#over = over;
		const draft = this.#wanted;
		this.#isSaving = true;
		const answer = await request(`/exercises/${this.#id}/draft`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: this.#body
		})
			.then((body) => Answer.parse(body))
			.catch((error: unknown) => (error instanceof RequestRefused ? error : null));
		this.#isSaving = false;
		if (answer === null || answer instanceof RequestRefused) {
			this.state = refused[answer?.status ?? 0] ?? 'failed';
			// What was typed meanwhile may be taken.
			if (this.state === 'failed' || this.#wanted !== draft) this.#again(AGAIN);
			return;
		}
		this.#over = answer.changed;
		this.#saved = draft;
		this.mistakes = answer.mistakes;
		this.state = 'saved';
		this.#change(this.#wanted);
	}
	stop(): void {
		this.#isStopped = true;
		clearTimeout(this.#timer);
	}

	#again(wait: number): void {
		if (!this.#isStopped) this.#timer = setTimeout(() => void this.save(), wait);
	}
	#keep(): void {
		this.isKept = storeText(this.storage, this.#key, this.#body);
	}
}
