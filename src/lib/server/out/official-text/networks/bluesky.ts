import { createHash } from 'node:crypto';
import { z } from 'zod';
import { millisecondsOf } from '$lib/domain/core/ids';
import type { GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import {
	ask,
	askOrCode,
	NetworkError,
	type NetworkProtocol,
	type Opening,
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
	const xrpc = ({ server }: Opening, method: string): string => `${server}/xrpc/${method}`;

	async function signIn(opening: Opening): Promise<z.output<typeof Session>> {
		const json = { identifier: opening.identifier, password: opening.secret };
		const answer = await askOrCode(fetch, xrpc(opening, 'com.atproto.server.createSession'), { json });
		// A wrong handle gives 400, a wrong password 401, an account that was taken down its own code: none can sign in.
		if ('code' in answer) throw new NetworkError('revoked');
		const read = Session.safeParse(answer.json);
		if (!read.success) throw new NetworkError('unreachable');
		return read.data;
	}
	/** Signing in publishes nothing: when it fails, the posting was certainly not made. */
	async function session(opening: Opening): Promise<z.output<typeof Session>> {
		try {
			return await signIn(opening);
		} catch (error) {
			if (error instanceof NetworkError && error.trouble === 'unsure')
				throw new NetworkError('unreachable', null, { cause: error });
			throw error;
		}
	}

	return {
		async whoAmI(opening) {
			return `@${(await session(opening)).handle}`;
		},
		async find(opening, put) {
			const { did, accessJwt } = await session(opening);
			const query = new URLSearchParams({ repo: did, collection, rkey: keyOf(put) });
			const headers = { authorization: `Bearer ${accessJwt}` };
			const answer = await askOrCode(fetch, `${xrpc(opening, 'com.atproto.repo.getRecord')}?${query.toString()}`, {
				headers
			});
			if (!('code' in answer)) return placedAt(did, put);
			if (answer.code === 'RecordNotFound' || answer.status === 404) return null;
			throw new NetworkError(answer.status === 401 ? 'revoked' : 'unsure');
		},
		async put(opening, put) {
			const { did, accessJwt } = await session(opening);
			const record = { $type: collection, text: put.text, createdAt: put.begun, langs: ['nl'], ...facetsOf(put.text) };
			const json = { repo: did, collection, rkey: keyOf(put), record };
			const headers = { authorization: `Bearer ${accessJwt}` };
			const { json: answer } = await ask(fetch, xrpc(opening, 'com.atproto.repo.createRecord'), { json, headers });
			if (!Created.safeParse(answer).success) throw new NetworkError('unsure');
			return placedAt(did, put);
		}
	};
}

const placedAt = (did: string, put: PostRequest): PostedAt => ({
	address: `https://bsky.app/profile/${did}/post/${keyOf(put)}`,
	at: put.begun
});

const digits = '234567abcdefghijklmnopqrstuvwxyz';
/**
 * The record's key as a TID (atproto.com/specs/tid): 53 bits of microseconds and 10 bits of a clock, from the posting's
 * start and its id.
 */
export function keyOf({ id, begun }: Pick<PostRequest, 'id' | 'begun'>): string {
	const hash = createHash('sha256').update(id).digest();
	const microseconds = BigInt(millisecondsOf(begun)) * 1000n + BigInt(hash.readUInt16BE(0) % 1000);
	let left = (microseconds << 10n) | BigInt(hash.readUInt16BE(2) % 1024);
	let key = '';
	for (let n = 0; n < 13; n += 1) {
		key = (digits[Number(left & 31n)] ?? '') + key;
		left >>= 5n;
	}
	return key;
}

const marks = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]}’”]|(?<=^|\s)#[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*/gu;
/** The links and hashtags in the text: Bluesky only links what is marked. Positions are counted in bytes of UTF-8. */
export function facetsOf(text: string): { facets?: object[] } {
	const bytes = (part: string): number => Buffer.byteLength(part);
	const facets = [...text.matchAll(marks)].map(({ 0: mark, index }) => ({
		index: { byteStart: bytes(text.slice(0, index)), byteEnd: bytes(text.slice(0, index)) + bytes(mark) },
		features: [
			mark.startsWith('#')
				? { $type: 'app.bsky.richtext.facet#tag', tag: mark.slice(1) }
				: { $type: 'app.bsky.richtext.facet#link', uri: mark }
		]
	}));
	return facets.length > 0 ? { facets } : {};
}
