import { createTransport } from 'nodemailer';
import { z } from 'zod';

export interface Mail {
	/** The part of the Message-ID that identifies what is reported, so that mail programs recognise a second copy. */
	readonly id?: string;
	readonly to: string;
	/** A colleague who gets an answer to it; without, answers go to the sender. */
	readonly replyTo?: string | null;
	readonly subject: string;
	readonly text: string;
}
/** Sends one mail. @throws when the mail server rejects it or cannot be reached */
export type SendMail = (mail: Mail) => Promise<void>;

/** How often one mail is sent at most. */
export const MAX_MAIL_TRIES = 4;

/**
 * The sender of our mails: as set, else the mailbox that signs in at the mail server, because many servers accept no
 * other; else a name at our own address.
 * @param smtpUrl `smtps://user:password@host`
 * @param host of our own address
 */
export function senderOf(from: string | null, smtpUrl: string, host: string): string {
	if (from !== null) return from.includes('<') ? from : `Voelspriet <${from}>`;
	const user = decodeURIComponent(new URL(smtpUrl).username);
	return `Voelspriet <${z.email().safeParse(user).data ?? `noreply@${host}`}>`;
}

/** A mail server: `from` and `host` as administrators see them. */
export type Mailer = SendMail & { readonly from: string; readonly host: string; close(): void };

/** By SMTP. Gives up within some seconds, so that the person who asks for approval learns of it. */
export function bySmtp(url: string, from: string): Mailer {
	const transport = createTransport({ url, connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 });
	const domain = from.replace(/^.*@|>$/g, '');
	const send = async ({ id, replyTo, ...mail }: Mail): Promise<void> => {
		await transport.sendMail({
			from,
			...(id && { messageId: `<${id}@${domain}>` }),
			...(replyTo && { replyTo }),
			...mail,
			// No holiday replies: the first for most mail servers, the second for Exchange.
			headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }
		});
	};
	return Object.assign(send, { from, host: new URL(url).host, close: () => transport.close() });
}

/** What nodemailer adds to its errors. */
const MailProblem = z.object({ responseCode: z.int().optional(), code: z.string().optional() });
/** The server was not reached: it may be soon. */
const NOT_REACHED = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ECONNREFUSED', 'ECONNRESET']);

/** Whether the mail server may accept the same mail later: it said so (4xx), or was not reached. */
export function isTemporary(error: unknown): boolean {
	const problem = MailProblem.safeParse(error).data;
	if (problem?.responseCode !== undefined) return problem.responseCode >= 400 && problem.responseCode < 500;
	return NOT_REACHED.has(problem?.code ?? '');
}

/** What the mail server answered, in at most 300 characters; for administrators. */
export const mailProblemOf = (error: unknown): string =>
	(error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 300);
