import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { startProgram, type RunningProgram } from '../running-program';
import { command, logOf, stateOf } from './desk';
import { dayBefore } from './day-before';
import { admit, openIncident, setUp } from './first-incident';
import { faultsOf, lookOver, sidewaysOf } from './page-faults';
import { expect, test as shared } from './server';
import { anyHour } from '../any-hour';

/** Notifications on a device, and who is asked next: of real people, so in a program that is set up for real. */
const test = shared.extend<
	object,
	{ mailbox: Mailbox; program: RunningProgram; incident: { address: string; cookies: Cookies; samira: Cookies } }
>({
	mailbox: [
		async ({}, use) => {
			const mailbox = await openMailbox();
			await use(mailbox);
			await mailbox.close();
		},
		{ scope: 'worker' }
	],
	program: [
		async ({ mailbox }, use) => {
			const program = await startProgram({ env: { SMTP_URL: mailbox.url } });
			await use(program);
			await program.remove();
		},
		{ scope: 'worker', timeout: 300_000 }
	],
	incident: [
		async ({ browser, program }, use) => {
			const today = await dayBefore(program);
			const context = await browser.newContext({ baseURL: program.base, locale: 'nl-NL' });
			const other = await browser.newContext({ baseURL: program.base, locale: 'nl-NL' });
			const page = await context.newPage();
			await setUp(page, program);
			await admit(page, await other.newPage(), SAMIRA);
			await today();
			const address = await openIncident(page);
			await use({ address, cookies: await context.cookies(), samira: await other.cookies() });
			await context.close();
			await other.close();
		},
		{ scope: 'worker', timeout: 300_000 }
	]
});
const SAMIRA = {
	name: 'Samira Kaya',
	email: 'samira@proef.example',
	role: 'woordvoerder',
	password: 'vier andere gekke woorden'
};
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

interface Mailbox {
	readonly url: string;
	/** What the server answers every recipient; null accepts them. */
	refusal: (Error & { responseCode: number }) | null;
	/** The address in a mail to a person that leads to this text; null before it came. */
	addressOf(text: string, to: string): string | null;
	close(): Promise<void>;
}
async function openMailbox(): Promise<Mailbox> {
	const received: { to: string; content: string }[] = [];
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		onRcptTo: (_address, _session, done) => done(mailbox.refusal),
		onData(stream, { envelope }, done) {
			let content = '';
			stream.on('data', (chunk: Buffer) => (content += chunk.toString()));
			stream.on('end', () => {
				for (const { address } of envelope.rcptTo)
					received.push({ to: address, content: content.replaceAll('=\r\n', '') });
				done();
			});
		}
	});
	await new Promise<void>((up) => server.listen(0, '127.0.0.1', () => up()));
	const mailbox: Mailbox = {
		refusal: null,
		url: `smtp://127.0.0.1:${String((server.server.address() as AddressInfo).port)}`,
		addressOf: (text, to) =>
			received
				.filter((mail) => mail.to === to)
				.map(({ content }) => /https?:\/\/\S+\/texts\/[0-9a-f-]{36}/.exec(content)?.[0] ?? '')
				.find((address) => address.endsWith(text)) ?? null,
		close: () => new Promise((down) => server.close(() => down()))
	};
	return mailbox;
}

const keysOfBrowser = () => ({
	p256dh: createECDH('prime256v1').generateKeys('base64url'),
	auth: randomBytes(16).toString('base64url')
});

/**
 * The browser has no push service to ask here: it returns this subscription instead, also after a reload.
 * @param endpoint where the program would send
 */
async function subscribesTo(page: Page, endpoint: string): Promise<void> {
	const keys = keysOfBrowser();
	await page.addInitScript(
		({ endpoint, keys }) => {
			const subscription = {
				endpoint,
				toJSON: () => ({ endpoint, keys }),
				unsubscribe: () => Promise.resolve((localStorage.removeItem('subscribed'), true))
			};
			Object.assign(PushManager.prototype, {
				getSubscription: () => Promise.resolve(localStorage.getItem('subscribed') === null ? null : subscription),
				subscribe: () => Promise.resolve((localStorage.setItem('subscribed', 'yes'), subscription))
			});
		},
		{ endpoint, keys }
	);
}

