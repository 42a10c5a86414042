import { trainModels } from '$lib/server/analysis/hints/models/training';
import { textsOf, trainWeighing } from '$lib/server/analysis/hints/proposals/in-use';
import { toStored } from '$lib/server/analysis/hints/proposals/weighing';
import type { Incident } from './incidents';

/** The models as the program ships them, made from these incidents: the same at every run. */
export const madeOf = (incidents: readonly Incident[]) => ({
	...trainModels(incidents.map(textsOf)),
	weighing: toStored(trainWeighing(incidents))
});
