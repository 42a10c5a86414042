import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { Refusal } from './refusal';
import { Text } from './text';

/** One installation is one organisation. Until it is set up for real, only exercises can be played. */
export const Installation = z.object({ organisation: Text(160) });
export type Installation = z.infer<typeof Installation>;

export const setUpInstallation = command('installation.setUp', {
	input: z.strictObject(Installation.shape),
	allow: ['system'],
	during: 'installation',
	decide(input, { state }) {
		if (state.installation) throw new Refusal('installation.already');
		return installationSetUp(input);
	}
});
export const installationSetUp = event('installation.setUp', {
	data: Installation,
	evolve(state, installation) {
		state.installation = installation;
	}
});
