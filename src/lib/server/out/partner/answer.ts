import { replacementsInReports } from '$lib/domain/review/citation';
import { LinkKind } from '$lib/domain/report/share-link';
import { checksumStart, lastVersion, previousVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import { figuresInWords } from '$lib/report/pages/figures';
import { queryOf } from '$lib/report/pages/page';
import { readCookie } from '$lib/server/platform/http/cookie-names';
import type { FeedName } from './feeds/atom';
import { languageOf, withPassword, type ReaderRequest, type ReaderFormRequest } from './reader-request';
import {
	addressOf,
	hasLink,
	openFor,
	isLocked,
	setLinkCookie,
	linkCookie,
	readCookieOf,
	type LockedReport,
	type OpenedReport
} from './opened-report';
import type { Partner } from './partner';
import { tagOf } from './ready';
import { sendJson, sendCacheable, sendOnce, sendRedirect } from './sending';

/** Every invalid link gets the same answer, whatever the reason. */
export const broken = (context: ReaderRequest, { pages }: Partner): Response =>
	sendOnce(context, pages.broken(languageOf(context)), 404);

/** The content of a link, for a person with access; otherwise its PIN form, or the answer that it does not work. */
export async function withOpenReport(
	context: ReaderRequest,
	partner: Partner,
	answer: (open: OpenedReport) => Promise<Response | null> | Response | null
): Promise<Response> {
	const open = openFor(context, partner);
	if (isLocked(open)) return askPin(context, partner, open, null, 403);
	if (open) await partner.pages.names.load(open.incident);
	return (open && (await answer(open))) ?? broken(context, partner);
}

export function askPin(
	context: ReaderRequest,
	{ pages }: Partner,
	locked: LockedReport,
	problem: string | null,
	status: number,
	headers: Record<string, string> = {}
): Response {
	return sendOnce(context, pages.pin(locked, problem, languageOf(context)), status, headers);
}

/** A released report by its number. */
export const answerReport = (
	context: ReaderRequest,
	partner: Partner,
	number: number,
	form: 'short' | 'full' = 'short'
): Promise<Response> =>
	withOpenReport(context, partner, async (open) => {
		const page = await partner.pages.report(open, languageOf(context), number, form);
		if (page) countView(context, partner, open);
		return page && sendCacheable(context, page);
	});

/**
 * The newest report, with what changed since the version that this browser read before by the link; if that was
 * withdrawn, since the last one before it that was not.
 */
export const answerNewestReport = (context: ReaderFormRequest, partner: Partner, secure: boolean): Promise<Response> =>
	withOpenReport(context, partner, async (open) => {
		const newest = lastVersion(open.state.versions)?.number;
		const byLink = hasLink(open) ? open : null;
		const cookie = byLink && readCookie(context.cookies, readCookieOf(byLink));
		const read = newest === undefined ? null : readBefore(cookie ?? '', newest);
		const before = read === null ? null : (previousVersion(open.state.versions, read)?.number ?? null);
		const page = await partner.pages.newestReport(open, languageOf(context), before);
		if (byLink && newest !== undefined && context.request.method === 'GET') {
			const reads = `${read ?? 0}.${newest}`;
			if (reads !== cookie) setLinkCookie(byLink, context.cookies, readCookieOf, reads, secure);
		}
		countView(context, partner, open);
		return sendCacheable(context, page);
	});

/**
 * The version that a browser read before the newest one: null at its first visit. Its cookie has the last two versions
 * that it read, so that opening the newest again compares with the same earlier version.
 */
function readBefore(cookie: string, newest: number): number | null {
	const [, before, last] = /^(\d{1,6})\.(\d{1,6})$/.exec(cookie) ?? [];
	const read = Number(last) === newest ? Number(before) : Number(last);
	return read > 0 && read < newest ? read : null;
}

/**
 * A page that a script fetches, to keep it for when there is no connection, was counted when it was opened; one that a
 * browser fetches ahead was not opened.
 */
function countView({ request }: ReaderRequest, { links }: Partner, { incident, link }: OpenedReport): void {
	const isOpened = request.headers.get('sec-fetch-dest') !== 'empty' && !request.headers.has('sec-purpose');
	if (link && request.method === 'GET' && isOpened) links.see(incident, link.id);
}

/** The page's script saw a sign of a person. A scanner opens pages and runs their scripts, so that alone is none. */
export function answerRead(context: ReaderRequest, partner: Partner): Response {
	const open = openFor(context, partner);
	if (!open || isLocked(open)) return sendJson(context, 404, '{}', null);
	if (open.link) partner.links.read(open.incident, open.link.id);
	return sendJson(context, 200, '{}', null);
}

/** For a screen on a wall. */
export const answerWall = (context: ReaderRequest, partner: Partner): Promise<Response> =>
	withOpenReport(context, partner, async (open) =>
		sendCacheable(context, await partner.pages.wall(open, languageOf(context)))
	);

/** A feed, if it is open. Programs send the link's secret as password; a browser sends its cookies. */
export const answerFeed = (context: ReaderRequest, partner: Partner, name: FeedName): Promise<Response> =>
	withOpenReport(withPassword(context), partner, async (open) => {
		const feed = await partner.pages.feed(open, name, languageOf(context));
		return feed && sendCacheable(context, feed);
	});

/** The first visit: moves the secret from the address, which is visible and stored, to a cookie. */
export function answerSecret(context: ReaderFormRequest, partner: Partner, secure: boolean): Response {
	const { params, cookies } = context;
	const open = partner.links.open(params['link'], () => params['secret'], LinkKind.options);
	if (!open) return broken(context, partner);
	setLinkCookie(open, cookies, linkCookie, `${String(Date.now())}.${params['secret'] ?? ''}`, secure);
	return redirectTo(addressOf(open.link.id), context);
}

export const redirectTo = (to: string, context: ReaderRequest): Response =>
	sendRedirect(`${to}${queryOf(languageOf(context))}`);

/**
 * The newest version, the phase, the checksum of each (another one when an older copy of the database was restored), and
 * the numbers of those with a replaced fact, once for each replacement, in a few bytes, with live figures where they are
 * open: every open page polls it.
 */
export async function answerNewestNumber(context: ReaderRequest, partner: Partner): Promise<Response> {
	const open = openFor(context, partner);
	if (!open || isLocked(open)) return sendJson(context, 404, '{}', null);
	const versions = [...open.state.versions.values()];
	const withdrawn = versions.filter((version) => version.withdrawn !== null).map((version) => version.number);
	const replaced = replacementsInReports(open.state);
	const newest = {
		newest: lastVersion(open.state.versions)?.number ?? 0,
		withdrawn,
		phase: open.state.incident?.phase,
		made: versions.map(({ checksum }) => checksumStart(checksum)),
		...(replaced.length > 0 && { replaced })
	};
	const live =
		open.figures && !open.state.incident?.closed ? await partner.live.figures(open.incident).catch(() => null) : null;
	const body = JSON.stringify(
		live ? { ...newest, figures: figuresInWords(live, wordsIn(languageOf(context))) } : newest
	);
	return sendJson(context, 200, body, tagOf(body));
}
