import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** What was sealed cannot be read: with a secret that is not known here, for another use, or altered. The message never holds what was sealed. */
export class DecryptionError extends Error {
	override readonly name = 'SealBroken';
	constructor(readonly because: 'unknownKey' | 'altered') {
		super(
			because === 'unknownKey'
				? 'sealed with a secret that is not among SECRET and SECRET_PREVIOUS'
				: 'not what was sealed here'
		);
	}
}

interface Key {
	/** Names the key without telling it: eight hexadecimal digits of a hash of its own. */
	readonly id: string;
	readonly key: Buffer;
}

const VERSION = '1';

/** Keys of their own for sealing, so that what else the secret does (sessions) and this never meet. */
function keyFrom(secret: string): Key {
	const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'voelspriet', purpose, 32));
	return { id: createHash('sha256').update(derive('sealed key id')).digest('hex').slice(0, 8), key: derive('sealed') };
}

/**
 * Credentials at rest (quality.md §5): AES-256-GCM with a key derived from the program's secret by HKDF. Each seal names its key, so that after the
 * secret was changed the one of before still opens what it sealed.
 */
export class Encryption {
	readonly #keys: readonly [Key, ...Key[]];

	/** @param before secrets that were used earlier: they open, and never seal */
	constructor(secret: string, before: readonly string[] = []) {
		this.#keys = [keyFrom(secret), ...before.map(keyFrom)];
	}

	/**
	 * @param use what it is for, such as `connection/{id}`: it opens for the same use only, so that nobody moves a seal from one row to another
	 * @returns text for a column: version, key, nonce and sealed bytes, with dots between
	 */
	seal(plain: string, use: string): string {
		const [{ id, key }] = this.#keys;
		const nonce = randomBytes(12);
		const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(use));
		const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
		return [VERSION, id, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
	}

	/** @throws DecryptionError */
	open(sealed: string, use: string): string {
		const [version, id, nonce = '', text = ''] = sealed.split('.');
		const found = version === VERSION ? this.#keys.find((key) => key.id === id) : undefined;
		if (!found) throw new DecryptionError('unknownKey');
		const bytes = Buffer.from(text, 'base64url');
		try {
			const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(nonce, 'base64url'), {
				authTagLength: 16
			});
			decipher.setAAD(Buffer.from(use)).setAuthTag(bytes.subarray(-16));
			return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
		} catch {
			throw new DecryptionError('altered');
		}
	}

	/** Whether it was sealed with an earlier secret: seal it anew when it is at hand. */
	isOld(sealed: string): boolean {
		return sealed.split('.')[1] !== this.#keys[0].id;
	}
}
