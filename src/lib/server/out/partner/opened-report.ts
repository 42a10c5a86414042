import { IncidentId, millisecondsOf, type ShareLinkId } from '$lib/domain/core/ids';
import type { LinkKind, ShareLink } from '$lib/domain/report/share-link';
import type { ReadState } from '$lib/domain/core/state';
import { isAtDesk } from '$lib/domain/core/policy';
import { cookieName, readCookie } from '$lib/server/platform/http/cookie-names';
import type { ReaderFormRequest, ReaderKeys } from './reader-request';
import type { Links, OpenLink } from './links';
import type { Partner } from './partner';

/** What a reader's key opens: an incident's reports, at their addresses, and what else they can access. */
export interface OpenedReport {
	readonly incident: IncidentId;
	readonly state: ReadState;
	/** The path of its pages: `/r/` with the link's id, or with the incident's id for a person with an account. */
	readonly at: string;
	/** Null for a person with an account. */
	readonly link: Readonly<ShareLink> | null;
	readonly figures: boolean;
	readonly signals: boolean;
}

export const hasLink = (open: OpenedReport): open is OpenedReport & OpenLink => open.link !== null;

/** A link that still needs its PIN. All it reveals is whether it is an exercise. */
export interface LockedReport {
	readonly locked: true;
	readonly at: string;
	readonly exercise: boolean;
}
export const isLocked = (open: OpenedReport | LockedReport | null): open is LockedReport =>
	open !== null && 'locked' in open;

/** A link of an incident: two incidents may have links with one id. */
type LinkOf = Pick<OpenLink, 'incident'> & { readonly link: Pick<ShareLink, 'id'> };
export const linkCookie = (of: LinkOf): string => cookieOf('r', of);
export const pinCookie = (of: LinkOf): string => cookieOf('p', of);
/** What this browser has read by the link: versions of the report, or answers of the script of the phone desk. */
export const readCookieOf = (of: LinkOf): string => cookieOf('v', of);
const cookieOf = (what: 'r' | 'p' | 'v', { incident, link }: LinkOf): string =>
	`voelspriet.${what}.${link.id}.${incident}`;

/** The secrets of links with this id in a reader's cookies. */
export const secretsIn =
	(cookies: ReaderKeys['cookies'], link: string | undefined) =>
	(incident: IncidentId): string | undefined =>
		readCookie(cookies, linkCookie({ incident, link: { id: (link ?? '').toLowerCase() as ShareLinkId } }));

/** The link of the address that the reader's cookies open, whether or not it needs a PIN. */
export const openByCookie = (
	{ params, cookies }: Pick<ReaderKeys, 'params' | 'cookies'>,
	links: Links,
	kinds?: readonly LinkKind[]
): OpenLink | null => links.open(params['link'], secretsIn(cookies, params['link']), kinds);

/** What the reader may read: by the link in their cookie, as a partner of the incident, or as somebody at its desk. */
export function openFor(
	{ params, cookies, locals }: ReaderKeys,
	{ links, pins, logs, actorFor }: Partner
): OpenedReport | LockedReport | null {
	const open = openByCookie({ params, cookies }, links);
	if (open) {
		const { incident, state, link } = open;
		if (link.pin && !pins.isKnown(open, readCookie(cookies, pinCookie(open)))) return lockedOf(open);
		return { incident, state, at: addressOf(link.id), link, figures: link.figures, signals: link.signals };
	}
	const incident = IncidentId.safeParse(params['link']).data;
	const state = incident && locals.person ? logs.state(incident) : undefined;
	if (!incident || !locals.person || !state?.incident) return null;
	const actor = actorFor(locals.person.id, incident);
	const atDesk = isAtDesk(actor);
	if (!atDesk && !actor.roles.includes('partner')) return null;
	return { incident, state, at: addressOf(incident), link: null, figures: atDesk, signals: false };
}

export const lockedOf = ({ link, state }: OpenLink): LockedReport => ({
	locked: true,
	at: addressOf(link.id),
	exercise: state.incident?.exercise ?? false
});

/** Stores a value for a link in the reader's browser. */
export function setLinkCookie(
	open: OpenLink,
	cookies: ReaderFormRequest['cookies'],
	cookie: (open: OpenLink) => string,
	value: string,
	secure: boolean
): void {
	const options = cookieOptions(open.link, secure);
	cookies.set(cookieName(cookie(open), options), value, options);
}
/** As long as the link lasts, and sent to its own addresses only. */
const cookieOptions = ({ id, expires }: Readonly<ShareLink>, secure: boolean) => ({
	path: addressOf(id),
	httpOnly: true as const,
	sameSite: 'lax' as const,
	secure,
	// eslint-disable-next-line no-restricted-syntax -- a link ends at a moment
	maxAge: Math.max(1, Math.ceil((millisecondsOf(expires) - Date.now()) / 1000))
});

export const addressOf = (id: ShareLinkId | IncidentId): string => `/r/${id}`;
