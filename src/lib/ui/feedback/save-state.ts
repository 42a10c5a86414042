/** What there is to save, and whether that is known. */
export interface ToSave {
	/** Whether this device was looked through; never, where the browser stores nothing. */
	readonly known: boolean;
	/** Changes that are not confirmed yet. */
	readonly waiting: number;
	/** Changes that were refused, or set aside, and are stored on this device. */
	readonly refused: number;
	/** Texts in fields that nobody saved yet. */
	readonly typed: number;
	readonly connected: boolean;
}
type SaveKind = 'offline' | 'waiting' | 'typed' | 'refused' | 'page' | 'saved';

/**
 * The state that everything typed and done is in: the one mark of the bar says it, always. `page`: all of this page is
 * saved, and of earlier pages it is not known.
 */
export function saveStateOf({ known, waiting, refused, typed, connected }: ToSave): {
	readonly kind: SaveKind;
	readonly count: number;
} {
	if (!connected) return { kind: 'offline', count: waiting + typed };
	if (waiting > 0) return { kind: 'waiting', count: waiting + typed };
	if (refused > 0) return { kind: 'refused', count: refused + typed };
	if (typed > 0) return { kind: 'typed', count: typed };
	return { kind: known ? 'saved' : 'page', count: 0 };
}
