import { fail, redirect } from '@sveltejs/kit';
import { IncidentId, momentOf } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { moments } from '$lib/i18n/moments';
import { passCookies } from '$lib/server/api/cookies';
import { formProblem } from '$lib/server/accounts/form-problem';
import { choicesOfScripts, openExercise } from '$lib/server/incidents/open-exercise';
import { mayTry, tryExercise } from '$lib/server/incidents/try-exercise';
import { action } from '$lib/server/api/action';
import { textFrom } from '$lib/server/http/form-text';
import { expectedEnd, openIncident, type Opener } from '$lib/server/incidents/open-incident';
import { overviewFor } from '$lib/server/incidents/overview';
import { sourceLines } from '$lib/server/incidents/source-lines';
import { readIncidentForm } from '$lib/server/incidents/read-incident-form';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { person, program }, depends }) => {
	depends('start:overview');
	const { setUp, exercisePeople, people } = program.accounts;
	const isOpen = setUp.isOpen();
	if (!person) {
		if (!isOpen) redirect(303, '/sign-in');
		return {
			first: { mayTry: mayTry(program), tried: exercisePeople.all().length > 0, known: people.hasRealPeople() },
			start: null
		};
	}
	const execute = program.executor;
	const { roles } = execute.actorFor(person.id, IncidentId.parse(newId()));
	const mayOpen = roles.includes('analyst') || roles.includes('coordinator');
	const connections = mayOpen ? [...execute.logs.installation.connections.values()] : [];
	const overview = await overviewFor(person.id, execute, program.realtime);
	const present = new Set(overview.running.flatMap(({ overview: each }) => each?.present ?? []));
	return {
		first: null,
		start: {
			overview,
			names: [...(await people.names()).entries()].flatMap(([id, said]) => (present.has(id) ? [{ id, ...said }] : [])),
			mayOpen,
			exerciseOnly: person.exerciseOnly,
			notSetUp: isOpen,
			scripts: choicesOfScripts(),
			connections: connections.filter(({ removed }) => !removed).map(({ id, name }) => ({ id, name })),
			until: dayOf(expectedEnd(momentOf(Date.now()))),
			sources: sourceLines(person.id, execute, (source) => program.health.statusOf(source))
		}
	};
};

export const actions: Actions = {
	/** Creates fictitious people and a playing exercise, and signs the visitor in as its analyst, in one click. */
	try: async ({ request, cookies, locals, getClientAddress }) => {
		const tried = await tryExercise(locals.program, request.headers, getClientAddress(), locals.language);
		if (!tried) return fail(403, { problem: { account: 'exercise.closed' as const, seconds: 0 }, wrong: [] });
		passCookies(tried.headers, cookies);
		redirect(303, `/incidents/${tried.incident}`);
	},

	exercise: action(
		opener,
		async ({ by, form }) => redirect(303, `/incidents/${await openExercise(by, textFrom(form, 'script'))}`),
		(refused) => ({ problem: formProblem(refused), wrong: [] })
	),

	open: action(
		opener,
		async ({ by, form }) => {
			const read = readIncidentForm(form, momentOf(Date.now()));
			if ('wrong' in read) return fail(400, { problem: null, wrong: read.wrong, said: said(form) });
			const { incident, script } = read;
			const opened = script === '' ? openIncident(by, incident) : openExercise(by, script, incident.incident.title);
			redirect(303, `/incidents/${await opened}`);
		},
		(refused) => ({ problem: formProblem(refused), wrong: [] })
	)
};

/** Anyone who is signed in may try; what their roles allow is decided by the command. */
function opener({ locals: { person, language, program }, getClientAddress }: RequestEvent): { by: Opener } {
	if (!person) redirect(303, '/sign-in');
	const execute = program.executor;
	const actor = execute.actorFor(person.id, IncidentId.parse(newId()));
	return { by: { executor: execute, actor, origin: getClientAddress(), language } };
}

/** The day in the Netherlands, in the format of a date field. */
const dayOf = (at: number): string => moments('nl').dayKey(at);

/** The input, so that the form can show it again. */
const said = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form.keys()].filter((name) => name !== 'connection').map((name) => [name, textFrom(form, name)])
	);
