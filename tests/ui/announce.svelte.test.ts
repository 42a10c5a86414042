import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer, politePause } from '$lib/ui/feedback/announce.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Everything a live region would have shown, in order. */
function listenTo(announcer: Announcer, region: 'polite' | 'assertive'): { words: string[]; stop: () => void } {
	const words: string[] = [];
	const stop = $effect.root(() => {
		$effect(() => {
			if (announcer[region]) words.push(announcer[region]);
		});
	});
	flushSync();
	return { words, stop };
}

test('polite announcements come at most every thirty seconds, and the latest wins', () => {
	const announcer = new Announcer();
	const { words, stop } = listenTo(announcer, 'polite');
	announcer.say('1 nieuw');
	flushSync();
	for (let count = 2; count <= 37; count += 1) {
		vi.advanceTimersByTime(500);
		announcer.say(`${count} nieuw`);
		flushSync();
	}
	expect(words).toEqual(['1 nieuw']);
	vi.advanceTimersByTime(politePause);
	flushSync();
	expect(words).toEqual(['1 nieuw', '37 nieuw']);
	vi.advanceTimersByTime(2 * politePause);
	announcer.say('38 nieuw');
	flushSync();
	expect(words).toEqual(['1 nieuw', '37 nieuw', '38 nieuw']);
	stop();
});

test('urgent announcements are spoken at once, and once', () => {
	const announcer = new Announcer();
	const { words, stop } = listenTo(announcer, 'assertive');
	announcer.interrupt('connection', 'Geen verbinding sinds 14.03 uur.');
	flushSync();
	announcer.interrupt('connection', 'Geen verbinding sinds 14.03 uur, 2 minuten.');
	flushSync();
	expect(words).toEqual(['Geen verbinding sinds 14.03 uur.']);
	announcer.resolve('connection');
	announcer.interrupt('connection', 'Geen verbinding sinds 15.10 uur.');
	flushSync();
	expect(words).toEqual(['Geen verbinding sinds 14.03 uur.', 'Geen verbinding sinds 15.10 uur.']);
	stop();
});
