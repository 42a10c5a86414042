import * as m from '$lib/messages';
import type { Evaluation } from '$lib/domain/evaluation/evaluation';
import { keyFiguresOf } from '$lib/domain/evaluation/key-figures';
import type { PersonId } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';
import { evaluationFlow } from '$lib/report/write/evaluation/document';
import { figuresCells } from '$lib/report/write/evaluation/figures';
import { writeEvaluation, type Evaluated } from '$lib/report/write/evaluation/write-evaluation';
import type { Flow } from '$lib/report/write/flow';
import { csvOf } from '$lib/server/platform/http/csv';
import type { PdfFrame } from '$lib/server/read/report/export/pdf-document';
import { plainName } from '$lib/server/read/report/export/plain-name';

/** An evaluation as a document, for the writers of files. */
export function evaluationDocument(
	evaluated: Evaluated,
	words: Words,
	nameOf: (person: PersonId) => string
): { frame: PdfFrame; flow: Flow[] } {
	const { evaluation } = evaluated;
	const { t, language } = words;
	const mark = evaluation.exercise ? t(m.exercise.word) : null;
	return {
		frame: {
			title: [mark, t(m.navigation.evaluation), evaluation.title].filter((part) => part !== null).join(' – '),
			language,
			exercise: evaluation.exercise,
			made: evaluation.until
		},
		flow: evaluationFlow(writeEvaluation(evaluated, words, nameOf), mark)
	};
}

/** The key figures for a spreadsheet. */
export const figuresCsv = ({ evaluation, other }: Evaluated, words: Words): string =>
	csvOf(figuresCells({ title: evaluation.title, figures: keyFiguresOf(evaluation) }, other, words));

/** `evaluatie-brand-zuiderpark-2026-11-20-OEFENING.pdf`, as the other exports are named. */
export function evaluationFileName(
	{ title, start, exercise }: Evaluation,
	kind: 'file' | 'figuresFile',
	extension: string,
	words: Words
): string {
	const { t, dayKey } = words;
	const parts = [t(m.evaluation[kind]), title, dayKey(start), exercise ? t(m.exercise.word).toUpperCase() : ''];
	const name = parts
		.map(plainName)
		.filter((part) => part !== '')
		.join('-');
	return `${name.slice(0, 150)}.${extension}`;
}
