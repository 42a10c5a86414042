import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isWorthShowing } from '$lib/server/analysis/hints/proposals/shipped';
import { incidentsIn, LIBRARY } from '../../evaluate/incidents';
import { madeOf } from '../../evaluate/weights';

const models = 'src/lib/server/analysis/hints/models';

test('the models that the program ships are those that training makes, to the byte', { timeout: 300_000 }, () => {
	const made = `${JSON.stringify(madeOf(incidentsIn(LIBRARY)), null, '\t')}\n`;
	// Not toBe on the texts: a difference of 250 kB is no message. `npm run train` makes them anew.
	expect(made === readFileSync(`${models}/weights.json`, 'utf8'), 'run `npm run train`').toBe(true);
});

test('a hint is shown only where it beats plain methods on incidents that it was not trained on', () => {
	const figures = JSON.parse(readFileSync(`${models}/figures.json`, 'utf8')) as Record<
		string,
		{ value: number; se: number; baseline: number }
	>;
	expect(Object.keys(figures)).toContain('rumour');
	for (const [task, { value, se, baseline }] of Object.entries(figures))
		expect(isWorthShowing(task as Parameters<typeof isWorthShowing>[0]), task).toBe(value - se > baseline);
	expect(isWorthShowing('danger' as Parameters<typeof isWorthShowing>[0])).toBe(false);
});
