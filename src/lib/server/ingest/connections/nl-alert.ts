import { createHash } from 'node:crypto';
import { z } from 'zod';
import { momentOf } from '$lib/domain/ids';
import { cleanText } from '../clean-text';
import { readMoment } from '../moment-text';
import { askedAgain } from './asked-again';
import type { Announced, Poll, Question } from './reader';
import { refusedWith, SourceProblem } from './source-problem';

const Alert = z.object({
	id: z.union([z.string().min(1).max(200), z.number()]).transform(String),
	message: z.string().min(1),
	start_at: z.string(),
	stop_at: z.string().nullish()
});
type Alert = z.infer<typeof Alert>;
const Answer = z.object({ data: z.array(z.unknown()) });

/** What was said of each alert of this week: a checksum of its text, and whether its end was told. `after` is the last one before the first that lasts. */
const Cursor = z.object({ after: z.string().nullable(), told: z.record(z.string(), z.object({ text: z.string(), over: z.boolean() })) });

const day = 24 * 60 * 60_000;
const channel = 'NL-Alert';

/** Asks for NL-Alerts: each is an own action of the authorities, and so are its new text and its end. */
export function pollNlAlert({ connection, cursor, fresh, fetch, now, signal }: Question): Promise<Poll> {
	return askedAgain(cursor, now(), async () => {
		const before = (fresh ? null : Cursor.safeParse(cursor).data) ?? { after: null, told: {} };
		const address = new URL(connection.address);
		if (before.after !== null) address.searchParams.set('after', before.after);
		const answer = await fetch(address.href, { headers: { accept: 'application/json' }, signal });
		if (answer.status !== 200) throw refusedWith(answer, now());
		const body = Answer.safeParse(jsonOf(new TextDecoder().decode(answer.body))).data;
		if (!body) throw new SourceProblem('answer');
		const announced: Announced[] = [];
		const told: z.infer<typeof Cursor>['told'] = {};
		let { after } = before;
		let lasts = false;
		let unreadable = 0;
		for (const item of body.data) {
			const alert = Alert.safeParse(item).data;
			const start = alert && readMoment(alert.start_at)?.at;
			if (!alert || start === undefined) {
				unreadable++;
				continue;
			}
			const said = before.told[alert.id] ?? null;
			const { lines, text, over } = linesOf(alert, start, said, now());
			// What was over long before anybody asked is history.
			if (said || start > now() - day) announced.push(...lines);
			// Asked again from the first that lasts: its text and its end may change.
			lasts ||= !over && start > now() - 7 * day;
			if (start > now() - 7 * day) told[alert.id] = { text, over };
			if (!lasts) after = alert.id;
		}
		return { announced, cursor: { after, told }, unreadable };
	});
}

function linesOf({ id, message, stop_at: stop }: Alert, start: number, said: { text: string; over: boolean } | null, now: number) {
	const words = cleanText(message.split('***')[0] ?? message).slice(0, 1_900);
	const text = createHash('sha256').update(words).digest('base64url').slice(0, 16);
	const end = stop ? (readMoment(stop)?.at ?? null) : null;
	const over = end !== null && end <= now;
	const line = (part: string, what: string, at: number): Announced => ({
		id: `${id}/${part}`,
		channel,
		text: what,
		at: momentOf(at),
		own: true
	});
	const lines: Announced[] = [];
	if (!said) lines.push(line('first', words, start));
	else if (said.text !== text) lines.push(line(text, `Bijgewerkt: ${words}`, now));
	if (over && said?.over !== true) lines.push(line('over', `Ingetrokken of afgelopen: ${words}`, end));
	return { lines, text, over };
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
