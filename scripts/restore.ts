import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { drill } from '$lib/server/records/backup/drill';
import { FORGOTTEN } from '$lib/server/records/backup/forgotten';
import { restore, type Restored } from '$lib/server/records/backup/restore';
import type { OpenWith } from '$lib/server/records/backup/sealing';
import { ConfigError, readConfig } from '$lib/server/platform/config/config';
import { connect } from '$lib/server/platform/database/connect';
import { assertSecret, OtherSecret } from '$lib/server/platform/database/secret-check';
import { log } from '$lib/server/platform/operations/logger';
import { passphraseFrom } from './passphrase';
import { environment, SETTINGS_HELP, toolArguments } from './settings-file';
import { setExitCodeFrom, runTool } from './tool';
import { parseArguments, UsageError } from './typed';

const HELP = `Usage: npm run restore -- FILE [--forgotten LIST] [--key FILE | --passphrase | --passphrase-file FILE]
       npm run restore -- --drill FILE [the same]

Fills an empty database from a back-up, and checks that rows, chains and report checksums are equal. Stop the program first.
The database is that of DATABASE_URL, or a new one in DATA_DIR.
${SETTINGS_HELP}What was forgotten since the back-up is forgotten again: it is listed in DATA_DIR/forgotten.json, and in LIST, which is added to it.
An encrypted back-up opens with the private key in --key FILE, or with its passphrase, which you type.
--drill does all of that in a temporary database: nothing is changed, and the program may run meanwhile.
`;

if (toolArguments.includes('--drill')) await setExitCodeFrom(() => runDrill());
else
	await runTool(
		'restore',
		() => {
			const { file, forgotten, keys } = readArguments();
			return async ({ url, owner, config }) => {
				const began = performance.now();
				const restored = await restore(owner ?? url, file, config, forgotten, keys);
				process.stdout.write(
					`${equalityMessage('Restored', restored, (performance.now() - began) / 1000)}${forgottenMessage(restored)}` +
						(restored.secret
							? 'The secret of the back-up is in DATA_DIR now; if SECRET is set, that one is used.\n'
							: 'The back-up has no secret in it: give the secret of that time as SECRET.\n')
				);
				await warnOfSecret(owner ?? url);
				return 0;
			};
		},
		{ migrates: false, fills: true }
	);

/** Warns when the program will refuse to start, because its secret is not that of the back-up. */
async function warnOfSecret(url: string): Promise<void> {
	const sql = connect(url, { max: 1 });
	try {
		await assertSecret(sql, readConfig(environment(), 'tool'));
	} catch (error) {
		if (!(error instanceof OtherSecret || error instanceof ConfigError)) throw error;
		process.stdout.write(
			`The program does not start with it yet. ${error.message}\nThe secret of the back-up is in DATA_DIR/secret, if the back-up has one.\n`
		);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

function readArguments(): { file: string; forgotten: string | undefined; keys: OpenWith } {
	const { values, positionals } = parseArguments(toolArguments, {
		help: { type: 'boolean' },
		drill: { type: 'boolean' },
		forgotten: { type: 'string' },
		key: { type: 'string', multiple: true },
		passphrase: { type: 'boolean' },
		'passphrase-file': { type: 'string' }
	});
	const [file] = positionals;
	if (values.help || file === undefined || positionals.length > 1) throw new UsageError(HELP);
	const canType = values.passphrase === true || values['passphrase-file'] !== undefined || process.stdin.isTTY;
	const passphrase = (): Promise<string | null> =>
		canType ? passphraseFrom(values['passphrase-file'], { twice: false }) : Promise.resolve(null);
	return {
		file,
		forgotten: values.forgotten,
		keys: { identities: (values.key ?? []).flatMap(identitiesIn), passphrase }
	};
}

/** Makes all checks of a restore without the installation: it reads only the list in DATA_DIR, and no settings. */
async function runDrill(): Promise<number> {
	const { file, forgotten, keys } = readArguments();
	log.level = 'silent';
	const abortController = new AbortController();
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => {
			abortController.abort(new UsageError('The drill was stopped. Nothing was changed.'));
		});
	const list = forgotten ?? resolve(environment()['DATA_DIR'] ?? 'data', FORGOTTEN);
	const drilled = await drill(file, { keys, forgotten: list, log, signal: abortController.signal });
	process.stdout.write(
		`${equalityMessage('This back-up can be restored. It is', drilled, drilled.seconds)}${forgottenMessage(drilled)}` +
			'It was a drill: its database is removed, and nothing was changed.\n'
	);
	return 0;
}

/** The private keys in a file as `age-keygen` and `--make-key` write it. */
function identitiesIn(file: string): string[] {
	try {
		return readFileSync(file, 'utf8').match(/^AGE-SECRET-KEY-\S+/gm) ?? ['none'];
	} catch {
		throw new UsageError(`${file} cannot be read: give the path of the file with the private key.`);
	}
}

function equalityMessage(what: string, { manifest, migrated }: Restored, seconds: number): string {
	const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
	return (
		`${what} as of ${manifest.made}: ${rows} rows, ${manifest.logs.length} logs, ${manifest.reports.length} reports; ` +
		`counts, chains and checksums are equal. It took ${seconds.toFixed(1)} s.\n` +
		(migrated.length > 0 ? `Brought up to this version: ${migrated.join(', ')}.\n` : '')
	);
}

function forgottenMessage({ forgotten, listMissing }: Restored): string {
	if (forgotten.incidents > 0)
		return `Forgotten again: ${forgotten.masked} incidents masked, ${forgotten.posts} posts and ${forgotten.lines} log lines removed.\n`;
	return listMissing === null
		? 'According to the list, nothing in it was forgotten since.\n'
		: `There is no list at ${listMissing}; nothing could be forgotten again.\n`;
}
