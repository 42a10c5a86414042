import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Models } from '$lib/server/analysis/hints/models/models';
import type { Scores } from '$lib/server/analysis/hints/models/tasks';
import { SuggestionIndex } from '$lib/server/analysis/hints/proposals/suggestions';
import type { Incident } from './incidents';
import { textsOf } from './in-use';
import { trainModels } from './training';

/** An index that tells all answers of the models, also those that the program may not read. */
export class MeasuredIndex extends SuggestionIndex {
	/** of the text that was considered last */
	answers: Scores | null = null;

	protected override scores(...of: Parameters<SuggestionIndex['scores']>): Scores {
		return (this.answers = super.scores(...of));
	}
	scoresOf(...of: Parameters<SuggestionIndex['consider']>): Scores {
		this.consider(...of);
		if (!this.answers) throw new Error('nothing was answered');
		return this.answers;
	}
}

/** An incident to test on, and what was trained without it. */
export interface Fold {
	readonly test: Incident;
	/** what the training saw */
	readonly known: readonly Incident[];
	/** an index as the program makes it for a new incident */
	index(): MeasuredIndex;
}

/** By incident: what it is tested on, and what was trained without it. Fixed in a file, so that figures compare. */
export const split = z
	.array(z.strictObject({ test: z.string(), train: z.array(z.string()).min(1) }))
	.parse(JSON.parse(readFileSync(new URL('./split.json', import.meta.url), 'utf8')));

/** Each incident of the library, by what was trained on the others, as `split.json` says. */
export function leaveOneOut(library: readonly Incident[]): Fold[] {
	const named = (name: string): Incident => {
		const found = library.find((incident) => incident.name === name);
		if (!found) throw new Error(`split.json names an incident that is not there: ${name}`);
		return found;
	};
	return split.map(({ test, train }) => foldOf(named(test), trained(train.map(named))));
}

/** Incidents of others, by what was trained on the whole library. */
export function onOthers(others: readonly Incident[], library: readonly Incident[]): Fold[] {
	const made = trained(library);
	return others.map((test) => foldOf(test, made));
}

function trained(known: readonly Incident[]): Omit<Fold, 'test'> {
	const models = new Models(trainModels(known.map(textsOf)));
	return { known, index: () => new MeasuredIndex(models) };
}

const foldOf = (test: Incident, made: Omit<Fold, 'test'>): Fold => ({ test, ...made });
