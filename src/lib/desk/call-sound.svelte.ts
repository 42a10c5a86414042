import type { StoryId } from '$lib/domain/core/ids';
import { storeText } from '$lib/ui/storage';

/** The number of sounded calls for help that are remembered; the oldest are dropped. */
const MAX_REMEMBERED = 500;
/** Two short tones, the second lower: hertz, and seconds after the first. */
const TONES = [
	[880, 0],
	[660, 0.18]
] as const;
const TONE_SECONDS = 0.15;
const VOLUME = 0.2;

/**
 * Plays a sound when a call for help comes in, once for each call, also across reloads. Off until this person turns it
 * on, on this device.
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

	/** Turning it on plays the sound once as a sample; calls that are already open stay silent. */
	turn(on: boolean, open: readonly StoryId[] = []): void {
		this.isOn = on;
		storeText(this.storage, this.#name('sound'), on ? 'on' : 'off');
		this.#remember(open);
		if (on) this.#play();
	}

	/** Plays the sound if one of these calls is new. */
	ring(open: readonly StoryId[]): void {
		if (this.isOn && this.#remember(open)) this.#play();
	}

	/** @returns whether one of them is new */
	#remember(open: readonly StoryId[]): boolean {
		const fresh = open.filter((id) => !this.#sounded.includes(id));
		if (fresh.length === 0) return false;
		this.#sounded = [...this.#sounded, ...fresh].slice(-MAX_REMEMBERED);
		storeText(this.storage, this.#name('sounded'), this.#sounded.join(' '));
		return true;
	}

	/** Browsers block sound until the person interacts with the page; it then plays at the first interaction. */
	#play(): void {
		this.#context ??= new AudioContext();
		const context = this.#context;
		void context.resume();
		for (const [frequency, after] of TONES) {
			const start = context.currentTime + after;
			const gain = context.createGain();
			gain.gain.setValueAtTime(VOLUME, start);
			gain.gain.exponentialRampToValueAtTime(0.001, start + TONE_SECONDS);
			gain.connect(context.destination);
			const tone = context.createOscillator();
			tone.frequency.value = frequency;
			tone.connect(gain);
			tone.start(start);
			tone.stop(start + TONE_SECONDS);
		}
	}

	#read(name: string): string | null {
		try {
			return this.storage?.getItem(this.#name(name)) ?? null;
		} catch {
			return null;
		}
	}
	#name(name: string): string {
		return `voelspriet-call-${name}-${this.person}`;
	}
}
