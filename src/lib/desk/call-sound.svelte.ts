import type { StoryId } from '$lib/domain/core/ids';

/** Calls for help that already sounded: more are forgotten, the oldest first. */
const KEPT = 500;
/** Two short tones, the second lower: hertz, and seconds after the first. */
const TONES = [
	[880, 0],
	[660, 0.18]
] as const;
const LENGTH = 0.15;
const LOUDNESS = 0.2;

/**
 * A sound when a call for help comes in, once for each, also over reloads. Off until this person turns it on, on this
 * device.
 */
export class CallSound {
	isOn = $state(false);
	#sounded: readonly string[];
	#context: AudioContext | null = null;

	constructor(
		readonly person: string,
		readonly storage: Pick<Storage, 'getItem' | 'setItem'> | undefined
	) {
		this.isOn = this.#read('sound') === 'on';
		this.#sounded = (this.#read('sounded') ?? '').split(' ').filter(Boolean);
	}

	/** Turned on it sounds at once, so that a person knows it; what is open by then stays silent. */
	turn(on: boolean, open: readonly StoryId[] = []): void {
		this.isOn = on;
		this.#keep('sound', on ? 'on' : 'off');
		this.#note(open);
		if (on) this.#play();
	}

	/** Sounds when one of these did not sound before. */
	ring(open: readonly StoryId[]): void {
		if (this.isOn && this.#note(open)) this.#play();
	}

	/** @returns whether one of them is new */
	#note(open: readonly StoryId[]): boolean {
		const fresh = open.filter((id) => !this.#sounded.includes(id));
		if (fresh.length === 0) return false;
		this.#sounded = [...this.#sounded, ...fresh].slice(-KEPT);
		this.#keep('sounded', this.#sounded.join(' '));
		return true;
	}

	/** Before the person touched the page a browser keeps it silent; then it sounds at the first touch. */
	#play(): void {
		this.#context ??= new AudioContext();
		const context = this.#context;
		void context.resume();
		for (const [frequency, after] of TONES) {
			const start = context.currentTime + after;
			const gain = context.createGain();
			gain.gain.setValueAtTime(LOUDNESS, start);
			gain.gain.exponentialRampToValueAtTime(0.001, start + LENGTH);
			gain.connect(context.destination);
			const tone = context.createOscillator();
			tone.frequency.value = frequency;
			tone.connect(gain);
			tone.start(start);
			tone.stop(start + LENGTH);
		}
	}

	#read(name: string): string | null {
		try {
			return this.storage?.getItem(this.#name(name)) ?? null;
		} catch {
			return null;
		}
	}
	#keep(name: string, value: string): void {
		try {
			this.storage?.setItem(this.#name(name), value);
		} catch {
			// A full storage only means that a reload forgets it.
		}
	}
	#name(name: string): string {
		return `voelspriet-call-${name}-${this.person}`;
	}
}
