import { parseArgs } from 'node:util';
import { leaveOneOut, onOthers } from './folds';
import { incidentsIn, LIBRARY } from './incidents';
import { modelFigures } from './models';
import { proposalFigures } from './proposals';

/**
 * `npm run evaluate`: how well the hints do on incidents that they were not trained on, each of the exercises in turn;
 * `--data FOLDER` tests on the scripts of a folder instead, `--json` prints a line of JSON for each figure.
 */
const { values } = parseArgs({
	options: { data: { type: 'string' }, json: { type: 'boolean', default: false } }
});
const library = incidentsIn(LIBRARY);
const folds = values.data === undefined ? leaveOneOut(library) : onOthers(incidentsIn(values.data), library);
const models = modelFigures(folds);
const figures = [...models.figures, ...proposalFigures(folds)];
for (const f of figures)
	console.log(
		values.json
			? JSON.stringify(f)
			: `${f.figure.padEnd(50)} ${f.value.toFixed(3)} ±${f.se?.toFixed(3) ?? '-'} base ${f.baseline?.toFixed(3) ?? ''} n=${f.n}`
	);
