import { IncidentId, millisecondsOf, type ShareLinkId } from '$lib/domain/core/ids';
import type { ShareLink } from '$lib/domain/report/share-link';
import type { ReadState } from '$lib/domain/core/state';
import { isAtDesk } from '$lib/domain/core/policy';
import { cookieName, readCookie } from '$lib/server/platform/http/cookie-names';
import type { ReaderFormRequest, ReaderKeys } from './reader-request';
import type { OpenLink } from './links';
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

/** A link that still needs its PIN. All it reveals is whether it is an exercise. */
export interface LockedReport {
	readonly locked: true;
	readonly at: string;
	readonly exercise: boolean;
}
export const isLocked = (open: OpenedReport | LockedReport | null): open is LockedReport =>
	open !== null && 'locked' in open;

export const linkCookie = (link: string): string => `voelspriet.r.${link.toLowerCase()}`;
export const pinCookie = (link: string): string => `voelspriet.p.${link.toLowerCase()}`;
/** What this browser has read by the link: versions of the report, or answers of the script of the phone desk. */
export const readCookieOf = (link: string): string => `voelspriet.v.${link.toLowerCase()}`;

/** What the reader may read: by the link in their cookie, as a partner of the incident, or as somebody at its desk. */
export function openFor(
	{ params, cookies, locals }: ReaderKeys,
	{ links, pins, logs, actorFor }: Partner
): OpenedReport | LockedReport | null {
	const linkParam = params['link'] ?? '';
	const open = links.open(linkParam, readCookie(cookies, linkCookie(linkParam)));
	if (open) {
		const { incident, state, link } = open;
		if (link.pin && !pins.isKnown(link, readCookie(cookies, pinCookie(linkParam)))) return lockedOf(open);
		return { incident, state, at: addressOf(link.id), link, figures: link.figures, signals: link.signals };
	}
	const incident = IncidentId.safeParse(linkParam).data;
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
	link: Readonly<ShareLink>,
	cookies: ReaderFormRequest['cookies'],
	cookie: (link: string) => string,
	value: string,
	secure: boolean
): void {
	const options = cookieOptions(link, secure);
	cookies.set(cookieName(cookie(link.id), options), value, options);
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
