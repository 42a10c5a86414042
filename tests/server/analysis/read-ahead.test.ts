import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ReadAhead, type ReadAheadTarget } from '$lib/server/analysis/worker/story-groups';

class Reader implements ReadAheadTarget {
	readonly read: string[] = [];
	readonly unread: Set<string>;
	constructor(...texts: string[]) {
		this.unread = new Set(texts);
	}
	readAhead(text: string): void {
		this.unread.delete(text);
		this.read.push(text);
	}
	*waiting(): Iterable<readonly [ReadAheadTarget, string]> {
		for (const text of this.unread) yield [this, text];
	}
}

test('waiting texts are read once, in the order in which they wait', async () => {
	const reader = new Reader('a', 'b', 'c');
	const ahead = new ReadAhead(() => reader.waiting());
	ahead.start();
	ahead.start();
	await expect.poll(() => reader.read.length).toBe(3);
	await turn();
	expect(reader.read).toEqual(['a', 'b', 'c']);
});

test('nothing is read while a lock is held, and reading continues after it', async () => {
	const reader = new Reader('a');
	const ahead = new ReadAhead(() => reader.waiting());
	await ahead.withoutReadAhead(async () => {
		ahead.start();
		for (let i = 0; i < 5; i += 1) await turn();
		expect(reader.read).toEqual([]);
	});
	await expect.poll(() => reader.read.length).toBe(1);
});

test('a text that cannot be read ahead waits for its turn, and storing it reports the failure', async () => {
	let calls = 0;
	const broken: ReadAheadTarget = {
		readAhead: () => {
			calls += 1;
			throw new Error('unreadable');
		}
	};
	new ReadAhead(() => [[broken, 'a']]).start();
	await expect.poll(() => calls).toBe(1);
});

test('other work gets a turn between two slices', async () => {
	let read = 0;
	const slow: ReadAheadTarget = {
		readAhead: () => {
			for (const until = performance.now() + 2; performance.now() < until;);
			read += 1;
		}
	};
	const ahead = new ReadAhead(() => Array.from({ length: 40 - read }, (_, i) => [slow, String(i)] as const));
	ahead.start();
	await turn();
	const seen: number[] = [];
	while (read < 40) {
		seen.push(read);
		await turn();
	}
	expect(Math.max(...seen.map((count, i) => count - (seen[i - 1] ?? 0)))).toBeLessThan(10);
	expect(seen.length).toBeGreaterThan(4);
});
