import { beforeEach, expect, test, vi } from 'vitest';
import { CallSound } from '$lib/desk/call-sound.svelte';
import { StoryId } from '$lib/domain/core/ids';
import { fresh } from '../domain/in-memory-incident';

let tones = 0;
let stored: Map<string, string>;
const storage = {
	getItem: (name: string) => stored.get(name) ?? null,
	setItem: (name: string, to: string) => void stored.set(name, to)
};
const sound = (person = 'anna') => new CallSound(person, storage);
const [first, second] = [fresh(StoryId), fresh(StoryId)];

beforeEach(() => {
	tones = 0;
	stored = new Map();
	const node = { connect: () => undefined };
	vi.stubGlobal(
		'AudioContext',
		class {
			currentTime = 0;
			destination = node;
			resume = () => Promise.resolve();
			createGain = () => ({
				...node,
				gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined }
			});
			createOscillator = () => ({
				...node,
				frequency: { value: 0 },
				start: () => (tones += 1),
				stop: () => undefined
			});
		}
	);
});
/** Each sound is two tones. */
const sounds = () => tones / 2;

test('no sound until this person turns it on', () => {
	sound().ring([first]);
	expect(sounds()).toBe(0);
	expect(sound().isOn).toBe(false);
});

test('each call sounds once, also after a reload, and several at once as one', () => {
	const own = sound();
	own.turn(true);
	expect(sounds(), 'so that the person knows it').toBe(1);
	own.ring([first]);
	own.ring([first]);
	expect(sounds()).toBe(2);
	const reloaded = sound();
	expect(reloaded.isOn).toBe(true);
	reloaded.ring([first]);
	expect(sounds()).toBe(2);
	reloaded.ring([first, second, fresh(StoryId)]);
	expect(sounds()).toBe(3);
});

test('calls already open when the sound is turned on stay silent; turned off nothing sounds', () => {
	const own = sound();
	own.turn(true, [first]);
	own.ring([first]);
	expect(sounds()).toBe(1);
	own.turn(false);
	own.ring([second]);
	expect(sounds()).toBe(1);
});

test('the choice belongs to this person only', () => {
	sound().turn(true);
	expect(sound('bram').isOn).toBe(false);
});

test('failing storage only loses the choice', () => {
	const broken = (): never => {
		throw new Error('full');
	};
	const own = new CallSound('anna', { getItem: broken, setItem: broken });
	own.turn(true);
	own.ring([first]);
	expect([own.isOn, sounds()]).toEqual([true, 2]);
});