test('a person allows notifications on a device, tests them, sees what failed, and turns them off', async ({
	page,
	base,
	context,
	incident
}) => {
	test.slow();
	await context.addCookies(incident.cookies);
	await context.grantPermissions(['notifications'], { origin: base });
	// An address inside: the program never asks it, and says that it was refused.
	await subscribesTo(page, 'https://127.0.0.1/send/1');
	await page.goto('/account');
	const part = page.getByRole('region', { name: 'Meldingen' });
	await expect(part.getByText('Dit apparaat krijgt nu geen meldingen.')).toBeVisible();
	await part.getByRole('button', { name: 'Laat meldingen toe' }).click();
	await expect(part.getByText('Dit apparaat krijgt nu meldingen. Stuur een proefmelding.')).toBeVisible();
	await expect(part.getByText('Dit apparaat krijgt meldingen.')).toBeVisible();
	await expect(part.getByRole('listitem')).toContainText('(dit apparaat)');
	await expect(part.getByRole('button', { name: 'Laat meldingen toe' })).toHaveCount(0);

	await part.getByRole('button', { name: 'Stuur een proefmelding' }).click();
	await expect(part.getByRole('status').first()).toContainText('De proefmelding is geweigerd.');
	await expect(part.getByRole('listitem')).toContainText(anyHour(/Niet gelukt, \d\d\.\d\d uur: .* weigert/));
	expect(await lookOver(page, base, '/account')).toEqual([]);

	await page.goto('/account');
	await part.getByRole('button', { name: 'Zet uit' }).click();
	await expect(part.getByText('Dit apparaat krijgt nu geen meldingen.')).toBeVisible();
	await expect(part.getByRole('listitem')).toHaveCount(0);
});

test('an administrator sends a test mail, and reads what the mail server answered', async ({
	page,
	base,
	context,
	incident,
	mailbox,
	watch
}) => {
	watch.allow(/422 .*\/settings\?\/mail/);
	await context.addCookies(incident.cookies);
	await page.goto('/settings');
	const part = page.getByRole('region', { name: 'Mail', exact: true });
	await expect(part).toContainText('met als afzender Voelspriet <noreply@127.0.0.1>');
	const send = part.getByRole('button', { name: 'Stuur mij een proefmail' });
	await send.click();
	await expect(part.getByRole('status')).toContainText('De mailserver nam de proefmail aan');
	mailbox.refusal = Object.assign(new Error('5.2.252 SendAsDenied'), { responseCode: 554 });
	await send.click();
	await expect(part.getByRole('alert')).toContainText('De proefmail is niet verstuurd.');
	await expect(part.getByRole('alert')).toContainText('SendAsDenied');
	mailbox.refusal = Object.assign(new Error('4.7.1 Greylisted'), { responseCode: 451 });
	await send.click();
	await expect(part.getByRole('alert')).toContainText('Probeer het over twee minuten opnieuw.');
	mailbox.refusal = null;
	expect(await lookOver(page, base, '/settings')).toEqual([]);
});

test('a notification is shown by a service worker that may load nothing, also while no page is open', async ({
	page,
	base,
	context,
	incident
}) => {
	await context.addCookies(incident.cookies);
	await context.grantPermissions(['notifications'], { origin: base });
	await subscribesTo(page, 'https://push.example/send/2');
	const worker = await page.request.get('/service-worker.js');
	expect(worker.headers()['content-security-policy']).toBe("default-src 'none'; connect-src 'self'");
	expect(worker.headers()['cache-control']).toBe('no-cache');
	const devtools = await context.newCDPSession(page);
	const registrations: string[] = [];
	devtools.on('ServiceWorker.workerRegistrationUpdated', (update) => {
		registrations.push(...update.registrations.map(({ registrationId }) => registrationId));
	});
	await devtools.send('ServiceWorker.enable');
	await page.goto('/account');
	await page.getByRole('button', { name: 'Laat meldingen toe' }).click();
	await expect(page.getByText('Dit apparaat krijgt meldingen.')).toBeVisible();
	await expect.poll(() => registrations.length).toBeGreaterThan(0);
	const message = { title: 'Geef uw akkoord', body: 'Wacht sinds 14.03 uur: Website.', path: '/account', topic: 'a1' };
	const deliver = (sent: object) =>
		devtools.send('ServiceWorker.deliverPushMessage', {
			origin: base,
			registrationId: registrations.at(-1) ?? '',
			data: JSON.stringify(sent)
		});
	await deliver(message);
	const [own] = context.serviceWorkers();
	const shown = () =>
		own?.evaluate(async () => {
			const registration = Reflect.get(globalThis, 'registration') as ServiceWorkerRegistration;
			const all = await registration.getNotifications();
			return all.map(({ title, body, tag, silent, data }) => ({ title, body, tag, silent, data: data as unknown }));
		});
	const { title, body, topic: tag, path: data } = message;
	await expect.poll(shown).toEqual([{ title, body, tag, silent: false, data }]);

	// A decided request is taken back: it disappears while a page is visible, and is replaced quietly otherwise.
	const settled = { ...message, title: 'Uw akkoord is niet meer nodig', settled: true };
	await deliver({ ...message, topic: 'another' });
	await expect.poll(async () => (await shown())?.length).toBe(2);
	await deliver(settled);
	await expect.poll(async () => (await shown())?.map((each) => each.tag)).toEqual(['another']);
	await deliver(message);
	await expect.poll(async () => (await shown())?.length).toBe(2);
	await page.goto('about:blank');
	await deliver(settled);
	await expect
		.poll(async () => (await shown())?.filter((each) => each.tag === tag))
		.toEqual([{ title: settled.title, body, tag, silent: true, data }]);
});

