import * as m from '$lib/messages';
import { fail, redirect } from '@sveltejs/kit';
import { CommandId, SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { isAllowed } from '$lib/domain/core/policy';
import { reduceProfile, SelectingWord } from '$lib/domain/posts/search/smaller-profile';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action } from '$lib/server/out/api/action';
import { readNow } from '$lib/server/log/reading-context';
import { lostPerDay, smallerProfile } from '$lib/server/read/queries/smaller-profile';
import { wordsIn } from '$lib/i18n/words';
import { deskOf, deskOfAction } from '../../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { id, state, actor } = deskOf(params, locals, url);
	const isAftercare = state.incident?.phase === 'aftercare';
	return {
		mayReduce: isAllowed(actor.roles, reduceProfile.allow),
		proposal: isAftercare ? await smallerProfile(readNow(locals.program.database.sql, id, state)) : null,
		isDone: url.searchParams.has('done')
	};
};

export const actions: Actions = {
	default: action(
		deskOfAction,
		async ({ id, state, actor, execute, origin, form, event, program }) => {
			const remove = form.getAll('word').flatMap((typed) => {
				const [, list, word] = /^(\w+) (.+)$/s.exec(typeof typed === 'string' ? typed : '') ?? [];
				return SelectingWord.safeParse({ list, word }).data ?? [];
			});
			const pause = form.getAll('source').flatMap((source) => SourceId.safeParse(source).data ?? []);
			if (remove.length + pause.length === 0) return fail(400, { problem: null, isEmpty: true });
			const reading = readNow(program.database.sql, id, state);
			const lost = await lostPerDay(reading, { words: remove, sources: new Set(pause) });
			const why = wordsIn(event.locals.language).t(m.sources.smaller.why);
			const command = reduceProfile({ remove, pause, lost, why });
			await execute.execute(id, { id: CommandId.parse(newId()), ...command }, actor, origin);
			redirect(303, `${event.url.pathname}?done`);
		},
		(refused) => ({ problem: formProblem(refused), isEmpty: false })
	)
};
