import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { previewProfile } from '$lib/server/ingest/scheduler/profile-preview';
import { UnmatchedSample } from '$lib/server/ingest/scheduler/unmatched-sample';
import { readNow } from '$lib/server/log/reading-context';
import { minute, post, Stage } from '../stage';

describe('a sample of unmatched posts', () => {
	const noon = Date.UTC(2026, 10, 20, 12);
	const postOf = (text: string, externalId?: string) => ({
		text,
		lang: null,
		...(externalId !== undefined && { externalId })
	});
	test('is kept for an hour, each post once, however often a feed repeats it', () => {
		const passed = new UnmatchedSample();
		for (const id of ['1', '2', '1']) passed.record(postOf(`rook ${id}`, id), noon);
		expect(passed.read(noon + 59 * 60_000)).toEqual({
			seen: 2,
			texts: ['rook 1', 'rook 2'].map((text) => ({ text, lang: null, represents: 1 }))
		});
		expect(passed.read(noon + 60 * 60_000)).toEqual({ seen: 0, texts: [] });
	});
	test('represents a flood fairly, and each text says how many posts it represents', () => {
		const passed = new UnmatchedSample();
		for (let n = 0; n < 20_000; n++) passed.record(postOf(n % 4 === 0 ? 'brand' : 'weer'), noon + (n % 10) * 60_000);
		const { seen, texts } = passed.read(noon + 10 * 60_000);
		expect(seen).toBe(20_000);
		expect(texts.length).toBe(400);
		expect(texts.reduce((sum, { represents }) => sum + represents, 0)).toBeCloseTo(20_000, 0);
		const brand = texts.filter(({ text }) => text === 'brand').reduce((sum, { represents }) => sum + represents, 0);
		// Five times the standard deviation of such a sample is 2,165.
		expect(Math.abs(brand - 5_000)).toBeLessThan(2_165);
	});
	test('keeps neither long texts in full nor their authors', () => {
		const passed = new UnmatchedSample();
		passed.record({ text: 'a'.repeat(5_000), lang: 'nl', externalId: 'x' }, noon);
		expect(passed.read(noon).texts).toEqual([{ text: 'a'.repeat(500), lang: 'nl', represents: 1 }]);
	});
});

describe('a profile that is not saved yet', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await Stage.set();
	});
	afterAll(() => stage.strike());

	test('is tried on the posts of the last hour and on the sample of unmatched posts', async () => {
		const { log, sources } = await stage.open();
		const [source] = sources;
		if (!source) throw new Error('no source');
		await stage.clock(log, 0);
		await stage.ingest.ingest(log, source, [post('brand van vroeger')]);
		await stage.clock(log, 90);
		await stage.ingest.ingest(log, source, [post('brand in Zuid'), post('rook in Zuid'), post('brand en voetbal')]);
		await stage.clock(log, 100);
		await stage.send(log, 'profile.change', { ...emptyProfile, terms: ['brand'] });
		const state = stage.logs.state(log);
		if (!state) throw new Error('no state');
		const reading = { ...readNow(stage.sql, log, state), now: minute(100) };
		const passed = {
			seen: 50,
			otherSources: 1,
			texts: [
				{ text: 'rook boven Oost', lang: null, represents: 25 },
				{ text: 'mooi weer', lang: null, represents: 25 }
			]
		};
		const draft = { ...emptyProfile, terms: ['brand', 'rook'], excluded: ['voetbal'] };
		expect(await previewProfile(reading, draft, passed)).toEqual({
			stored: { judged: 3, now: 2, then: 2 },
			passed: { seen: 50, sampled: 2, then: 25, elsewhere: 1 },
			added: { count: 26, texts: ['rook boven Oost', 'rook in Zuid'] },
			lost: { count: 1, texts: ['brand en voetbal'] },
			words: [
				{ word: 'rook', count: 26 },
				{ word: 'voetbal', count: 1 }
			]
		});
	});
});
