import type { Sql } from '$lib/server/platform/driver/sql';
import { AbortableDelay } from '$lib/concurrency/abortable-delay';
import type { PersonId } from '$lib/domain/core/ids';
import type { PushMessage } from '$lib/domain/installation/push-message';
import type { ApprovalNotice } from '$lib/domain/official-text/official-text';
import type { Language } from '$lib/i18n/language';
import { FetchError, FetchRefused } from '$lib/server/platform/net/fetch-error';
import type { FetchResponse, GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { type Encryption, DecryptionError } from '$lib/server/platform/operations/encryption';
import { log } from '$lib/server/platform/operations/logger';
import { waitOf } from '$lib/server/out/official-text/networks/network';
import { PushDevices, type DeviceFailure, type OpenedDevice } from './push-devices';
import { generateKeyPairSync } from 'node:crypto';

/** By which push services know this installation (VAPID, RFC 8292): base64url, of 65 and 32 bytes. */
interface PushKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}
const KEY_PURPOSE = 'push/key';

/** The one pair of this installation, made by the first process that starts. The database holds it encrypted. */
async function pushKeys(sql: Sql, encryption: Encryption): Promise<PushKeys> {
	const newKeys = makeKeys();
	const sealed = encryption.seal(newKeys.privateKey, KEY_PURPOSE);
	await sql`insert into push_key (id, public_key, sealed) values (1, ${newKeys.publicKey}, ${sealed}) on conflict (id) do nothing`;
	const [row] = await sql<{ public_key: string; sealed: string }[]>`select public_key, sealed from push_key`;
	if (!row) throw new Error('the keys for push services were not stored');
	try {
		const privateKey = encryption.open(row.sealed, KEY_PURPOSE);
		if (encryption.isOld(row.sealed))
			await sql`update push_key set sealed = ${encryption.seal(privateKey, KEY_PURPOSE)}`;
		return { publicKey: row.public_key, privateKey };
	} catch (error) {
		if (!(error instanceof DecryptionError)) throw error;
		// Devices subscribed with the key that is lost, and are encrypted with the same lost secret.
		log.warn(
			{ action: 'push.key', result: error.because },
			'the key for push services cannot be opened: people must allow notifications again'
		);
		await sql`delete from push_device`;
		await sql`update push_key set public_key = ${newKeys.publicKey}, sealed = ${sealed}`;
		return newKeys;
	}
}

function makeKeys(): PushKeys {
	const {
		x = '',
		y = '',
		d = ''
	} = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({
		format: 'jwk'
	});
	const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
	return { publicKey: point.toString('base64url'), privateKey: d };
}

/** Seconds that a push service keeps a message for a device that is away: until the next reminder. */
const TTL_SECONDS = 600;
/** Milliseconds before each further attempt, while the push service is busy or cannot be reached. */
const RETRY_DELAYS_MS = [5_000, 30_000, 120_000];
/** A push service that asks us to wait longer than this gets no further attempt: a reminder comes by then. */
const MAX_WAIT_MS = 300_000;

interface PushOptions {
	readonly sql: Sql;
	readonly encryption: Encryption;
	/** Addresses come from browsers: each is checked. */
	readonly fetch: GuardedFetch;
	/** Where a push service can reach us: `mailto:` or `https:`. */
	readonly contact: string;
	readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
interface SendResult {
	readonly outcome: Exclude<ApprovalNotice['push'], 'quiet'>;
	/** While no device accepted it but one still may: whether one does in the end. */
	readonly later: Promise<boolean> | null;
}
/** `gone`: the browser withdrew its permission, or the person removed the program. */
type Delivery = 'sent' | 'gone' | DeviceFailure;
interface Attempt {
	readonly delivery: Delivery;
	/** Milliseconds that the push service asks us to wait. */
	readonly wait: number | null;
}

/** Notifications on people's devices by Web Push (RFC 8030), encrypted for the device (RFC 8291). */
export class Push {
	readonly devices: PushDevices;
	readonly #stop = new AbortController();
	readonly #pause: NonNullable<PushOptions['pause']>;
	#keys: PushKeys | null = null;

	constructor(readonly options: PushOptions) {
		this.devices = new PushDevices(options.sql, options.encryption);
		this.#pause = options.pause ?? ((milliseconds, signal) => new AbortableDelay().wait(milliseconds, signal));
	}

	async start(): Promise<void> {
		this.#keys = await pushKeys(this.options.sql, this.options.encryption);
		await this.devices.reencrypt();
	}

	/** By which a browser subscribes. */
	get publicKey(): string {
		return this.#started.publicKey;
	}

