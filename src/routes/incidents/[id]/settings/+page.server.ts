import { error, fail } from '@sveltejs/kit';
import { CommandId, IncidentId, INSTALLATION, momentOf } from '$lib/domain/ids';
import { closeIncident, describeIncident, Incident, Phase, prolongIncident, reopenIncident, setPhase } from '$lib/domain/incident';
import { endHold, holdIncident } from '$lib/domain/legal-hold';
import { newId } from '$lib/domain/new-id';
import { termEnds } from '$lib/domain/retention';
import { mayAs } from '$lib/domain/role';
import { accounts } from '$lib/server/accounts/accounts';
import { formProblem } from '$lib/server/accounts/form-problem';
import { retention } from '$lib/server/archive/retention';
import { database } from '$lib/server/database/database';
import { executor } from '$lib/server/execute';
import { program } from '$lib/server/host';
import { textFrom } from '$lib/server/http/form-text';
import { openPoints } from '$lib/server/incidents/overview';
import { endOf } from '$lib/server/incidents/read-incident-form';
import { readNow } from '$lib/server/stories/reading';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The incident for who works at its desk; another one's answer is that of one that is not there. */
function here({ locals: { person }, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const id = IncidentId.safeParse(params.id).data;
	const execute = executor.of(program());
	const state = id && id !== INSTALLATION ? execute.logs.state(id) : null;
	const actor = id && person ? execute.actorFor(person.id, id) : null;
	const isAtDesk = actor !== null && mayAs(actor.roles, ['analyst', 'spokesperson', 'coordinator']);
	if (!id || !state?.incident || !actor || !isAtDesk) error(404);
	return { id, state, incident: state.incident, actor, execute };
}

export const load: PageServerLoad = async (event) => {
	const { id, state, incident, actor } = here(event);
	const wallNow = momentOf(Date.now());
	const kept = retention.of(program());
	const names = await accounts.of(program()).people.names();
	return {
		settings: {
			incident,
			closedBy: incident.closed ? (names.get(incident.closed.by)?.name ?? null) : null,
			mayChange: mayAs(actor.roles, ['analyst']),
			mayClose: mayAs(actor.roles, ['coordinator']),
			mayHold: mayAs(actor.roles, holdIncident.allow),
			retention: {
				days: kept.days,
				gone: await kept.waiting(id),
				until: termEnds(incident, kept.days),
				heldBy: incident.hold ? (names.get(incident.hold.by)?.name ?? null) : null
			},
			ended: incident.expectedEnd < wallNow,
			now: wallNow,
			open: incident.closed ? [] : await openPoints(readNow(database.of(program()).sql, id, state), wallNow)
		}
	};
};

type Part = 'described' | 'phase' | 'end' | 'close' | 'hold';

/** Sends the command that a form makes; what is wrong is said beside that form. */
const sending =
	(part: Part, command: (form: FormData, at: ReturnType<typeof here>) => { type: string; input: unknown }) =>
	async (event: RequestEvent) => {
		const at = here(event);
		try {
			const sent = { id: CommandId.parse(newId()), ...command(await event.request.formData(), at) };
			await at.execute.execute(at.id, sent, at.actor, event.getClientAddress());
		} catch (caught) {
			return fail(400, { part, problem: formProblem(caught) });
		}
		return { part, problem: null };
	};

export const actions: Actions = {
	describe: sending('described', (form, { incident }) =>
		describeIncident({
			title: textFrom(form, 'title'),
			place: textFrom(form, 'place'),
			grip: Incident.shape.grip.safeParse(Number(textFrom(form, 'grip'))).data ?? incident.grip
		})
	),
	phase: sending('phase', (form) => setPhase({ phase: Phase.exclude(['closed']).safeParse(textFrom(form, 'phase')).data ?? 'acute' })),
	prolong: sending('end', (form) => ({
		type: prolongIncident.type,
		input: { expectedEnd: endOf(textFrom(form, 'until'), momentOf(Date.now())), why: textFrom(form, 'why') }
	})),
	close: sending('close', () => closeIncident({})),
	reopen: sending('close', (form) => reopenIncident({ why: textFrom(form, 'why') })),
	hold: sending('hold', (form) => holdIncident({ why: textFrom(form, 'why') })),
	endHold: sending('hold', (form) => endHold({ why: textFrom(form, 'why') }))
};
