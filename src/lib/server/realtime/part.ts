import type { IncidentId, ShareLinkId } from '$lib/domain/ids';
import { accounts } from '$lib/server/accounts/accounts';
import { diskSpace } from '$lib/server/database/disk-space';
import { executor } from '$lib/server/execute';
import { logs } from '$lib/server/log/tail';
import { part, type Program } from '$lib/server/part';
import { cookieIn } from '$lib/server/partner/asked';
import { linkCookie, pinCookie } from '$lib/server/partner/opened';
import { partner } from '$lib/server/partner/partner';
import { isOurOrigin } from '$lib/server/requests';
import { stories } from '$lib/server/stories/stories';
import { Realtime } from './realtime';

/** The incident that a link opens, for a browser that holds its secret, and gave its PIN where it asks for one. */
function linkOf(running: Program, headers: Headers, link: ShareLinkId): IncidentId | null {
	const { links, pins } = partner.of(running);
	const open = links.open(link, cookieIn(headers.get('cookie'), linkCookie(link)));
	return open && (!open.link.pin || pins.isKnown(open.link, cookieIn(headers.get('cookie'), pinCookie(link)))) ? open.incident : null;
}

export const realtime = part('realtime', async (program) => {
	const { sessions } = accounts.of(program);
	const service = new Realtime(
		logs.of(program),
		stories.of(program),
		{
			isOurOrigin: (origin) => isOurOrigin(origin, program.host),
			sessionOf: (headers) => sessions.sessionOf(headers),
			holding: (ids) => sessions.holding(ids),
			actorFor: (person, incident) => executor.of(program).actorFor(person, incident),
			linkOf: (headers, link) => Promise.resolve(linkOf(program, headers, link))
		},
		() => diskSpace.of(program).state
	);
	const unlisten = sessions.onEnded(({ session }) => service.sockets.endSession(session));
	await service.start(program.host.http);
	return {
		service,
		async stop() {
			unlisten();
			await service.stop();
		}
	};
});
