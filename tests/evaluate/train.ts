import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { leaveOneOut } from './folds';
import { incidentsIn, LIBRARY } from './incidents';
import { measuredTasks, modelFigures } from './models';
import { madeOf } from './weights';

/** `npm run train`: makes the models that the program ships from the exercises, and their figures. */

const MODELS = join('src', 'lib', 'server', 'analysis', 'hints', 'models');
const library = incidentsIn(LIBRARY);
const write = (name: string, content: object): void =>
	writeFileSync(join(MODELS, name), `${JSON.stringify(content, null, '\t')}\n`);

write('weights.json', madeOf(library));
const { figures } = modelFigures(leaveOneOut(library));
const rounded = (value: number | null): number => Math.round((value ?? 0) * 1e3) / 1e3;
write(
	'figures.json',
	Object.fromEntries(
		measuredTasks.flatMap((task) => {
			const found = figures.find(({ figure }) => figure === `${task}.macroF1`);
			return found
				? [[task, { value: rounded(found.value), se: rounded(found.se), baseline: rounded(found.baseline) }]]
				: [];
		})
	)
);
