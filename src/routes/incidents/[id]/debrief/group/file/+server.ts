import * as m from '$lib/messages';
import { groupDebrief } from '$lib/domain/exercise/debrief';
import { foundAt } from '$lib/domain/exercise/results';
import { wordsIn } from '$lib/i18n/words';
import { csvOf } from '$lib/server/platform/http/csv';
import { debriefFor } from '../../debrief.server';
import { findableWords, resultRows } from '$lib/desk/debrief/debrief-words';
import { csvFile } from '$lib/desk/debrief/csv-file';
import { alphabetical } from '../participants.server';
import type { RequestHandler } from './$types';

/** The group's debrief as a table, a column for each participant. */
export const GET: RequestHandler = async (event) => {
	const { score, example, state } = await debriefFor(event, true);
	const words = wordsIn(event.locals.language);
	const { t, time } = words;
	const names = await alphabetical(event.locals.program, score.people);
	const { group, people, findables } = groupDebrief(
		score,
		example,
		names.map(({ id }) => id)
	);
	const columns = [...people.map(({ results }) => resultRows(results, words, true)), resultRows(group, words, false)];
	const rows = [
		[t(m.exercise.this), state.incident?.title ?? ''],
		[],
		[t(m.debrief.results.what), ...names.map(({ name }) => name), t(m.debrief.people.group)],
		...resultRows(group, words, false).map(({ key }, index) => [
			t(m.debrief.results[key]),
			...columns.map((column) => (column[index]?.noPart ? t(m.debrief.people.noPart) : (column[index]?.value ?? '')))
		]),
		[],
		...findables.map((findable) => [
			findableWords(findable, words),
			...[...names.map(({ id }) => id), null].map((person) => {
				const at = foundAt(findable, person);
				return at ? time(at) : t(m.debrief.results.none);
			})
		])
	];
	return csvFile(csvOf(rows), t(m.debrief.file));
};
