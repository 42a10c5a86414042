import { createHash } from 'node:crypto';
import { z } from 'zod';
import { momentOf } from '$lib/domain/core/ids';
import { wordsIn } from '$lib/i18n/words';
import * as m from '$lib/messages';
import { cleanText } from '$lib/server/ingest/pipeline/clean-text';
import { documentText } from '../feed/feed-document';
import { pollWithBackOff } from '../reading/back-off';
import { alertsIn, elementsOf, find, messageOf, textOf, type CapMessage, type Element } from './cap-message';
import type { Announcement, PollResult, PollRequest } from '../reading/reader';
import { LONGEST_RETRY_AFTER, problemOf, problemOfStatus, SourceProblem } from '../reading/source-problem';

/** Messages by id: the id of their announcement, and their subject, since a withdrawal may not repeat it. */
const Messages = z.record(
	z.string(),
	z.object({ headline: z.string(), areas: z.array(z.string()), announced: z.string() })
);

/**
 * `known`: the messages that were announced. `earlier`: those from before all messages were read again for a new source.
 * Links that were read are not requested again; dead links are, after the untried ones, and not before the time stored
 * with them.
 */
const Cursor = z.object({
	known: Messages,
	earlier: Messages.default({}),
	read: z.array(z.string()),
	dead: z.record(z.string(), z.number()).default({})
});
type Cursor = z.infer<typeof Cursor>;

/** The number of messages that are remembered, newest first. */
const MAX_REMEMBERED = 500;
/** Links of a list that are followed in one poll. */
const MAX_LINKS = 25;
/** Milliseconds for following links; the others wait for the next poll. */
const MAX_ROUND_TIME = 30_000;

/**
 * Polls for warnings by the Common Alerting Protocol: one message, or a feed with links to messages. Each becomes a
 * circumstance, and so do its updates and its end.
 */
export function pollCap(request: PollRequest): Promise<PollResult> {
	const { connection, cursor, fresh, now } = request;
	return pollWithBackOff(cursor, now(), async () => {
		const stored = Cursor.safeParse(cursor).data ?? { known: {}, earlier: {}, read: [], dead: {} };
		let state: Cursor = fresh
			? { known: {}, earlier: newest({ ...stored.earlier, ...stored.known }), read: [], dead: {} }
			: stored;
		const root = elementsOf(await textAt(request, connection.address));
		if (!root) throw new SourceProblem('unreadable');
		const alerts = alertsIn(root);
		const messages: (CapMessage | 'invalid' | 'aside')[] = [
			...alerts,
			...find(root, 'alert').filter((one) => !alerts.includes(one))
		].map(messageOf);
		const links = find(root, 'alert').length > 0 ? [] : linksOf(root, connection.address);
		if (messages.length === 0 && links === null) throw new SourceProblem('unreadable');
		const followed = await followLinks(request, links ?? [], state);
		messages.push(...followed.messages);
		state = { ...state, read: followed.read, dead: followed.dead };
		const announced: Announcement[] = [];
		let areas = 0;
		for (const message of messages.filter((each) => typeof each === 'object').sort((a, b) => a.sent - b.sent)) {
			if (state.known[message.id]) continue;
			const { headline, areas: names, area } = message;
			const isKnown = message.about.some((id) => state.known[id] ?? state.earlier[id]);
			// A warning that has ended is not announced as new.
			if (!isKnown && message.kind !== 'Cancel' && (message.expires ?? Infinity) <= now()) continue;
			const announcement = announcementOf(message, state);
			const isTwin = Object.values(state.known).some((other) => other.announced === announcement.id);
			if (!isTwin) {
				announced.push(announcement);
				areas += area.unusable;
			}
			state = {
				...state,
				known: { ...state.known, [message.id]: { headline, areas: [...names], announced: announcement.id } }
			};
		}
		state = { ...state, known: newest(state.known) };
		const unreadable = messages.filter((each) => each === 'invalid').length;
		return { announced, cursor: state, unreadable, areas, deadLinks: Object.keys(state.dead) };
	});
}

const newest = (messages: z.infer<typeof Messages>): z.infer<typeof Messages> =>
	Object.fromEntries(Object.entries(messages).slice(-MAX_REMEMBERED));

/**
 * Reads the messages behind links that were not read yet, and records which links are dead.
 * @throws SourceProblem when all are
 */
