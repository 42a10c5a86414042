import type { ReadState } from '../core/state';
import { publicDetails } from '../posts/masking/public-details';

/** Hosts of the installation's own domains, and of those it works with: lists that administrators keep. */
export function isOwnHostIn(state: Pick<ReadState, 'installation'>): (host: string) => boolean {
	const isPublic = publicDetails(state.installation?.neverMasked ?? []);
	const own = state.installation?.mailDomains ?? [];
	return (host) =>
		isPublic('mail', `@${host}`) || own.some(({ domain }) => host === domain || host.endsWith(`.${domain}`));
}
