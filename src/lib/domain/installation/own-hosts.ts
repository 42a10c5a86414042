import type { ReadState } from '../core/state';
import { neverMaskedIn } from './never-masked';

/** Hosts of the installation's own domains, and of those it works with: lists that administrators keep. */
export function isOwnHostIn(state: Pick<ReadState, 'installation'>): (host: string) => boolean {
	const isPublic = neverMaskedIn(state);
	const own = state.installation?.mailDomains ?? [];
	return (host) =>
		isPublic('mail', `@${host}`) || own.some(({ domain }) => host === domain || host.endsWith(`.${domain}`));
}
