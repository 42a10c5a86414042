import type { LocalTexts } from '$lib/desk/local-text';
import { Sha256, type FindingId } from '$lib/domain/core/ids';
import type { Channel } from '$lib/domain/official-text/channel';
import { isBlank, wordingChecksum, type Variant } from '$lib/domain/official-text/official-text';

/** Words of the log; null where only their checksum is known. */
interface LoggedWords {
	readonly words: string | null;
	readonly checksum: Sha256 | null;
}

/**
 * One channel's words, and the version in the log that they replace. A colleague's change is shown where this writer
 * changed nothing, and is never overwritten unseen.
 */
export class ReplyWords {
	ticked = $state(true);
	words = $state('');
	#base: LoggedWords = $state.raw({ words: '', checksum: null });
	/** What the log had when it was last followed. */
	#followed: LoggedWords;

	constructor(
		readonly channel: Channel,
		readonly need: FindingId,
		readonly localTexts: LocalTexts,
		readonly variant: () => Readonly<Variant> | undefined
	) {
		const logged = this.#logged;
		const local = localTexts.read(need, channel);
		this.words = local?.words ?? logged.words ?? '';
		const over = local ? (Sha256.safeParse(local.over).data ?? null) : logged.checksum;
		const isLogged = over === logged.checksum || this.words === logged.words;
		this.#base = isLogged ? logged : { words: null, checksum: over };
		this.#followed = logged;
	}

	get #logged(): LoggedWords {
		const variant = this.variant();
		return { words: variant?.text ?? '', checksum: variant?.checksum ?? null };
	}
	/** The checksum of what they replace. */
	get over(): Sha256 | null {
		return this.#base.checksum;
	}
	get isChanged(): boolean {
		return this.words !== this.#base.words && (this.over !== null || !isBlank(this.words));
	}
	/** A colleague changed what these words would replace. */
	get isOvertaken(): boolean {
		return this.isChanged && this.#logged.checksum !== this.over;
	}

	/** Saves on this device what the server has not stored. */
	keep(): void {
		if (this.isChanged) this.localTexts.keep(this.need, this.channel, { words: this.words, over: this.over });
		else this.localTexts.forget(this.need, this.channel);
	}
	/** Shows what the log has now, unless this writer's own words would be lost. */
	follow(): void {
		const logged = this.#logged;
		// A stored change comes back later than its answer: until then the log still has what it had.
		if (logged.words === this.#followed.words && logged.checksum === this.#followed.checksum) return;
		this.#followed = logged;
		if (!this.isChanged || this.words === logged.words) this.takeLogged();
	}
	takeLogged(): void {
		this.#base = this.#logged;
		this.words = this.#base.words ?? '';
		this.keep();
	}
	/** Lets these words replace what a colleague wrote. */
	replaceLogged(): void {
		this.#base = this.#logged;
		this.keep();
	}
	/** These words were stored; what was typed since was not. */
	stored(words: string): void {
		this.#base = { words, checksum: wordingChecksum(this.channel, words) };
		this.keep();
	}
}
