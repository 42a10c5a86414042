import { createTransport } from 'nodemailer';
import type { Sql } from 'postgres';
import { incidentTime } from '$lib/domain/core/clock';
import { millisecondsOf, type IncidentId, type Moment, type PersonId } from '$lib/domain/core/ids';
import { isAwaitingApproval, type ApprovalNotice, type OfficialText } from '$lib/domain/official-text/official-text';
import { Refusal } from '$lib/domain/core/refusal';
import { rolesIn, SYSTEM } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { recordNotification } from '$lib/domain/official-text/approval';
import { wordsIn } from '$lib/i18n/both';
import type { Executor } from '$lib/server/execute/execute';
import { log } from '$lib/server/operations/logger';
import { systemCommandId } from '$lib/server/execute/system-command';

/** Minutes between two mails about one version, and the maximum number: after that a person calls. */
const EVERY = 10;
const MOST = 6;

interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
}
/** Sends one mail. @throws when the mail server rejects it */
export type SendMail = (mail: Mail) => Promise<void>;

/** By SMTP. Gives up within some seconds, so that the person who asks for approval learns of it. */
export function bySmtp(url: string, from: string): SendMail & { close(): void } {
	const transport = createTransport({ url, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 });
	const send = async (mail: Mail): Promise<void> => {
		await transport.sendMail({ from, ...mail });
	};
	return Object.assign(send, { close: () => transport.close() });
}

/** Asks people by mail to approve a text, and again until somebody acts. A mail never says what the text is about. */
export class Notifications {
	constructor(
		readonly sql: Sql,
		readonly executor: Executor,
		/** Null where no mail is set up: the person who asks for approval sees that. */
		readonly send: SendMail | null,
		/** The program's address for people: `https://voelspriet.example.nl`. */
		readonly origin: string
	) {}

	async sendDue(incident: IncidentId, state: ReadState, wall: Moment): Promise<void> {
		// Nothing an exercise does leaves the program (domain.md, rule 9).
		if (!state.incident || state.incident.exercise) return;
		const now = incidentTime(state.clock, wall);
		for (const text of state.texts.values()) {
			const version = text.versions.at(-1);
			if (!version || text.paused || text.withdrawn || !text.variants.some(isAwaitingApproval)) continue;
			const reminder = Math.floor((millisecondsOf(now) - millisecondsOf(version.at)) / 60_000 / EVERY);
			if (reminder >= MOST || (reminder > 0 && !this.send)) continue;
			for (const person of this.#readers(incident, state, text, reminder))
				if (
					!text.notices.some(
						(notice) => notice.version === version.number && notice.to === person && notice.reminder >= reminder
					)
				)
					await this.#notify(incident, text, { version: version.number, to: person, reminder });
		}
	}

	/**
	 * An analyst's text goes to the spokesperson who was asked or who is on duty, or else to all; a text that a
	 * spokesperson changed goes to its first author. Reminders also go to the person then on duty: the one who was asked
	 * may be asleep.
	 */
	#readers(incident: IncidentId, state: ReadState, text: Readonly<OfficialText>, reminder: number): PersonId[] {
		const waiting = text.variants.filter(isAwaitingApproval);
		const { people } = this.executor.logs.installation;
		const [asked, duty] = [text.versions.at(-1)?.asked ?? null, state.incident?.duty ?? null];
		const named = (reminder === 0 ? [asked ?? duty] : [asked, duty]).filter((person) => person !== null);
		const spokespersons = [...people.values()]
			.filter(
				({ grants, suspended, exerciseOnly }) =>
					!suspended && !exerciseOnly && rolesIn(grants, incident).includes('spokesperson')
			)
			.map(({ id }) => id);
		const byAnalyst = waiting.some(({ edited }) => !edited.asSpokesperson);
		const bySpokesperson = waiting.some(({ edited }) => edited.asSpokesperson);
		const readers = [
			...(byAnalyst ? (named.length > 0 ? named : spokespersons) : []),
			...(bySpokesperson ? [text.made.by] : [])
		];
		return [...new Set(readers)].filter((person) => waiting.some(({ edited }) => edited.by !== person));
	}

	async #notify(
		incident: IncidentId,
		text: Readonly<OfficialText>,
		notice: Omit<ApprovalNotice, 'at' | 'outcome'>
	): Promise<void> {
		const outcome = await this.#mail(notice.to, `${this.origin}/incidents/${incident}/texts/${text.id}`);
		const id = systemCommandId(
			text.id,
			'text.notice',
			`${String(notice.version)} ${notice.to} ${String(notice.reminder)}`
		);
		try {
			await this.executor.execute(
				incident,
				{ id, ...recordNotification({ text: text.id, notice: { ...notice, outcome } }) },
				SYSTEM,
				null
			);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
	}

	/** The result, for the person who asks for approval. */
	async #mail(person: PersonId, address: string): Promise<ApprovalNotice['outcome']> {
		if (!this.send) return 'noMail';
		const [row] = await this.sql<{ email: string }[]>`select email from "user" where id = ${person}`;
		if (!row) return 'noAddress';
		const { t } = wordsIn('nl');
		try {
			await this.send({ to: row.email, subject: t('texts.mail.subject'), text: t('texts.mail.text', { address }) });
			return 'sent';
		} catch (error) {
			log.warn(
				{ action: 'text.notice', result: 'failed', err: error },
				'a mail that asks for an approval was not sent'
			);
			return 'failed';
		}
	}
}
