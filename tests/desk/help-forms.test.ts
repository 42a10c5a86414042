import { expect, test } from 'vitest';
import { StoryId } from '$lib/domain/core/ids';
import { helpForms } from '../../src/routes/incidents/[id]/stream/help-forms';
import { fresh } from '../domain/sample';

const [high, low, lowest] = [1080, 900, 800];
const [wide, narrow] = [700, 480];
/** Calls by how sure they are, the surest first; null is pinned. */
const forms = (scores: readonly (number | null)[], height: number, selected: number | null = null, width = wide) => {
	const calls = scores.map((score) => ({ id: fresh(StoryId), score }));
	return helpForms(calls, { width, height }, selected === null ? null : (calls[selected]?.id ?? null)).join(' ');
};

test('pinned and the surest guesses are in full, likely ones a line each, the rest is counted', () => {
	expect(forms([null, 0.95, 0.89, 0.7, 0.69, 0.2], high)).toBe('full full line line counted counted');
});

test('of more than two sure ones the others show their words, which the strip has room for', () => {
	expect(forms([null, 0.95, 0.9, 0.89], high)).toBe('full full words line');
	expect(forms([0.99, 0.95, 0.9, 0.9], high, 3)).toBe('full full words full');
	expect(forms([null, null, null, 0.9], high)).toBe('full full full words');
});

test('beside a surer call a sure guess gives up its buttons on a lower screen, never its words', () => {
	expect(forms([null, 0.95, 0.8], low)).toBe('full words line');
	expect(forms([0.99, 0.95, 0.8], low)).toBe('full words line');
	expect(forms([null, null, 0.95], low)).toBe('full full words');
	expect(forms([0.95, 0.8], low)).toBe('full line');
});

test('where buttons stand under the words only the first has them, on a high screen too', () => {
	expect(forms([0.99, 0.95, 0.8], high, null, narrow)).toBe('full words line');
	expect(forms([0.99, 0.95, 0.8], high, 1, narrow)).toBe('full full line');
	expect(forms([null, null, 0.95], high, null, narrow)).toBe('full full words');
});

test('on a low screen the lines join the count; where nothing is surer the first stays', () => {
	expect(forms([null, 0.95, 0.8, 0.75, 0.3], lowest)).toBe('full words counted counted counted');
	expect(forms([0.95, 0.8], lowest)).toBe('full counted');
	expect(forms([0.8, 0.75, 0.3], lowest)).toBe('line counted counted');
	expect(forms([0.6, 0.3], lowest)).toBe('counted counted');
});

test('the selected one is always in full', () => {
	expect(forms([null, 0.95, 0.8, 0.3], lowest, 1)).toBe('full full counted counted');
	expect(forms([null, 0.95, 0.8, 0.3], lowest, 3)).toBe('full words counted full');
});
