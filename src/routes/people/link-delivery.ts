import type { Moment } from '$lib/domain/core/ids';

/** How a link was handed over: it was mailed, shown, or shown and a second administrator is to confirm. */
export type LinkDelivery = 'mailed' | 'shown' | 'second';

/** An address that is shown once. */
export interface OneTimeLink {
	readonly address: string;
	readonly until: Moment;
}

/** Nobody got a link. */
export const nobody: { readonly link: OneTimeLink | null; readonly handed: LinkDelivery | null } = {
	link: null,
	handed: null
};
