import type { Sha256 } from '$lib/domain/core/ids';

/** What a writer typed in one channel and did not save yet. */
export interface UnsavedWords {
	readonly words: string;
	/** The checksum of the words that it replaces. */
	readonly over: Sha256 | null;
	/** Called when exactly these words were saved. */
	saved(): void;
}
