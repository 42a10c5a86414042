import { expect, test } from 'vitest';
import { StoryId } from '$lib/domain/core/ids';
import { helpForms } from '$lib/desk/stream/help/help-forms';
import { fresh } from '../domain/in-memory-incident';

const [high, low] = [1080, 900];
const [wide, narrow] = [700, 480];
/** Calls by how sure they are, the surest first; null is pinned. */
const forms = (scores: readonly (number | null)[], height: number, selected: number | null = null, width = wide) => {
	const calls = scores.map((score) => ({ id: fresh(StoryId), score }));
	return helpForms(calls, { width, height }, selected === null ? null : (calls[selected]?.id ?? null)).join(' ');
};

test('pinned calls and the surest guesses are shown in full, the others on one line each', () => {
	expect(forms([null, 0.95, 0.89, 0.7], high)).toBe('full full line line');
});

test('each call has a row, however many there are and however low the screen is', () => {
	const scores = Array.from({ length: 60 }, (_, at) => 0.89 - at / 1000);
	expect(forms(scores, 600)).toBe(scores.map(() => 'line').join(' '));
});

test('with more than two sure calls the others show their words, for which the strip has room', () => {
	expect(forms([null, 0.95, 0.9, 0.89], high)).toBe('full full words line');
	expect(forms([0.99, 0.95, 0.9, 0.9], high, 3)).toBe('full full words full');
	expect(forms([null, null, null, 0.9], high)).toBe('full full full words');
});

test('on a lower screen a sure guess below a surer call loses its buttons, never its words', () => {
	expect(forms([null, 0.95, 0.8], low)).toBe('full words line');
	expect(forms([0.99, 0.95, 0.8], low)).toBe('full words line');
	expect(forms([null, null, 0.95], low)).toBe('full full words');
	expect(forms([0.95, 0.8], low)).toBe('full line');
});

test('where buttons are under the words only the first call has them, also on a high screen', () => {
	expect(forms([0.99, 0.95, 0.8], high, null, narrow)).toBe('full words line');
	expect(forms([0.99, 0.95, 0.8], high, 1, narrow)).toBe('full full line');
	expect(forms([null, null, 0.95], high, null, narrow)).toBe('full full words');
});

test('the selected call is always shown in full', () => {
	expect(forms([null, 0.95, 0.8, 0.7], low, 1)).toBe('full full line line');
	expect(forms([null, 0.95, 0.8, 0.7], low, 3)).toBe('full words line full');
});
