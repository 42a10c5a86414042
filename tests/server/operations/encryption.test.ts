import { expect, test } from 'vitest';
import { DecryptionError, Encryption } from '$lib/server/platform/operations/encryption';

const [now, then, other] = ['n'.repeat(32), 't'.repeat(32), 'o'.repeat(32)];
/** Its length leaves no unused bits in the last letter of the encrypted text. */
const token = 'een sleutel van Mastodon ✓!';

test('an encrypted text opens for the same use, and no two are alike', () => {
	const seals = new Encryption(now);
	const [one, two] = [seals.seal(token, 'account/1'), seals.seal(token, 'account/1')];
	expect(one).not.toBe(two);
	expect(one).not.toContain('sleutel');
	expect(seals.open(one, 'account/1')).toBe(token);
	expect(seals.open(seals.seal('', 'account/1'), 'account/1')).toBe('');
});

test('an encrypted text does not open for another use, nor when one character differs, nor with another secret', () => {
	const seals = new Encryption(now);
	const sealed = seals.seal(token, 'account/1');
	const broken = (open: () => string): string => {
		try {
			return open();
		} catch (error) {
			return error instanceof DecryptionError ? error.because : 'another error';
		}
	};
	expect(broken(() => seals.open(sealed, 'account/2'))).toBe('altered');
	expect(broken(() => new Encryption(other).open(sealed, 'account/1'))).toBe('unknownKey');
	for (let at = sealed.indexOf('.', 2) + 1; at < sealed.length; at += 1) {
		const letter = sealed[at] === 'A' ? 'w' : 'A';
		const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
		expect(
			broken(() => seals.open(changed, 'account/1')),
			changed
		).toMatch(/altered|unknownKey/);
	}
	for (const nothing of ['', '.', '1...', '2.', token])
		expect(broken(() => seals.open(nothing, 'account/1'))).toMatch(/altered|unknownKey/);
});

test('after the secret was changed the previous one still decrypts, but no longer encrypts', () => {
	const sealed = new Encryption(then).seal(token, 'account/1');
	const seals = new Encryption(now, [other, then]);
	expect(seals.open(sealed, 'account/1')).toBe(token);
	expect(seals.isOld(sealed)).toBe(true);
	const resealed = seals.seal(token, 'account/1');
	expect(seals.isOld(resealed)).toBe(false);
	expect(() => new Encryption(then).open(resealed, 'account/1')).toThrow(DecryptionError);
});
