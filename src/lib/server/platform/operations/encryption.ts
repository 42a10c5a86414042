import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * A text cannot be decrypted: it needs an unknown secret, is for another use, or was altered. The message never holds
 * the content.
 */
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
	/** Identifies the key without revealing it: eight hexadecimal digits of its hash. */
	readonly id: string;
	readonly key: Buffer;
}

const VERSION = '1';

/** Keys used for encryption only, separate from the other uses of the secret (sessions). */
function keyFrom(secret: string): Key {
	const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'voelspriet', purpose, 32));
	return { id: createHash('sha256').update(derive('sealed key id')).digest('hex').slice(0, 8), key: derive('sealed') };
}

/**
 * Credentials at rest: AES-256-GCM with a key derived from the program's secret by HKDF. Each encrypted
 * text names its key, so that after a change of secret the earlier one still decrypts its own texts.
 */
export class Encryption {
	readonly #keys: readonly [Key, ...Key[]];

	/** @param before earlier secrets, used for decryption only */
	constructor(secret: string, before: readonly string[] = []) {
		this.#keys = [keyFrom(secret), ...before.map(keyFrom)];
	}

	/**
	 * @param use the purpose, such as `connection/{id}`: decryption requires the same purpose, so that a text cannot be moved
	 *   to another row
	 * @returns text for a column: version, key, nonce and encrypted bytes, separated by dots
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
		const keyOfText = version === VERSION ? this.#keys.find((key) => key.id === id) : undefined;
		if (!keyOfText) throw new DecryptionError('unknownKey');
		const bytes = Buffer.from(text, 'base64url');
		try {
			const decipher = createDecipheriv('aes-256-gcm', keyOfText.key, Buffer.from(nonce, 'base64url'), {
				authTagLength: 16
			});
			decipher.setAAD(Buffer.from(use)).setAuthTag(bytes.subarray(-16));
			return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
		} catch {
			throw new DecryptionError('altered');
		}
	}

	/** Whether an earlier secret encrypted it: encrypt it again when possible. */
	isOld(sealed: string): boolean {
		return sealed.split('.')[1] !== this.#keys[0].id;
	}
}
