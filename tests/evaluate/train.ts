import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyFigure } from './every-figure';
import { leaveOneOut } from './folds';
import { incidentsIn, LIBRARY } from './incidents';
import { lettersFrom, openSentences } from './letters';
import { storedFigures } from './stored-figures';
import { fingerprintOf, madeOf } from './weights';

/** `npm run train`: makes the models that the program ships from the exercises, and measures all that it shows. */

const ANALYSIS = join('src', 'lib', 'server', 'analysis');
const library = incidentsIn(LIBRARY);
const write = (path: string, content: object): void =>
	writeFileSync(join(ANALYSIS, path), `${JSON.stringify(content, null, '\t')}\n`);

const sentences = openSentences();
if (sentences) write('language-letters.json', lettersFrom(sentences));
else console.log('The open sentences are not on this machine: the weights of letters stay as they are.');
const made = madeOf(library);
write(join('hints', 'models', 'weights.json'), made);
write('figures.json', {
	measuredWith: fingerprintOf(made, library),
	figures: storedFigures(everyFigure(leaveOneOut(library)).figures)
});
