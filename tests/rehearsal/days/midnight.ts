import type { Installation } from '../setup/installation';
import { give, publishOnFeed, storyWith } from './incident';
import { signInAll } from './set-up';

/** People work on around midnight. @param day that ends, in the Netherlands @param offset of its time zone */
export async function midnight(installation: Installation, day: string, offset: string): Promise<void> {
	const { ids, clock } = installation;
	const record = (name: string, text: string) =>
		give(installation, 'analyst', 'fact.record', { id: ids.make(name), text, source: 'Brandweer', at: null });
	clock.moveTo(`${day}T23:50:00${offset}`);
	await signInAll(installation);
	clock.moveTo(`${day}T23:59:58${offset}`);
	await record(`before ${day}`, 'Het vuur is bijna uit.');
	clock.moveTo(`${nextDay(day)}T00:00:05${offset}`);
	await record(`after ${day}`, 'Het vuur is uit.');
	publishOnFeed(installation, `Brand Amsterdam na ${day}: het vuur is uit`);
}

/** A restart also signs what was written before midnight, and makes the back-up that is due. */
export async function restart(installation: Installation, day: string): Promise<void> {
	await installation.program.stop();
	await installation.program.start();
	installation.ids.set(`story after ${day}`, await storyWith(installation, `na ${day}`));
}

/** The night in which half past two comes twice. @param day that begins, in the Netherlands */
export async function summerTimeEnds(installation: Installation, day: string): Promise<void> {
	const { ids, clock } = installation;
	for (const [name, offset] of [
		['summer', '+02:00'],
		['winter', '+01:00']
	] as const) {
		clock.moveTo(`${day}T02:30:00${offset}`);
		await give(installation, 'analyst', 'fact.record', {
			id: ids.make(`${name} time`),
			text: `Gemeten in de ${name === 'summer' ? 'zomertijd' : 'wintertijd'}.`,
			source: 'RIVM',
			at: null
		});
	}
}

const nextDay = (day: string): string =>
	new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