test('a browser that gets a new address from its push service reports it, also while no page is open', async ({
	page,
	base,
	context,
	incident
}) => {
	await context.addCookies(incident.cookies);
	await context.grantPermissions(['notifications'], { origin: base });
	const old = 'https://push.example/send/old';
	await subscribesTo(page, old);
	await page.goto('/account');
	await page.getByRole('button', { name: 'Laat meldingen toe' }).click();
	await expect(page.getByText('Dit apparaat krijgt meldingen.')).toBeVisible();
	await page.goto('about:blank');
	const [worker] = context.serviceWorkers();
	const renewed = { endpoint: 'https://push.example/send/renewed', keys: keysOfBrowser() };
	const applicationKey = await worker?.evaluate(
		async ({ renewed, old }) => {
			let key: unknown = null;
			PushManager.prototype.subscribe = (options) => {
				key = options?.applicationServerKey;
				return Promise.resolve({ endpoint: renewed.endpoint, toJSON: () => renewed } as unknown as PushSubscription);
			};
			let done: Promise<unknown> = Promise.resolve();
			// A browser fires it by itself; an event of ours has no waiting of its own.
			const event = Object.assign(new Event('pushsubscriptionchange'), {
				oldSubscription: { endpoint: old },
				newSubscription: null,
				waitUntil: (until: Promise<unknown>) => (done = until)
			});
			dispatchEvent(event);
			await done;
			return key;
		},
		{ renewed, old }
	);
	expect(applicationKey).toMatch(/^[\w-]{87}$/);
	await subscribesTo(page, renewed.endpoint);
	await page.goto('/account');
	const part = page.getByRole('region', { name: 'Meldingen' });
	await expect(part.getByText('Dit apparaat krijgt meldingen.')).toBeVisible();
	await expect(part.getByRole('listitem').filter({ hasText: '(dit apparaat)' })).toHaveCount(1);
	await part
		.getByRole('listitem')
		.filter({ hasText: '(dit apparaat)' })
		.getByRole('button', { name: 'Zet uit' })
		.click();
	await expect(part.getByText('Dit apparaat krijgt geen meldingen meer.')).toBeVisible();
});

