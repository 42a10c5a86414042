import { fail, redirect, type Cookies } from '@sveltejs/kit';
import { momentOf, type IncidentId } from '$lib/domain/core/ids';
import { mayOpen } from '$lib/domain/core/policy';
import { alikePairs } from '$lib/domain/installation/account-ways';
import type { BackupAlarm } from '$lib/domain/installation/backups';
import { moments } from '$lib/i18n/moments';
import { passCookies } from '$lib/server/out/api/cookies';
import { accountNews } from '$lib/server/people/accounts/account-news';
import { formProblem } from '$lib/server/people/accounts/form-problem';
import {
	choicesOfScripts,
	openDemonstration,
	openExercise,
	Teammates
} from '$lib/server/training/exercises/open-exercise';
import {
	assertMayOpenMore,
	mayTry,
	resumableExercise,
	resumeExercise,
	tryExercise
} from '$lib/server/training/exercises/try-exercise';
import { action } from '$lib/server/out/api/action';
import { installationActor, isAdministrator } from '$lib/server/out/api/installation-access';
import { textFrom } from '$lib/server/platform/http/form-text';
import { expectedEnd, openIncident, type Opener } from '$lib/server/read/incidents/open-incident';
import { nextSteps } from '$lib/server/read/incidents/next-steps';
import { overviewFor } from '$lib/server/read/incidents/overview';
import { sourceLines } from '$lib/server/read/incidents/source-lines';
import { readIncidentForm } from '$lib/server/read/incidents/read-incident-form';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, request, depends }) => {
	const { person, program } = locals;
	depends('start:overview');
	const { setUp, people } = program.accounts;
	const isOpen = setUp.isOpen();
	if (!person) {
		if (!isOpen) redirect(303, '/sign-in');
		return {
			first: {
				mayTry: mayTry(program, request.headers),
				running: resumableExercise(program, request.headers),
				known: people.hasRealPeople(),
				forwardedBy: program.loopback.forwardedBy
			},
			start: null
		};
	}
	const execute = program.executor;
	const actor = installationActor(locals);
	const isOpener = mayOpen(execute.actorForNew(person.id));
	const connections = isOpener ? [...execute.logs.installation.connections.values()] : [];
	const overview = await overviewFor(person.id, execute, program.realtime);
	const named = new Set(
		overview.running.flatMap(({ overview: each }) =>
			each
				? [...each.present, ...[...each.work.mine, ...each.work.others].flatMap(({ by, person }) => [by, person])]
				: []
		)
	);
	return {
		first: null,
		start: {
			overview,
			names: [...(await people.names()).entries()].flatMap(([id, name]) => (named.has(id) ? [{ id, ...name }] : [])),
			mayOpen: isOpener,
			/** What happened to the account and was not seen yet. */
			news: person.exerciseOnly
				? []
				: (await accountNews(program.database.sql, person.id)).map(({ kind, at }) => ({ kind, at })),
			exerciseOnly: person.exerciseOnly,
			notSetUp: isOpen,
			scripts: [...choicesOfScripts(), ...(await program.ownExercises.choices())],
			steps: isOpener && !person.exerciseOnly && !isOpen ? stepsFor(program.executor, overview.running) : [],
			connections: connections.filter(({ removed }) => !removed).map(({ id, name }) => ({ id, name })),
			until: dayOf(expectedEnd(momentOf(Date.now()))),
			/** Accounts that may be of one person, for administrators. */
			alike: actor && isAdministrator(actor) ? alikePairs(execute.logs.installation) : [],
			backupAlarm: isOpen ? null : backupAlarmFor(locals),
			sources: sourceLines(person.id, execute, (incident, source) => program.health.statusOf(incident, source))
		}
	};
};

export const actions: Actions = {
	/** Creates fictitious people and a playing exercise, and signs the visitor in as its analyst, in one click. */
	try: (event) => tryAs(event, false),

	/** Takes a visitor back to the running exercise, or to a new one if it has ended. */
	resume: async (event) => {
		const { request, cookies, locals } = event;
		const resumed = await resumeExercise(locals.program, request.headers);
		return resumed ? enter(resumed, cookies) : tryAs(event, false);
	},

	exercise: action(
		opener,
		async ({ by, form }) => {
			const choice = { with: Teammates.catch('people').parse(textFrom(form, 'with')) };
			redirect(303, `/incidents/${await openExercise(by, textFrom(form, 'script'), choice)}`);
		},
		(refused) => ({ problem: formProblem(refused), wrong: [] })
	),

	/** Opens an exercise in which computer colleagues show the work; a visitor without an account may watch too. */
	watch: (event) => (event.locals.person ? demonstrate(event) : tryAs(event, true)),

	open: action(
		opener,
		async ({ by, form }) => {
			const read = readIncidentForm(form, momentOf(Date.now()));
			if ('wrong' in read) return fail(400, { problem: null, wrong: read.wrong, entered: inputOf(form) });
			const { incident, script } = read;
			const opened =
				script === '' ? openIncident(by, incident) : openExercise(by, script, { title: incident.incident.title });
			redirect(303, `/incidents/${await opened}`);
		},
		(refused) => ({ problem: formProblem(refused), wrong: [] })
	)
};

async function tryAs({ request, cookies, locals, getClientAddress }: RequestEvent, show: boolean) {
	const tried = await tryExercise(locals.program, request.headers, getClientAddress(), locals.language, show);
	if (!tried) return fail(403, { problem: { account: 'exercise.closed' as const, seconds: 0 }, wrong: [] });
	return enter(tried, cookies);
}
function enter({ incident, headers }: { incident: IncidentId; headers: Headers }, cookies: Cookies): never {
	passCookies(headers, cookies);
	redirect(303, `/incidents/${incident}`);
}
const demonstrate = action(
	opener,
	async ({ by }) => redirect(303, `/incidents/${await openDemonstration(by)}`),
	(refused) => ({ problem: formProblem(refused), wrong: [] })
);

/** Anyone who is signed in may try; what their roles allow is decided by the command. */
function opener({ locals: { person, language, program }, getClientAddress }: RequestEvent): { by: Opener } {
	if (!person) redirect(303, '/sign-in');
	const execute = program.executor;
	const actor = execute.actorForNew(person.id);
	assertMayOpenMore(program, person);
	return { by: { executor: execute, actor, origin: getClientAddress(), language } };
}

/** What is left to prepare; empty when everything is ready. */
function stepsFor(
	{ logs }: Opener['executor'],
	running: readonly { id: IncidentId; exercise: boolean; atDesk: boolean }[]
) {
	const real = running.find(({ exercise, atDesk }) => !exercise && atDesk);
	const hasDuty = real ? (logs.state(real.id)?.incident?.duty ?? null) !== null : false;
	const steps = nextSteps(logs.installation, real ? { id: real.id, hasDuty } : null);
	return steps.every(({ isDone }) => isDone) ? [] : steps;
}

/** Warns administrators of late back-ups, unless none are configured: a trial on somebody's own machine. */
function backupAlarmFor(locals: App.Locals): BackupAlarm | null {
	const { backups, config } = locals.program;
	const actor = installationActor(locals);
	const isMeant = config.backup !== null || config.origin !== null;
	return actor !== null && isAdministrator(actor) && isMeant ? backups.alarm : null;
}

/** The day in the Netherlands, in the format of a date field. */
const dayOf = (at: number): string => moments('nl').dayKey(at);

/** The input, so that the form can show it again. */
const inputOf = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form.keys()].filter((name) => name !== 'connection').map((name) => [name, textFrom(form, name)])
	);
