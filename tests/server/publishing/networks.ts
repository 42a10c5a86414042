import type { IncomingMessage, ServerResponse } from 'node:http';
import { localServer, type LocalServer } from '../ingest/local-server';

/** What happens to the next request that publishes something. `…Accepted`: it is published, but no answer arrives. */
type Whim = 'well' | 'errorAccepted' | 'hangAccepted' | 'cutAccepted' | 'error' | 'limit' | 'revoked' | 'refused';

export interface LocalNetwork extends LocalServer {
	/** What is published on it, oldest first. */
	readonly published: { text: string; key: string; at: Date; languages: unknown }[];
	/** One for each coming request that publishes something; then all succeed. */
	readonly whims: Whim[];
	/** Whether the credentials are rejected. */
	revoked: boolean;
	/** Whether what was published is not shown in lists yet. */
	isListBehind: boolean;
	/** Mastodon keeps keys for an hour: forget them now. */
	forgetKeys(): void;
}

type Json = Record<string, unknown>;
type Speak = (
	request: { path: string; query: URLSearchParams; headers: IncomingMessage['headers']; json: Json },
	network: LocalNetwork
) => [number, unknown] | 'put';

/** A server on loopback that speaks a network's protocol, misbehaves on request, and counts what is published there. */
async function network(
	speak: Speak,
	put: (json: Json, key: string, network: LocalNetwork, headers: IncomingMessage['headers']) => [number, unknown]
): Promise<LocalNetwork> {
	const published: LocalNetwork['published'] = [];
	const whims: Whim[] = [];
	const server = await localServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const { pathname, searchParams } = new URL(request.url ?? '', 'http://network');
			const json = body === '' ? {} : (JSON.parse(body) as Json);
			const answered = speak({ path: pathname, query: searchParams, headers: request.headers, json }, self);
			if (answered !== 'put') {
				answer(response, answered);
				return;
			}
			const whim = whims.shift() ?? 'well';
			if (whim === 'error') {
				answer(response, [503, 'down']);
				return;
			}
			if (whim === 'limit') {
				answer(response, [429, { error: 'RateLimitExceeded' }], { 'retry-after': '3' });
				return;
			}
			if (whim === 'revoked') {
				answer(response, [401, { error: 'The access token was revoked' }]);
				return;
			}
			if (whim === 'refused') {
				answer(response, [422, { error: 'Text is not allowed' }]);
				return;
			}
			const done = put(json, String(request.headers['idempotency-key'] ?? ''), self, request.headers);
			if (whim === 'errorAccepted') {
				answer(response, [500, { error: 'InternalServerError' }]);
				return;
			}
			if (whim === 'cutAccepted') return void request.socket.destroy();
			if (whim === 'well') answer(response, done);
		});
	});
	const self: LocalNetwork = Object.assign(server, {
		published,
		whims,
		revoked: false,
		isListBehind: false,
		forgetKeys: () => undefined
	});
	return self;
}
const answer = (
	response: ServerResponse,
	[status, json]: [number, unknown],
	headers: Record<string, string> = {}
): void =>
	void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));

const TOKEN = 'mastodon-token';

/** Mastodon: `verify_credentials`, an account's statuses as HTML, and posting with an `Idempotency-Key`. */
export async function localMastodon(): Promise<LocalNetwork> {
	let keys = new Map<string, unknown>();
	const statusOf = ({ text, at }: LocalNetwork['published'][number], n: number) => ({
		id: String(n),
		url: `https://mastodon.example/@gemeente/${String(n)}`,
		content: `<p>${text.replaceAll('&', '&amp;').replace(/(https:\/\/)(\S+)/, '<a href="$1$2"><span class="invisible">$1</span>$2</a>')}</p>`,
		created_at: at.toISOString()
	});
	const made = await network(
		({ path, headers }, { revoked, isListBehind, published }) => {
			if (headers.authorization !== `Bearer ${TOKEN}` || revoked)
				return [401, { error: 'The access token was revoked' }];
			if (path === '/api/v1/accounts/verify_credentials') return [200, { id: '7', acct: 'gemeente' }];
			if (path === '/api/v1/accounts/7/statuses') return [200, isListBehind ? [] : published.map(statusOf).reverse()];
			return path === '/api/v1/statuses' ? 'put' : [404, { error: 'Record not found' }];
		},
		({ status, language }, key, { published }) => {
			const before = keys.get(key);
			if (before !== undefined) return [200, before];
			const newStatus = { text: String(status), key, at: new Date(), languages: language };
			const answered = statusOf(newStatus, published.push(newStatus) - 1);
			keys.set(key, answered);
			return [200, answered];
		}
	);
	made.forgetKeys = () => (keys = new Map());
	return made;
}

/**
 * Bluesky: creates a session, writes a record by its key (a second with that key gets a 500, as from the real network),
 * and reads the record.
 */
export async function localBluesky(): Promise<LocalNetwork> {
	const did = 'did:plc:gemeente';
	return network(
		({ path, query, headers, json }, { revoked, published }) => {
			if (path === '/xrpc/com.atproto.server.createSession') {
				const isOurs =
					json['identifier'] === 'gemeente.bsky.example' && json['password'] === 'app-password' && !revoked;
				return isOurs
					? [200, { did, handle: 'gemeente.bsky.example', accessJwt: 'jwt' }]
					: [401, { error: 'AuthenticationRequired' }];
			}
			if (headers.authorization !== 'Bearer jwt') return [401, { error: 'AuthMissing' }];
			if (path === '/xrpc/com.atproto.repo.getRecord') {
				const found = published.find(({ key }) => key === query.get('rkey'));
				return found
					? [200, { uri: `at://${did}/app.bsky.feed.post/${found.key}`, value: { text: found.text } }]
					: [400, { error: 'RecordNotFound' }];
			}
			return path === '/xrpc/com.atproto.repo.createRecord' ? 'put' : [404, { error: 'XRPCNotSupported' }];
		},
		({ rkey, record, repo, collection }, _, { published }) => {
			const { text, langs } = record as { text: string; langs?: unknown };
			if (repo !== did || collection !== 'app.bsky.feed.post') return [400, { error: 'InvalidRequest' }];
			if (published.some(({ key }) => key === rkey)) return [500, { error: 'InternalServerError' }];
			published.push({ text, key: String(rkey), at: new Date(), languages: langs });
			return [200, { uri: `at://${did}/app.bsky.feed.post/${String(rkey)}`, cid: 'bafy' }];
		}
	);
}
