import { parseArgs } from 'node:util';
import { leaveOneOut, onOthers } from './folds';
import { incidentsIn, LIBRARY } from './incidents';
import { modelFigures } from './models';
import { proposalFigures } from './proposals';
import { pairFigures, readingFigures } from './readings';

/**
 * `npm run evaluate`: how well the hints do on incidents that they were not trained on, each of the exercises in turn.
 * `--data FOLDER` tests on the scripts of a folder instead, `--pairs FILE` adds pairs of texts that are one story or
 * two, `--json` prints a line of JSON for each figure.
 */
const { values } = parseArgs({
	options: { data: { type: 'string' }, pairs: { type: 'string' }, json: { type: 'boolean', default: false } }
});
const library = incidentsIn(LIBRARY);
const others = values.data === undefined ? null : incidentsIn(values.data);
const folds = others ? onOthers(others, library) : leaveOneOut(library);
const models = modelFigures(folds);
const figures = [
	...models.figures,
	...proposalFigures(folds),
	...readingFigures(others ?? library),
	...(values.pairs === undefined ? [] : pairFigures(values.pairs))
];
for (const each of figures) {
	const { figure, value, se, baseline, n } = each;
	const line = `${figure.padEnd(50)} ${value.toFixed(3)} ±${se?.toFixed(3) ?? '-'} base ${baseline?.toFixed(3) ?? '-'} n=${n}`;
	console.log(values.json ? JSON.stringify(each) : line);
}
if (!values.json) for (const worst of models.worst.slice(0, 40)) console.log(JSON.stringify(worst));
