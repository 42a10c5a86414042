import { parseArgs } from 'node:util';
import { everyFigure } from './every-figure';
import { leaveOneOut, onOthers } from './folds';
import { incidentsIn, LIBRARY } from './incidents';

/**
 * `npm run evaluate`: how well the hints do on incidents that they were not trained on, each of the exercises in turn.
 * `--data FOLDER` tests on the scripts of a folder instead, `--pairs FILE` on those pairs of texts that are one story or
 * two, `--json` prints a line of JSON for each figure.
 */
const { values } = parseArgs({
	options: { data: { type: 'string' }, pairs: { type: 'string' }, json: { type: 'boolean', default: false } }
});
const library = incidentsIn(LIBRARY);
const folds = values.data === undefined ? leaveOneOut(library) : onOthers(incidentsIn(values.data), library);
const { figures, worst } = everyFigure(folds, values.pairs);
for (const each of figures) {
	const { figure, value, se, baseline, n } = each;
	const line = `${figure.padEnd(50)} ${value.toFixed(3)} ±${se?.toFixed(3) ?? '-'} base ${baseline?.toFixed(3) ?? '-'} n=${n}`;
	console.log(values.json ? JSON.stringify(each) : line);
}
if (!values.json) {
	console.log('\nThe surest errors:');
	for (const { figure, incident, score, text } of worst)
		console.log(`${figure} ${incident} ${score.toFixed(2)}  ${text.replaceAll('\n', ' ')}`);
}
