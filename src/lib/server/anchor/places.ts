import type { Config } from '../config/config';
import { bySmtp } from '../publishing/notifications';
import type { SendHeads } from './head-signer';
import { sendSyslog, syslogMessage } from './syslog';

/** Where signed heads go outside, by the settings: to a log server, to a mailbox, to both or to neither. */
export function placesOf(
	{ syslog, headsMail, smtpUrl }: Pick<Config, 'syslog' | 'headsMail' | 'smtpUrl'>,
	origin: string
): ReadonlyMap<string, SendHeads> {
	const places = new Map<string, SendHeads>();
	if (syslog !== null)
		places.set('syslog', (lines) => {
			const now = new Date().toISOString();
			return sendSyslog(
				new URL(syslog),
				lines.map((line) => syslogMessage(line, now))
			);
		});
	if (headsMail !== null && smtpUrl !== null)
		places.set('mail', async (lines) => {
			const send = bySmtp(smtpUrl, `Voelspriet <noreply@${new URL(origin).hostname}>`);
			try {
				await send({ to: headsMail, subject: `Voelspriet: ${lines.length} × log`, text: mailText(lines) });
			} finally {
				send.close();
			}
		});
	return places;
}

/** Says in both languages what it is: who keeps it needs no account here. */
const mailText = (lines: readonly string[]): string =>
	[
		'Hier staat hoever de logboeken van Voelspriet waren. Bewaar deze mail.',
		'Met "npm run verify-log -- --head REGEL" ziet u later of het logboek nog hetzelfde is.',
		'',
		'This is how far the logs of Voelspriet were. Keep this mail.',
		'"npm run verify-log -- --head LINE" shows later whether the log is still the same.',
		'',
		...lines,
		''
	].join('\n');
