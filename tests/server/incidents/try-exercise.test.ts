import { afterAll, beforeAll, expect, test } from 'vitest';
import { CommandId, IncidentId } from '$lib/domain/core/ids';
import { tryExercise } from '$lib/server/training/exercises/try-exercise';
import { fresh, opening } from '../../domain/in-memory-incident';
import { freshAccounts } from '../accounts/test-accounts';

let accounts: Awaited<ReturnType<typeof freshAccounts>>;
beforeAll(async () => {
	accounts = await freshAccounts();
});
afterAll(() => accounts.remove());

test('a visitor joins the newest running exercise when there are enough, and opens one otherwise', async () => {
	const { executor, entrance: signIn, exercisePeople, people, setUp, logs } = accounts;
	const analyst = await exercisePeople.make();
	const send = async (incident: IncidentId, type: string, input: unknown): Promise<void> => {
		const actor = executor.actorFor(analyst, incident);
		await executor.execute(incident, { id: fresh(CommandId), type, input }, actor, null);
	};
	const visit = async (): Promise<IncidentId | undefined> => {
		const config = { demo: false, demoExercises: 3 };
		const services = {
			config,
			loopback: { isAloneWith: () => true },
			accounts: { signIn, exercisePeople, people, setUp }
		};
		const headers = new Headers({ 'x-client-address': '198.51.100.7' });
		return (await tryExercise({ ...services, executor }, headers, 'test', 'nl', false))?.incident;
	};
	const exercises = Array.from({ length: 4 }, () => fresh(IncidentId)).sort();
	for (const incident of exercises) await send(incident, 'incident.open', opening({ exercise: true }));
	const [newest, second] = exercises.toReversed();
	if (!newest || !second) throw new Error('no exercises');

	expect(await visit()).toBe(newest);
	await send(newest, 'exercise.end', {});
	expect(await visit()).toBe(second);
	await send(second, 'exercise.end', {});
	const opened = await visit();
	expect(exercises).not.toContain(opened);
	expect(opened && logs.state(opened)?.incident?.exercise).toBe(true);
});