test('a person who blocked notifications, or whose phone must install the program first, reads what to do', async ({
	page,
	visitor,
	incident
}) => {
	await page.context().addCookies(incident.cookies);
	await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
	await page.goto('/account');
	await expect(page.getByText('U hebt meldingen voor deze site geblokkeerd.')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Laat meldingen toe' })).toHaveCount(0);
	const phone = await visitor({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)' });
	await phone.context().addCookies(incident.cookies);
	await phone.addInitScript(() => void Reflect.deleteProperty(window, 'PushManager'));
	await phone.setViewportSize({ width: 360, height: 740 });
	await phone.goto('/account');
	await expect(phone.getByText('Zet Voelspriet eerst op uw beginscherm')).toBeVisible();
	expect(await sidewaysOf(phone)).toEqual([]);
});

test('quiet hours are kept, and must be two times or none', async ({ page, watch, incident }) => {
	watch.allow(/400/);
	await page.context().addCookies(incident.cookies);
	await page.goto('/account');
	const part = page.getByRole('region', { name: 'Stille uren' });
	await part.getByLabel('Van').fill('22:00');
	await part.getByRole('button', { name: 'Sla de stille uren op' }).click();
	await expect(part.getByRole('alert')).toContainText('Vul twee verschillende tijden in');
	await part.getByLabel('Van').fill('22:00');
	await part.getByLabel('Tot').fill('07:00');
	await part.getByRole('button', { name: 'Sla de stille uren op' }).click();
	await expect(part.getByRole('status')).toContainText('Opgeslagen.');
	await page.reload();
	await expect(part.getByLabel('Van')).toHaveValue('22:00');
	await expect(part.getByLabel('Tot')).toHaveValue('07:00');
});

test('the next person to ask, and after how long, is set beside who is on duty', async ({ page, incident }) => {
	await page.context().addCookies(incident.cookies);
	await page.goto(`${incident.address}/texts`);
	await page.getByLabel('Wie wordt daarna gevraagd?').selectOption('Noor de Wit');
	await page.getByLabel('Na hoeveel minuten?').selectOption('20 minuten');
	await expect
		.poll(async () =>
			(await logOf(page)).filter(({ type }) => type === 'incident.escalationSet').map(({ data }) => data)
		)
		.toEqual([
			expect.objectContaining({ escalation: expect.objectContaining({ minutes: 10 }) }),
			expect.objectContaining({ escalation: expect.objectContaining({ minutes: 20 }) })
		]);
});

/** A finger, or a mouse: it counts. */
class Taps {
	count = 0;
	constructor(readonly page: Page) {}
	async tap(on: Locator): Promise<void> {
		this.count += 1;
		await on.click();
	}
	/** Opens the address of a mail or of a notification, which lead to the same page. */
	async open(address: string): Promise<void> {
		this.count += 1;
		await this.page.goto(address);
	}
}

test('from email or notification to approval takes at most four taps: on a phone and a laptop, with and without a script, signed in or not', async ({
	page,
	visitor,
	incident,
	mailbox
}) => {
	test.slow();
	const { email, password } = SAMIRA;
	await page.context().addCookies(incident.cookies);
	await page.goto(incident.address);
	const ways = [360, 1280].flatMap((width) =>
		[true, false].flatMap((javaScriptEnabled) =>
			[true, false].map((isSignedIn) => ({ width, javaScriptEnabled, isSignedIn, text: randomUUID() }))
		)
	);
	for (const { text } of ways) {
		const about = { kind: 'incident', finding: null };
		const wordings = [{ channel: 'website', text: `Blijf weg bij de brand (${text}).` }];
		await command(page, 'text.draft', { id: text, kind: 'advice', about, corrects: null, facts: [], wordings });
		const drafted = (await stateOf(page)).state['texts']?.find(([key]) => key === text)?.[1];
		const [variant] = drafted?.['variants'] as { channel: string; checksum: string }[];
		const variants = [{ channel: 'website', checksum: variant?.checksum }];
		await command(page, 'text.submit', { text, variants, requestedFrom: null });
	}
	for (const { width, javaScriptEnabled, isSignedIn, text } of ways) {
		await expect.poll(() => mailbox.addressOf(text, email), { timeout: 30_000 }).not.toBeNull();
		const reader = await visitor({ viewport: { width, height: width === 360 ? 640 : 800 }, javaScriptEnabled });
		if (isSignedIn) await reader.context().addCookies(incident.samira);
		const taps = new Taps(reader);
		// A program without an address of its own names itself localhost in mails.
		const { pathname } = new URL(mailbox.addressOf(text, email) ?? '');
		await taps.open(pathname);
		if (!isSignedIn) {
			// A password manager fills in both; without one, a tap leads to the second field.
			await reader.getByLabel('E-mailadres').fill(email);
			await taps.tap(reader.getByLabel('Wachtwoord'));
			await reader.keyboard.type(password);
			await taps.tap(reader.getByRole('button', { name: 'Meld aan' }));
		}
		const faults = javaScriptEnabled ? faultsOf : sidewaysOf;
		await expect(reader.getByRole('paragraph').filter({ hasText: text })).toBeVisible();
		expect(await faults(reader)).toEqual([]);
		await taps.tap(reader.getByRole('button', { name: 'Akkoord', exact: true }));
		await expect(reader.getByText('Uw akkoord is opgeslagen.')).toBeVisible();
		expect(taps.count).toBe(isSignedIn ? 2 : 4);
		expect(await faults(reader)).toEqual([]);
		await reader.context().close();
	}
});
