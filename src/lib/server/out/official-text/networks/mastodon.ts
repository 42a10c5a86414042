import { z } from 'zod';
import { millisecondsOf, momentOf } from '$lib/domain/core/ids';
import type { FetchOptions, GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { htmlToText } from '$lib/server/ingest/pipeline/html-text';
import { ask, NetworkError, type NetworkProtocol, type Opening, type PostedAt } from './network';

const Account = z.object({ id: z.string(), acct: z.string() });
const Status = z.object({
	url: z.string().nullish(),
	uri: z.string().nullish(),
	content: z.string(),
	created_at: z.coerce.date()
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
		{ server, secret }: Opening,
		path: string,
		more: FetchOptions = {}
	): Promise<z.output<S>> => {
		const headers = { authorization: `Bearer ${secret}`, accept: 'application/json', ...more.headers };
		const { json } = await ask(fetch, server + path, { ...more, headers });
		const read = shape.safeParse(json);
		if (!read.success) throw new NetworkError('unsure');
		return read.data;
	};
	const account = (opening: Opening) => call(Account, opening, '/api/v1/accounts/verify_credentials');

	return {
		async whoAmI(opening) {
			return `@${(await account(opening)).acct}@${new URL(opening.server).host}`;
		},
		async find(opening, { text, begun }) {
			const { id } = await account(opening);
			const path = `/api/v1/accounts/${encodeURIComponent(id)}/statuses?limit=${String(MAX_STATUSES)}&exclude_reblogs=true`;
			const own = await call(z.array(Status), opening, path);
			const found = own.find(
				(status) =>
					status.created_at.getTime() >= millisecondsOf(begun) - MAX_CLOCK_DIFFERENCE_MS && isSame(status.content, text)
			);
			return found ? placedAt(found) : null;
		},
		async put(opening, { id, text }) {
			const json = { status: text, visibility: 'public', language: 'nl' };
			return placedAt(await call(Status, opening, '/api/v1/statuses', { json, headers: { 'idempotency-key': id } }));
		}
	};
}

const placedAt = ({ url, uri, created_at }: z.output<typeof Status>): PostedAt => {
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
