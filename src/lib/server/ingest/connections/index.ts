import type { Protocol } from '$lib/domain/connection';
import { listenToBluesky } from './bluesky';
import { pollCap } from './cap';
import { fromAnew, pollFeed } from './feed';
import { listenToMastodon } from './mastodon';
import { pollNlAlert } from './nl-alert';
import { polling, type Reader } from './reader';
import { StreamReader } from './streaming';
import { listenToX } from './x';

/** Every protocol there is. To add one: a file in this folder and a line here. */
export const protocols: Readonly<Record<Protocol, () => Reader>> = {
	feed: polling(({ connection: { address, platform }, cursor, fresh, fetch, now, signal }) =>
		pollFeed({ address, platform, cursor: fresh ? fromAnew(cursor) : cursor, fetch, now: now(), signal })
	),
	mastodon: () => new StreamReader(listenToMastodon),
	bluesky: () => new StreamReader(listenToBluesky),
	x: () => new StreamReader(listenToX),
	nlAlert: polling(pollNlAlert),
	cap: polling(pollCap)
};
