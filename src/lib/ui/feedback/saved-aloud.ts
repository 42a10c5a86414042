/** The number of changes by status. */
interface SaveProgress {
	/** Not confirmed yet. */
	readonly waiting: number;
	/** Whether some of them have waited for longer than a moment. */
	readonly isLong: boolean;
	/** Refused by the server, and stored on this device. */
	readonly refused: number;
}

/**
 * What a screen reader announces about saving: that changes have waited for a while or were refused, and then that all
 * is saved. Not at each key: a screen reader user hears the labels.
 */
export class SavedAloud {
	#last = 'saved';

	/** @returns null when there is nothing new to say */
	next({ waiting, isLong, refused }: SaveProgress): 'refused' | 'waiting' | 'saved' | null {
		const word = refused > 0 ? 'refused' : isLong ? 'waiting' : waiting === 0 ? 'saved' : null;
		const announcement = word === 'refused' ? `${String(refused)} refused` : word;
		if (announcement === null || announcement === this.#last) return null;
		this.#last = announcement;
		return word;
	}
}
