import { error } from '@sveltejs/kit';
import { CommandId, momentOf } from '$lib/domain/core/ids';
import {
	closeIncident,
	describeIncident,
	Incident,
	Phase,
	prolongIncident,
	reopenIncident,
	setPhase
} from '$lib/domain/incident/incident';
import { endHold, holdIncident } from '$lib/domain/incident/legal-hold';
import { newId } from '$lib/domain/core/new-id';
import { retentionEndsAt } from '$lib/domain/incident/retention';
import { isAllowed } from '$lib/domain/core/policy';
import { formProblem } from '$lib/server/accounts/form-problem';
import { action } from '$lib/server/api/action';
import { textFrom } from '$lib/server/http/form-text';
import { openPoints } from '$lib/server/incidents/overview';
import { endOf } from '$lib/server/incidents/read-incident-form';
import { readNow } from '$lib/server/queries/reading-context';
import { deskOf, deskOfAction } from '../at-desk.server';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { id, state, actor } = deskOf(params, locals, url);
	const { incident } = state;
	if (!incident) error(404, 'incident.absent');
	const wallNow = momentOf(Date.now());
	const kept = locals.program.retention;
	const names = await locals.program.accounts.people.names();
	return {
		settings: {
			incident,
			closedBy: incident.closed ? (names.get(incident.closed.by)?.name ?? null) : null,
			mayChange: isAllowed(actor.roles, describeIncident.allow),
			mayClose: isAllowed(actor.roles, closeIncident.allow),
			mayHold: isAllowed(actor.roles, holdIncident.allow),
			retention: {
				days: kept.days,
				gone: await kept.waiting(id),
				until: retentionEndsAt(incident, kept.days),
				heldBy: incident.hold ? (names.get(incident.hold.by)?.name ?? null) : null
			},
			ended: incident.expectedEnd < wallNow,
			now: wallNow,
			open: incident.closed ? [] : await openPoints(readNow(locals.program.database.sql, id, state), wallNow)
		}
	};
};

type Part = 'described' | 'phase' | 'end' | 'close' | 'hold';

/** Handles the command of a form; a problem is shown beside that form. */
const sending = (
	part: Part,
	command: (form: FormData, incident: Readonly<Incident> | null) => { type: string; input: unknown }
) =>
	action(
		deskOfAction,
		async ({ id, state, actor, execute, origin, form }) => {
			await execute.execute(id, { id: CommandId.parse(newId()), ...command(form, state.incident) }, actor, origin);
			return { part, problem: null };
		},
		(refused) => ({ part, problem: formProblem(refused) })
	);

export const actions: Actions = {
	describe: sending('described', (form, incident) =>
		describeIncident({
			title: textFrom(form, 'title'),
			place: textFrom(form, 'place'),
			grip: Incident.shape.grip.safeParse(Number(textFrom(form, 'grip'))).data ?? incident?.grip ?? 0
		})
	),
	phase: sending('phase', (form) =>
		setPhase({ phase: Phase.exclude(['closed']).safeParse(textFrom(form, 'phase')).data ?? 'acute' })
	),
	prolong: sending('end', (form) => ({
		type: prolongIncident.type,
		input: { expectedEnd: endOf(textFrom(form, 'until'), momentOf(Date.now())), why: textFrom(form, 'why') }
	})),
	close: sending('close', () => closeIncident({})),
	reopen: sending('close', (form) => reopenIncident({ why: textFrom(form, 'why') })),
	hold: sending('hold', (form) => holdIncident({ why: textFrom(form, 'why') })),
	endHold: sending('hold', (form) => endHold({ why: textFrom(form, 'why') }))
};
