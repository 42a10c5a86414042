import { storeText } from '$lib/ui/storage';

/** A text that is being written, stored on this device until it is saved, so that a reload loses nothing. */
interface LocalText {
	readonly words: string;
	/** The checksum of the text that it replaces; null when there was none. */
	readonly over: string | null;
}

/** Drafts in `localStorage`, which may be absent or full. */
export class LocalTexts {
	constructor(
		readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined,
		readonly desk: { readonly person: { readonly id: string }; readonly incident: string }
	) {}

	#nameOf(text: string, channel: string): string {
		return `voelspriet-text-${this.desk.person.id}-${this.desk.incident}-${text}-${channel}`;
	}

	read(text: string, channel: string): LocalText | null {
		try {
			const stored: unknown = JSON.parse(this.storage?.getItem(this.#nameOf(text, channel)) ?? 'null');
			if (typeof stored !== 'object' || stored === null || !('words' in stored) || typeof stored.words !== 'string')
				return null;
			return { words: stored.words, over: 'over' in stored && typeof stored.over === 'string' ? stored.over : null };
		} catch {
			return null;
		}
	}
	/** @returns whether the text was stored */
	keep(text: string, channel: string, local: LocalText): boolean {
		return storeText(this.storage, this.#nameOf(text, channel), JSON.stringify(local));
	}
	forget(text: string, channel: string): void {
		this.storage?.removeItem(this.#nameOf(text, channel));
	}
}
