import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { maybeKinds } from '$lib/domain/stories/card';
import stored from '$lib/server/analysis/figures.json';
import { ruleFigures } from '../../evaluate/every-figure';
import { split } from '../../evaluate/folds';
import { incidentsIn, LIBRARY } from '../../evaluate/incidents';
import { stableNames, storedFigures, type StoredFigure } from '../../evaluate/stored-figures';
import { fingerprintOf, madeOf } from '../../evaluate/weights';
import { isLong } from '../../long';

const LONG = 300_000;
const library = incidentsIn(LIBRARY);
const figures: Readonly<Record<string, StoredFigure>> = stored.figures;

/** SHA-256 over all that training could read: what passed for the same content passes again. */
function contentOfTraining(): string {
	const hash = createHash('sha256').update(process.version);
	const add = (path: string): void => {
		if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
		else hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
	};
	['src/lib', 'tests/evaluate', 'tests/fixtures/analysis', 'package-lock.json'].forEach(add);
	return hash.digest('hex');
}
const PASSED = join('node_modules', '.cache', 'trained');

test(
	'the shipped models are byte for byte what training produces, and the figures belong to them',
	{
		timeout: LONG
	},
	() => {
		const content = contentOfTraining();
		if (!isLong && existsSync(join(PASSED, content))) return;
		const made = madeOf(library);
		const shippedWeights = readFileSync('src/lib/server/analysis/hints/models/weights.json', 'utf8');
		// Not toBe on the texts: a difference of 250 kB is no message.
		expect(`${JSON.stringify(made, null, '\t')}\n` === shippedWeights, 'run `npm run train`').toBe(true);
		expect(fingerprintOf(made, library), 'the figures are older than the hints: run `npm run train`').toBe(
			stored.measuredWith
		);
		mkdirSync(PASSED, { recursive: true });
		writeFileSync(join(PASSED, content), '');
	}
);

test('the figures for language, calls for help and stories match the current rules', () => {
	const now = storedFigures(ruleFigures(library));
	expect(Object.keys(now).length).toBeGreaterThanOrEqual(8);
	for (const [name, figure] of Object.entries(now))
		expect(figures[name], `${name}: run \`npm run train\``).toEqual(figure);
});

test('every stable name has a figure', () => {
	expect(Object.keys(figures)).toEqual(stableNames);
});

test.each([...maybeKinds.map((kind) => `shown.${kind}`), 'retelling.precision'])(
	'%s: what is shown is right four times in five, on incidents it was not trained on',
	(figure) => {
		const { value = 0, n = 0 } = figures[figure] ?? {};
		expect(n).toBeGreaterThanOrEqual(50);
		expect(value).toBeGreaterThanOrEqual(0.8);
	}
);

test('each incident is tested once, by a model trained on the others only', () => {
	expect(split.map(({ test }) => test).sort()).toEqual(library.map(({ name }) => name).sort());
	for (const { test: tested, train } of split) {
		expect(train).not.toContain(tested);
		expect(new Set([...train, tested]).size).toBe(train.length + 1);
		for (const name of train) expect(library.map((incident) => incident.name)).toContain(name);
	}
});
