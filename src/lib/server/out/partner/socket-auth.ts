import type { IncidentId, ShareLinkId } from '$lib/domain/core/ids';
import type { Sessions } from '$lib/server/people/auth/sessions';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Host } from '$lib/server/platform/config/host';
import { openByCookie, pinCookie, secretsIn } from '$lib/server/out/partner/opened-report';
import type { Partner } from '$lib/server/out/partner/partner';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import { isOurOrigin } from '$lib/server/platform/http/request-guard';
import type { SocketAuth } from '$lib/server/read/realtime/sockets';

interface SocketAuthOptions {
	readonly host: Pick<Host, 'config' | 'port'>;
	readonly sessions: Sessions;
	readonly executor: Executor;
	readonly partner: Pick<Partner, 'links' | 'logs' | 'pins'>;
}

/** Authenticates sockets by session or share link. */
export const socketAuth = ({ host, sessions, executor, partner }: SocketAuthOptions): SocketAuth => ({
	origin: host.config.origin,
	isOurOrigin: (origin) => isOurOrigin(origin, host),
	sessionOf: (headers) => sessions.sessionOf(headers),
	seen: (session) => sessions.seen(session),
	validSessions: (ids) => sessions.validSessions(ids),
	actorFor: (person, incident) => executor.actorFor(person, incident),
	async linkOf(headers, link) {
		// Another process may have just created it.
		const cookies = cookiesIn(headers);
		if (partner.links.incidentsOf(link, secretsIn(cookies, link)).length === 0) await partner.logs.catchUpAll();
		return linkOf(partner, headers, link);
	}
});

/** The incident that a link opens, for a browser with the cookies of its secret and, if needed, of its PIN. */
function linkOf(
	{ links, pins }: Pick<Partner, 'links' | 'pins'>,
	headers: Headers,
	link: ShareLinkId
): IncidentId | null {
	const cookies = cookiesIn(headers);
	const open = openByCookie({ params: { link }, cookies }, links);
	return open && (!open.link.pin || pins.isKnown(open, readCookie(cookies, pinCookie(open)))) ? open.incident : null;
}

const cookiesIn = (headers: Headers) => ({ get: (name: string) => cookieIn(headers.get('cookie'), name) });
const cookieIn = (header: string | null, name: string): string | undefined =>
	header
		?.split('; ')
		.find((pair) => pair.startsWith(`${name}=`))
		?.slice(name.length + 1);
