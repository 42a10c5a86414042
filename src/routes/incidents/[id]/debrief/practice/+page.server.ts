import { redirect } from '@sveltejs/kit';
import { labelKinds } from '$lib/domain/exercise/judgements';
import { practiceOf } from '$lib/domain/exercise/practice';
import { debriefFor } from '../debrief.server';
import type { PageServerLoad } from './$types';

/** Posts of this exercise to practise one kind of label with. */
export const load: PageServerLoad = async (event) => {
	const { score, example, person } = await debriefFor(event);
	const kind = labelKinds.find((each) => each === event.url.searchParams.get('kind'));
	if (!kind) redirect(303, `/incidents/${event.params.id}/debrief`);
	return { kind, practice: practiceOf(example, score.judgements, person.id, kind) };
};
