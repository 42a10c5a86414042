import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cannotRead, codeOf, readOrCreateFile, missingAdvice } from './data-dir';
import { list } from './values';

const previousSecrets = {
	is: z
		.string()
		.transform(list)
		.refine((all) => all.every((each) => each.length >= 32)),
	advice: 'give the secrets that SECRET was before, with commas between, each of at least 32 characters'
};

/** 32 bytes, as hexadecimal digits. */
const SEED = /^[0-9a-f]{64}$/;

/** Each variable: what it must be, and what to write when it is not (config.ts). */
export const secretVariables = {
	SECRET: {
		is: z.string().min(32),
		advice: 'give at least 32 characters that nobody can guess, for example made with: openssl rand -hex 32',
		about:
			'at least 32 characters. Signs sessions and encrypts the credentials of connected accounts. Required with DATABASE_URL; the same for every process',
		byDefault: 'made once in DATA_DIR'
	},
	SIGNING_KEY: {
		is: z.string().regex(SEED),
		advice: 'give 64 hexadecimal digits that nobody can guess, for example made with: openssl rand -hex 32',
		about: '64 hexadecimal digits that sign the log heads; the same for every process',
		byDefault: 'made once in DATA_DIR, as signing-key'
	},
	SECRET_PREVIOUS: {
		...previousSecrets,
		about: 'earlier values of SECRET, with commas between. They still decrypt what they encrypted',
		byDefault: 'none'
	}
} as const;

/** Earlier secrets in DATA_DIR, stored while something is still encrypted with them (scripts/admin/rotate-keys.ts). */
export function loadPreviousSecrets(dataDir: string): string[] {
	try {
		return list(readFileSync(join(dataDir, 'secret.previous'), 'utf8'));
	} catch {
		return [];
	}
}

/**
 * A secret in the data folder.
 * @param creates whether an absent secret is created; otherwise the result is empty
 */
export function loadSecret(
	dataDir: string,
	name: 'secret' | 'signing-key',
	creates: boolean,
	mistakes: string[]
): string {
	const file = join(dataDir, name);
	try {
		if (!creates && !existsSync(file)) return '';
		const secret = creates
			? readOrCreateFile(dataDir, name, () => randomBytes(32).toString('hex'))
			: readFileSync(file, 'utf8').trim();
		if (name === 'signing-key' ? SEED.test(secret) : secret.length >= 32) return secret;
		mistakes.push(
			`DATA_DIR holds a ${name.replace('-', ' ')} that is too short or damaged (${file}): ${missingAdvice[name]}`
		);
	} catch (error) {
		mistakes.push(
			codeOf(error) === 'ENOSPC'
				? `The disk of DATA_DIR is full (${dataDir}): make room on it.`
				: cannotRead(file, error)
		);
	}
	return '';
}
