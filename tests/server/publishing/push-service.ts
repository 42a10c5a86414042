import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { guardedFetch, type GuardedFetch } from '$lib/server/platform/net/guarded-fetch';
import { localServer, type LocalServer } from '../ingest/local-server';

/** The address of the push service as browsers give it. */
const ORIGIN = 'https://push.example';

interface Received {
	/** Which device it is for. */
	readonly device: string;
	/** Decrypted. */
	readonly message: unknown;
	/** Who signed it. */
	readonly key: string;
	readonly ttl: string | undefined;
	readonly urgency: string | undefined;
	readonly topic: string | undefined;
}
export interface LocalPushService extends LocalServer {
	readonly received: Received[];
	/** One for each coming request, instead of taking it; `lost` takes it, and its answer never arrives. */
	readonly answers: ('lost' | { status: number; headers?: Record<string, string> })[];
	/** How many requests arrived since it was last set to 0. */
	attempts: number;
	/** The guarded fetch, in which `https://push.example` resolves to this service. */
	readonly fetch: GuardedFetch;
	/** What a browser returns when it subscribes. */
	subscription(device: string): { endpoint: string; p256dh: string; auth: string };
}

/**
 * A push service on loopback, with the browsers' half of the keys: it checks who sends (VAPID, RFC 8292) and decrypts
 * (RFC 8291, aes128gcm).
 */
export async function localPushService(): Promise<LocalPushService> {
	const browser = createECDH('prime256v1');
	const publicKey = browser.generateKeys();
	const auth = randomBytes(16);
	const received: Received[] = [];
	const answers: LocalPushService['answers'] = [];
	const server = await localServer((request, response) => {
		const pieces: Buffer[] = [];
		request.on('data', (piece: Buffer) => pieces.push(piece));
		request.on('end', () => {
			self.attempts++;
			const answer = answers.shift();
			if (answer && answer !== 'lost') {
				response.writeHead(answer.status, answer.headers).end();
				return;
			}
			const key = signer(request.headers);
			if (key === null) {
				response.writeHead(403).end();
				return;
			}
			const { ttl, urgency, topic } = request.headers;
			received.push({
				device: (request.url ?? '').replace('/send/', ''),
				message: JSON.parse(decrypted(Buffer.concat(pieces))),
				key,
				ttl: one(ttl),
				urgency: one(urgency),
				topic: one(topic)
			});
			if (answer === 'lost') response.destroy();
			else response.writeHead(201).end();
		});
	});

	function decrypted(body: Buffer): string {
		const salt = body.subarray(0, 16);
		const length = body.readUInt8(20);
		const sender = body.subarray(21, 21 + length);
		const encrypted = body.subarray(21 + length);
		const info = Buffer.concat([Buffer.from('WebPush: info\0'), publicKey, sender]);
		const secret = Buffer.from(hkdfSync('sha256', browser.computeSecret(sender), auth, info, 32));
		const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
		const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
		const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(encrypted.subarray(-16));
		const plain = Buffer.concat([decipher.update(encrypted.subarray(0, -16)), decipher.final()]);
		// 2 ends the last record; padding may follow.
		return plain.subarray(0, plain.lastIndexOf(2)).toString();
	}

	const guarded = guardedFetch({ allow: ['127.0.0.0/8'] });
	const self: LocalPushService = Object.assign(server, {
		received,
		answers,
		attempts: 0,
		fetch: (address: string, options = {}) =>
			guarded(address.startsWith(`${ORIGIN}/`) ? address.replace(ORIGIN, server.origin) : address, options),
		subscription: (device: string) => ({
			endpoint: `${ORIGIN}/send/${device}`,
			p256dh: publicKey.toString('base64url'),
			auth: auth.toString('base64url')
		})
	} satisfies Omit<LocalPushService, keyof LocalServer>);
	return self;
}

const one = (header: string | string[] | undefined): string | undefined => [header].flat()[0];

/** The public key that signed the request for this service, not more than a day ahead; null when nobody did. */
function signer({ authorization = '' }: IncomingHttpHeaders): string | null {
	const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
	const [head = '', claims = '', signature = ''] = token.split('.');
	const point = Buffer.from(key, 'base64url');
	const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
	if (point.length !== 65 || !x || !y) return null;
	const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
	const isSigned = verify(
		'sha256',
		Buffer.from(`${head}.${claims}`),
		{ key: publicKey, dsaEncoding: 'ieee-p1363' },
		Buffer.from(signature, 'base64url')
	);
	const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
		aud: string;
		exp: number;
		sub: string;
	};
	const ahead = exp - Date.now() / 1000;
	return isSigned && aud === ORIGIN && ahead > 0 && ahead <= 86_400 && sub.startsWith('mailto:') ? key : null;
}
