import type { ShareLinkId } from '$lib/domain/ids';
import { accounts } from '$lib/server/accounts/accounts';
import { executor } from '$lib/server/execute';
import { logs } from '$lib/server/log/tail';
import { part } from '$lib/server/part';
import { linkCookie } from '$lib/server/partner/answer';
import { partner } from '$lib/server/partner/partner';
import { isOurOrigin } from '$lib/server/requests';
import { stories } from '$lib/server/stories/stories';
import { Realtime } from './realtime';

/** The secret that a reader of a link keeps in its cookie. */
const secretOf = (headers: Headers, link: ShareLinkId): string | undefined =>
	headers
		.get('cookie')
		?.split('; ')
		.find((pair) => pair.startsWith(`${linkCookie(link)}=`))
		?.slice(linkCookie(link).length + 1);

export const realtime = part('realtime', async (program) => {
	const { sessions } = accounts.of(program);
	const service = new Realtime(logs.of(program), stories.of(program), {
		isOurOrigin: (origin) => isOurOrigin(origin, program.host),
		sessionOf: (headers) => sessions.sessionOf(headers),
		holding: (ids) => sessions.holding(ids),
		actorFor: (person, incident) => executor.of(program).actorFor(person, incident),
		linkOf: (headers, link) => Promise.resolve(partner.of(program).links.open(link, secretOf(headers, link))?.incident ?? null)
	});
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
