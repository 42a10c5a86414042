import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { administrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { Text } from '../core/text';

/** Where people can go when an incident is closed, on one line: a telephone number and a page. */
export const HelpContact = Text(200, 'ownWords').nullable();

export const setHelpContact = command('installation.setHelpContact', {
	input: () => z.strictObject({ contact: HelpContact }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ contact }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return helpContactSet({ contact: contact?.replace(/\s+/gu, ' ') ?? null });
	}
});
export const helpContactSet = event('installation.helpContactSet', {
	data: () => z.object({ contact: HelpContact }),
	evolve(state, { contact }) {
		if (state.installation) state.installation = { ...state.installation, helpContact: contact };
	}
});
