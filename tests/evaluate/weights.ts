import { createHash } from 'node:crypto';
import { Models } from '$lib/server/analysis/hints/models/models';
import { MeasuredIndex } from './folds';
import type { Incident } from './incidents';
import { textsOf } from './in-use';
import { shownFigures } from './models';
import { pickerFigures } from './picker';
import { trainModels } from './training';

/** The models as the program ships them, made from these incidents: the same at every run. */
export const madeOf = (incidents: readonly Incident[]) => trainModels(incidents.map(textsOf));

/**
 * What the stored figures of models were measured with: another reading, training or rule changes which hints are shown for
 * the exercises, or the order of the picker. Measuring again would take a minute.
 */
export function fingerprintOf(made: ReturnType<typeof madeOf>, library: readonly Incident[]): string {
	const models = new Models(made);
	const folds = library.map((test) => ({ test, known: library, index: () => new MeasuredIndex(models) }));
	return createHash('sha256')
		.update(JSON.stringify([made, pickerFigures(folds), shownFigures(folds)]))
		.digest('hex');
}