	/** Sends to all devices of a person; one that takes it is enough. */
	async send(person: PersonId, messageIn: (language: Language) => PushMessage): Promise<SendResult> {
		const devices = await this.devices.open(person);
		if (devices.length === 0) return { outcome: 'none', later: null };
		const attempts = await Promise.all(
			devices.map(async (device) => {
				const message = messageIn(device.language);
				return { device, message, ...(await this.#deliver(device, message)) };
			})
		);
		if (attempts.every(({ delivery }) => delivery === 'gone')) return { outcome: 'none', later: null };
		const retries = attempts
			.filter(({ delivery }) => isPassing(delivery))
			.map(({ device, message, wait }) => this.#retry(device, message, wait));
		if (attempts.some(({ delivery }) => delivery === 'sent')) return { outcome: 'sent', later: null };
		const later = retries.length > 0 ? Promise.all(retries).then((sent) => sent.includes(true)) : null;
		return { outcome: 'failed', later };
	}

	/** Sends to one device of this person, once. @returns null when they do not have that device */
	async test(person: PersonId, id: string, messageIn: (language: Language) => PushMessage): Promise<Delivery | null> {
		const device = (await this.devices.open(person)).find((each) => each.id === id);
		return device ? (await this.#deliver(device, messageIn(device.language))).delivery : null;
	}

	/** Cancels waiting retries. A request in flight ends by its own time limit, so that it does not count as failed. */
	stop(): void {
		this.#stop.abort();
	}

	get #started(): PushKeys {
		if (!this.#keys) throw new Error('not started');
		return this.#keys;
	}

	/** @returns whether the device took it in the end; never throws */
	async #retry(device: OpenedDevice, message: PushMessage, requestedWait: number | null): Promise<boolean> {
		let wait = requestedWait;
		const { signal } = this.#stop;
		try {
			for (const after of RETRY_DELAYS_MS) {
				if (wait !== null && wait > MAX_WAIT_MS) return false;
				await this.#pause(Math.max(after, wait ?? 0), signal);
				if (signal.aborted) return false;
				const attempt = await this.#deliver(device, message);
				if (!isPassing(attempt.delivery)) return attempt.delivery === 'sent';
				({ wait } = attempt);
			}
		} catch (error) {
			log.warn({ action: 'push.send', result: 'failed', err: error }, 'a notification could not be sent again');
		}
		return false;
	}

	/** One attempt; its result is stored with the device. */
	async #deliver(device: OpenedDevice, message: PushMessage): Promise<Attempt> {
		const attempt = await this.#attempt(device, message);
		const { delivery } = attempt;
		if (delivery === 'sent') await this.devices.recordSent(device.id);
		else if (delivery === 'gone') await this.devices.forget(device.id);
		else await this.devices.recordFailure(device.id, delivery);
		return attempt;
	}

	async #attempt({ endpoint, p256dh, auth }: OpenedDevice, message: PushMessage): Promise<Attempt> {
		// Loaded when it is first needed: most processes never send one.
		const { default: webPush } = await import('web-push');
		const { headers, body } = webPush.generateRequestDetails(
			{ endpoint, keys: { p256dh, auth } },
			JSON.stringify(message),
			{
				vapidDetails: { subject: this.options.contact, ...this.#started },
				contentEncoding: 'aes128gcm',
				TTL: TTL_SECONDS,
				// A notification that is taken back need not wake the device.
				urgency: message.settled ? 'normal' : 'high',
				topic: message.topic
			}
		);
		try {
			const requestHeaders = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
			const answer = await this.options.fetch(endpoint, {
				headers: Object.fromEntries(requestHeaders.map(([name, value]) => [name, String(value)])),
				bytes: body
			});
			return { delivery: deliveryOf(answer), wait: waitOf(answer.headers, Date.now()) };
		} catch (error) {
			if (!(error instanceof FetchError)) throw error;
			// The host only: the whole address is enough to send to the device.
			log.warn(
				{ action: 'push.send', result: error.code, host: new URL(endpoint).hostname },
				'a notification was not sent'
			);
			return { delivery: error instanceof FetchRefused ? 'refused' : 'unreachable', wait: null };
		}
	}
}

function deliveryOf({ status }: FetchResponse): Delivery {
	if (status >= 200 && status < 300) return 'sent';
	if (status === 404 || status === 410) return 'gone';
	return status === 429 || status >= 500 ? 'busy' : 'refused';
}
const isPassing = (delivery: Delivery): boolean => delivery === 'busy' || delivery === 'unreachable';
