import { factsReplacedIn } from '$lib/domain/review/citation';
import { LinkKind } from '$lib/domain/report/share-link';
import { lastVersion } from '$lib/domain/report/version';
import { wordsIn } from '$lib/i18n/words';
import { figuresInWords } from '$lib/report/pages/figures';
import { queryOf } from '$lib/report/pages/page';
import type { FeedName } from './feeds/atom';
import { languageOf, withPassword, type ReaderRequest, type ReaderFormRequest } from './reader-request';
import {
	addressOf,
	openFor,
	isLocked,
	keepFor,
	linkCookie,
	type LockedReport,
	type OpenedReport
} from './opened-report';
import type { Partner } from './partner';
import { tagOf } from './ready';
import { sendJson, sendKept, sendOnce, sendOnwards } from './sending';

/** Every invalid link gets the same answer, whatever the reason. */
export const broken = (asked: ReaderRequest, { pages }: Partner): Response =>
	sendOnce(asked, pages.broken(languageOf(asked)), 404);

/** The content of a link, for a person with access; otherwise its PIN form, or the answer that it does not work. */
export async function behind(
	asked: ReaderRequest,
	partner: Partner,
	answer: (open: OpenedReport) => Promise<Response | null> | Response | null
): Promise<Response> {
	const open = openFor(asked, partner);
	if (isLocked(open)) return askPin(asked, partner, open, null, 403);
	return (open && (await answer(open))) ?? broken(asked, partner);
}

export function askPin(
	asked: ReaderRequest,
	{ pages }: Partner,
	locked: LockedReport,
	problem: string | null,
	status: number,
	headers: Record<string, string> = {}
): Response {
	return sendOnce(asked, pages.pin(locked, problem, languageOf(asked)), status, headers);
}

/** A released report: the newest unless a number is given. */
export const answerReport = (
	asked: ReaderRequest,
	partner: Partner,
	number: number | null,
	form: 'short' | 'full' = 'short'
): Promise<Response> =>
	behind(asked, partner, async (open) => {
		const page = await partner.pages.report(open, languageOf(asked), number, form);
		if (page && open.link && asked.request.method === 'GET') partner.links.see(open.incident, open.link.id);
		return page && sendKept(asked, page);
	});

/** For a screen on a wall. */
export const answerWall = (asked: ReaderRequest, partner: Partner): Promise<Response> =>
	behind(asked, partner, async (open) => sendKept(asked, await partner.pages.wall(open, languageOf(asked))));

/** What programs read, where it is open: by the link's secret as password, or as in a browser. */
export const answerFeed = (asked: ReaderRequest, partner: Partner, name: FeedName): Promise<Response> =>
	behind(withPassword(asked, linkCookie(asked.params['link'] ?? '')), partner, async (open) => {
		const feed = await partner.pages.feed(open, name, languageOf(asked));
		return feed && sendKept(asked, feed);
	});

/** The first visit: moves the secret from the address, which is visible and stored, to a cookie. */
export function answerSecret(asked: ReaderFormRequest, partner: Partner, secure: boolean): Response {
	const { params, cookies } = asked;
	const open = partner.links.open(params['link'], params['secret'], LinkKind.options);
	if (!open) return broken(asked, partner);
	keepFor(open.link, cookies, linkCookie, params['secret'] ?? '', secure);
	return onwards(addressOf(open.link.id), asked);
}

export const onwards = (to: string, asked: ReaderRequest): Response =>
	sendOnwards(`${to}${queryOf(languageOf(asked))}`);

/** The newest version, and the numbers of those with a replaced fact, once for each, in a few bytes, with live figures where they are open: every open page polls it. */
export async function answerNewest(asked: ReaderRequest, partner: Partner): Promise<Response> {
	const open = openFor(asked, partner);
	if (!open || isLocked(open)) return sendJson(asked, 404, '{}', null);
	const versions = [...open.state.versions.values()];
	const withdrawn = versions.filter((version) => version.withdrawn !== null).map((version) => version.number);
	const replaced = versions.flatMap(({ number }) => factsReplacedIn(open.state, number).map(() => number));
	const newest = {
		newest: lastVersion(open.state.versions)?.number ?? 0,
		withdrawn,
		...(replaced.length > 0 && { replaced })
	};
	const live = open.figures ? await partner.live.figures(open.incident).catch(() => null) : null;
	const body = JSON.stringify(live ? { ...newest, figures: figuresInWords(live, wordsIn(languageOf(asked))) } : newest);
	return sendJson(asked, 200, body, tagOf(body));
}
