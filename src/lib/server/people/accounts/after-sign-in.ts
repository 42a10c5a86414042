import { commands } from '$lib/domain/commands';
import type { PersonId } from '$lib/domain/core/ids';
import { isAllowed } from '$lib/domain/core/policy';
import type { Executor } from '$lib/server/log/execute/execute';
import type { SecondFactors } from './second-factors';

/** The commands that require a second factor. */
const guarded = commands.filter(({ proof }) => proof !== 'none');

/** Whether a person with these grants may decide something that needs a second factor here. */
export function needsFactor(person: PersonId, { proofRule, logs }: Pick<Executor, 'proofRule' | 'logs'>): boolean {
	const account = logs.installation.people.get(person);
	if (!proofRule.required || !account || account.exerciseOnly) return false;
	const roles = account.grants.map(({ role }) => role);
	return guarded.some(({ allow }) => isAllowed(roles, allow));
}

/**
 * Where a person continues who just signed in: to show their second factor, to set one up when they need one, or where
 * they were going.
 */
export async function afterSignIn(
	person: PersonId,
	next: string,
	{ factors, executor }: { factors: Pick<SecondFactors, 'has'>; executor: Pick<Executor, 'proofRule' | 'logs'> }
): Promise<string> {
	if (await factors.has(person)) return `/sign-in/second?next=${encodeURIComponent(next)}`;
	return needsFactor(person, executor) ? `/account/second-factor?next=${encodeURIComponent(next)}` : next;
}
