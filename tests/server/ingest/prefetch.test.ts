import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Prefetch, type PrefetchTarget } from '$lib/server/ingest/pipeline/prefetch';
import type { RawPost } from '$lib/server/ingest/pipeline/raw-post';
import { columnOf } from '$lib/server/ingest/pipeline/store-batch';
import { freshDatabase } from '../database';

const post = (text: string): RawPost => ({
	externalId: text,
	text,
	publishedAt: null,
	author: null,
	url: null,
	lang: null,
	shares: null,
	replyTo: null,
	reach: null,
	platform: 'x'
});

class Analyser implements PrefetchTarget {
	readonly analysed: RawPost[] = [];
	readAhead(raw: RawPost): void {
		this.analysed.push(raw);
	}
	hasReading(raw: RawPost): boolean {
		return this.analysed.includes(raw);
	}
}

test('what waits is read once, in the order in which it waits', async () => {
	const listener = new Analyser();
	const posts = ['a', 'b', 'c'].map(post);
	const ahead = new Prefetch(() => [[listener, posts]]);
	ahead.start();
	ahead.start();
	await expect.poll(() => listener.analysed.length).toBe(3);
	await turn();
	expect(listener.analysed).toEqual(posts);
});

test('nothing is read while a lock is held, and reading goes on after it', async () => {
	const listener = new Analyser();
	const posts = [post('a')];
	const ahead = new Prefetch(() => [[listener, posts]]);
	await ahead.without(async () => {
		ahead.start();
		for (let i = 0; i < 5; i += 1) await turn();
		expect(listener.analysed).toEqual([]);
	});
	await expect.poll(() => listener.analysed.length).toBe(1);
});

test('a text that cannot be read waits for its turn: storing it reports the failure', async () => {
	let asked = 0;
	const broken: PrefetchTarget = {
		readAhead: () => {
			asked += 1;
			throw new Error('unreadable');
		},
		hasReading: () => false
	};
	const posts = [post('a')];
	new Prefetch(() => [[broken, posts]]).start();
	await expect.poll(() => asked).toBe(1);
});

test('others get a turn between two slices', async () => {
	let read = 0;
	const slow: PrefetchTarget = {
		readAhead: () => {
			for (const until = performance.now() + 2; performance.now() < until;);
			read += 1;
		},
		hasReading: () => false
	};
	const posts = [post('a')];
	const ahead = new Prefetch(() =>
		read < 40 ? [[slow, Array.from({ length: 40 - read }, () => posts[0] ?? post('a'))]] : []
	);
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

test('a column comes to the database as it was, whatever signs it has', async () => {
	const database = await freshDatabase();
	try {
		const texts = [
			'',
			'null',
			'NULL',
			'a,b',
			'{x}',
			'zei "ja"',
			'c:\\pad\\',
			'regel\nregel',
			"d'r",
			' ',
			'één 🔥',
			null
		];
		const rows = await database.sql<
			{ t: string | null }[]
		>`select t from unnest(${columnOf(texts, (text) => text)}::text[]) as x(t)`;
		expect(rows.map(({ t }) => t)).toEqual(texts);
		const numbers = [1, -2, 0, null, 2_147_483_647];
		const counts = await database.sql<{ n: number | null }[]>`
			select n from unnest(${columnOf(numbers, (number) => number)}::int[]) as x(n)`;
		expect(counts.map(({ n }) => n)).toEqual(numbers);
		expect(await database.sql`select unnest(${columnOf([], () => null)}::uuid[])`).toHaveLength(0);
	} finally {
		await database.drop();
	}
});
