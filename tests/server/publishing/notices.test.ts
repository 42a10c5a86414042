import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, INSTALLATION, IncidentId, momentOf, PersonId, TextId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { bySmtp, Notifications } from '$lib/server/publishing/notifications';
import { bram, fresh, opening, system } from '../../domain/sample';
import { Stage } from '../stage';

let stage: Stage;
const taken: { to: string; content: string }[] = [];
const server = new SMTPServer({
	disabledCommands: ['AUTH', 'STARTTLS'],
	onData(stream, { envelope }, done) {
		let content = '';
		stream.on('data', (chunk: Buffer) => (content += chunk.toString()));
		stream.on('end', () => {
			taken.push({ to: envelope.rcptTo.map(({ address }) => address).join(), content });
			done();
		});
	}
});
let url = '';
beforeAll(async () => {
	stage = await Stage.set();
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', () => up()));
	url = `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
});
afterAll(async () => {
	await new Promise<void>((down) => server.close(() => down()));
	await stage.strike();
});

async function spokesperson(email: string | null): Promise<PersonId> {
	const id = fresh(PersonId);
	if (email)
		await stage.sql`insert into "user" (id, name, email, email_verified) values (${id}, 'Samira', ${email}, true)`;
	const grants = [{ role: 'spokesperson', incident: null }];
	await stage.send(INSTALLATION, 'person.admit', { person: id, grants, exerciseOnly: false }, system);
	return id;
}
/** A text that waits, of which the claim may never be in a mail. */
async function asked(exercise = false): Promise<{ log: IncidentId; text: TextId }> {
	const [log, rumour, text] = [fresh(IncidentId), fresh(FindingId), fresh(TextId)];
	await stage.send(log, 'incident.open', opening({ exercise }));
	await stage.send(log, 'rumour.signal', {
		id: rumour,
		text: 'De burgemeester is gewond',
		offline: 'straat',
		seenIn: null
	});
	const wording = { channel: 'website' as const, text: 'Wij zoeken uit of de burgemeester gewond is.' };
	const about = { kind: 'rumour', finding: rumour };
	await stage.send(log, 'text.draft', {
		id: text,
		kind: 'holding',
		about,
		corrects: null,
		facts: [],
		wordings: [wording]
	});
	const named = { channel: 'website', checksum: wordingChecksum('website', wording.text) };
	await stage.send(log, 'text.submit', { text, variants: [named], asked: null });
	return { log, text };
}
const look = async (notices: Notifications, log: IncidentId, later = 0): Promise<void> => {
	const state = stage.logs.state(log);
	if (state) await notices.sendDue(log, state, momentOf(Date.now() + later * 60_000));
};
const noticesOf = (log: IncidentId, text: TextId) => stage.logs.state(log)?.texts.get(text)?.notices ?? [];

test('who must read it gets one mail, again after ten minutes, that leads to the page and never says what it is about', async () => {
	const samira = await spokesperson('samira@gemeente.example');
	const mail = bySmtp(url, 'Voelspriet <noreply@voelspriet.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, 'https://voelspriet.example');
	const { log, text } = await asked();
	await look(notices, log);
	await look(notices, log);
	expect(taken.map(({ to }) => to)).toEqual(['samira@gemeente.example']);
	const content = taken[0]?.content.replaceAll('=\r\n', '') ?? '';
	expect(content).toContain(`https://voelspriet.example/incidents/${log}/texts/${text}`);
	expect(content).not.toMatch(/burgemeester|gewond|Zuiderpark/i);
	await look(notices, log, 11);
	expect(taken).toHaveLength(2);
	expect(noticesOf(log, text)).toMatchObject([
		{ to: samira, outcome: 'sent', reminder: 0 },
		{ to: samira, outcome: 'sent', reminder: 1 }
	]);
	// Once the text is decided on, no more requests are mailed.
	await stage.send(log, 'text.return', { text, version: 1, why: 'Nee' }, { ...bram, roles: ['spokesperson'] });
	await look(notices, log, 25);
	expect(taken).toHaveLength(2);
	mail.close();
});

test('a failed mail is reported to the person who asked, and an exercise sends none', async () => {
	const mail = bySmtp('smtp://127.0.0.1:1', 'Voelspriet <noreply@voelspriet.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, 'https://voelspriet.example');
	const duty = await spokesperson(null);
	const { log, text } = await asked();
	await look(notices, log);
	expect(noticesOf(log, text).map(({ to, outcome }) => [to === duty, outcome])).toEqual([
		[false, 'failed'],
		[true, 'noAddress']
	]);
	const exercise = await asked(true);
	await look(notices, exercise.log);
	expect(noticesOf(exercise.log, exercise.text)).toEqual([]);
	mail.close();
});

test('without mail the person who asked is informed, once', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, 'https://voelspriet.example');
	const { log, text } = await asked();
	await look(notices, log);
	await look(notices, log, 11);
	expect(new Set(noticesOf(log, text).map(({ outcome, reminder }) => `${outcome} ${String(reminder)}`))).toEqual(
		new Set(['noMail 0'])
	);
});

test('reminders go to who is on duty by then, beside the one who was asked', async () => {
	const mailed: string[] = [];
	const mail = ({ to }: { to: string }): Promise<void> => Promise.resolve(void mailed.push(to));
	const notices = new Notifications(stage.sql, stage.executor, mail, 'https://voelspriet.example');
	const [first, second] = [
		await spokesperson('eerste@gemeente.example'),
		await spokesperson('tweede@gemeente.example')
	];
	const { log, text } = await asked();
	await stage.send(log, 'text.return', { text, version: 1, why: 'Nog eens' }, { ...bram, roles: ['spokesperson'] });
	const variants = [
		{ channel: 'website', checksum: wordingChecksum('website', 'Wij zoeken uit of de burgemeester gewond is.') }
	];
	await stage.send(log, 'text.submit', { text, variants, asked: first });
	await look(notices, log);
	expect(mailed).toEqual(['eerste@gemeente.example']);
	await stage.send(log, 'incident.setDuty', { spokesperson: second });
	await look(notices, log, 11);
	expect(mailed.slice(1).sort()).toEqual(['eerste@gemeente.example', 'tweede@gemeente.example']);
});
