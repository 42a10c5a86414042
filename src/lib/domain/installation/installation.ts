import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { PersonId } from '../core/ids';
import { onlySystem } from '../core/policy';
import { isReal, personAdmitted } from './people';
import { Refusal } from '../core/refusal';
import { PersonalRole } from '../core/role';
import type { ReadState } from '../core/state';
import { Text } from '../core/text';

/** quality.md §6: 30 days after closing, unless the administrator sets another number. */
export const RetentionDays = z.int().min(0).max(365);
export const usualRetention = 30;

/** One installation is one organisation. Until it is set up for real, it runs exercises only. */
const Installation = z.object({
	organisation: Text(160),
	/** How many days a closed incident stays whole, for evaluation (retention.ts). */
	retentionDays: RetentionDays.default(usualRetention)
});
type Installation = z.infer<typeof Installation>;

/** There is an organisation, and a real person who may act in it. */
export const isSetUp = ({ installation, people }: Pick<ReadState, 'installation' | 'people'>): boolean =>
	installation !== null && [...people.values()].some(isReal);

declare module '../core/state' {
	interface Singles {
		installation: Installation;
	}
}

/**
 * Sets up the organisation and its first administrator, with all roles, in one decision: when two people use the code
 * at once, only one becomes administrator.
 */
export const setUpInstallation = command('installation.setUp', {
	input: z.strictObject({ organisation: Installation.shape.organisation, administrator: PersonId }),
	allow: onlySystem,
	during: 'installation',
	refusals: ['installation.already', 'person.already'],
	decide({ organisation, administrator }, { state }) {
		if (isSetUp(state)) throw new Refusal('installation.already');
		if (state.people.has(administrator)) throw new Refusal('person.already');
		const grants = PersonalRole.options.map((role) => ({ role, incident: null }));
		const retentionDays = state.installation?.retentionDays ?? usualRetention;
		return [
			installationSetUp({ organisation, retentionDays }),
			personAdmitted({ id: administrator, grants, exerciseOnly: false, suspended: false })
		];
	}
});
export const installationSetUp = event('installation.setUp', {
	data: Installation,
	evolve(state, installation) {
		state.installation = installation;
	}
});
