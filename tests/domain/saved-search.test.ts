import { expect, test } from 'vitest';
import { SavedSearchId } from '$lib/domain/core/ids';
import { MOST_SAVED_SEARCHES, removeSearch, saveSearch, searchesOf } from '$lib/domain/posts/search/saved-search';
import { ReportFixture } from './report-facts';
import { anna, bram, fresh } from './in-memory-incident';

const query = { words: 'drinkwater', source: null, finding: null, lang: null, minutes: 30 };
const saved = (name: string, id = fresh(SavedSearchId)) => ({ id, name, query });

test('a person keeps, changes and removes their own searches, but not those of a colleague', () => {
	const { incident } = new ReportFixture();
	const id = fresh(SavedSearchId);
	incident.when(saveSearch, saved('Water', id), anna);
	incident.when(saveSearch, saved('School'), bram);
	expect(searchesOf(incident.state, anna.id).map(({ name }) => name)).toEqual(['Water']);
	incident.when(saveSearch, { ...saved('Kraanwater', id), query: { ...query, minutes: null } }, anna);
	expect(searchesOf(incident.state, anna.id)).toMatchObject([{ name: 'Kraanwater', query: { minutes: null } }]);
	expect(() => incident.when(saveSearch, saved('Van mij', id), bram)).toThrow('search.absent');
	expect(() => incident.when(removeSearch, { search: id }, bram)).toThrow('search.absent');
	incident.when(removeSearch, { search: id }, anna);
	expect(searchesOf(incident.state, anna.id)).toEqual([]);
	expect(() => incident.when(removeSearch, { search: id }, anna)).toThrow('search.absent');
});

test('a search without conditions is not saved, nor one above the maximum', () => {
	const { incident } = new ReportFixture();
	const nothing = { words: ' ', source: null, finding: null, lang: null, minutes: null };
	expect(() => incident.when(saveSearch, { ...saved('Leeg'), query: nothing }, anna)).toThrow('search.empty');
	for (let at = 0; at < MOST_SAVED_SEARCHES; at++) incident.when(saveSearch, saved(`Tab ${at}`), anna);
	expect(() => incident.when(saveSearch, saved('Te veel'), anna)).toThrow('search.tooMany');
	incident.when(saveSearch, saved('Van een ander'), bram);
});

test('saving, changing and removing can each be undone', () => {
	const { incident } = new ReportFixture();
	const id = fresh(SavedSearchId);
	const first = saved('Water', id);
	expect(saveSearch.undo?.steps(first, incident.state)).toEqual([removeSearch({ search: id })]);
	incident.when(saveSearch, first, anna);
	expect(saveSearch.undo?.isCurrent(first, incident.state, anna.id)).toBe(true);
	const changedSearch = { ...first, query: { ...first.query, words: 'iets anders' } };
	expect(saveSearch.undo?.isCurrent(changedSearch, incident.state, anna.id)).toBe(false);
	expect(saveSearch.undo?.steps(saved('Anders', id), incident.state)).toEqual([saveSearch(first)]);
	expect(removeSearch.undo?.steps({ search: id }, incident.state)).toEqual([saveSearch(first)]);
	expect(removeSearch.undo?.isCurrent({ search: id }, incident.state, anna.id)).toBe(false);
});
