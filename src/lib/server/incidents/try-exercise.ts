import { IncidentId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import type { Language } from '$lib/i18n/language';
import type { Accounts } from '../accounts/accounts';
import type { Config } from '../config/config';
import type { Executor } from '../execute/execute';
import { openExercise } from './open-exercise';

const SCRIPT = 'brand-zuiderpark';
/** The number of visitors' exercises that can run at once; later visitors join the newest. */
const MOST = 20;

interface TryingGiven {
	readonly config: Pick<Config, 'onLoopback' | 'demo'>;
	readonly accounts: Pick<Accounts, 'signIn' | 'exercisePeople' | 'people' | 'setUp'>;
	readonly executor: Executor;
}

/**
 * Whether a visitor without an account can play: until real people arrive, on this machine only or where DEMO allows
 * it.
 */
export const mayTry = ({ config, accounts: { setUp, people } }: TryingGiven): boolean =>
	(config.onLoopback || config.demo) && setUp.isOpen() && !people.hasRealPeople();

/**
 * Creates the exercise people, opens an exercise that starts at once, and signs the visitor in as its analyst. Null
 * when a visitor is not allowed to.
 * @throws Refusal
 */
export async function tryExercise(
	given: TryingGiven,
	headers: Headers,
	origin: string,
	language: Language
): Promise<{ incident: IncidentId; headers: Headers } | null> {
	if (!mayTry(given)) return null;
	const { executor, accounts } = given;
	const { exercisePeople, signIn } = accounts;
	const analyst = await exercisePeople.make();
	const actor = executor.actorFor(analyst, IncidentId.parse(newId()));
	const running = runningExercises(given);
	const joined = running.length >= MOST ? running.at(-1) : undefined;
	const incident = joined ?? (await openExercise({ executor, actor, origin, language }, SCRIPT));
	return { incident, headers: await signIn.startSession(analyst, headers) };
}

/** Opened by exercise people and not closed; ids are in order of creation. */
function runningExercises({ accounts, executor: { logs } }: TryingGiven): IncidentId[] {
	const madeUp = new Set(accounts.exercisePeople.all().map(({ id }) => id));
	const isTheirs = (id: IncidentId): boolean => {
		const incident = logs.state(id)?.incident;
		return incident?.exercise === true && incident.closed === null && madeUp.has(incident.opened.by);
	};
	return logs.incidents().filter(isTheirs).sort();
}
