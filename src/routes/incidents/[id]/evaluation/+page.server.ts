import { redirect } from '@sveltejs/kit';
import { CommandId, LearningPointId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { isAllowed } from '$lib/domain/core/policy';
import { PointOutcome, settleLearningPoint, writeLearningPoint } from '$lib/domain/evaluation/learning-point';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import { action } from '$lib/server/out/api/action';
import { textFrom } from '$lib/server/platform/http/form-text';
import { deskOfAction } from '../at-desk.server';
import { evaluatedFor } from './evaluated.server';
import type { Actions, PageServerLoad } from './$types';

/** An incident looked back on: complete without a script. */
export const load: PageServerLoad = async (event) => {
	const { evaluated, comparable, with: beside, names, actor } = await evaluatedFor(event);
	return {
		evaluated,
		comparable,
		with: beside,
		names,
		mayWrite: isAllowed(actor.roles, writeLearningPoint.allow),
		/** Made here, so that a form that is sent twice writes one point. */
		fresh: newId()
	};
};

export const actions: Actions = {
	write: action(
		deskOfAction,
		async ({ id, actor, execute, origin, event, form }) => {
			const [until, over] = [textFrom(form, 'until'), textFrom(form, 'over')];
			const input = {
				id: LearningPointId.safeParse(textFrom(form, 'point')).data ?? newId(),
				text: textFrom(form, 'text'),
				owner: textFrom(form, 'owner'),
				until: until === '' ? null : until,
				over: over === '' ? null : Number(over)
			};
			await execute.execute(id, { id: commandId(), type: writeLearningPoint.type, input }, actor, origin);
			redirect(303, `${event.url.pathname}#points`);
		},
		(refused, { form }) => ({
			problem: formProblem(refused),
			typed: {
				id: textFrom(form, 'point'),
				text: textFrom(form, 'text'),
				owner: textFrom(form, 'owner'),
				until: textFrom(form, 'until')
			}
		})
	),
	settle: action(
		deskOfAction,
		async ({ id, actor, execute, origin, event, form }) => {
			const outcome = PointOutcome.safeParse(textFrom(form, 'outcome')).data ?? null;
			const input = { point: textFrom(form, 'point'), outcome };
			await execute.execute(id, { id: commandId(), type: settleLearningPoint.type, input }, actor, origin);
			redirect(303, `${event.url.pathname}#points`);
		},
		(refused) => ({ problem: formProblem(refused), typed: null })
	)
};
const commandId = (): CommandId => CommandId.parse(newId());
