import { createHash } from 'node:crypto';
import { z } from 'zod';
import { millisecondsOf } from '$lib/domain/core/ids';
import { webAddresses } from '$lib/domain/core/web-addresses';
import type { GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { languagesIn } from './languages';
import {
	requestJson,
	requestJsonOrCode,
	NetworkError,
	type NetworkProtocol,
	type OutletCredentials,
	type PostedAt,
	type PostRequest
} from './network';

const Session = z.object({ did: z.string().startsWith('did:'), handle: z.string(), accessJwt: z.string() });
const Created = z.object({ uri: z.string() });
const collection = 'app.bsky.feed.post';

/**
 * Bluesky's own interface (docs.bsky.app: com.atproto.server.createSession, com.atproto.repo.createRecord, getRecord),
 * signed in with an app password. The record's key follows from the posting, so that a repeat is the same record: a
 * server answers the second with an error, and getRecord shows the first.
 */
export function bluesky(fetch: GuardedFetch): NetworkProtocol {
	const xrpc = ({ server }: OutletCredentials, method: string): string => `${server}/xrpc/${method}`;

	async function signIn(credentials: OutletCredentials): Promise<z.output<typeof Session>> {
		const json = { identifier: credentials.identifier, password: credentials.secret };
		const answer = await requestJsonOrCode(fetch, xrpc(credentials, 'com.atproto.server.createSession'), { json });
		// A wrong handle gives 400, a wrong password 401, an account that was taken down its own code: none can sign in.
		if ('code' in answer) throw new NetworkError('revoked');
		const read = Session.safeParse(answer.json);
		if (!read.success) throw new NetworkError('unreachable');
		return read.data;
	}
	/** Signing in publishes nothing: when it fails, the posting was certainly not made. */
	async function session(credentials: OutletCredentials): Promise<z.output<typeof Session>> {
		try {
			return await signIn(credentials);
		} catch (error) {
			if (error instanceof NetworkError && error.trouble === 'unsure')
				throw new NetworkError('unreachable', null, { cause: error });
			throw error;
		}
	}

	return {
		async whoAmI(credentials) {
			return `@${(await session(credentials)).handle}`;
		},
		async find(credentials, posting) {
			const { did, accessJwt } = await session(credentials);
			const query = new URLSearchParams({ repo: did, collection, rkey: keyOf(posting) });
			const headers = { authorization: `Bearer ${accessJwt}` };
			const address = `${xrpc(credentials, 'com.atproto.repo.getRecord')}?${query.toString()}`;
			const answer = await requestJsonOrCode(fetch, address, { headers });
			if (!('code' in answer)) return postedAt(did, posting);
			if (answer.code === 'RecordNotFound' || answer.status === 404) return null;
			throw new NetworkError(answer.status === 401 ? 'revoked' : 'unsure');
		},
		async put(credentials, posting) {
			const { did, accessJwt } = await session(credentials);
			const { text, firstRequestedAt } = posting;
			const record = { $type: collection, text, createdAt: firstRequestedAt, ...langsOf(text), ...facetsOf(text) };
			const json = { repo: did, collection, rkey: keyOf(posting), record };
			const headers = { authorization: `Bearer ${accessJwt}` };
			const { json: answer } = await requestJson(fetch, xrpc(credentials, 'com.atproto.repo.createRecord'), {
				json,
				headers
			});
			if (!Created.safeParse(answer).success) throw new NetworkError('unsure');
			return postedAt(did, posting);
		}
	};
}

const postedAt = (did: string, posting: PostRequest): PostedAt => ({
	address: `https://bsky.app/profile/${did}/post/${keyOf(posting)}`,
	at: posting.firstRequestedAt
});

const digits = '234567abcdefghijklmnopqrstuvwxyz';
/**
 * The record's key as a TID (atproto.com/specs/tid): 53 bits of microseconds and 10 bits of a clock, from the posting's
 * start and its id.
 */
export function keyOf({
	id,
	firstRequestedAt
}: { readonly id: string } & Pick<PostRequest, 'firstRequestedAt'>): string {
	const hash = createHash('sha256').update(id).digest();
	const microseconds = BigInt(millisecondsOf(firstRequestedAt)) * 1000n + BigInt(hash.readUInt16BE(0) % 1000);
	let remaining = (microseconds << 10n) | BigInt(hash.readUInt16BE(2) % 1024);
	let key = '';
	for (let n = 0; n < 13; n += 1) {
		key = (digits[Number(remaining & 31n)] ?? '') + key;
		remaining >>= 5n;
	}
	return key;
}

/** A record names three languages at most. */
function langsOf(text: string): { langs?: string[] } {
	const langs = languagesIn(text).slice(0, 3);
	return langs.length > 0 ? { langs } : {};
}

const HASHTAG = /(?<=^|\s)#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu;
/** The links and hashtags in the text: Bluesky only links what is marked. Positions are counted in bytes of UTF-8. */
export function facetsOf(text: string): { facets?: object[] } {
	const bytes = (part: string): number => Buffer.byteLength(part);
	const links = webAddresses(text).map(({ address, index }) => ({ mark: address, index }));
	const tags = [...text.matchAll(HASHTAG)].map(({ 0: mark, index }) => ({ mark, index }));
	const facets = [...links, ...tags].map(({ mark, index }) => ({
		index: { byteStart: bytes(text.slice(0, index)), byteEnd: bytes(text.slice(0, index)) + bytes(mark) },
		features: [
			mark.startsWith('#')
				? { $type: 'app.bsky.richtext.facet#tag', tag: mark.slice(1) }
				: { $type: 'app.bsky.richtext.facet#link', uri: mark }
		]
	}));
	return facets.length > 0 ? { facets } : {};
}
