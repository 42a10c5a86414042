import type { Installation } from '../setup/installation';
import { give, release, stateOf } from './incident';
import { signInAll } from './set-up';

/** A third report, on the day that has an hour more. */
export async function dayThree(installation: Installation, morning: string): Promise<void> {
	installation.clock.moveTo(morning);
	await signInAll(installation);
	await release(installation, 'De rook is weg. Mensen vragen naar de schade.');
}

/**
 * The expected end passes and monitoring ends by itself; the incident is closed, packed for the archive, evaluated and
 * made public.
 * @returns what is wrong
 */
export async function closing(installation: Installation, morning: string): Promise<string[]> {
	const { people, clock, ids, incident } = installation;
	clock.moveTo(morning);
	await installation.program.stop();
	await installation.program.start();
	await signInAll(installation);
	const { state } = await stateOf(installation);
	const wrong = (state['sources'] ?? [])
		.filter(([, source]) => source['kind'] === 'connection' && source['state'] !== 'paused')
		.map(([, source]) => `${String(source['name'])} is ${String(source['state'])} after the expected end`);
	await give(installation, 'coordinator', 'incident.close', {});
	ids.set('closed', incident);
	await give(installation, 'coordinator', 'learningPoint.write', {
		id: ids.make('learning point'),
		text: 'Eerder zeggen wat er met het water is.',
		owner: 'Noor',
		until: null,
		over: null
	});
	for (const file of ['evaluation/file/pdf', 'evaluation/file/docx', 'openness/file/csv', 'openness/file/zip']) {
		const { status } = await people.coordinator.ask(`/incidents/${incident}/${file}`);
		if (status !== 200) wrong.push(`${file} answers with ${String(status)}`);
	}
	return wrong;
}

/** The retention term passes. Waits until everything is masked. @param morning after it, with its time zone */
export async function afterTheTerm(installation: Installation, morning: string): Promise<void> {
	installation.clock.moveTo(morning);
	await installation.program.stop();
	await installation.program.start();
	await signInAll(installation);
	for (const began = performance.now(); performance.now() - began < 120_000;) {
		const [row] = await installation.sql<{ left: number }[]>`
			select count(*)::int as left from post where incident_id = ${installation.incident} and not masked`;
		if (row?.left === 0) return;
		await new Promise((done) => setTimeout(done, 500));
	}
	throw new Error('the incident was not masked');
}
