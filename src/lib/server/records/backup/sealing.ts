import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { BackupError } from './manifest';

/**
 * Who can open a back-up: the owners of these public keys (`age1…`), or anyone who knows the passphrase. The file format
 * is age's own, so its other programs open it too; it knows no file for both.
 */
export type SealFor =
	| { readonly recipients: readonly string[] }
	/** `effort`: the cost of one guess, as a power of two; 18 by default, a second and 300 MB. Less is for tests. */
	| { readonly passphrase: string; readonly effort?: number };

/** What a person gave to open a back-up with. */
export interface OpenWith {
	/** Private keys: `AGE-SECRET-KEY-1…`. */
	readonly identities?: readonly string[];
	/** Asked only when the file needs it. */
	readonly passphrase?: () => Promise<string | null>;
}

/** How an encrypted file begins. */
const FORMAT_LINE = 'age-encryption.org/v1\n';
/** The size of a header at most: a line per recipient, each some 100 bytes. */
const MAX_HEADER_BYTES = 16_384;
const TEMPORARY_PREFIX = '.opening-';

/** A new pair of keys: anyone with `recipient` can make back-ups, only the holder of `identity` can open them. */
export async function makeKeys(): Promise<{ identity: string; recipient: string }> {
	const identity = await generateX25519Identity();
	return { identity, recipient: await identityToRecipient(identity) };
}

/** The same bytes encrypted, piece by piece: memory does not grow with the size. */
export async function sealed(input: Readable, to: SealFor): Promise<Readable> {
	const encrypter = new Encrypter();
	if ('passphrase' in to) {
		encrypter.setPassphrase(to.passphrase);
		if (to.effort !== undefined) encrypter.setScryptWorkFactor(to.effort);
	} else for (const recipient of to.recipients) encrypter.addRecipient(recipient);
	return fromWeb(await encrypter.encrypt(toWeb(input)));
}

/** What is needed to open a file; null when it is not encrypted. @throws when it cannot be read */
async function lockOf(file: string): Promise<'passphrase' | 'key' | null> {
	const handle = await open(file, 'r');
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_HEADER_BYTES), 0, MAX_HEADER_BYTES, 0);
		const header = buffer.toString('latin1', 0, bytesRead);
		if (!header.startsWith(FORMAT_LINE)) return null;
		return header.startsWith('-> scrypt ', FORMAT_LINE.length) ? 'passphrase' : 'key';
	} finally {
		await handle.close();
	}
}

/**
 * The back-up as a file that can be read at any position. An encrypted one is decrypted to a file in `folder`, readable
 * by this user alone, whole or not at all, and `remove` deletes that. Also deletes what a killed restore left.
 * @throws BackupError with one sentence when it needs another key or is incomplete
 */
export async function opened(
	file: string,
	{ identities = [], passphrase }: OpenWith,
	folder: string
): Promise<{ file: string; remove: () => Promise<void> }> {
	for (const name of await readdir(folder))
		if (name.startsWith(TEMPORARY_PREFIX) && !runsElsewhere(Number(name.slice(TEMPORARY_PREFIX.length))))
			await rm(join(folder, name), { force: true });
	const lock = await lockOf(file).catch((cause: unknown) => {
		throw new BackupError('damaged', `There is no file ${file} that this user can read.`, { cause });
	});
	if (lock === null) return { file, remove: () => Promise.resolve() };
	const decrypter = new Decrypter();
	if (lock === 'passphrase') decrypter.addPassphrase(await readPassphrase(passphrase));
	else addIdentities(decrypter, identities);
	const temporaryFile = join(folder, `${TEMPORARY_PREFIX}${process.pid}`);
	const remove = (): Promise<void> => rm(temporaryFile, { force: true });
	try {
		const decrypted = await decrypter.decrypt(toWeb(createReadStream(file))).catch((cause: unknown) => {
			throw unopened(lock, cause);
		});
		const bytes = fromWeb(decrypted);
		let broken: unknown = null;
		bytes.once('error', (error) => (broken = error));
		await pipeline(bytes, createWriteStream(temporaryFile, { flags: 'wx', mode: 0o600 })).catch((error: unknown) => {
			throw error === broken ? unopened(lock, error) : error;
		});
		return { file: temporaryFile, remove };
	} catch (error) {
		await remove();
		throw error;
	}
}

function runsElsewhere(pid: number): boolean {
	try {
		return pid !== process.pid && process.kill(pid, 0);
	} catch {
		return false;
	}
}

async function readPassphrase(ask: OpenWith['passphrase']): Promise<string> {
	const passphrase = (await ask?.()) ?? '';
	if (passphrase !== '') return passphrase;
	throw new BackupError(
		'locked',
		'This back-up is encrypted with a passphrase: give it with --passphrase or --passphrase-file FILE. Nothing was changed.'
	);
}

function addIdentities(decrypter: Decrypter, identities: readonly string[]): void {
	if (identities.length === 0)
		throw new BackupError(
			'locked',
			'This back-up is encrypted for a public key: give the file with the private key with --key FILE. Nothing was changed.'
		);
	try {
		for (const identity of identities) decrypter.addIdentity(identity);
	} catch (cause) {
		throw new BackupError(
			'locked',
			'The key that was given is no private key (AGE-SECRET-KEY-1…). Nothing was changed.',
			{
				cause
			}
		);
	}
}

function unopened(lock: 'passphrase' | 'key', cause: unknown): BackupError {
	if (cause instanceof Error && cause.message.startsWith('no identity matched'))
		return new BackupError(
			'locked',
			lock === 'passphrase'
				? 'The passphrase is wrong: this back-up does not open with it. Nothing was changed.'
				: 'The key is another one: this back-up does not open with it. Nothing was changed.',
			{ cause }
		);
	return new BackupError(
		'damaged',
		'This file is damaged, or was cut short: take another copy of it. Nothing was changed.',
		{ cause }
	);
}

// The types of Node's web streams and of the global ones are the same thing twice.
const toWeb = (stream: Readable): ReadableStream<Uint8Array> =>
	Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
const fromWeb = (stream: ReadableStream<Uint8Array>): Readable => Readable.fromWeb(stream as unknown as WebStream);
