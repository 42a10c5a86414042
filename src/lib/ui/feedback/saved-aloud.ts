/** How work stands: numbers of changes. */
interface SaveProgress {
	/** Not confirmed yet. */
	readonly waiting: number;
	/** Some of them wait for longer than a moment. */
	readonly isLong: boolean;
	/** That the server did not take, and that are kept on this device. */
	readonly refused: number;
}

/**
 * What is read aloud about saving: that something waits, once it has lasted, or was refused; and after that, that all is
 * saved. Nothing at each key: who labels by ear hears the labels.
 */
export class SavedAloud {
	#last = 'saved';

	/** @returns null when there is nothing new to say */
	next({ waiting, isLong, refused }: SaveProgress): 'refused' | 'waiting' | 'saved' | null {
		const word = refused > 0 ? 'refused' : isLong ? 'waiting' : waiting === 0 ? 'saved' : null;
		const said = word === 'refused' ? `${String(refused)} refused` : word;
		if (said === null || said === this.#last) return null;
		this.#last = said;
		return word;
	}
}