async function followLinks(request: PollRequest, links: readonly string[], before: Cursor) {
	const { now, signal } = request;
	const [read, dead] = [new Set(before.read), new Map(Object.entries(before.dead))];
	const start = now();
	const due = links
		// A moment further away than a server may ask for was stored while the clock was wrong.
		.filter((link) => {
			const wait = (dead.get(link) ?? 0) - start;
			return !read.has(link) && (wait <= 0 || wait > LONGEST_RETRY_AFTER);
		})
		.sort((a, b) => Number(dead.has(a)) - Number(dead.has(b)));
	const messages: (CapMessage | 'invalid' | 'aside')[] = [];
	let problem: SourceProblem | null = null;
	for (const link of due.slice(0, MAX_LINKS)) {
		if (now() > start + MAX_ROUND_TIME) break;
		try {
			const alert = find(elementsOf(await textAt(request, link)) ?? undefined, 'alert')[0];
			messages.push(alert ? messageOf(alert) : 'invalid');
			read.add(link);
			dead.delete(link);
		} catch (error) {
			if (signal.aborted) throw error;
			problem = problemOf(error, now());
			dead.set(link, now() + problem.retryAfter);
		}
	}
	if (problem && links.every((link) => dead.has(link))) throw problem;
	// Links that are no longer in the list need not be remembered.
	return {
		messages,
		read: links.filter((link) => read.has(link)),
		dead: Object.fromEntries([...dead].filter(([link]) => links.includes(link)))
	};
}

async function textAt({ fetch, now, signal }: PollRequest, address: string): Promise<string> {
	const answer = await fetch(address, {
		headers: { accept: 'application/cap+xml, application/atom+xml, application/rss+xml, */*;q=0.5' },
		signal
	});
	if (answer.status !== 200) throw problemOfStatus(answer, now());
	return documentText(answer.body, answer.headers.get('content-type'));
}

/**
 * The links to messages in a list, Atom or RSS; null for a document that is no list. Links may lead to other sites:
 * each is checked when it is requested.
 */
function linksOf(root: Element, base: string): string[] | null {
	const [atom] = find(root, 'feed');
	const channel = find(find(root, 'rss')[0], 'channel')[0];
	if (!atom && !channel) return null;
	const unread = (name: string): Element[] =>
		find(atom ?? channel, name).filter((entry) => alertsIn(entry).length === 0);
	const hrefs = atom ? unread('entry').map(hrefOf) : unread('item').map((item) => textOf(item, 'link'));
	return [
		...new Set(
			hrefs.flatMap((href) =>
				URL.canParse(href, base) && /^https?:/.test(new URL(href, base).href) ? [new URL(href, base).href] : []
			)
		)
	];
}

const hrefOf = (entry: Element): string => {
	const links = find(entry, 'link').map(({ attributes }) => attributes);
	return (links.find(({ type }) => type === 'application/cap+xml') ?? links[0])?.['href'] ?? textOf(entry, 'id');
};

/** The id is the same for all producers of a message, if messages can be compared; that of a withdrawal is made from what it withdraws. */
function announcementOf(
	{ id, kind, about, headline, text, areas, area, sender, sent, onset, expires, same }: CapMessage,
	{ known, earlier }: Cursor
): Announcement {
	const subjects = about.flatMap((each) => known[each] ?? earlier[each] ?? []);
	const [original] = subjects;
	const common = kind === 'Cancel' ? (original?.announced ?? null) : same;
	const prefix = kind === 'Update' ? 'Bijgewerkt: ' : kind === 'Cancel' ? 'Ingetrokken: ' : '';
	const where = (areas.length > 0 ? areas : (original?.areas ?? [])).join(', ');
	const fullText = [
		`${prefix}${headline || (original?.headline ?? '')}`,
		where,
		...(kind === 'Cancel' ? [] : [periodOf(onset, expires), text])
	]
		.filter(Boolean)
		.join('\n');
	return {
		id: common === null ? id : `${kind} ${createHash('sha256').update(common).digest('base64url')}`,
		channel: cleanText(sender).slice(0, 120),
		text: cleanText(fullText).slice(0, 1_800),
		at: momentOf(sent),
		own: false,
		area,
		follows: [...subjects.map(({ announced }) => announced), ...about]
	};
}

/** In Dutch, as the words before an update and an end. */
const words = wordsIn('nl');
function periodOf(from: number | null, to: number | null): string {
	const { t } = words;
	const date = (at: number): string => `${words.longDate(at)} ${words.time(at)}`;
	if (from !== null && to !== null) return t(m.ingest.alertPeriod, { from: date(from), to: date(to) });
	if (to !== null) return t(m.ingest.alertUntil, { to: date(to) });
	return from === null ? '' : t(m.ingest.alertFrom, { from: date(from) });
}
