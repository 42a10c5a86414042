import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Sql } from '$lib/server/platform/driver/sql';
import type { InIncident, ShareLinkId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { networksOf } from '$lib/server/platform/limits/networks';

/** How often something can be tried: this often at once, then ever more slowly. Times in milliseconds. */
interface BackOff {
	/** Attempts before the first wait. */
	readonly freeAttempts: number;
	/** The first wait; each further attempt doubles it. */
	readonly firstWait: number;
	readonly longestWait: number;
	/** After this long without an attempt the count is reset. */
	readonly resetAfter: number;
}
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** One account from one address: a person who mistypes, or somebody who guesses. */
const ACCOUNT_AND_ADDRESS: BackOff = {
	freeAttempts: 5,
	firstWait: SECOND,
	longestWait: 5 * MINUTE,
	resetAfter: 60 * MINUTE
};
/** One account from all addresses: slows distributed guessing. Short, as it also delays the owner on a new device. */
const ACCOUNT: BackOff = { freeAttempts: 20, firstWait: SECOND, longestWait: 20 * SECOND, resetAfter: 60 * MINUTE };
/** All accounts from one address. A whole town hall may share it. */
const ADDRESS: BackOff = { freeAttempts: 60, firstWait: SECOND, longestWait: MINUTE, resetAfter: 10 * MINUTE };
/** Codes and links that can be guessed. */
const CODE: BackOff = { freeAttempts: 10, firstWait: 2 * SECOND, longestWait: 5 * MINUTE, resetAfter: 60 * MINUTE };

/**
 * The PIN of one link, from all addresses: some 290 attempts a day for a million PINs. A browser that gave it never
 * waits.
 */
const PIN: BackOff = { freeAttempts: 10, firstWait: 2 * SECOND, longestWait: 5 * MINUTE, resetAfter: 24 * 60 * MINUTE };

/**
 * What one network may still try at a link that is being guessed at: twice a day, so that of a million PINs a thousand
 * networks try 0.2 percent in a day. A link lasts three days unless somebody chose longer.
 */
const PIN_UNDER_ATTACK: BackOff = {
	freeAttempts: 2,
	firstWait: 12 * 60 * MINUTE,
	longestWait: 24 * 60 * MINUTE,
	resetAfter: 24 * 60 * MINUTE
};

/**
 * The second factor of one person, from all addresses: some 290 attempts a day for three codes in a million, and only by
 * who has the password. The right code ends the wait.
 */
const FACTOR = PIN;

/**
 * Codes that are given together with the password, by network. Who has the password and guesses codes is counted by
 * `FACTOR`, and then codes are no longer looked at first.
 */
const FIRST_CODE: BackOff = {
	freeAttempts: 2,
	firstWait: 5 * MINUTE,
	longestWait: 60 * MINUTE,
	resetAfter: 24 * 60 * MINUTE
};

/** A limit for actions that are not suspicious: `burst` at once, and one more each `every` milliseconds. */
interface RateLimit {
	readonly burst: number;
	readonly every: number;
}
/** Signals of a partner, by link. */
const SIGNAL: RateLimit = { burst: 6, every: MINUTE };

/** Answers to a question that was put by a link: the first, and better ones. */
const ANSWER: RateLimit = { burst: 4, every: MINUTE };

/** Notifications that a person sends to their own devices to try them. */
const TEST_MESSAGE: RateLimit = { burst: 6, every: 10 * SECOND };

/** Two requests at once may differ by this much, by clocks and delays: the last of a burst is not refused for it. */
const CLOCK_TOLERANCE_MS = 2 * SECOND;

export interface Attempt {
	/** As typed. Accounts that do not exist are counted like those that do. */
	readonly email: string;
	readonly address: string;
	/** The cookie that {@link Attempts.deviceFor} gave this browser, if any. */
	readonly device: string | undefined;
}

/**
 * Slows guessing, per account and per address, without locking the owner out: a browser that signed in to the account
 * before is counted separately, so that strangers' attempts never make it wait (OWASP, "device cookies"). Attempts are
 * counted in the database before the password is checked, so that parallel attempts do not help; keys are hashed.
 * Limits that do not concern guessing are stored in the same way.
 */
export class Attempts {
	constructor(
		readonly sql: Sql,
		readonly secret: string
	) {}

	/** Counts an attempt to sign in. @returns milliseconds to wait first; 0 when it is allowed now */
	async takeSignIn(attempt: Attempt): Promise<number> {
		const { email, address, device } = attempt;
		if (this.isKnown(attempt)) return this.#take(pairOf(email, `device ${device ?? ''}`), ACCOUNT_AND_ADDRESS);
		const here = await this.#takeFrom(address, (network) => pairOf(email, `from ${network}`), ACCOUNT_AND_ADDRESS);
		if (here > 0) return here;
		const account = await this.#take(`account ${normal(email)}`, ACCOUNT);
		return account > 0 ? account : this.#takeFrom(address, addressKey, ADDRESS);
	}

	/** Resets the attempts of a person who proved to be the owner. */
	async signedIn(attempt: Attempt): Promise<void> {
		const { email, address, device } = attempt;
		const [narrowest, ...wider] = networksOf(address).map(({ key }) => key);
		const own = this.isKnown(attempt) ? `device ${device ?? ''}` : `from ${narrowest ?? ''}`;
		await this.sql`delete from rate_limit where key = ${keyOf(pairOf(email, own))}`;
		await this.#takeBack([
			...wider.map((network) => pairOf(email, `from ${network}`)),
			...networksOf(address).map(({ key }) => addressKey(key))
		]);
	}

	/** Counts a code that is given together with the password. @returns milliseconds to wait first */
	async takeFirstCode(attempt: Attempt): Promise<number> {
		const { email, address, device } = attempt;
		if (this.isKnown(attempt))
			return this.#take(`first code ${pairOf(email, `device ${device ?? ''}`)}`, ACCOUNT_AND_ADDRESS);
		return this.#takeFrom(address, (network) => `first code ${pairOf(email, `from ${network}`)}`, FIRST_CODE);
	}
	/** Removes the attempt when code and password were right. */
	async knewFirstCode({ email, address, device }: Attempt): Promise<void> {
		const from = [`device ${device ?? ''}`, ...networksOf(address).map(({ key }) => `from ${key}`)];
		await this.#takeBack(from.map((each) => `first code ${pairOf(email, each)}`));
	}

	/** Counts an attempt to use a code or a link from this address. @returns milliseconds to wait first */
	takeCode(address: string): Promise<number> {
		return this.#takeFrom(address, (network) => `code ${network}`, CODE);
	}

	/** Counts an attempt at a person's own password, where they change it. @returns milliseconds to wait first */
	takePassword(person: string, address: string): Promise<number> {
		return this.#takeFrom(address, (network) => `password ${person} from ${network}`, CODE);
	}

	/** Counts an attempt at the PIN of a link from this address. @returns milliseconds to wait first */
	async takePin(link: InIncident<ShareLinkId>, address: string): Promise<number> {
		const here = await this.#takeFrom(address, (network) => `pin ${link} from ${network}`, ACCOUNT_AND_ADDRESS);
		if (here > 0) return here;
		const all = await this.#take(`pin ${link}`, PIN);
		// Under attack from elsewhere, a network that did not guess yet has attempts of its own: a right PIN passes.
		return all === 0 ? 0 : this.#takeFrom(address, (network) => `pin ${link} new from ${network}`, PIN_UNDER_ATTACK);
	}
	/** Removes the attempt when the PIN was right, so that a town hall that opens one link does not make itself wait. */
	async knewPin(link: InIncident<ShareLinkId>, address: string): Promise<void> {
		const networks = networksOf(address).map(({ key }) => key);
		await this.#takeBack([
			`pin ${link}`,
			...networks.flatMap((network) => [`pin ${link} from ${network}`, `pin ${link} new from ${network}`])
		]);
	}

	/** Counts an attempt at a person's second factor. @returns milliseconds to wait first */
	async takeFactor(person: string, address: string): Promise<number> {
		const here = await this.#takeFrom(address, (network) => `factor ${person} from ${network}`, ACCOUNT_AND_ADDRESS);
		return here > 0 ? here : this.#take(`factor ${person}`, FACTOR);
	}
	/** Whether somebody with the password guessed at this person's codes, and none was right since. */
	async isFactorGuessed(person: string): Promise<boolean> {
		const { freeAttempts, resetAfter } = FACTOR;
		const now = Date.now();
		const found = await this.sql`
			select from rate_limit
			where key = ${keyOf(`factor ${person}`)} and count >= ${freeAttempts} and last_request > ${now - resetAfter}`;
		return found.length > 0;
	}
	/** Forgets the attempts of a person who showed the right one. */
	async knewFactor(person: string, address: string): Promise<void> {
		const from = networksOf(address).map(({ key }) => `factor ${person} from ${key}`);
		const keys = [`factor ${person}`, ...from].map(keyOf);
		await this.sql`delete from rate_limit where key = any(${keys})`;
	}

	/** Counts a signal by this link. @returns milliseconds to wait first */
	takeSignal(link: InIncident<ShareLinkId>): Promise<number> {
		return this.#takeAt(`signal ${link}`, SIGNAL);
	}

	/** Counts an answer by this link. @returns milliseconds to wait first */
	takeAnswer(link: InIncident<ShareLinkId>): Promise<number> {
		return this.#takeAt(`answer ${link}`, ANSWER);
	}

	/** Counts a notification that a person tries. @returns milliseconds to wait first */
	takeTestMessage(person: string): Promise<number> {
		return this.#takeAt(`test message ${person}`, TEST_MESSAGE);
	}

	/** The value of a cookie that identifies the browser of an account's owner. */
	deviceFor(email: string): string {
		const id = randomBytes(12).toString('base64url');
		return `${id}.${this.#sign(email, id)}`;
	}

	/** Whether this browser signed in to the account before. */
	isKnown({ email, device }: Attempt): boolean {
		const [id = '', signature = ''] = (device ?? '').split('.');
		const [received, expected] = [Buffer.from(signature), Buffer.from(this.#sign(email, id))];
		return received.length === expected.length && timingSafeEqual(received, expected);
	}
	#sign(email: string, id: string): string {
		return createHmac('sha256', this.secret)
			.update(`device\0${normal(email)}\0${id}`)
			.digest('base64url');
	}
	/** Counts it for each network of the address, the narrowest first, until one has to wait. */
	async #takeFrom(address: string, what: (network: string) => string, backOff: BackOff): Promise<number> {
		for (const { key, times } of networksOf(address)) {
			const wait = await this.#take(what(key), { ...backOff, freeAttempts: backOff.freeAttempts * times });
			if (wait > 0) return wait;
		}
		return 0;
	}
	/** Uncounts one attempt each. */
	async #takeBack(what: readonly string[]): Promise<void> {
		await this.sql`update rate_limit set count = greatest(count - 1, 0) where key = any(${what.map(keyOf)})`;
	}

	/**
	 * Stores until when all counted requests are used up, at one each `every`; at most `burst` ahead (generic cell rate
	 * algorithm).
	 */
	async #takeAt(what: string, { burst, every }: RateLimit): Promise<number> {
		const [key, now] = [keyOf(what), Date.now()];
		const limit = now + (burst - 1) * every + CLOCK_TOLERANCE_MS;
		const [row] = await this.sql<{ left: number | null }[]>`
			with taken as (
				insert into rate_limit as r (id, key, count, last_request) values (${newId()}, ${key}, 1, ${now + every})
				on conflict (key) do update set last_request =
					greatest(case when r.last_request <= ${limit}::bigint then r.last_request end, ${now}::bigint) + ${every}::bigint
				where r.last_request <= ${limit}::bigint or r.last_request > ${limit + every + MINUTE}::bigint
				returning 1
			)
			select case when exists (select from taken) then 0
				else greatest(1, (select last_request from rate_limit where key = ${key}) - ${limit}::bigint)::integer end as left`;
		return row?.left ?? every;
	}

	/**
	 * Counts an attempt when it is allowed; one that comes too early is not counted, so that waiting always ends. A moment
	 * in the future, stored while the clock was wrong, is ignored too.
	 */
	async #take(what: string, { freeAttempts, firstWait, longestWait, resetAfter }: BackOff): Promise<number> {
		const [key, now] = [keyOf(what), Date.now()];
		const [row] = await this.sql<{ left: number | null }[]>`
			with before as (
				select last_request + case when count < ${freeAttempts} then 0
					else least(${longestWait}::bigint, (${firstWait}::bigint << least(count - ${freeAttempts}, 20))) end as from
				from rate_limit where key = ${key} and last_request between ${now - resetAfter + 1}::bigint and ${now + MINUTE}::bigint
			), taken as (
				insert into rate_limit as r (id, key, count, last_request) values (${newId()}, ${key}, 1, ${now})
				on conflict (key) do update set last_request = excluded.last_request,
					count = case when r.last_request between ${now - resetAfter + 1}::bigint and ${now + MINUTE}::bigint then r.count + 1 else 1 end
				where r.last_request not between ${now - resetAfter + 1}::bigint and ${now + MINUTE}::bigint or r.count < ${freeAttempts}
					or r.last_request + least(${longestWait}::bigint, (${firstWait}::bigint << least(r.count - ${freeAttempts}, 20))) <= ${now}::bigint
				returning 1
			)
			select case when exists (select from taken) then 0 else greatest(1, (select "from" from before) - ${now}::bigint)::integer end as left`;
		return row?.left ?? firstWait;
	}
}

const normal = (email: string): string => email.trim().toLowerCase();
const pairOf = (email: string, source: string): string => `pair ${normal(email)} ${source}`;
const addressKey = (network: string): string => `address ${network}`;
/** The table contains no e-mail addresses or network addresses in the clear. */
const keyOf = (what: string): string => `try:${createHash('sha256').update(what).digest('base64url')}`;
