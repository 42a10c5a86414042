import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SourceId } from '$lib/domain/core/ids';
import { setPhase } from '$lib/domain/incident/incident';
import { changeProfile, emptyProfile, type SearchProfile } from '$lib/domain/posts/search/profile';
import { compileProfile } from '$lib/domain/posts/search/match';
import { proposeSmaller, reduceProfile, type MeasuredPost } from '$lib/domain/posts/search/smaller-profile';
import { addSource, type Source } from '$lib/domain/posts/source';
import { monitoringRecord } from '$lib/domain/incident/monitoring-record';
import { openIncident } from '$lib/domain/incident/incident';
import { bram, carla, fresh, noon, opening, InMemoryIncident } from './in-memory-incident';

const [one, two] = [fresh(SourceId), fresh(SourceId)];
const source = (id: SourceId, to: Partial<Source> = {}): Source => ({
	id,
	name: `Bron ${id}`,
	kind: 'program',
	platform: 'other',
	connection: null,
	key: null,
	state: 'active',
	why: null,
	keys: [],
	...to
});
const post = (text: string, to: Partial<MeasuredPost> = {}): MeasuredPost => ({
	text,
	lang: 'nl',
	author: null,
	source: one,
	isRelevant: false,
	isLookedAt: true,
	...to
});
const profile: SearchProfile = {
	...emptyProfile,
	terms: ['brand', 'rook'],
	hashtags: ['zuiderpark'],
	excluded: ['bbq']
};
const posts = [
	post('De brand is uit', { isRelevant: true }),
	post('Brand en rook', { isRelevant: true }),
	post('Rook boven de stad'),
	post('Rook uit de keuken', { isLookedAt: false }),
	post('Mooi weer #zuiderpark', { source: two }),
	post('Kwam binnen zonder zoekwoord')
];

test('words and sources without relevant posts can be removed; the loss is counted, including unseen posts', () => {
	const proposal = proposeSmaller(profile, [source(one), source(two)], posts);
	expect(proposal.words.map(({ word, posts: count, relevant, goes }) => [word, count, relevant, goes])).toEqual([
		['brand', 2, 2, false],
		['rook', 3, 1, false],
		['zuiderpark', 1, 0, true]
	]);
	expect(proposal.sources.map(({ id, goes }) => [id, goes])).toEqual([
		[one, false],
		[two, true]
	]);
	expect(proposal.loss).toEqual({ posts: 1, relevant: 0, unseen: 0 });
});

test('desks and paused sources are left alone, because they collect nothing by themselves', () => {
	const sources = [source(one), source(two, { kind: 'desk' }), source(fresh(SourceId), { state: 'paused' })];
	expect(proposeSmaller(profile, sources, posts).sources.map(({ id }) => id)).toEqual([one]);
});

test('for any posts, a proposal loses no relevant post and never searches for everything', () => {
	const word = fc.constantFrom('brand', 'rook', 'water', 'opvang', 'weer');
	const measured = fc.record({
		text: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
		isRelevant: fc.boolean(),
		source: fc.constantFrom(one, two)
	});
	const terms = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(terms, fc.array(measured, { maxLength: 30 }), (chosen, found) => {
			const searched = { ...emptyProfile, terms: chosen };
			const matcher = compileProfile(searched);
			const came = found.map(({ text, ...to }) => post(text, to)).filter((each) => matcher.match(each) !== null);
			const { words, sources, loss } = proposeSmaller(searched, [source(one), source(two)], came);
			expect(loss.relevant).toBe(0);
			expect(words.some(({ goes }) => !goes)).toBe(true);
			expect(sources.some(({ goes }) => !goes)).toBe(true);
		})
	);
});

describe('accepting the proposal', () => {
	const begin = (phase: 'acute' | 'aftercare') => {
		const incident = new InMemoryIncident();
		incident.when(openIncident, opening(), bram);
		const input = { name: 'Meldingen', kind: 'program', platform: 'other', connection: null, key: null };
		incident.when(addSource, { id: one, ...input }, bram);
		incident.when(changeProfile, profile, bram);
		if (phase === 'aftercare') incident.when(setPhase, { phase }, carla);
		return incident;
	};
	const chosen = { remove: [{ list: 'terms', word: 'rook' }], pause: [one], lost: 12, why: 'Nazorg' };

	test('requires a coordinator, aftercare and existing words, and leaves at least one word to search for', () => {
		expect(reduceProfile.allow).toEqual(['coordinator']);
		expect(() => begin('acute').when(reduceProfile, chosen, carla)).toThrow('profile.notAftercare');
		const incident = begin('aftercare');
		const remove = (...words: string[]) =>
			incident.when(reduceProfile, { ...chosen, remove: words.map((word) => ({ list: 'terms', word })) }, carla);
		expect(() => remove('water')).toThrow('profile.changed');
		expect(() => incident.when(reduceProfile, { ...chosen, remove: [], pause: [] }, carla)).toThrow('profile.changed');
		expect(() => incident.when(reduceProfile, { ...chosen, pause: [two] }, carla)).toThrow('source.absent');
		incident.when(changeProfile, { ...profile, hashtags: [] }, bram);
		expect(() => remove('brand', 'rook')).toThrow('profile.empty');
	});

	test('removes the words, pauses the sources, keeps exclusions, and is in the monitoring record', () => {
		const incident = begin('aftercare');
		incident.when(reduceProfile, chosen, carla);
		expect(incident.state.profile).toEqual({ ...profile, terms: ['brand'] });
		expect(incident.state.sources.get(one)).toMatchObject({ state: 'paused', why: 'Nazorg' });
		const lines = incident.log.map((line) => ({ ...line, wallAt: noon, by: carla.id, redacted: false }));
		expect(monitoringRecord(lines).slice(-2)).toMatchObject([
			{ what: 'profile', removed: [{ list: 'terms', word: 'rook' }], lost: 12 },
			{ what: 'source', state: 'paused', why: 'Nazorg' }
		]);
	});
});
