import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FindingId, INSTALLATION, IncidentId, momentOf, PersonId, PublicationId, TextId } from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { bySmtp, senderOf } from '$lib/server/platform/net/mail';
import { Notifications } from '$lib/server/out/notifications/notifications';
import { Encryption } from '$lib/server/platform/operations/encryption';
import { Push } from '$lib/server/out/notifications/push/push';
import { setQuietHours } from '$lib/server/out/notifications/push/quiet-hours';
import { anna, bram, fresh, opening, system } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { localPushService, type LocalPushService } from './push-service';
import { anyHour } from '../../any-hour';

let stage: Stage;
let push: Push;
let service: LocalPushService;
const mails: { to: string; content: string }[] = [];
/** The answer to a recipient; null accepts it. */
let refusal: (() => Error) | null = null;
const refusalWith = (code: number, words: string) => () => Object.assign(new Error(words), { responseCode: code });
const server = new SMTPServer({
	disabledCommands: ['AUTH', 'STARTTLS'],
	onRcptTo: (_address, _session, done) => done(refusal?.()),
	onData(stream, { envelope }, done) {
		let content = '';
		stream.on('data', (chunk: Buffer) => (content += chunk.toString()));
		stream.on('end', () => {
			mails.push({ to: envelope.rcptTo.map(({ address }) => address).join(), content });
			done();
		});
	}
});
let url = '';
/** The first spokesperson, on duty in every test. */
let samira: PersonId;
beforeAll(async () => {
	stage = await Stage.set();
	service = await localPushService();
	push = new Push({
		sql: stage.sql,
		encryption: new Encryption('a secret of at least thirty-two characters'),
		fetch: service.fetch,
		contact: 'mailto:noreply@voelspriet.example',
		pause: () => Promise.resolve()
	});
	await push.start();
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', () => up()));
	url = `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`;
	samira = await spokesperson('samira@gemeente.example');
});
afterAll(async () => {
	await new Promise<void>((down) => server.close(() => down()));
	await service.stop();
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
/** A text that waits for approval; its claim must never be in a mail. */
async function submittedText(exercise = false, of: PersonId | null = null): Promise<{ log: IncidentId; text: TextId }> {
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
	await stage.send(log, 'text.submit', { text, variants: [named], requestedFrom: of });
	return { log, text };
}
const submittedTo = (person: PersonId) => submittedText(false, person);
const look = async (notices: Notifications, log: IncidentId, later = 0): Promise<void> => {
	const state = stage.logs.state(log);
	if (state) await notices.sendDue(log, state, momentOf(Date.now() + later * 60_000));
};
/** What a clock in the Netherlands shows so many hours from now: `21:03`. */
const clockIn = (hours: number): string =>
	new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Amsterdam', timeStyle: 'short' }).format(
		Date.now() + hours * 3_600_000
	);
const noticesOf = (log: IncidentId, text: TextId) => stage.logs.state(log)?.texts.get(text)?.notices ?? [];

test('who must read it gets one mail, again after ten minutes, that links to the page and never says what it is about', async () => {
	const mail = bySmtp(url, 'Voelspriet <noreply@voelspriet.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const { log, text } = await submittedText();
	await look(notices, log);
	await look(notices, log);
	expect(mails.map(({ to }) => to)).toEqual(['samira@gemeente.example']);
	const content = mails[0]?.content.replaceAll('=\r\n', '') ?? '';
	expect(content).toContain(`https://voelspriet.example/incidents/${log}/texts/${text}`);
	expect(content).not.toMatch(/burgemeester|gewond|Zuiderpark/i);
	await look(notices, log, 11);
	expect(mails).toHaveLength(2);
	expect(noticesOf(log, text)).toMatchObject([
		{ to: samira, outcome: 'sent', reminder: 0 },
		{ to: samira, outcome: 'sent', reminder: 1 }
	]);
	// Once the text is decided on, no more requests are mailed.
	await stage.send(log, 'text.return', { text, version: 1, why: 'Nee' }, { ...bram, roles: ['spokesperson'] });
	await look(notices, log, 25);
	expect(mails).toHaveLength(2);
	mail.close();
});

test('a mail that is sent again, because nobody knew that it was sent, is identical for its recipient', async () => {
	const mail = bySmtp(url, 'Voelspriet <noreply@voelspriet.example>');
	const { log, text } = await submittedText();
	const before = mails.length;
	const idsOf = () => mails.slice(before).map(({ content }) => /^Message-ID: (<\S+>)\r$/im.exec(content)?.[1]);
	// Two processes that do not know of each other; or one that died before it recorded the first.
	const notices = [1, 2].map(
		() => new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example')
	);
	await Promise.all(notices.map((each) => look(each, log)));
	const [first, ...others] = idsOf().sort();
	expect(first).toMatch(/^<[0-9a-f-]{36}@voelspriet\.example>$/);
	const people = noticesOf(log, text).length;
	expect(others).toHaveLength(2 * people - 1);
	expect(new Set([first, ...others]).size).toBe(people);
	// A reminder is a separate mail.
	for (const each of notices) await look(each, log, 11);
	expect(new Set(idsOf()).size).toBe(2 * people);
	mail.close();
});

test.each([
	['greylists', refusalWith(451, '4.7.1 Greylisting in action, please come back later')],
	['has a full mailbox', refusalWith(452, '4.2.2 Mailbox full')],
	['is being restarted', refusalWith(421, '4.3.2 Service shutting down')]
])(
	'a mail server that %s gets the mail again within two minutes, and the device no second notification',
	async (_, why) => {
		const mail = bySmtp(url, 'Voelspriet <noreply@voelspriet.example>');
		const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
		const { log, text } = await submittedText();
		const before = mails.length;
		const ofSamira = () => noticesOf(log, text).filter(({ to }) => to === samira);
		refusal = why;
		await look(notices, log);
		await look(notices, log);
		expect(ofSamira()).toMatchObject([{ outcome: 'later', tries: 1, reminder: 0 }]);
		expect(mails).toHaveLength(before);
		refusal = null;
		await look(notices, log, 2);
		await look(notices, log, 2);
		expect(ofSamira()).toMatchObject([{ outcome: 'sent', tries: 2, reminder: 0 }]);
		expect(mails.slice(before).filter(({ to }) => to === 'samira@gemeente.example')).toHaveLength(1);
		mail.close();
	}
);

test('a mail that is refused for good, or for now four times, is reported as failed', async () => {
	const mail = bySmtp(url, 'Voelspriet <noreply@voelspriet.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const outcomeOf = (log: IncidentId, text: TextId) =>
		noticesOf(log, text).find(({ to, reminder }) => to === samira && reminder === 0)?.outcome;
	refusal = refusalWith(554, '5.2.252 SendAsDenied');
	const forGood = await submittedText();
	await look(notices, forGood.log);
	expect(outcomeOf(forGood.log, forGood.text)).toBe('failed');
	refusal = refusalWith(451, '4.7.1 Later');
	const forNow = await submittedText();
	for (let minutes = 0; minutes < 8; minutes += 2) {
		expect(outcomeOf(forNow.log, forNow.text)).toBe(minutes === 0 ? undefined : 'later');
		await look(notices, forNow.log, minutes);
	}
	expect(outcomeOf(forNow.log, forNow.text)).toBe('failed');
	refusal = null;
	mail.close();
});

test('a mail says that a program sent it, and an answer goes to the person who asks', async () => {
	const mail = bySmtp(url, 'Crisisteam <crisis@gemeente.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	await stage.sql`
		insert into "user" (id, name, email, email_verified) values (${bram.id}, 'Bram', 'bram@gemeente.example', true)
		on conflict do nothing`;
	const { log } = await submittedText();
	await look(notices, log);
	const content = mails.at(-1)?.content ?? '';
	expect(content).toMatch(/^From: Crisisteam <crisis@gemeente\.example>\r$/m);
	expect(content).toMatch(/^Reply-To: bram@gemeente\.example\r$/m);
	expect(content).toMatch(/^Auto-Submitted: auto-generated\r$/m);
	mail.close();
});

test.each([
	[null, 'smtps://crisis%40gemeente.example:x@mail.example', 'Voelspriet <crisis@gemeente.example>'],
	[null, 'smtps://apikey:x@mail.example', 'Voelspriet <noreply@v.example>'],
	[null, 'smtp://mail.example', 'Voelspriet <noreply@v.example>'],
	['pers@gemeente.example', 'smtps://apikey:x@mail.example', 'Voelspriet <pers@gemeente.example>'],
	['Crisis <pers@gemeente.example>', 'smtp://mail.example', 'Crisis <pers@gemeente.example>']
])('the sender by the setting %s and %s is %s', (from, smtpUrl, sender) => {
	expect(senderOf(from, smtpUrl, 'v.example')).toBe(sender);
});

test('a failed mail is reported to the person who asked, and an exercise sends none', async () => {
	const mail = bySmtp('smtp://127.0.0.1:1', 'Voelspriet <noreply@voelspriet.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const duty = await spokesperson(null);
	const { log, text } = await submittedText();
	await look(notices, log);
	const outcomes = noticesOf(log, text).map(
		({ to, outcome }) => `${to === duty ? 'without' : 'with'} address: ${outcome}`
	);
	expect(outcomes.sort()).toEqual(['with address: later', 'without address: noAddress']);
	const exercise = await submittedText(true);
	await look(notices, exercise.log);
	expect(noticesOf(exercise.log, exercise.text)).toEqual([]);
	mail.close();
});

test('without mail the person who asked is notified, once', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example');
	const { log, text } = await submittedText();
	await look(notices, log);
	await look(notices, log, 11);
	expect(new Set(noticesOf(log, text).map(({ outcome, reminder }) => `${outcome} ${String(reminder)}`))).toEqual(
		new Set(['noMail 0'])
	);
});

test('reminders go to the person who is on duty by then, as well as the one who was asked', async () => {
	const mailed: string[] = [];
	const mail = ({ to }: { to: string }): Promise<void> => Promise.resolve(void mailed.push(to));
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const [first, second] = [
		await spokesperson('eerste@gemeente.example'),
		await spokesperson('tweede@gemeente.example')
	];
	const { log, text } = await submittedText();
	await stage.send(log, 'text.return', { text, version: 1, why: 'Nog eens' }, { ...bram, roles: ['spokesperson'] });
	const variants = [
		{ channel: 'website', checksum: wordingChecksum('website', 'Wij zoeken uit of de burgemeester gewond is.') }
	];
	await stage.send(log, 'text.submit', { text, variants, requestedFrom: first });
	await look(notices, log);
	expect(mailed).toEqual(['eerste@gemeente.example']);
	await stage.send(log, 'incident.setDuty', { spokesperson: second });
	await look(notices, log, 11);
	expect(mailed.slice(1).sort()).toEqual(['eerste@gemeente.example', 'tweede@gemeente.example']);
});

test('a person with a device gets a notification as well as the mail: what is waiting and where, never what it is about', async () => {
	const mailed: string[] = [];
	const mail = ({ to }: { to: string }): Promise<void> => Promise.resolve(void mailed.push(to));
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const samira = await spokesperson('melding@gemeente.example');
	await push.devices.add(samira, service.subscription('melding'), { userAgent: null, language: 'nl' });
	const { log, text } = await submittedTo(samira);
	service.received.length = 0;
	await look(notices, log);
	await look(notices, log);
	expect(mailed).toEqual(['melding@gemeente.example']);
	expect(service.received).toHaveLength(1);
	const message = service.received[0]?.message;
	expect(message).toMatchObject({ title: 'Geef uw akkoord', path: `/incidents/${log}/texts/${text}` });
	expect(JSON.stringify(message)).toMatch(anyHour(/Wacht sinds \d\d\.\d\d uur: Website\. Incident: Brand\./));
	expect(JSON.stringify(message)).not.toMatch(/burgemeester|gewond|Zuiderpark|Samira/i);
	expect(noticesOf(log, text)).toMatchObject([{ to: samira, outcome: 'sent', push: 'sent' }]);
	await look(notices, log, 11);
	expect(service.received).toHaveLength(2);
});

test('without mail a notification is enough, and its reminders continue', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example');
	const samira = await spokesperson('alleen-melding@gemeente.example');
	await push.devices.add(samira, service.subscription('alleen'), { userAgent: null, language: 'en' });
	const { log, text } = await submittedTo(samira);
	service.received.length = 0;
	await look(notices, log);
	await look(notices, log, 11);
	expect(service.received.map(({ message }) => (message as { title: string }).title)).toEqual([
		'Give your approval',
		'Give your approval'
	]);
	expect(noticesOf(log, text)).toMatchObject([
		{ outcome: 'noMail', push: 'sent', reminder: 0 },
		{ outcome: 'noMail', push: 'sent', reminder: 1 }
	]);
});

test('a push service that is busy shows as failed, until the device gets it after all', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example');
	const samira = await spokesperson('druk@gemeente.example');
	await push.devices.add(samira, service.subscription('druk'), { userAgent: null, language: 'nl' });
	const { log, text } = await submittedTo(samira);
	const seen: string[] = [];
	const stop = stage.logs.listen({ lines: () => void seen.push(noticesOf(log, text)[0]?.push ?? '') });
	service.answers.push({ status: 503 }, { status: 429 });
	await look(notices, log);
	await notices.idle();
	await expect.poll(() => seen).toEqual(['failed', 'sent']);
	stop();
});

test('the next person on duty is asked after the set time, and at once when the first has quiet hours', async () => {
	const mailed: string[] = [];
	const mail = ({ to }: { to: string }): Promise<void> => Promise.resolve(void mailed.push(to));
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const [first, next] = [await spokesperson('dienst@gemeente.example'), await spokesperson('daarna@gemeente.example')];
	await push.devices.add(first, service.subscription('dienst'), { userAgent: null, language: 'nl' });
	const { log, text } = await submittedTo(first);
	await stage.send(log, 'incident.setEscalation', { next, minutes: 15 });
	await look(notices, log);
	await look(notices, log, 14);
	expect(mailed).not.toContain('daarna@gemeente.example');
	await look(notices, log, 16);
	expect(noticesOf(log, text).filter(({ to }) => to === next)).toMatchObject([{ reminder: 0 }]);

	await setQuietHours(stage.sql, first, { from: clockIn(-1), to: clockIn(1) });
	const quiet = await submittedTo(first);
	await stage.send(quiet.log, 'incident.setEscalation', { next, minutes: 15 });
	service.received.length = 0;
	await look(notices, quiet.log);
	await look(notices, quiet.log);
	expect(noticesOf(quiet.log, quiet.text)).toMatchObject([
		{ to: first, outcome: 'sent', push: 'quiet' },
		{ to: next, outcome: 'sent' }
	]);
	expect(service.received).toEqual([]);
});

test('a suspended person is not asked, not even when they are on duty', async () => {
	const mailed: string[] = [];
	const mail = ({ to }: { to: string }): Promise<void> => Promise.resolve(void mailed.push(to));
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const gone = await spokesperson('geschorst@gemeente.example');
	const { log } = await submittedTo(gone);
	await stage.send(
		INSTALLATION,
		'person.suspend',
		{ person: gone, suspended: true },
		{ ...bram, roles: ['administrator'] }
	);
	await look(notices, log);
	expect(mailed).not.toContain('geschorst@gemeente.example');
	expect(mailed).toContain('dienst@gemeente.example');
});

test('an exercise sends no notification', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example');
	const samira = await spokesperson('oefening@gemeente.example');
	await push.devices.add(samira, service.subscription('oefening'), { userAgent: null, language: 'nl' });
	const { log } = await submittedText(true);
	service.received.length = 0;
	await look(notices, log);
	expect(service.received).toEqual([]);
});

test('a notification is withdrawn once, silently, from each person with nothing left to do: approved, returned, paused or withdrawn', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example');
	const variants = [
		{ channel: 'website', checksum: wordingChecksum('website', 'Wij zoeken uit of de burgemeester gewond is.') }
	];
	const ways = [
		['text.approve', { variants }],
		['text.return', { version: 1, why: 'Nog niet' }],
		['text.pause', { why: 'Nieuwe meting' }],
		['text.withdraw', { why: 'Klopt niet' }]
	] as const;
	for (const [type, more] of ways) {
		const samira = await spokesperson(`terug-${type.replace('.', '-')}@gemeente.example`);
		await push.devices.add(samira, service.subscription(type), { userAgent: null, language: 'nl' });
		const { log, text } = await submittedTo(samira);
		service.received.length = 0;
		await look(notices, log);
		const [request] = service.received;
		const noticesBefore = noticesOf(log, text);
		await look(notices, log);
		expect(service.received).toHaveLength(1);
		await stage.send(log, type, { text, ...more }, { id: samira, roles: ['spokesperson'] });
		for (let n = 0; n < 3; n++) await look(notices, log);
		expect(service.received.slice(1)).toMatchObject([
			{ topic: request?.topic, urgency: 'normal', message: { settled: true, path: `/incidents/${log}/texts/${text}` } }
		]);
		expect(JSON.stringify(service.received[1])).not.toMatch(/burgemeester|gewond|Zuiderpark|Samira/i);
		expect(noticesOf(log, text)).toEqual(noticesBefore.map((notice) => ({ ...notice, settled: notice.to === samira })));
		// Another process, or this one after a restart, knows that it was done.
		await look(new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example'), log);
		expect(service.received).toHaveLength(2);
	}
});

test('a withdrawn approval asks again, and the new request can be withdrawn in turn', async () => {
	const notices = new Notifications(stage.sql, stage.executor, null, push, 'https://voelspriet.example');
	const samira = await spokesperson('opnieuw@gemeente.example');
	await push.devices.add(samira, service.subscription('opnieuw'), { userAgent: null, language: 'nl' });
	const { log, text } = await submittedTo(samira);
	const variants = [
		{ channel: 'website', checksum: wordingChecksum('website', 'Wij zoeken uit of de burgemeester gewond is.') }
	];
	const own = { ...anna, id: samira };
	service.received.length = 0;
	await look(notices, log);
	await stage.send(log, 'text.approve', { text, variants }, own);
	await look(notices, log);
	await stage.send(log, 'text.withdrawApproval', { text, variants, why: null }, own);
	await look(notices, log, 11);
	await stage.send(log, 'text.approve', { text, variants }, own);
	await look(notices, log, 12);
	expect(service.received.map(({ message }) => (message as { settled?: true }).settled ?? false)).toEqual([
		false,
		true,
		false,
		true
	]);
});

test('a text by a spokesperson is sent to the other spokespersons, also when the writer is on duty', async () => {
	const mailed: string[] = [];
	const mail = ({ to }: { to: string }): Promise<void> => Promise.resolve(void mailed.push(to));
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const [writer, reader] = [
		await spokesperson('schrijver@gemeente.example'),
		await spokesperson('lezer@gemeente.example')
	];
	const by = { ...anna, id: writer };
	const [log, text] = [fresh(IncidentId), fresh(TextId)];
	await stage.send(log, 'incident.open', opening());
	await stage.send(log, 'incident.setDuty', { spokesperson: writer });
	const about = { kind: 'incident', finding: null };
	const wordings = [{ channel: 'website', text: 'Wij zoeken het uit.' }];
	await stage.send(log, 'text.draft', { id: text, kind: 'holding', about, corrects: null, facts: [], wordings }, by);
	const variants = [{ channel: 'website', checksum: wordingChecksum('website', 'Wij zoeken het uit.') }];
	await stage.send(log, 'text.submit', { text, variants, requestedFrom: null }, by);
	await look(notices, log);
	expect(mailed).toContain('lezer@gemeente.example');
	expect(mailed).not.toContain('schrijver@gemeente.example');
	expect(noticesOf(log, text).map(({ to }) => to)).toContain(reader);
});

test('a text published without a second reader asks one at once, until somebody has read it', async () => {
	const joris = await spokesperson('joris@gemeente.example');
	const mail = bySmtp(url, 'Voelspriet <noreply@voelspriet.example>');
	const notices = new Notifications(stage.sql, stage.executor, mail, push, 'https://voelspriet.example');
	const { log, text } = await submittedTo(joris);
	await look(notices, log);
	const before = mails.length;
	await look(notices, log);
	expect(mails).toHaveLength(before);
	const [variant] = stage.logs.state(log)?.texts.get(text)?.variants ?? [];
	const named = { text, channel: 'website', checksum: variant?.checksum };
	const id = fresh(PublicationId);
	// Recorded some minutes after it was done.
	const at = stage.logs.state(log)?.incident?.start ?? null;
	await stage.send(log, 'text.publishAlone', { ...named, id, where: 'Website', address: null, at, why: 'Haast' });
	await look(notices, log);
	expect(mails.length).toBeGreaterThan(before);
	expect(mails.at(-1)?.content).toContain('Zonder tweede lezer gepubliceerd: lees nu na');
	const mailCount = mails.length;
	await stage.send(log, 'text.review', { text, publication: id, why: 'Gelezen' }, anna);
	await look(notices, log, 11);
	expect(mails).toHaveLength(mailCount);
});
