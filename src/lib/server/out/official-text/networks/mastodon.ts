import { z } from 'zod';
import { millisecondsOf, momentOf } from '$lib/domain/core/ids';
import { ServerLimit } from '$lib/domain/official-text/channel';
import type { FetchOptions, GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { htmlToText } from '$lib/server/ingest/pipeline/html-text';
import { languagesIn } from './languages';
import { requestJson, NetworkError, type NetworkProtocol, type OutletCredentials, type PostedAt } from './network';

const Account = z.object({ id: z.string(), acct: z.string() });
const Status = z.object({
	url: z.string().nullish(),
	uri: z.string().nullish(),
	content: z.string(),
	created_at: z.coerce.date()
});

const Characters = ServerLimit.shape.characters;
const Instance = z.object({
	configuration: z
		.object({
			statuses: z.object({
				max_characters: Characters,
				characters_reserved_per_url: ServerLimit.shape.perAddress.catch(23)
			})
		})
		.optional()
		.catch(undefined),
	/** The limit as older and compatible servers (Pleroma, glitch-soc) give it. */
	max_toot_chars: Characters.optional().catch(undefined)
});

/** Milliseconds by which the clock of a server may differ from ours. */
const MAX_CLOCK_DIFFERENCE_MS = 2 * 60_000;
/** How many of our own newest statuses are searched: nobody publishes more while one posting is in flight. */
const MAX_STATUSES = 40;

/**
 * Mastodon's own interface (docs.joinmastodon.org: methods/statuses, methods/accounts), with a token that may
 * `read:accounts`, `read:statuses` and `write:statuses`. A repeat within an hour is recognised by its
 * `Idempotency-Key`; before any repeat our own newest statuses are searched.
 */
export function mastodon(fetch: GuardedFetch): NetworkProtocol {
	const call = async <S extends z.ZodType>(
		shape: S,
		{ server, secret }: OutletCredentials,
		path: string,
		more: FetchOptions = {}
	): Promise<z.output<S>> => {
		const headers = { authorization: `Bearer ${secret}`, accept: 'application/json', ...more.headers };
		const { json } = await requestJson(fetch, server + path, { ...more, headers });
		const read = shape.safeParse(json);
		if (!read.success) throw new NetworkError('unsure');
		return read.data;
	};
	const account = (credentials: OutletCredentials) => call(Account, credentials, '/api/v1/accounts/verify_credentials');

	return {
		async whoAmI(credentials) {
			return `@${(await account(credentials)).acct}@${new URL(credentials.server).host}`;
		},
		async limit(credentials) {
			for (const path of ['/api/v2/instance', '/api/v1/instance']) {
				const instance = await call(Instance, credentials, path).catch((error: unknown) => {
					if (error instanceof NetworkError) return null;
					throw error;
				});
				const statuses = instance?.configuration?.statuses;
				const characters = statuses?.max_characters ?? instance?.max_toot_chars;
				if (characters !== undefined) return { characters, perAddress: statuses?.characters_reserved_per_url ?? 23 };
			}
			return null;
		},
		async find(credentials, { text, firstRequestedAt }) {
			const { id } = await account(credentials);
			const path = `/api/v1/accounts/${encodeURIComponent(id)}/statuses?limit=${String(MAX_STATUSES)}&exclude_reblogs=true`;
			const own = await call(z.array(Status), credentials, path);
			const found = own.find(
				(status) =>
					status.created_at.getTime() >= millisecondsOf(firstRequestedAt) - MAX_CLOCK_DIFFERENCE_MS &&
					isSame(status.content, text)
			);
			return found ? postedAt(found) : null;
		},
		async put(credentials, { id, text }) {
			const [language, other] = languagesIn(text);
			const json = { status: text, visibility: 'public', ...(language && !other && { language }) };
			const headers = { 'idempotency-key': id };
			return postedAt(await call(Status, credentials, '/api/v1/statuses', { json, headers }));
		}
	};
}

const postedAt = ({ url, uri, created_at }: z.output<typeof Status>): PostedAt => {
	const address = [url, uri].find((each) => typeof each === 'string' && /^https?:/.test(each) && URL.canParse(each));
	return { address: address ?? null, at: momentOf(created_at.getTime()) };
};

/**
 * The server makes HTML of our text: it splits links and omits the server of a mention. Letters and digits keep their
 * order.
 */
const isSame = (content: string, text: string): boolean => lettersOf(htmlToText(content)) === lettersOf(text);
const lettersOf = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/(@[\p{L}\p{N}_]+)@[\p{L}\p{N}.-]+/gu, '$1')
		.replace(/[^\p{L}\p{N}]/gu, '');
