import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SYSTEM } from '../../src/lib/domain/core/role';
import { SecurityLog } from '../../src/lib/server/people/accounts/security-log';
import { connect } from '../../src/lib/server/platform/database/connect';
import { Executor } from '../../src/lib/server/log/execute/execute';
import { Logs } from '../../src/lib/server/log/logs';
import { Encryption } from '../../src/lib/server/platform/operations/encryption';
import { assertSecret, rememberSecret } from '../../src/lib/server/platform/database/secret-check';
import { replaceFile } from '../../src/lib/server/platform/operations/replace-file';
import { sealAgain } from '../../src/lib/server/platform/operations/seal-again';
import type { ToolContext } from '../tool';
import { UsageError } from '../typed';
import { adminCommand } from './command';

/** The consequences of each for people, printed before anything is done. */
const COSTS = {
	secret: [
		'Everybody is signed out, and signs in again with the same password.',
		'Browsers are new again: guessing elsewhere may hold up signing in for some seconds.',
		'Partners give the PIN of their link once more. The links stay.',
		'A set-up code that was not used yet changes.',
		'Passwords of sources and accounts are encrypted again; nobody types them again.'
	],
	seals: [
		'Nobody notices. Whatever an earlier secret encrypted is encrypted again with SECRET.',
		'After it SECRET_PREVIOUS can be removed.',
		'What no secret opens has to be given again: passwords of sources, and second factors (remove-second-factor).'
	],
	push: ['Notifications stop on every device. People allow them again on the page of their account.']
} as const;
type KeyKind = keyof typeof COSTS;
const isKeyKind = (word: string | undefined): word is KeyKind => word !== undefined && word in COSTS;

async function record(url: string, what: KeyKind): Promise<void> {
	const [sql, tail] = [connect(url, { max: 2 }), connect(url, { max: 2 })];
	const logs = new Logs(tail);
	try {
		await logs.start();
		const by = { actor: SYSTEM, origin: null };
		await new SecurityLog(new Executor(sql, logs, null)).record({ kind: 'key.rotated', factor: 'console', what }, by);
	} finally {
		await logs.stop();
		await Promise.all([sql.end({ timeout: 1 }), tail.end({ timeout: 1 })]);
	}
}

/**
 * Makes a new secret. Until everything is encrypted again, the earlier one is stored next to it (config.ts reads it),
 * so that an interruption at any moment loses nothing; then it is removed.
 */
async function rotateSecret({ sql, config }: ToolContext): Promise<string> {
	const [file, previousFile] = [join(config.dataDir, 'secret'), join(config.dataDir, 'secret.previous')];
	if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== config.secret)
		throw new UsageError(
			'SECRET is given from outside. Give another one there, with the present one as SECRET_PREVIOUS; then run: npm run admin -- rotate-keys --which seals --yes'
		);
	await assertSecret(sql, config);
	const next = randomBytes(32).toString('hex');
	const earlier = [config.secret, ...config.previousSecrets];
	// The earlier one first: from here on, a start can decrypt what either of them encrypted.
	await replaceFile(previousFile, `${earlier.join('\n')}\n`);
	await replaceFile(file, `${next}\n`);
	const { again, lost } = await sealAgain(sql, new Encryption(next, earlier));
	await rememberSecret(sql, next);
	// Their cookies are signed with the earlier secret and are no longer valid.
	await sql`delete from session`;
	if (lost === 0) rmSync(previousFile);
	return `The secret is new. Encrypted again: ${again}.${lost > 0 ? ` Could not be opened, and must be given again: ${lost}.` : ''}`;
}

const work: Readonly<Record<KeyKind, (context: ToolContext) => Promise<string>>> = {
	secret: rotateSecret,
	async seals({ sql, config }) {
		const { again, lost } = await sealAgain(sql, new Encryption(config.secret, config.previousSecrets));
		await rememberSecret(sql, config.secret);
		return `Encrypted again: ${again}.${lost > 0 ? ` Could not be opened, and must be given again: ${lost}.` : ' SECRET_PREVIOUS can be removed.'}`;
	},
	async push({ sql }) {
		await sql.begin(async (tx) => {
			await tx`delete from push_device`;
			await tx`delete from push_key`;
		});
		return 'The keys for notifications are gone; the next start makes new ones.';
	}
};

export const rotateKeys = adminCommand({
	name: 'rotate-keys',
	usage: '--which secret|seals|push [--yes]',
	about: 'renew the secret, what it encrypted, or the keys for notifications; says first what that costs people',
	options: { which: { type: 'string' }, yes: { type: 'boolean' } },
	async run({ which, yes }, context) {
		if (!isKeyKind(which)) throw new UsageError(`Say --which ${Object.keys(COSTS).join(', --which ')}.`);
		process.stdout.write(`${COSTS[which].map((line) => `- ${line}`).join('\n')}\n`);
		if (!yes) {
			process.stdout.write('Nothing was done. Run it again with --yes.\n');
			return 0;
		}
		const [running] = await context.sql`
			select 1 from pg_stat_activity where datname = current_database() and application_name = 'voelspriet log'`;
		if (running) throw new UsageError('Stop the program first: it would go on encrypting with what it had.');
		process.stdout.write(`${await work[which](context)}\n`);
		await record(context.url, which);
		return 0;
	}
});
