import { createHash } from 'node:crypto';
import { Models } from '$lib/server/analysis/hints/models/models';
import { trainModels } from '$lib/server/analysis/hints/models/training';
import { textsOf, trainWeighing } from '$lib/server/analysis/hints/proposals/in-use';
import { SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';
import { fromStored, toStored } from '$lib/server/analysis/hints/proposals/weighing';
import type { Incident } from './incidents';
import { shownFigures } from './models';
import { proposalFigures } from './proposals';

/** The models as the program ships them, made from these incidents: the same at every run. */
export const madeOf = (incidents: readonly Incident[]) => ({
	...trainModels(incidents.map(textsOf)),
	weighing: toStored(trainWeighing(incidents))
});

/**
 * What the stored figures of models and proposals were measured with: another reading, training or rule
 * changes what the shipped models propose for the exercises, or which hints are shown. Measuring again would take a minute.
 */
export function fingerprintOf(made: ReturnType<typeof madeOf>, library: readonly Incident[]): string {
	const [models, weighing] = [new Models(made), fromStored(made.weighing)];
	const index = () => new SuggestionIndex(models, weighing);
	const folds = library.map((test) => ({ test, known: library, index }));
	const { figures } = proposalFigures(folds);
	return createHash('sha256')
		.update(JSON.stringify([made, figures, shownFigures(folds)]))
		.digest('hex');
}
