import { presentIn } from '$lib/domain/core/present';
import { momentOf, type IncidentId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { isDemonstration } from '$lib/domain/incident/computer-colleagues';
import type { Language } from '$lib/i18n/language';
import type { Accounts } from '$lib/server/people/accounts/accounts';
import { AccountError } from '$lib/server/people/auth/account-error';
import type { Config } from '$lib/server/platform/config/config';
import type { LoopbackRights } from '$lib/server/platform/config/loopback-rights';
import type { Executor } from '$lib/server/log/execute/execute';
import { openDemonstration, openExercise } from './open-exercise';

const DEMO_SCRIPT = 'brand-zuiderpark';

interface TryExerciseOptions {
	readonly config: Pick<Config, 'demo' | 'demoExercises'>;
	readonly loopback: Pick<LoopbackRights, 'isAloneWith'>;
	readonly accounts: Pick<Accounts, 'signIn' | 'exercisePeople' | 'people' | 'setUp'>;
	readonly executor: Executor;
}

/**
 * Whether a visitor without an account can play: until real people arrive, on this machine only or where DEMO allows
 * it.
 */
export const mayTry = (
	{ config, loopback, accounts: { setUp, people } }: Pick<TryExerciseOptions, 'config' | 'loopback' | 'accounts'>,
	headers: Headers
): boolean => (loopback.isAloneWith(headers) || config.demo) && setUp.isOpen() && !people.hasRealPeople();

/**
 * Creates the exercise people, opens an exercise that starts at once, and signs the visitor in as its analyst. Null
 * when a visitor is not allowed to. @param show computer colleagues show how it is done
 * @throws Refusal
 */
export async function tryExercise(
	options: TryExerciseOptions,
	headers: Headers,
	origin: string,
	language: Language,
	show: boolean
): Promise<{ incident: IncidentId; headers: Headers } | null> {
	if (!mayTry(options, headers)) return null;
	const { config, executor, accounts } = options;
	const { exercisePeople, signIn } = accounts;
	const analyst = await exercisePeople.make();
	const actor = executor.actorForNew(analyst);
	const running = runningExercises(options);
	const joined = running.length >= config.demoExercises ? running.at(-1) : undefined;
	const opener = { executor, actor, origin, language };
	const incident = joined ?? (await (show ? openDemonstration(opener) : openExercise(opener, DEMO_SCRIPT)));
	return { incident, headers: await signIn.startSession(analyst, headers) };
}

/**
 * Visitors share a few made-up people, and with them the number of exercises that can run.
 * @throws AccountError when this person only practises and has opened that many that are still running
 */
export function assertMayOpenMore(
	{ config, executor: { logs } }: Pick<ResumeOptions, 'config' | 'executor'>,
	{ id, exerciseOnly }: { readonly id: PersonId; readonly exerciseOnly: boolean }
): void {
	if (!exerciseOnly) return;
	const running = logs.incidents().filter((each) => {
		const incident = logs.state(each)?.incident;
		return incident?.opened.by === id && !incident.ended && !incident.closed;
	});
	if (running.length >= config.demoExercises) throw new AccountError('exercise.tooMany');
}

type ResumeOptions = Pick<TryExerciseOptions, 'config' | 'loopback' | 'accounts'> & {
	readonly executor: Pick<Executor, 'logs'>;
};

/** The newest exercise that a visitor can go on with; a demonstration is nobody's work. */
export function resumableExercise(
	options: ResumeOptions,
	headers: Headers
): { id: IncidentId; title: string; now: Moment } | null {
	if (!mayTry(options, headers)) return null;
	for (const id of runningExercises(options).reverse()) {
		const state = options.executor.logs.state(id);
		if (!state?.incident || isDemonstration(state.computers)) continue;
		return { id, title: state.incident.title, now: presentIn(state, momentOf(Date.now())) };
	}
	return null;
}

/** Signs the visitor in as the analyst of the running exercise. Null when there is none. */
export async function resumeExercise(
	options: TryExerciseOptions,
	headers: Headers
): Promise<{ incident: IncidentId; headers: Headers } | null> {
	const running = resumableExercise(options, headers);
	if (!running) return null;
	const { exercisePeople, signIn } = options.accounts;
	return { incident: running.id, headers: await signIn.startSession(await exercisePeople.make(), headers) };
}

/** Opened by exercise people, not ended and not closed; ids are in order of creation. */
function runningExercises({ accounts, executor: { logs } }: ResumeOptions): IncidentId[] {
	const madeUp = new Set(accounts.exercisePeople.all().map(({ id }) => id));
	const isTheirs = (id: IncidentId): boolean => {
		const incident = logs.state(id)?.incident;
		return incident?.exercise === true && !incident.ended && !incident.closed && madeUp.has(incident.opened.by);
	};
	return logs.incidents().filter(isTheirs).sort();
}
