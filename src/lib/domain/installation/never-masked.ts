import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { administrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { Code } from '../core/text';
import { publicDetailForm, publicDetails, type IsPublic } from '../posts/masking/public-details';

/** Telephone numbers, domains and accounts that are public: of the organisation itself, and of those it works with. */
export const NeverMasked = z.array(Code(publicDetailForm)).max(200);

declare module '../core/command' {
	interface References {
		/** The installation's own list. */
		readonly neverMasked: readonly string[];
	}
}

/** What stays wherever personal details are masked: the installation's own list, and the accounts that we publish on. */
export const publicListOf = ({
	installation,
	outlets
}: Pick<ReadState, 'installation' | 'outlets'>): readonly string[] => [
	...(installation?.neverMasked ?? []),
	...[...outlets.values()].flatMap(({ name }) => {
		const account = name.toLowerCase().replace(/^@?/, '@');
		return [account, account.replace(/(?<=.)@.*$/, '')];
	})
];
export const neverMaskedIn = (state: Pick<ReadState, 'installation' | 'outlets'>): IsPublic =>
	publicDetails(publicListOf(state));

/** Replaces the whole list. */
export const setNeverMasked = command('installation.setNeverMasked', {
	input: () => z.strictObject({ details: NeverMasked }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ details }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return neverMaskedSet({ details: [...new Set(details)] });
	}
});
export const neverMaskedSet = event('installation.neverMaskedSet', {
	data: () => z.object({ details: NeverMasked }),
	evolve(state, { details }) {
		if (state.installation) state.installation = { ...state.installation, neverMasked: details };
	}
});
