import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { administrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { Code } from '../core/text';
import { publicDetailForm, isPublicIn, type IsPublic } from '../posts/masking/public-details';

/** Telephone numbers, domains and accounts that are public: of the organisation itself, and of those it works with. */
export const PublicDetails = z.array(Code(publicDetailForm)).max(200);

declare module '../core/command' {
	interface References {
		/** The installation's own list. */
		readonly publicDetails: readonly string[];
	}
}

/** What stays wherever personal details are masked: the installation's own list, and the accounts that we publish on. */
export const publicListOf = ({
	installation,
	outlets
}: Pick<ReadState, 'installation' | 'outlets'>): readonly string[] => [
	...(installation?.publicDetails ?? []),
	...[...outlets.values()].flatMap(({ name }) => {
		const account = name.toLowerCase().replace(/^@?/, '@');
		return [account, account.replace(/(?<=.)@.*$/, '')];
	})
];
export const isPublicOf = (state: Pick<ReadState, 'installation' | 'outlets'>): IsPublic =>
	isPublicIn(publicListOf(state));

/** Replaces the whole list. */
export const setPublicDetails = command('installation.setPublicDetails', {
	input: () => z.strictObject({ details: PublicDetails }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ details }, { state }) {
		if (!state.installation) throw new Refusal('installation.absent');
		return publicDetailsSet({ details: [...new Set(details)] });
	}
});
export const publicDetailsSet = event('installation.publicDetailsSet', {
	data: () => z.object({ details: PublicDetails }),
	evolve(state, { details }) {
		if (state.installation) state.installation = { ...state.installation, publicDetails: details };
	}
});
