import { rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { backUp } from '$lib/server/records/backup/backup';
import { rememberMade } from '$lib/server/records/backup/backup-runs';
import { FORGOTTEN } from '$lib/server/records/backup/forgotten';
import { personalDataSays } from '$lib/server/records/backup/personal-data';
import { makeKeys, type SealFor } from '$lib/server/records/backup/sealing';
import type { Config } from '$lib/server/platform/config/config';
import { codeOf } from '$lib/server/platform/config/data-dir';
import { assertSecret } from '$lib/server/platform/database/secret-check';
import { passphraseFrom } from './passphrase';
import { SETTINGS_HELP, toolArguments } from './settings-file';
import { giveToFolderOwner, setExitCodeFrom, runTool } from './tool';
import { parseArguments, UsageError } from './typed';

const HELP = `Usage: npm run backup -- [FILE_OR_FOLDER] [--recipient KEY | --passphrase | --passphrase-file FILE]
       npm run backup -- --make-key FILE

Writes everything the program keeps to one file: database and secret, as they were at one moment. The program may run meanwhile.
In a folder, the file gets a name with the moment; without one it goes to BACKUP_FOLDER. Sessions are left out: after a restore people sign in again.
It is encrypted for the owners of KEY (age1…, as often as wanted; else BACKUP_RECIPIENT), or with a passphrase, which you type.
${SETTINGS_HELP}--make-key writes a private key to FILE and prints its public key. Keep the file elsewhere: it opens the back-ups.
`;
const MIN_PASSPHRASE_LENGTH = 12;

const { values, positionals } = readArguments();
if (values?.['make-key'] !== undefined) await setExitCodeFrom(() => makeKey(values['make-key'] ?? ''));
else
	await runTool(
		'backup',
		() => {
			if (!values || values.help || positionals.length > 1) throw new UsageError(HELP);
			return async ({ sql, url, config }) => {
				const target = positionals[0] ?? (config.backup && `${config.backup.folder}/`);
				if (!target) throw new UsageError(HELP);
				await assertSecret(sql, config);
				const sealFor = await sealFrom(values, config);
				const [began, wall] = [performance.now(), Date.now()];
				const made = await backUp(url, target, { dataDir: config.dataDir, sealFor });
				const { file, rows, bytes, manifest } = made;
				giveToFolderOwner(file);
				await rememberMade(sql, wall, Date.now(), made);
				process.stdout.write(
					`Backed up to ${resolve(file)}: ${rows} rows, ${manifest.logs.length} logs, ${manifest.reports.length} reports, ` +
						`${(bytes / 1e6).toFixed(1)} MB, in ${((performance.now() - began) / 1000).toFixed(1)} s.\n` +
						(sealFor
							? `It is encrypted: without the ${'passphrase' in sealFor ? 'passphrase' : 'private key'} nobody can open it.\n`
							: 'It is not encrypted: give --recipient or --passphrase for that.\n') +
						`It contains what people wrote${manifest.secret === null ? '' : ", and this installation's secret"}; only your user may read it.\n` +
						personalDataSays(manifest.personal ?? [], Date.now()) +
						`What is forgotten after this is listed in ${join(config.dataDir, FORGOTTEN)}: keep that file apart from this one, restoring needs it.\n` +
						(manifest.secret === null ? 'The secret is not in it, because it comes from SECRET: keep that too.\n' : '')
				);
				return 0;
			};
		},
		{ migrates: false }
	);

function readArguments() {
	try {
		return parseArguments(toolArguments, {
			help: { type: 'boolean' },
			recipient: { type: 'string', multiple: true },
			passphrase: { type: 'boolean' },
			'passphrase-file': { type: 'string' },
			'make-key': { type: 'string' }
		});
	} catch {
		return { values: null, positionals: [] };
	}
}

async function sealFrom(
	options: NonNullable<typeof values>,
	{ backupRecipients }: Pick<Config, 'backupRecipients'>
): Promise<SealFor | null> {
	if (options.passphrase || options['passphrase-file'] !== undefined) {
		if (options.recipient) throw new UsageError('Give a passphrase or a public key: a file cannot have both.');
		const passphrase = await passphraseFrom(options['passphrase-file'], { twice: true });
		if ((passphrase ?? '').length < MIN_PASSPHRASE_LENGTH)
			throw new UsageError(
				`Give a passphrase of at least ${MIN_PASSPHRASE_LENGTH} characters: four words that do not belong together.`
			);
		return { passphrase: passphrase ?? '' };
	}
	const recipients = options.recipient ?? backupRecipients;
	return recipients.length > 0 ? { recipients } : null;
}

async function makeKey(file: string): Promise<number> {
	const { identity, recipient } = await makeKeys();
	await writeFile(file, `# public key: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 }).catch(
		async (error: unknown) => {
			if (codeOf(error) === 'EEXIST') throw new UsageError(`${file} exists already: give another name.`);
			await rm(file, { force: true }).catch(() => undefined);
			throw error;
		}
	);
	process.stdout.write(
		`The private key is in ${file}. It opens the back-ups: keep it away from this machine, in two places.\n` +
			`The public key, for BACKUP_RECIPIENT or --recipient:\n${recipient}\n`
	);
	return 0;
}
