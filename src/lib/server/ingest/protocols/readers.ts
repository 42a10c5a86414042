import type { Protocol } from '$lib/domain/posts/connections/protocols';
import { listenToBluesky } from './bluesky';
import { pollCap } from './warnings/cap';
import { restartedCursor, pollFeed } from './feed/feed';
import { listenToMastodon } from './mastodon/mastodon';
import { pollNlAlert } from './warnings/nl-alert';
import { polling, type ConnectionReader } from './reading/reader';
import { StreamReader } from './reading/streaming';
import { listenToX } from './x';

/** How each protocol is read. */
export const readers: Readonly<Record<Protocol, () => ConnectionReader>> = {
	feed: polling(({ connection: { address, platform }, cursor, fresh, fetch, now, signal }) =>
		pollFeed({ address, platform, cursor: fresh ? restartedCursor(cursor) : cursor, fetch, now: now(), signal })
	),
	mastodon: () => new StreamReader(listenToMastodon),
	bluesky: () => new StreamReader(listenToBluesky),
	x: () => new StreamReader(listenToX),
	nlAlert: polling(pollNlAlert),
	cap: polling(pollCap)
};
