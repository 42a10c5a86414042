import { IncidentId } from '$lib/domain/ids';
import { newId } from '$lib/domain/new-id';
import type { Language } from '$lib/i18n/language';
import { accounts } from '../accounts/accounts';
import { executor } from '../execute';
import type { Program } from '../part';
import { openExercise } from './open-exercise';

const SCRIPT = 'brand-zuiderpark';
/** So many exercises of visitors may run at once; who comes after joins the newest. */
const MOST = 20;

/** Whether a visitor without an account may play: until real people come, on this machine alone or where it was said (DEMO). */
export const mayTry = (program: Program): boolean => {
	const { config } = program.host;
	return (config.onLoopback || config.demo) && accounts.of(program).setUp.isOpen() && !accounts.of(program).people.hasRealPeople();
};

/** Makes the made-up people, opens an exercise that plays at once, and lets in as its analyst. Null when a visitor may not. @throws Refusal */
export async function tryExercise(
	program: Program,
	headers: Headers,
	origin: string,
	language: Language
): Promise<{ incident: IncidentId; headers: Headers } | null> {
	if (!mayTry(program)) return null;
	const { exercisePeople, entrance } = accounts.of(program);
	const analyst = await exercisePeople.make();
	const execute = executor.of(program);
	const actor = execute.actorFor(analyst, IncidentId.parse(newId()));
	const running = runningExercises(program);
	const joined = running.length >= MOST ? running.at(-1) : undefined;
	const incident = joined ?? (await openExercise({ executor: execute, actor, origin, language }, SCRIPT));
	return { incident, headers: await entrance.letIn(analyst, headers) };
}

/** Opened by made-up people and not closed; ids are made in order of time. */
function runningExercises(program: Program): IncidentId[] {
	const { logs } = executor.of(program);
	const madeUp = new Set(
		accounts
			.of(program)
			.exercisePeople.all()
			.map(({ id }) => id)
	);
	const isTheirs = (id: IncidentId): boolean => {
		const incident = logs.state(id)?.incident;
		return incident?.exercise === true && incident.closed === null && madeUp.has(incident.opened.by);
	};
	return logs.incidents().filter(isTheirs).sort();
}
