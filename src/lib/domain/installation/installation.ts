import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { onlySystem } from '../core/policy';
import { HelpContact } from './help-contact';
import { OwnMailDomain } from './mail-domains';
import { PublicDetails } from './public-details';
import { Neighbourhoods } from './neighbourhoods';
import { isReal, newPerson, personAdmitted } from './people';
import { Refusal } from '../core/refusal';
import { PersonalRole } from '../core/role';
import type { ReadState } from '../core/state';
import { Text } from '../core/text';

/** Days after closing until authors are deleted (docs/domain.md, rule 17). */
export const RetentionDays = z.int().min(0).max(365);
const DEFAULT_RETENTION_DAYS = 30;

/** One installation is one organisation. Until it is set up for real, it runs exercises only. */
const Installation = z.object({
	organisation: Text(160, 'name'),
	/** How many days a closed incident stays whole, for evaluation (retention.ts). */
	retentionDays: RetentionDays.default(DEFAULT_RETENTION_DAYS),
	/** When those days were lowered last, or set first by a version that masks all posts; null when never. */
	retentionSince: Moment.nullable().default(null),
	/** From which an incident takes its map. */
	neighbourhoods: Neighbourhoods.default([]),
	/** Where each mailbox belongs to one person. */
	mailDomains: z.array(OwnMailDomain).default([]),
	/** The numbers, domains and accounts that masking leaves alone. */
	publicDetails: PublicDetails.default([]),
	/** Where people can go when an incident is closed. */
	helpContact: HelpContact.default(null)
});
/** How many days a closed incident stays whole, and since when those count. */
export interface RetentionTerm {
	readonly days: number;
	readonly since: Moment | null;
}
export const retentionTerm = ({ installation }: Pick<ReadState, 'installation'>): RetentionTerm => ({
	days: installation?.retentionDays ?? DEFAULT_RETENTION_DAYS,
	since: installation?.retentionSince ?? null
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
	input: () => z.strictObject({ organisation: Installation.shape.organisation, administrator: PersonId }),
	allow: onlySystem,
	during: 'installation',
	refusals: ['installation.already', 'person.already'],
	decide({ organisation, administrator }, { state }) {
		if (isSetUp(state)) throw new Refusal('installation.already');
		if (state.people.has(administrator)) throw new Refusal('person.already');
		const grants = PersonalRole.options.map((role) => ({ role, incident: null }));
		const {
			retentionDays = DEFAULT_RETENTION_DAYS,
			neighbourhoods = [],
			mailDomains = [],
			publicDetails = [],
			helpContact = null
		} = state.installation ?? {};
		return [
			installationSetUp({ organisation, retentionDays, neighbourhoods, mailDomains, publicDetails, helpContact }),
			personAdmitted({ ...newPerson, id: administrator, grants, exerciseOnly: false, addressBy: [administrator] })
		];
	}
});
export const installationSetUp = event('installation.setUp', {
	data: () => Installation.omit({ retentionSince: true }),
	evolve(state, installation) {
		state.installation = { ...installation, retentionSince: state.installation?.retentionSince ?? null };
	}
});
