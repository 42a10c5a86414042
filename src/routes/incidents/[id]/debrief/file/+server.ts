import * as m from '$lib/messages';
import { ownDebrief } from '$lib/domain/exercise/debrief';
import { wordsIn } from '$lib/i18n/words';
import { csvOf } from '$lib/server/platform/http/csv';
import { debriefFor } from '../debrief.server';
import { delayWords, findableWords, resultRows, comparedLabelWords } from '$lib/desk/debrief/debrief-words';
import { csvFile } from '$lib/desk/debrief/csv-file';
import type { RequestHandler } from './$types';

/** A person's own debrief as a table. */
export const GET: RequestHandler = async (event) => {
	const { score, example, person, state } = await debriefFor(event);
	const words = wordsIn(event.locals.language);
	const { t, time } = words;
	const { results, delays, labels, differences } = ownDebrief(score, example, person.id);
	const rows = [
		[t(m.exercise.this), state.incident?.title ?? '', person.name],
		[],
		(['what', 'you', 'aim', 'reached', 'note'] as const).map((key) => t(m.debrief.results[key])),
		...resultRows(results, words, true).map(({ key, value, aim, reached, note }) => [
			t(m.debrief.results[key]),
			value,
			aim,
			t(m.debrief.reached[reached ?? 'none']),
			note
		]),
		[],
		[t(m.debrief.delays.title)],
		...delays.map((line) => [
			findableWords(line, words),
			time(line.first),
			line.delay === null ? t(m.debrief.delays.missed) : delayWords(line.delay, words)
		]),
		[],
		(['kind', 'right', 'different', 'needless'] as const).map((key) => t(m.debrief.labels[key])),
		...labels.map(({ kind, right, different, needless }) => [t(m.debrief.kinds[kind]), right, different, needless]),
		[],
		[t(m.debrief.lessons.title), t(m.debrief.lessons.you), t(m.debrief.lessons.example)],
		...differences.map(({ text, yours, example }) => [
			text,
			yours ? comparedLabelWords(yours, words).words : t(m.debrief.lessons.nothing),
			comparedLabelWords(example, words).words
		])
	];
	return csvFile(csvOf(rows), t(m.debrief.file));
};
