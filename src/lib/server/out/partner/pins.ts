import { createHmac, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import { inIncident, type IncidentId, type ShareLinkId } from '$lib/domain/core/ids';
import { LinkPin, type ShareLink } from '$lib/domain/report/share-link';
import type { Attempts } from '$lib/server/people/auth/attempts';
import type { OpenLink } from './links';

/** As OWASP advises (N = 2^14, r = 8, p = 5), so that a stolen table does not reveal the PINs. */
const SCRYPT_OPTIONS: ScryptOptions = { N: 2 ** 14, r: 8, p: 5 };

/** A link of an incident. */
type PinnedLink = Pick<OpenLink, 'incident'> & { readonly link: Pick<ShareLink, 'id' | 'hash'> };

/** The result of an attempt. */
type PinResult = { readonly proof: string } | { readonly wait: number } | 'wrong';

/**
 * The PINs of share links: stored as a hash, with few attempts. A proof then shows that it was given, without a query.
 */
export class Pins {
	constructor(
		readonly sql: Sql,
		readonly attempts: Attempts,
		readonly secret: string
	) {}

	/** Stores the PIN of a link that is about to be made. @returns false when another one is stored for it */
	async keep(incident: IncidentId, link: ShareLinkId, pin: string): Promise<boolean> {
		const salt = randomBytes(16);
		const hash = `${salt.toString('base64url')}.${(await hashed(pin, salt)).toString('base64url')}`;
		await this.sql`
			insert into share_link_pin (incident_id, link_id, hash) values (${incident}, ${link}, ${hash}) on conflict do nothing`;
		return this.#matches(incident, link, pin);
	}

	/** Tries a PIN. The attempt is counted before the PIN is checked; a right one gets a proof. */
	async try(open: OpenLink, pin: string, address: string): Promise<PinResult> {
		const { incident, link } = open;
		const wait = await this.attempts.takePin(inIncident(incident, link.id), address);
		if (wait > 0) return { wait };
		if (!LinkPin.safeParse({ pin }).success || !(await this.#matches(incident, link.id, pin))) return 'wrong';
		await this.attempts.knewPin(inIncident(incident, link.id), address);
		return { proof: this.#proofOf(open) };
	}

	/** Whether this browser gave the PIN before. */
	isKnown(open: PinnedLink, proof: string | undefined): boolean {
		const [received, expected] = [Buffer.from(proof ?? ''), Buffer.from(this.#proofOf(open))];
		return received.length === expected.length && timingSafeEqual(received, expected);
	}

	#proofOf({ incident, link: { id, hash } }: PinnedLink): string {
		return createHmac('sha256', this.secret).update(`pin\0${incident}\0${id}\0${hash}`).digest('base64url');
	}
	async #matches(incident: IncidentId, link: ShareLinkId, pin: string): Promise<boolean> {
		const [row] = await this.sql<{ hash: string }[]>`
			select hash from share_link_pin where incident_id = ${incident} and link_id = ${link}`;
		const [salt = '', storedHash = ''] = (row?.hash ?? '').split('.');
		const received = await hashed(pin, Buffer.from(salt, 'base64url'));
		const expected = Buffer.from(storedHash, 'base64url');
		return received.length === expected.length && timingSafeEqual(received, expected);
	}
}

const hashed = (pin: string, salt: Buffer): Promise<Buffer> =>
	new Promise((done, fail) => scrypt(pin, salt, 32, SCRYPT_OPTIONS, (error, key) => (error ? fail(error) : done(key))));
