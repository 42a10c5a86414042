import { Models } from '$lib/server/analysis/hints/models/models';
import { trainModels } from '$lib/server/analysis/hints/models/training';
import { textsOf, trainWeighing } from '$lib/server/analysis/hints/proposals/in-use';
import { SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';
import type { Incident } from './incidents';

/** An incident to test on, and what was trained without it. */
export interface Fold {
	readonly test: Incident;
	/** what the training saw */
	readonly known: readonly Incident[];
	/** an index as the program makes it for a new incident */
	index(): SuggestionIndex;
}

/** Each incident of the library, by what was trained on the others. */
export const leaveOneOut = (library: readonly Incident[]): Fold[] =>
	library.map((test) => foldOf(test, trained(library.filter((other) => other !== test))));

/** Incidents of others, by what was trained on the whole library. */
export function onOthers(others: readonly Incident[], library: readonly Incident[]): Fold[] {
	const made = trained(library);
	return others.map((test) => foldOf(test, made));
}

function trained(known: readonly Incident[]): Omit<Fold, 'test'> {
	const models = new Models(trainModels(known.map(textsOf)));
	const weighing = trainWeighing(known);
	return { known, index: () => new SuggestionIndex(models, weighing) };
}

const foldOf = (test: Incident, made: Omit<Fold, 'test'>): Fold => ({ test, ...made });
