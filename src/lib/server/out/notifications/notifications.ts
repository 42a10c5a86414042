import * as m from '$lib/messages';
import type { Sql } from '$lib/server/platform/driver/sql';
import { presentIn } from '$lib/domain/core/present';
import { inIncident, type CommandId, type IncidentId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { lacksSecondReader, type ApprovalNotice, type OfficialText } from '$lib/domain/official-text/official-text';
import { rumourOf } from '$lib/domain/official-text/basis';
import { rumourClockOf, textsAbout } from '$lib/domain/overview/rumour-clock';
import { Refusal } from '$lib/domain/core/refusal';
import { rolesIn, SYSTEM } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { recordNotification } from '$lib/domain/official-text/approval';
import { isReal } from '$lib/domain/installation/people';
import { isQuiet } from '$lib/domain/installation/quiet-hours';
import type { PushMessage } from '$lib/domain/installation/push-message';
import {
	escalatedSince,
	isRetriedMail,
	neededAgain,
	noticesToTakeBack,
	reminderAt,
	waitingSince,
	waitsForReader,
	wasNotified
} from '$lib/domain/overview/approval-notices';
import { wordsIn, type Words } from '$lib/i18n/words';
import type { Executor } from '$lib/server/log/execute/execute';
import { log } from '$lib/server/platform/operations/logger';
import { systemCommandId, systemSubjectId } from '$lib/server/log/execute/system-command';
import { isTemporary, MAX_MAIL_TRIES, type SendMail } from '$lib/server/platform/net/mail';
import type { Push } from './push/push';
import { quietHoursOf } from './push/quiet-hours';

/** When a text about a rumour is due; null without an aim for it, when the aim is met, or when it is late already. */
function dueOf(state: ReadState, text: Readonly<OfficialText>, now: Moment): Moment | null {
	const rumour = rumourOf(state, text);
	const clock = rumour && state.incident && rumourClockOf(rumour, textsAbout(state, rumour), state.incident.aims);
	return clock && clock.text.met === null && clock.text.due > now ? clock.text.due : null;
}

/** Who is asked, and which of their notices is due. */
type DueNotice = Pick<ApprovalNotice, 'version' | 'to' | 'reminder'>;
type NoticeResult = Pick<ApprovalNotice, 'outcome' | 'tries' | 'push' | 'settled'>;

/**
 * Asks people by mail and on their devices to approve a text, and again until somebody acts. Neither says what the text
 * is about.
 */
export class Notifications {
	/** Notices that a push service may still accept. */
	readonly #pendingRetries = new Set<Promise<void>>();

	constructor(
		readonly sql: Sql,
		readonly executor: Executor,
		/** Null where no mail is set up: the person who asks for approval sees that. */
		readonly send: SendMail | null,
		readonly push: Pick<Push, 'send'>,
		/** The program's address for people: `https://voelspriet.example.nl`. */
		readonly origin: string
	) {}

	async sendDue(incident: IncidentId, state: ReadState, wall: Moment): Promise<void> {
		// Nothing an exercise does leaves the program (docs/domain.md, rule 9).
		if (!state.incident || state.incident.exercise) return;
		const now = presentIn(state, wall);
		for (const text of state.texts.values()) {
			for (const notice of noticesToTakeBack(text, now)) await this.#takeBack({ incident, state, text, wall }, notice);
			if (text.paused || text.withdrawn || !text.variants.some((variant) => waitsForReader(text, variant))) continue;
			// Together: one person's push service that does not answer holds up nobody else.
			const dues = this.#dueNotices(incident, state, text, now);
			await Promise.all(dues.map((due) => this.#notify({ incident, state, text, wall }, due)));
		}
	}

	/** Waits for the notices that a push service may still accept. */
	async idle(): Promise<void> {
		await Promise.all(this.#pendingRetries);
	}

	/** The next on duty is asked later than the others, and gets reminders counted from then. */
	#dueNotices(incident: IncidentId, state: ReadState, text: Readonly<OfficialText>, now: Moment): DueNotice[] {
		const version = text.versions.at(-1);
		if (!version || !state.incident) return [];
		const { duty, escalation } = state.incident;
		const baseReminder = reminderAt(waitingSince(version, text), now);
		const since = escalatedSince(state.incident, text, now);
		const escalatedReminder = since === null ? null : reminderAt(since, now);
		// The person who was asked could perhaps not be reached: after that the one on duty is asked too, at once.
		const isOut = text.publications.some(lacksSecondReader);
		const candidates = baseReminder === 0 && !isOut ? [version.requestedFrom ?? duty] : [version.requestedFrom, duty];
		const readers = new Map<PersonId, number>();
		if (escalatedReminder !== null)
			for (const person of this.#readers(incident, text, [escalation.next])) readers.set(person, escalatedReminder);
		if (baseReminder !== null)
			for (const person of this.#readers(incident, text, candidates)) readers.set(person, baseReminder);
		return [...readers]
			.map(([to, reminder]) => ({ version: version.number, to, reminder }))
			.filter((due) => !wasNotified(text, due, now));
	}

	/**
	 * An analyst's text goes to the spokespersons who are named (the one who was asked or is on duty; reminders to both,
	 * as the one who was asked may be asleep), or else to all; a text that a spokesperson changed goes to its first author,
	 * and one that a spokesperson wrote to the other spokespersons.
	 */
	#readers(incident: IncidentId, text: Readonly<OfficialText>, candidates: readonly (PersonId | null)[]): PersonId[] {
		const waiting = text.variants.filter((variant) => waitsForReader(text, variant));
		const { people } = this.executor.logs.installation;
		const named = candidates.filter((person) => person !== null).filter((person) => !people.get(person)?.suspended);
		const spokespersons = [...people.values()]
			.filter((person) => isReal(person) && rolesIn(person.grants, incident).includes('spokesperson'))
			.map(({ id }) => id);
		const mayRead = (person: PersonId): boolean => waiting.some(({ edited }) => edited.by !== person);
		const readers = named.filter(mayRead);
		const isForAuthor =
			!text.publications.some(lacksSecondReader) &&
			waiting.every(({ edited }) => edited.asSpokesperson && edited.by !== text.made.by);
		const bySpokesperson = waiting.some(({ edited }) => edited.asSpokesperson);
		return [
			...new Set([
				...(isForAuthor ? [] : readers.length > 0 ? readers : spokespersons),
				...(bySpokesperson ? [text.made.by] : [])
			])
		].filter(mayRead);
	}

	async #notify(about: WaitingText, due: DueNotice): Promise<void> {
		// Refused for now: only the mail is sent again.
		const before = about.text.notices.find((notice) => isRetriedMail(notice, due));
		const tries = (before?.tries ?? 0) + 1;
		const [outcome, { push, later }] = await Promise.all([
			this.#mail(due, about, tries),
			before ? { push: before.push, later: null } : this.#notifyDevices(due.to, about)
		]);
		// Without mail and without a device there is nothing to repeat.
		if (due.reminder > 0 && outcome === 'noMail' && push === 'none') return;
		const result = { outcome, tries, settled: false };
		await this.#record(about, { ...due, ...result, push });
		if (!later) return;
		const retried = later
			.then((sent) => (sent ? this.#record(about, { ...due, ...result, push: 'sent' }) : undefined))
			.catch((error: unknown) => {
				log.warn({ action: 'text.notice', result: 'failed', err: error }, 'that a device was reached was not stored');
			})
			.finally(() => this.#pendingRetries.delete(retried));
		this.#pendingRetries.add(retried);
	}

	/** It is recorded first: a device that cannot be reached now shows the page, which says the same. */
	async #takeBack(about: WaitingText, notice: ApprovalNotice): Promise<void> {
		await this.#record(about, { ...notice, settled: true });
		await this.push.send(notice.to, (language) => settledMessage(wordsIn(language), about));
	}

	async #record(
		{ incident, text }: WaitingText,
		{ version, to, reminder, outcome, tries, push, settled }: DueNotice & NoticeResult
	): Promise<void> {
		const notice = { version, to, reminder, outcome, tries, push, settled };
		// One command for each try of a notice, one more when a device took it after all, and one when it is taken back.
		const result = settled ? ' settled' : push === 'sent' ? ' sent' : '';
		const id = idOf({ incident, text }, notice, `${result}${tries > 1 ? ` try ${String(tries)}` : ''}`);
		try {
			await this.executor.execute(incident, { id, ...recordNotification({ text: text.id, notice }) }, SYSTEM, null);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}

	async #notifyDevices(
		person: PersonId,
		about: WaitingText
	): Promise<{ push: NoticeResult['push']; later: Promise<boolean> | null }> {
		const hours = await quietHoursOf(this.sql, person);
		if (hours && isQuiet(hours, about.wall)) return { push: 'quiet', later: null };
		const { outcome, later } = await this.push.send(person, (language) => messageOf(wordsIn(language), about));
		return { push: outcome, later };
	}

	/** The result, for the person who asks for approval. */
	async #mail(due: DueNotice, about: WaitingText, tries: number): Promise<ApprovalNotice['outcome']> {
		if (!this.send) return 'noMail';
		const version = about.text.versions.find(({ number }) => number === due.version);
		const rows = await this.sql<{ id: string; email: string }[]>`
			select id, email from "user" where id in (${due.to}, ${version?.by ?? due.to})`;
		const addressOf = (person: PersonId | undefined) => rows.find(({ id }) => id === person)?.email;
		const to = addressOf(due.to);
		if (to === undefined) return 'noAddress';
		const words = wordsIn('nl');
		const address = `${this.origin}${pathOf(about)}`;
		try {
			await this.send({
				id: idOf(about, due),
				to,
				replyTo: addressOf(version?.by) ?? null,
				subject: requestIn(words, about),
				text: words.t(m.texts.mail.text, { address })
			});
			return 'sent';
		} catch (error) {
			log.warn(
				{ action: 'text.notice', result: 'failed', err: error },
				'a mail that asks for an approval was not sent'
			);
			return isTemporary(error) && tries < MAX_MAIL_TRIES ? 'later' : 'failed';
		}
	}
}

/** A text that waits for approval. */
interface WaitingText {
	readonly incident: IncidentId;
	readonly state: ReadState;
	readonly text: Readonly<OfficialText>;
	/** On the wall clock. */
	readonly wall: Moment;
}

/** The same for each process, and after a restart. */
function idOf(
	{ incident, text }: Pick<WaitingText, 'incident' | 'text'>,
	{ version, to, reminder }: DueNotice,
	result = ''
): CommandId {
	// When the words need a second person again, the notices start again from the first.
	const since = neededAgain(text);
	const again = since === null ? '' : ` ${since}`;
	const notice = `${String(version)} ${to} ${String(reminder)}${result}${again}`;
	return systemCommandId(inIncident(incident, text.id), 'text.notice', notice);
}

const pathOf = ({ incident, text }: WaitingText): string => `/incidents/${incident}/texts/${text.id}`;

/** The request: to read words that were already published, or to approve. */
function requestIn({ t, time }: Words, { state, text, wall }: WaitingText): string {
	if (text.publications.some(lacksSecondReader)) return t(m.texts.mail.alone);
	const due = dueOf(state, text, presentIn(state, wall));
	return due ? t(m.texts.mail.subjectBefore, { time: time(due) }) : t(m.texts.mail.subject);
}

/** What waits and where, without any text that a person typed. */
function messageOf(words: Words, about: WaitingText): PushMessage {
	const { text, state } = about;
	const channels = text.variants
		.filter((variant) => waitsForReader(text, variant))
		.map(({ channel }) => words.t(m.officialText.channel[channel]));
	return {
		title: requestIn(words, about),
		body: words.t(m.texts.push, {
			channels: words.list(channels),
			time: words.time(text.versions.at(-1)?.at ?? text.made.at),
			kind: words.t(m.incident.kinds[state.incident?.kind ?? 'other'])
		}),
		path: pathOf(about),
		topic: topicOf(about)
	};
}
/** Replaces the notification that asked for approval. */
const settledMessage = ({ t }: Words, about: WaitingText): PushMessage => ({
	title: t(m.texts.settled.title),
	body: t(m.texts.settled.body),
	path: pathOf(about),
	topic: topicOf(about),
	settled: true
});
const topicOf = ({ incident, text }: WaitingText): string =>
	systemSubjectId(incident, 'text.topic', text.id).replaceAll('-', '');
