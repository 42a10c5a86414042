import { createHash, ECDH } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import { z } from 'zod';
import type { PersonId } from '$lib/domain/core/ids';
import { isLanguage, type Language } from '$lib/i18n/language';
import { AccountError } from '$lib/server/people/auth/account-error';
import { FetchRefused } from '$lib/server/platform/net/fetch-error';
import { checkAddress } from '$lib/server/platform/net/resolve-public-address';
import { log } from '$lib/server/platform/operations/logger';
import { DecryptionError, type Encryption } from '$lib/server/platform/operations/encryption';

/** Per person; the oldest is removed. */
const MAX_DEVICES = 10;

const bytes = (count: number) =>
	z
		.string()
		.regex(/^[\w-]+=*$/)
		.refine((text) => Buffer.from(text, 'base64url').length === count);
/** What a browser returns from `PushManager.subscribe`: where to send, and with which keys to encrypt (RFC 8291). */
const Subscription = z.strictObject({
	endpoint: z.string().max(2_000).refine(isHttps),
	p256dh: bytes(65).refine(isPoint),
	auth: bytes(16)
});
type Subscription = z.infer<typeof Subscription>;

/** Where a message to a device goes. */
export interface OpenedDevice extends Subscription {
	readonly id: string;
	readonly language: Language;
}
export const DeviceFailure = z.enum(['busy', 'refused', 'unreachable']);
/**
 * Why a push service did not take a message. `busy` and `unreachable` may pass; `refused` does not: a person has to
 * allow notifications again.
 */
export type DeviceFailure = z.infer<typeof DeviceFailure>;

interface DeviceDetails {
	readonly userAgent: string | null;
	readonly language: Language;
}
/** A device as its owner sees it. */
interface ListedDevice {
	readonly id: string;
	readonly userAgent: string | null;
	readonly added: Date;
	readonly sent: Date | null;
	readonly failure: DeviceFailure | null;
	readonly failed: Date | null;
}

/**
 * The browsers in which people allowed notifications. An address and its keys are enough to send to it, so these are
 * encrypted and never shown again.
 */
export class PushDevices {
	constructor(
		readonly sql: Sql,
		readonly encryption: Encryption
	) {}

	/**
	 * Replaces the earlier address of a browser whose push service gave it another. A browser whose notifications were
	 * turned off meanwhile is not added again. @throws AccountError
	 */
	async renew(person: PersonId, input: unknown, endpoint: string | null, about: DeviceDetails): Promise<void> {
		const previousId = endpoint === null ? null : idOf(endpoint);
		if (previousId !== null && !(await this.list(person)).some(({ id }) => id === previousId)) return;
		await this.add(person, input, about);
		if (previousId !== null && previousId !== idOf(Subscription.parse(input).endpoint))
			await this.remove(person, previousId);
	}

	/** A browser that another person used before now belongs to this person only. @throws AccountError */
	async add(person: PersonId, input: unknown, { userAgent, language }: DeviceDetails): Promise<void> {
		const subscription = Subscription.safeParse(input).data;
		if (!subscription) throw new AccountError('push.invalid');
		const id = idOf(subscription.endpoint);
		const sealed = this.encryption.seal(JSON.stringify(subscription), useOf(id));
		await this.sql`
			insert into push_device (id, person_id, sealed, user_agent, language)
			values (${id}, ${person}, ${sealed}, ${userAgent?.slice(0, 400) ?? null}, ${language})
			on conflict (id) do update set person_id = excluded.person_id, sealed = excluded.sealed, user_agent = excluded.user_agent,
				language = excluded.language, added_at = now(), sent_at = null, failure = null, failed_at = null`;
		await this.sql`
			delete from push_device where person_id = ${person} and id not in (
				select id from push_device where person_id = ${person} order by added_at desc, id limit ${MAX_DEVICES})`;
	}

	async remove(person: PersonId, id: string): Promise<void> {
		await this.sql`delete from push_device where id = ${id} and person_id = ${person}`;
	}

	/** How many devices of all people get notifications. */
	async count(): Promise<number> {
		const [row] = await this.sql<{ count: number }[]>`select count(*)::int as count from push_device`;
		return row?.count ?? 0;
	}

	/** Newest first. */
	async list(person: PersonId): Promise<ListedDevice[]> {
		const rows = await this.sql<
			{
				id: string;
				user_agent: string | null;
				added_at: Date;
				sent_at: Date | null;
				failure: string | null;
				failed_at: Date | null;
			}[]
		>`
			select id, user_agent, added_at, sent_at, failure, failed_at from push_device where person_id = ${person} order by added_at desc, id`;
		return rows.map((row) => ({
			id: row.id,
			userAgent: row.user_agent,
			added: row.added_at,
			sent: row.sent_at,
			failure: DeviceFailure.safeParse(row.failure).data ?? null,
			failed: row.failed_at
		}));
	}

	/** Encrypts again what an earlier secret encrypted, and forgets what no secret opens: its owner sees that it is off. */
	async reencrypt(): Promise<void> {
		const rows = await this.sql<{ id: string; sealed: string }[]>`select id, sealed from push_device`;
		for (const { id, sealed } of rows)
			try {
				const opened = this.encryption.open(sealed, useOf(id));
				if (!this.encryption.isOld(sealed)) continue;
				const again = this.encryption.seal(opened, useOf(id));
				await this.sql`update push_device set sealed = ${again} where id = ${id} and sealed = ${sealed}`;
			} catch (error) {
				if (!(error instanceof DecryptionError)) throw error;
				log.warn({ action: 'push.device', result: error.because }, 'a device cannot be opened: it is forgotten');
				await this.sql`delete from push_device where id = ${id} and sealed = ${sealed}`;
			}
	}

	/** Leaves out a device that was encrypted with a secret that is not here. */
	async open(person: PersonId): Promise<OpenedDevice[]> {
		const rows = await this.sql<{ id: string; sealed: string; language: string }[]>`
			select id, sealed, language from push_device where person_id = ${person}`;
		return rows.flatMap(({ id, sealed, language }) => {
			try {
				const subscription = Subscription.parse(JSON.parse(this.encryption.open(sealed, useOf(id))));
				return [{ id, language: isLanguage(language) ? language : 'nl', ...subscription }];
			} catch (error) {
				if (!(error instanceof DecryptionError)) throw error;
				log.warn(
					{ action: 'push.device', result: error.because },
					'a device cannot be opened: it gets no notifications'
				);
				return [];
			}
		});
	}

	async recordSent(id: string): Promise<void> {
		await this.sql`update push_device set sent_at = now(), failure = null, failed_at = null where id = ${id}`;
	}
	async recordFailure(id: string, failure: DeviceFailure): Promise<void> {
		await this.sql`update push_device set failure = ${failure}, failed_at = now() where id = ${id}`;
	}
	/** The push service no longer knows it. */
	async forget(id: string): Promise<void> {
		await this.sql`delete from push_device where id = ${id}`;
	}
}

const idOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex');
const useOf = (id: string): string => `push/${id}`;

/** Names are resolved and checked when something is sent (guardedFetch). */
function isHttps(endpoint: string): boolean {
	try {
		checkAddress(endpoint, ['https:']);
		return true;
	} catch (error) {
		if (error instanceof FetchRefused) return false;
		throw error;
	}
}

/** Whether a public key is a point of the curve: others would reveal nothing, but cannot be used. */
function isPoint(key: string): boolean {
	try {
		ECDH.convertKey(key, 'prime256v1', 'base64url');
		return true;
	} catch {
		return false;
	}
}
