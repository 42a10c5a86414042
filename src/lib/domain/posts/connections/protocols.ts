import { z } from 'zod';
import { bluesky } from './bluesky';
import { cap } from './cap';
import { feed } from './feed';
import { mastodon } from './mastodon';
import { nlAlert } from './nl-alert';
import { x } from './x';

/** Every protocol, in the order of the page of the sources. The forms, the API and its documentation are made from it. */
export const protocols = [feed, mastodon, bluesky, x, nlAlert, cap] as const;

type KnownProtocol = (typeof protocols)[number];
export const Protocol = z.enum(protocols.map(({ name }) => name));
export type Protocol = KnownProtocol['name'];

const byName: ReadonlyMap<Protocol, KnownProtocol> = new Map(protocols.map((kind) => [kind.name, kind]));
/** What a protocol says of itself. */
export function protocolKind(name: Protocol): KnownProtocol {
	const kind = byName.get(name);
	if (!kind) throw new Error(`no protocol ${name}`);
	return kind;
}
