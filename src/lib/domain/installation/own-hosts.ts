import type { ReadState } from '../core/state';
import { isPublicIn } from '../posts/masking/public-details';

/** Whether a host is one of our own, or of those we work with. */
export type IsOwnHost = (host: string) => boolean;

/** Hosts of the installation's own domains, and of those it works with: lists that administrators keep. */
export const isOwnHostIn = ({ installation }: Pick<ReadState, 'installation'>): IsOwnHost =>
	isOwnHostOf(installation?.publicDetails ?? [], installation?.mailDomains ?? []);

export function isOwnHostOf(publicDetails: readonly string[], own: readonly Readonly<{ domain: string }>[]): IsOwnHost {
	const isPublic = isPublicIn(publicDetails);
	return (host) =>
		isPublic('mail', `@${host}`) || own.some(({ domain }) => host === domain || host.endsWith(`.${domain}`));
}
