import { createHash } from 'node:crypto';
import { millisecondsInDay, millisecondsInWeek } from 'date-fns/constants';
import { z } from 'zod';
import { momentOf } from '$lib/domain/core/ids';
import { cleanText } from '$lib/server/ingest/pipeline/clean-text';
import { areaOf, type Area } from '../reading/area';
import { readMoment } from '$lib/domain/posts/moments/moment-text';
import { pollWithBackOff } from '../reading/back-off';
import { jsonOf } from '../reading/json';
import type { Announcement, PollResult, PollRequest } from '../reading/reader';
import { problemOfStatus, SourceProblem } from '../reading/source-problem';

const Alert = z.object({
	id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
	message: z.string().min(1),
	start_at: z.string(),
	stop_at: z.string().nullish(),
	area: z.array(z.unknown()).catch([])
});
type Alert = z.infer<typeof Alert>;
const AlertsResponse = z.object({ data: z.array(z.unknown()) });

/** The announced version of an alert: checksums of its text and area, and whether its end was announced. */
const AnnouncedVersion = z.object({ text: z.string(), area: z.string().optional(), over: z.boolean() });
type AnnouncedVersion = z.infer<typeof AnnouncedVersion>;
/** What was announced of each alert of this week. `after` is the last one before the first that is still active. */
const Cursor = z.object({ after: z.string().nullable(), known: z.record(z.string(), AnnouncedVersion) });

/**
 * The most alerts in one answer; the rest follows when the earlier ones are over. The whole country has some hundreds
 * in a year.
 */
const MAX_ALERTS = 1_000;
const CHANNEL = 'NL-Alert';

/** Polls for NL-Alerts: each is an own action of the authorities, and so are its new text, its new area and its end. */
export function pollNlAlert({ connection, cursor, fresh, fetch, now, signal }: PollRequest): Promise<PollResult> {
	return pollWithBackOff(cursor, now(), async () => {
		const before = (fresh ? null : Cursor.safeParse(cursor).data) ?? { after: null, known: {} };
		const address = new URL(connection.address);
		if (before.after !== null) address.searchParams.set('after', before.after);
		const answer = await fetch(address.href, { headers: { accept: 'application/json' }, signal });
		if (answer.status !== 200) throw problemOfStatus(answer, now());
		const body = AlertsResponse.safeParse(jsonOf(answer.body)).data;
		if (!body) throw new SourceProblem('answer');
		const announced: Announcement[] = [];
		const known: z.infer<typeof Cursor>['known'] = {};
		let { after } = before;
		let isAnyActive = false;
		let unreadable = Math.max(0, body.data.length - MAX_ALERTS);
		let areas = 0;
		for (const item of body.data.slice(0, MAX_ALERTS)) {
			const alert = Alert.safeParse(item).data;
			const start = alert && readMoment(alert.start_at)?.at;
			if (!alert || start === undefined) {
				unreadable++;
				continue;
			}
			const previous = before.known[alert.id] ?? null;
			const area = areaOf(alert.area);
			areas += area.unusable;
			const { lines: announcements, so: current } = announcementsOf(alert, area, start, previous, now());
			// An alert that ended long before the first poll is history.
			if (previous || start > now() - millisecondsInDay) announced.push(...announcements);
			// The next poll starts at the first active alert: its text and its end may change.
			isAnyActive ||= !current.over && start > now() - millisecondsInWeek;
			if (start > now() - millisecondsInWeek) known[alert.id] = current;
			if (!isAnyActive) after = alert.id;
		}
		return { announced, cursor: { after, known }, unreadable, areas };
	});
}

function announcementsOf(
	{ id, message, stop_at: stop, area: polygons }: Alert,
	area: Area,
	start: number,
	previous: AnnouncedVersion | null,
	now: number
) {
	const alertText = cleanText(message.split('***')[0] ?? message).slice(0, 1_800);
	const end = stop ? (readMoment(stop)?.at ?? null) : null;
	const current = {
		text: checksumOf(alertText),
		area: checksumOf(JSON.stringify(polygons)),
		over: end !== null && end <= now
	};
	const versionOf = (to: AnnouncedVersion): string => `${to.text}/${to.area ?? ''}`;
	const follows = previous
		? [`${id}/first`, `${id}/${previous.text}`, `${id}/${versionOf(previous)}`]
		: [`${id}/first`];
	const announcement = (part: string, text: string, at: number): Announcement => ({
		id: `${id}/${part}`,
		channel: CHANNEL,
		text: text,
		at: momentOf(at),
		own: true,
		area,
		follows: part === 'first' ? [] : follows
	});
	const announcements: Announcement[] = [];
	if (!previous) announcements.push(announcement('first', alertText, start));
	else if (previous.text !== current.text)
		announcements.push(announcement(current.text, `Bijgewerkt: ${alertText}`, now));
	else if (previous.area !== undefined && previous.area !== current.area)
		announcements.push(announcement(versionOf(current), `Bijgewerkt, nieuw gebied: ${alertText}`, now));
	if (current.over && previous?.over !== true)
		announcements.push(announcement('over', `Ingetrokken of afgelopen: ${alertText}`, end ?? now));
	return { lines: announcements, so: current };
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 16);
